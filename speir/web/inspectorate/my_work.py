"""My work: what waits for me in every inspection, what is late where I lead, and where each inspection is."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path, reverse

from speir.foundations.uk_clock import uk_today
from speir.foundations.uk_time import uk_day
from speir.improvement_plans.review_queries import waiting_to_be_published
from speir.inspections.choices import InspectionStatus
from speir.inspections.queries import standings_of, teams_of, timetables_of, visible_to
from speir.inspections.turns import Turn
from speir.partnerships.queries import link_inspectors_of
from speir.people.choices import TEAM_ROLES, Role
from speir.people.standing import Standing
from speir.reports.publication_queries import national_reports_of
from speir.reports.queries import being_corrected
from speir.web.inspectorate import whose_turn
from speir.web.inspectorate.area_turns import area_turns
from speir.web.inspectorate.footprint import progress_line
from speir.web.inspectorate.inspection_home import roles_in_words
from speir.web.inspectorate.open_turns import open_turns
from speir.web.inspectorate.where import inspection_address
from speir.web.inspectorate.whose_turn import Holders, Line
from speir.web.shared.national_report import publication_words
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.inspections.models import Inspection, Milestone

# So that neither pushes the other, or the inspections, out of sight; the rest is one press away.
MINE_MOST, LATE_MOST = 15, 6
LATE_SHOWN = 3
PUBLISHED = "published"
RESPONSIBLE = (Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)
STATUS_KINDS = {
    InspectionStatus.CLOSED: "grey",
    InspectionStatus.PUBLISHED: "ok",
    InspectionStatus.IMPROVING: "ok",
}


@dataclass(frozen=True)
class InspectionLine:
    """One inspection in a list."""

    name: str
    address: str
    is_fictional: bool
    phase: str
    roles: str
    status: str
    status_kind: str
    progress: str
    publishes: str
    is_published: bool


@dataclass(frozen=True)
class LateGroup:
    """What is late in one inspection: the latest few, and how many more there are."""

    name: str
    address: str
    is_fictional: bool
    shown: tuple[Line, ...]
    more: int
    fictional_words: str = "Fictional partnership"


@dataclass(frozen=True)
class MyWorkPage:
    """What the page prints; ``sees_all`` is for somebody who looks after every inspection."""

    mine: list[Line]
    late: list[LateGroup]
    sees_all: bool
    inspections: list[InspectionLine]
    programmes_address: str
    mine_most: int = MINE_MOST
    late_most: int = LATE_MOST

    @property
    def phases(self) -> list[tuple[str, list[InspectionLine]]]:
        """The inspections by phase, so that a phase is named once; the phase that publishes next first."""
        found: dict[str, list[InspectionLine]] = {}
        for line in self.inspections:
            found.setdefault(line.phase, []).append(line)
        return list(found.items())


@inspectorate_screen()
def my_work(request: SignedInRequest) -> HttpResponseBase:
    """What waits for the person who is signed in."""
    inspections = list(visible_to(request.user))
    standings = standings_of(request.user, inspections)
    page = my_work_page(inspections, standings, uk_today())
    open_work = open_turns(request.user, uk_today())
    page = replace(
        page,
        mine=whose_turn.in_urgency([*page.mine, *open_work.mine, *area_turns(request.user, uk_today())]),
        late=[*page.late, *(LateGroup(*group, fictional_words="Fictional") for group in open_work.late)],
    )
    return render_page(request, "inspectorate/my_work.html.jinja", page)


def my_work_page(
    inspections: Sequence["Inspection"], standings: Mapping["UUID", Standing], today: date
) -> MyWorkPage:
    """The page for one person; turns are asked for only where the person has a part in the inspection."""
    timetables = timetables_of(inspections)
    still = being_corrected(inspections) | waiting_to_be_published(inspections)
    taking_part = [one for one in inspections if takes_part(one, standings[one.pk], still)]
    turns = whose_turn.turns_known_in(taking_part, standings)
    numbers = whose_turn.item_numbers_in(taking_part)
    mine = [
        _with_place(line, one)
        for one in taking_part
        for line in whose_turn.my_lines(turns[one.pk], standings[one.pk], one, today, numbers)
    ]
    others = [one for one in inspections if one not in taking_part]
    urgent = whose_turn.urgent_lines(others, standings, today)
    mine += [_with_place(line, one) for one in others for line in urgent[one.pk]]
    return MyWorkPage(
        mine=whose_turn.in_urgency(mine),
        late=late_groups(inspections, late_lines(inspections, standings, turns, timetables, today)),
        sees_all=any(standing.has(Role.SERVICE_MANAGER) for standing in standings.values()),
        inspections=inspection_lines(inspections, standings, timetables, today),
        programmes_address=reverse("programmes"),
    )


def late_lines(
    inspections: Sequence["Inspection"],
    standings: Mapping["UUID", Standing],
    turns: Mapping["UUID", Sequence[Turn]],
    timetables: Mapping["UUID", Sequence["Milestone"]],
    today: date,
) -> dict["UUID", list[Line]]:
    """What is late in each inspection that somebody leads, supports or oversees; nothing once closed."""
    open_ones = [one for one in inspections if one.status != InspectionStatus.CLOSED]
    own = [one for one in open_ones if standings[one.pk].has(*RESPONSIBLE)]
    teams, links = teams_of(own), link_inspectors_of(one.partnership_id for one in own)
    found: dict[UUID, list[Line]] = {}
    for inspection in open_ones:
        pk, standing = inspection.pk, standings[inspection.pk]
        behind = [m for m in timetables[pk] if m.reached_at is None and m.due_on < today]
        if pk in teams:
            holders = Holders(teams[pk], links.get(inspection.partnership_id))
            others = whose_turn.lines_of_others(turns[pk], standing, behind, holders, today)
            found[pk] = [line for line in others if whose_turn.is_late(line, today)]
        elif standing.has(Role.SERVICE_MANAGER):
            found[pk] = [_milestone_line(milestone, today) for milestone in behind]
    return found


def late_groups(
    inspections: Sequence["Inspection"], late: Mapping["UUID", Sequence[Line]]
) -> list[LateGroup]:
    """What is late by inspection, the inspection with what is latest first; of each its latest few."""
    with_some = [one for one in inspections if late.get(one.pk)]
    lines = {one.pk: whose_turn.in_urgency(late[one.pk]) for one in with_some}
    with_some.sort(key=lambda one: (lines[one.pk][0].due_on or date.max, one.partnership.name))
    return [
        LateGroup(
            name=one.partnership.name,
            address=inspection_address("inspection", one.reference),
            is_fictional=one.is_fictional,
            shown=tuple(lines[one.pk][:LATE_SHOWN]),
            more=len(lines[one.pk][LATE_SHOWN:]),
        )
        for one in with_some
    ]


def takes_part(inspection: "Inspection", standing: Standing, still: Set["UUID"]) -> bool:
    """Whether something can wait for this person; ``still`` are closed ones with something to publish."""
    is_open = inspection.status != InspectionStatus.CLOSED or inspection.pk in still
    return is_open and standing.has(*TEAM_ROLES)


def inspection_lines(
    inspections: Sequence["Inspection"],
    standings: Mapping["UUID", Standing],
    timetables: Mapping["UUID", Sequence["Milestone"]],
    today: date,
) -> list[InspectionLine]:
    """Every inspection with where it is: the next to publish first, then the published, closed ones last."""
    out = {one.pk: _published_on(timetables[one.pk]) for one in inspections}
    national = national_reports_of(inspections)

    def order(one: "Inspection") -> tuple[bool, bool, date]:
        return one.status == InspectionStatus.CLOSED, out[one.pk] is not None, one.publishes_on

    return [
        _inspection_line(
            one,
            standings[one.pk],
            progress_line(timetables[one.pk], today, is_over=one.status == InspectionStatus.CLOSED),
            publication_words(one, national, day(out[one.pk] or one.publishes_on)),
            is_published=out[one.pk] is not None,
        )
        for one in sorted(inspections, key=order)
    ]


def _inspection_line(
    inspection: "Inspection", standing: Standing, progress: str, publishes: str, *, is_published: bool
) -> InspectionLine:
    return InspectionLine(
        name=inspection.partnership.full_name,
        address=inspection_address("inspection", inspection.reference),
        is_fictional=inspection.is_fictional,
        phase=f"{inspection.phase.programme.name}, {inspection.phase.name}",
        roles=roles_in_words(standing),
        status=inspection.status_words,
        status_kind=STATUS_KINDS.get(InspectionStatus(inspection.status), "info"),
        progress=progress,
        publishes=publishes,
        is_published=is_published,
    )


def _published_on(milestones: Sequence["Milestone"]) -> date | None:
    """The day a report came out, which need not be the day that was planned."""
    reached = (m.reached_at for m in milestones if m.key == PUBLISHED and m.reached_at)
    return next((uk_day(moment) for moment in reached), None)


def _with_place(line: Line, inspection: "Inspection") -> Line:
    label = " (fictional)" if inspection.is_fictional else ""
    return replace(line, reason=f"{inspection.partnership.name}{label}. {line.reason}")


def _milestone_line(milestone: "Milestone", today: date) -> Line:
    due, kind = whose_turn.due_words(milestone.due_on, today)
    role = Role.label_of(milestone.whose_turn)
    return Line(milestone.title, f"{role}'s turn.", "", due, kind, milestone.due_on)


ADDRESSES = [path("my-work/", my_work, name="my_work")]

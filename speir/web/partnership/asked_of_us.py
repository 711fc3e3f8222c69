"""The partnership's first page: what is asked of us, by when, what is late, of whom, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path, reverse

from speir.area_summaries.queries import waiting_for_council
from speir.foundations.uk_clock import uk_today
from speir.improvement_support.permissions import may_answer_offer
from speir.improvement_support.queries import waiting_for_answer
from speir.inspections.choices import InspectionStatus
from speir.inspections.queries import standings_of, teams_of, visible_to
from speir.inspections.turns import Turn
from speir.people.choices import PARTNERSHIP_ROLES
from speir.people.standing import Standing
from speir.web.partnership.coming import Coming, Known, known_in, what_comes_next
from speir.web.partnership.whose_turn import (
    Line,
    in_urgency,
    lines_of_colleagues,
    my_lines,
    turns_of_ours_in,
)
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, partnership_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.area_summaries.models import AreaSummary
    from speir.improvement_support.models import SupportOffer
    from speir.inspections.models import Inspection, TeamMember
    from speir.people.models import Person


@dataclass(frozen=True)
class InspectionPart:
    """One inspection that the reader takes part in."""

    name: str
    address: str
    is_fictional: bool
    phase: str
    roles: str
    publishes_on: date
    coming: Coming


@dataclass(frozen=True)
class AskedPage:
    """What the page prints."""

    mine: list[Line]
    colleagues: list[Line]
    inspections: list[InspectionPart]


@dataclass(frozen=True)
class Part:
    """One inspection with what the reader may know of it, before several are put together."""

    shown: InspectionPart
    mine: list[Line]
    colleagues: list[Line]


@partnership_screen()
def asked_of_us(request: SignedInRequest) -> HttpResponseBase:
    """What is asked of the partnership in every inspection that the reader takes part in."""
    inspections = sorted(
        visible_to(request.user), key=lambda i: (i.status == InspectionStatus.CLOSED, i.publishes_on)
    )
    standings = standings_of(request.user, inspections)
    parts = parts_of(inspections, standings, uk_today())
    page = asked_page(parts)
    page = replace(page, mine=[*page.mine, *between_inspections(request.user, inspections, standings)])
    return render_page(request, "partnership/asked_of_us.html.jinja", page)


def between_inspections(
    person: "Person", inspections: Sequence["Inspection"], standings: Mapping["UUID", Standing]
) -> list[Line]:
    """What waits for the reader between inspections: offers without an answer, and yearly summaries."""
    mine = {
        one.partnership_id for one in inspections if not may_answer_offer.reason_refused(standings[one.pk])
    }
    return [
        *(_offer(each) for each in waiting_for_answer(mine)),
        *(_summary(each) for each in waiting_for_council(person, mine)),
    ]


def _offer(each: "SupportOffer") -> Line:
    why = f"{each.partnership.full_name}. Offered {day(each.offered_at)} for {each.for_whom}."
    address = reverse("partnership_offer", kwargs={"offer_id": each.pk})
    return Line(f"Support is offered: {each.what}", why, address, "", "grey", None)


def _summary(each: "AreaSummary") -> Line:
    why = "The link inspector asks the council to answer item by item."
    address = reverse("partnership_summary", kwargs={"summary_id": each.pk})
    return Line(f"Yearly summary of {each.area.name}", why, address, "", "grey", None)


def parts_of(
    inspections: Sequence["Inspection"], standings: Mapping["UUID", Standing], today: date
) -> list[Part]:
    """Each inspection for the page, from what the reader may know of it; a fixed number of questions."""
    turns, known = turns_of_ours_in(inspections, standings), known_in(inspections, standings)
    teams = teams_of(inspections)
    return [
        part_of(one, standings[one.pk], turns[one.pk], known[one.pk], teams[one.pk], today)
        for one in inspections
    ]


def part_of(
    inspection: "Inspection",
    standing: Standing,
    turns: Sequence[Turn],
    known: Known,
    team: Sequence["TeamMember"],
    today: date,
) -> Part:
    """One inspection for the page."""
    return Part(
        shown=InspectionPart(
            name=inspection.partnership.full_name,
            address=reverse("partnership_inspection", args=[inspection.reference]),
            is_fictional=inspection.is_fictional,
            phase=f"{inspection.phase.programme.name}, {inspection.phase.name}",
            roles=roles_in_words(standing),
            publishes_on=inspection.publishes_on,
            coming=what_comes_next(known),
        ),
        mine=my_lines(turns, standing, inspection.reference, today),
        colleagues=lines_of_colleagues(turns, standing, team, today),
    )


def asked_page(parts: Sequence[Part]) -> AskedPage:
    """Everything together, most pressing first; each line says where when there are several inspections."""
    several = len(parts) > 1
    return AskedPage(
        mine=in_urgency([_placed(line, part, several) for part in parts for line in part.mine]),
        colleagues=in_urgency([_placed(line, part, several) for part in parts for line in part.colleagues]),
        inspections=[part.shown for part in parts],
    )


def _placed(line: Line, part: Part, several: bool) -> Line:
    if not several:
        return line
    label = " (fictional)" if part.shown.is_fictional else ""
    return replace(line, reason=f"{part.shown.name}{label}. {line.reason}")


def roles_in_words(standing: Standing) -> str:
    """The roles held on the partnership's side, in words."""
    return ", ".join(role.label.lower() for role in PARTNERSHIP_ROLES if role in standing.roles)


ADDRESSES = [path("partnership/", asked_of_us, name="partnership_home")]

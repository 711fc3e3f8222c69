"""Timetables by month: of one inspection, or of all inspections of a programme; made to be printed too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path, reverse

from speir.foundations.uk_clock import uk_today
from speir.inspections.queries import (
    inspection_for,
    milestones_of,
    standing_of,
    team_of,
    teams_of,
    timetables_of,
    visible_to,
)
from speir.inspections.timetable_queries import counted_weeks, pauses_of_several
from speir.partnerships.queries import link_inspector_of, link_inspectors_of
from speir.people.choices import Role
from speir.web.design_system.months import Entry, LeftOut, Month, WeekName, month_after, months
from speir.web.inspectorate.footprint import state_of, words_of
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.where import inspection_address
from speir.web.inspectorate.whose_turn import Holders, whose
from speir.web.inspectorate.working_openly import programme_or_404
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.foundations.working_weeks import CountedWeek, Pause
    from speir.inspections.models import Inspection, Milestone
    from speir.people.models import Person
    from speir.programmes.models import Programme

MONTHS_SHOWN = 3


@dataclass(frozen=True)
class InspectionMonths:
    """One inspection by month."""

    header: InspectionHeader
    reference: str
    dates: str
    months: list[Month]


@dataclass(frozen=True)
class ProgrammeMonths:
    """A programme by month: three at a time, with the ways to those before and after when there are any."""

    name: str
    address: str
    months: list[Month]
    span: str
    earlier: str
    later: str
    first: str
    last: str
    inspections: int
    has_fictional: bool


@dataclass(frozen=True)
class Laid:
    """One inspection's part of a calendar."""

    entries: list[Entry]
    left_out: list[LeftOut]
    weeks: list[WeekName]


@inspectorate_screen()
def by_month(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The timetable of one inspection by month."""
    page = inspection_months(inspection_for(request.user, reference), request.user, uk_today())
    return render_page(request, "inspectorate/by_month.html.jinja", page)


@inspectorate_screen()
def programme_by_month(request: SignedInRequest, programme: str) -> HttpResponseBase:
    """The timetables of a programme's inspections by month."""
    found = programme_or_404(programme)
    page = programme_months(found, request.user, uk_today(), request.GET.get("from", ""))
    return render_page(request, "inspectorate/programme_by_month.html.jinja", page)


def inspection_months(inspection: "Inspection", person: "Person", today: date) -> InspectionMonths:
    """Every month of an inspection, from its start to the last day of its timetable."""
    standing = standing_of(person, inspection)
    milestones = milestones_of(inspection)
    holders = Holders(team_of(inspection), link_inspector_of(inspection.partnership))
    laid = lay(inspection, milestones, pauses_of_several([inspection])[inspection.pk], holders, today)
    last = max([inspection.starts_on, *(entry.due_on for entry in laid.entries)])
    return InspectionMonths(
        header=inspection_header(inspection, standing, here="timetable", heading="Timetable by month"),
        reference=inspection.reference,
        dates=f"{day(inspection.starts_on)} to {day(inspection.publishes_on)}",
        months=months(
            inspection.starts_on,
            last,
            today=today,
            entries=laid.entries,
            left_out=laid.left_out,
            weeks=laid.weeks,
        ),
    )


def programme_months(programme: "Programme", person: "Person", today: date, wanted: str) -> ProgrammeMonths:
    """Three months of a programme, of the inspections that this person may know of."""
    inspections = list(visible_to(person).filter(phase__programme=programme))
    timetables = timetables_of(inspections)
    pauses = pauses_of_several(inspections)
    teams = teams_of(inspections)
    links = link_inspectors_of(one.partnership_id for one in inspections)
    parts = [
        lay(
            one,
            timetables[one.pk],
            pauses[one.pk],
            Holders(teams[one.pk], links.get(one.partnership_id)),
            today,
            place=one.partnership.name,
        )
        for one in sorted(inspections, key=lambda one: (one.starts_on, one.partnership.name))
    ]
    entries = [entry for part in parts for entry in part.entries]
    days = sorted([one.starts_on for one in inspections] + [entry.due_on for entry in entries]) or [today]
    begins = first_month(wanted, days[0], days[-1], today)
    ends = month_after(begins, MONTHS_SHOWN) - timedelta(days=1)
    address = reverse("programme_by_month", kwargs={"programme": programme.slug})
    return ProgrammeMonths(
        name=programme.name,
        address=address,
        months=months(
            begins,
            ends,
            today=today,
            entries=entries,
            left_out=[each for part in parts for each in part.left_out],
            weeks=[week for part in parts for week in part.weeks],
        ),
        span=f"{begins:%B %Y} to {ends:%B %Y}",
        earlier=_from(address, month_after(begins, -MONTHS_SHOWN)) if begins > days[0] else "",
        later=_from(address, month_after(begins, MONTHS_SHOWN)) if ends < days[-1] else "",
        first=_from(address, days[0]),
        last=_from(address, month_after(days[-1], 1 - MONTHS_SHOWN)),
        inspections=len(inspections),
        has_fictional=any(one.is_fictional for one in inspections),
    )


def _from(address: str, month: date) -> str:
    return f"{address}?from={month:%Y-%m}"


def first_month(wanted: str, first: date, last: date, today: date) -> date:
    """The month to begin with: the one asked for, or this one; the nearest in which anything is due."""
    try:
        month = date.fromisoformat(f"{wanted}-01")
    except ValueError:
        month = today
    return min(max(month, first), last).replace(day=1)


def lay(
    inspection: "Inspection",
    milestones: Sequence["Milestone"],
    pauses: Sequence["Pause"],
    holders: Holders,
    today: date,
    *,
    place: str = "",
) -> Laid:
    """One inspection's milestones, days left out and counted weeks; ``place`` names it beside others."""
    coming = next((m.pk for m in milestones if m.reached_at is None and m.due_on >= today), None)
    return Laid(
        entries=[
            Entry(
                title=each.title,
                due_on=each.due_on,
                state=state_of(each, today, each.pk == coming),
                whose=whose(Role.label_of(each.whose_turn), holders.of_role(each.whose_turn)),
                words=words_of(each, today),
                place=place,
                address=inspection_address("timetable", inspection.reference) if place else "",
            )
            for each in milestones
        ],
        left_out=[LeftOut(each.first_day, each.last_day, each.reason, place) for each in pauses],
        weeks=[_week_name(week, place) for week in counted_weeks(inspection, milestones, pauses)],
    )


def _week_name(week: "CountedWeek", place: str) -> WeekName:
    words = "not counted" if week.number is None else f"week\u00a0{week.number}"
    shown = f"{place}: {words}" if place else words.capitalize()
    return WeekName(week.monday, shown, is_counted=week.number is not None)


ADDRESSES = [
    path("inspections/<slug:reference>/timetable/by-month/", by_month, name="timetable_by_month"),
    path("programmes/<slug:programme>/by-month/", programme_by_month, name="programme_by_month"),
]

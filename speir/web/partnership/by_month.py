"""The timetable by month for the partnership: its own milestones and publication, nobody else's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path

from speir.foundations.uk_clock import uk_today
from speir.inspections.queries import milestones_of
from speir.inspections.timetable_queries import counted_weeks, pauses_of_several
from speir.people.choices import Role
from speir.web.design_system.months import Entry, LeftOut, Month, WeekName, months
from speir.web.partnership.footprint import is_ours, state_of, words_of
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, partnership_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.inspections.models import Milestone


@dataclass(frozen=True)
class MonthsPage:
    """Every month of the inspection."""

    header: InspectionHeader
    dates: str
    months: list[Month]


@partnership_screen()
def by_month(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The timetable by month."""
    inspection, standing = open_inspection(request, reference)
    milestones = milestones_of(inspection)
    pauses = pauses_of_several([inspection])[inspection.pk]
    last = max([inspection.starts_on, *(each.due_on for each in milestones)])
    page = MonthsPage(
        header=inspection_header(inspection, standing, heading="Timetable by month"),
        dates=f"{day(inspection.starts_on)} to {day(inspection.publishes_on)}",
        months=months(
            inspection.starts_on,
            last,
            today=uk_today(),
            entries=entries(milestones, uk_today()),
            left_out=[LeftOut(each.first_day, each.last_day, each.reason) for each in pauses],
            weeks=[
                WeekName(
                    week.monday, f"Week {week.number}" if week.number else "Not counted", bool(week.number)
                )
                for week in counted_weeks(inspection, milestones, pauses)
            ],
        ),
    )
    return render_page(request, "partnership/by_month.html.jinja", page)


def entries(milestones: Sequence["Milestone"], today: date) -> list[Entry]:
    """What the partnership does itself, and publication, each with whose turn it is by role."""
    ours = [each for each in milestones if is_ours(each)]
    coming = next((each.pk for each in ours if each.reached_at is None and each.due_on >= today), None)
    return [
        Entry(
            title=each.title,
            due_on=each.due_on,
            state=state_of(each, today, each.pk == coming),
            whose=Role.label_of(each.whose_turn),
            words=words_of(each, today).removeprefix("reached "),
        )
        for each in ours
    ]


ADDRESSES = [
    path("partnership/<slug:reference>/by-month/", by_month, name="partnership_by_month"),
]

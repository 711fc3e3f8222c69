"""The holidays kept for council areas, as what a timetable there leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from speir.capacity_plans.holidays import left_out, reason_of
from speir.capacity_plans.queries import holidays_between, holidays_taken_out
from speir.foundations.working_weeks import Pause as CalendarPause
from speir.partnerships.queries import areas_of
from speir.programmes.queries import milestones_of
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.capacity_plans.models import AreaHoliday
    from speir.inspections.models import Inspection, Pause
    from speir.partnerships.models import Partnership
    from speir.programmes.models import Phase

# Longer than any timetable with its holds: what lies later cannot fall into it.
AHEAD = timedelta(days=3 * 366)
LONGEST = 200


@dataclass(frozen=True)
class KeptLine:
    """Holidays that the timetable does not leave out, and what the form below is filled in with for them."""

    days: str
    reason: str
    first_day: str
    last_day: str


def by_default(phase: "Phase", partnership: "Partnership", starts_on: date) -> list[CalendarPause]:
    """What a timetable that begins on a day leaves out, unless somebody says otherwise."""
    last_week = max((each.week for each in milestones_of(phase)), default=0)
    return left_out(_kept_for(partnership, starts_on, starts_on + AHEAD), starts_on, last_week)


def not_left_out(inspection: "Inspection", pauses: Sequence["Pause"], today: date) -> list[KeptLine]:
    """School holidays still to come in this timetable that it counts: kept since it was laid, or changed."""
    kept = _kept_for(inspection.partnership, today, inspection.publishes_on)
    taken = [(pause.first_day, pause.last_day) for pause in pauses]
    return [
        KeptLine(f"{day(first)} to {day(last)}", each.reason, day(first), day(last))
        for each in left_out(kept, inspection.starts_on, LONGEST)
        for first, last in [_rest(each, taken)]
        if first <= last
    ]


def no_longer_kept(inspection: "Inspection", pauses: Sequence["Pause"], today: date) -> list[str]:
    """Days still to come that are left out as school holidays of the area, and are kept so no more."""
    coming = [pause for pause in pauses if pause.last_day >= today]
    if not coming:
        return []
    areas = areas_of(inspection.partnership)
    taken_out = holidays_taken_out([area.pk for area in areas])
    last = max(pause.last_day for pause in coming)
    kept = _kept_for(inspection.partnership, min(pause.first_day for pause in coming), last)
    return [
        f"{day(pause.first_day)} to {day(pause.last_day)}: {pause.reason}"
        for pause in coming
        if any(reason_of(each) == pause.reason for each in taken_out)
        and not any(each.first_day <= pause.first_day and pause.last_day <= each.last_day for each in kept)
    ]


def _kept_for(partnership: "Partnership", first: date, last: date) -> list["AreaHoliday"]:
    kept = holidays_between([area.pk for area in areas_of(partnership)], first, last)
    return [holiday for days in kept.values() for holiday in days]


def _rest(days: CalendarPause, taken: Sequence[tuple[date, date]]) -> tuple[date, date]:
    """What of these days is not left out yet, at either end."""
    first, last = days.first_day, days.last_day
    for other_first, other_last in sorted(taken):
        if other_first <= first <= other_last:
            first = other_last + timedelta(days=1)
    for other_first, other_last in sorted(taken, reverse=True):
        if other_first <= last <= other_last:
            last = other_first - timedelta(days=1)
    return first, last

"""Days of a council area as they are handed over to be kept, and as the planner takes them. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from speir.capacity_plans.choices import HolidayKind
from speir.foundations.working_weeks import Pause, day_in_week

if TYPE_CHECKING:
    from speir.capacity_plans.models import AreaHoliday
    from speir.partnerships.models import Area


@dataclass(frozen=True)
class Days:
    """A stretch of days of one area, and what it is."""

    area: "Area"
    first_day: date
    last_day: date
    name: str


LONGEST_REASON = 200


def left_out(kept: Iterable["AreaHoliday"], start: date, last_week: int) -> list[Pause]:
    """The school holidays that fall into a timetable of so many weeks, as what it leaves out.

    Each says what it is and where that is published; days that two areas of a partnership share count once.
    """
    found: list[Pause] = []
    for each in sorted(kept, key=lambda each: (each.first_day, each.last_day)):
        ends = day_in_week(start, found, max(last_week, 1), 4)
        first = max([each.first_day, *(pause.last_day + timedelta(days=1) for pause in found)])
        if each.kind == HolidayKind.SCHOOL and start <= each.last_day and first <= min(each.last_day, ends):
            found.append(Pause(first, each.last_day, reason_of(each)))
    return found


def reason_of(holiday: "AreaHoliday") -> str:
    """What a timetable that leaves it out says of it: what it is, where, and where that is published."""
    return f"{holiday.name}, {holiday.area.name}: {holiday.source}"[:LONGEST_REASON]


def for_the_planner(kept: Iterable["AreaHoliday"]) -> dict[str, Any]:
    """What is kept of one area in the three lists of the planner's input."""
    found: dict[str, Any] = {"school_holidays": [], "local_holidays": [], "works_on": []}
    for each in kept:
        if each.kind == HolidayKind.WORKED:
            number = (each.last_day - each.first_day).days + 1
            found["works_on"] += [(each.first_day + timedelta(days=n)).isoformat() for n in range(number)]
            continue
        days = {"first_day": each.first_day.isoformat(), "last_day": each.last_day.isoformat()}
        found[f"{each.kind}_holidays"].append({**days, "reason": each.name})
    return found

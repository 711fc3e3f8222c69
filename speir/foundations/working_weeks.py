"""The working-week calendar: week n of an inspection, leaving out weeks that do not count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Pause:
    """Days, both included, whose weeks do not count (a school holiday, a festive closure)."""

    first_day: date
    last_day: date
    reason: str

    def touches(self, monday: date) -> bool:
        """Whether most of the working week that starts on this Monday falls inside the pause."""
        days = (monday + timedelta(days=offset) for offset in range(5))
        return sum(self.first_day <= day <= self.last_day for day in days) >= 3


@dataclass(frozen=True)
class CountedWeek:
    """One calendar week: its Monday, and its number, or None with the reason when it does not count."""

    monday: date
    number: int | None
    reason: str = ""


def monday_of(day: date) -> date:
    """The Monday of the week that holds this day."""
    return day - timedelta(days=day.weekday())


def weeks(start: date, pauses: Sequence[Pause], last_number: int) -> Iterator[CountedWeek]:
    """Every calendar week from the start until the counted week ``last_number``, paused ones included."""
    monday, number = monday_of(start), 0
    while number < last_number:
        pause = next((pause for pause in pauses if pause.touches(monday)), None)
        if pause is None:
            number += 1
            yield CountedWeek(monday, number)
        else:
            yield CountedWeek(monday, None, pause.reason)
        monday += WEEK


def day_in_week(start: date, pauses: Sequence[Pause], number: int, weekday: int) -> date:
    """The date of a weekday (Monday 0 to Friday 4) in the counted week ``number`` (from 1)."""
    if number < 1:
        raise ValueError(f"weeks are counted from 1, not {number}")
    *_, last = weeks(start, pauses, number)
    return last.monday + timedelta(days=weekday)


def week_number(start: date, pauses: Sequence[Pause], day: date) -> int | None:
    """The number of the counted week that holds this day; None before the start or in a pause."""
    if day < monday_of(start):
        return None
    monday = monday_of(day)
    distance = (monday - monday_of(start)).days // 7 + 1
    for week in weeks(start, pauses, distance):
        if week.monday == monday:
            return week.number
    return None

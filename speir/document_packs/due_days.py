"""When a document of the pack is due: as long after the milestone before it as in the method."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from speir.foundations.working_weeks import Pause
from speir.inspections.timetable import Slot, due

# A receipt is looked for after a week, and a reminder gives another week.
RECEIPT_DAYS = timedelta(days=7)
# An answer to a question is looked for after three days.
ANSWER_DAYS = timedelta(days=3)


def week_here(
    week: int, weekday: int, in_method: Sequence[tuple[str, int, int]], here: Mapping[str, int]
) -> int:
    """The week in this inspection; ``in_method`` gives key, week and weekday of each milestone, in order."""
    before = [(key, at) for key, at, on in in_method if (at, on) <= (week, weekday) and key in here]
    if not before:
        return week
    key, at = before[-1]
    return here[key] + week - at


def due_day(start: date, pauses: Sequence[Pause], week: int, weekday: int) -> date:
    """The day of a weekday in a counted week of this inspection."""
    return due(start, pauses, Slot("", week, weekday))

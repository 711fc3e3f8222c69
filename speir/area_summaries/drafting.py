"""The items of a summary, drafted from what is recorded; plain Python, and nothing is concluded from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from speir.area_monitoring.choices import Activity


@dataclass(frozen=True)
class Recorded:
    """One thing that is recorded and may go to the council: its activity, words, and where it comes from."""

    activity: Activity
    on: date
    words: str
    origin: str


@dataclass(frozen=True)
class Drafted:
    """One item as it is drafted."""

    activity: Activity
    text: str
    origin: str


def draft(material: Sequence[Recorded], from_on: date, until_on: date) -> list[Drafted]:
    """What belongs to the year, by activity and then by day; the same material gives the same items."""
    order = list(Activity)
    within = [each for each in material if from_on <= each.on <= until_on]
    within.sort(key=lambda each: (order.index(each.activity), each.on, each.origin, each.words))
    return [Drafted(each.activity, each.words, each.origin) for each in within]


def year_before(today: date) -> tuple[date, date]:
    """The twelve whole months before this one."""
    until = date.fromordinal(today.replace(day=1).toordinal() - 1)
    first = today.replace(day=1)
    return first.replace(year=first.year - 1), until

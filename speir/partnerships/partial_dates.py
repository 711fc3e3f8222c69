"""Dates of which only the year, or the year and month, is known."""

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A year, perhaps with a month, perhaps with a day; never more precise than what was read."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def words(self) -> str:
        """As people read it: 12 March 2024, March 2024 or 2024."""
        parts = [str(self.day)] if self.day else []
        parts += [month_name[self.month]] if self.month else []
        return " ".join([*parts, str(self.year)])

    @property
    def first_day(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)


def read(text: str) -> PartialDate:
    """Read 2024, 2024-03 or 2024-03-12; raises ValueError for anything else or a day that does not exist."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not a date such as 2024, 2024-03 or 2024-03-12")
    month, day = (int(part) if part else None for part in match.groups()[1:])
    first = date(int(match[1]), 1 if month is None else month, 1 if day is None else day)
    return PartialDate(first.year, month, day)


def words(text: str) -> str:
    """A stored partial date as people read it; "" stays ""."""
    return read(text).words if text else ""


def first_day(text: str) -> date:
    """The earliest day that a stored partial date can mean."""
    return read(text).first_day

"""Periods as files write them: a year, a quarter, a month or a day. Plain Python."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
DAYS_BETWEEN_COUNTS = 550
_SPLIT_YEAR = re.compile(r"(20\d\d)\s*[-/–]\s*(?:20)?(\d\d)")
_QUARTER = re.compile(r"(20\d\d)(?:\s*[-/–]\s*(?:20)?(\d\d))?\s*[- ]?q(?:uarter)?\s*([1-4])", re.I)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_MONTH_WORDS = re.compile(r"([a-z]{3})[a-z]*\.?\s+(20\d\d)", re.I)
_DAY_WORDS = re.compile(r"(?:at\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(20\d\d)", re.I)


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of days, both included, and the words for it."""

    starts_on: date
    ends_on: date
    label: str


def period_of(words: str, year_starts: int = 4) -> Period | None:
    """What a cell says, or None; a year that spans two begins in the month ``year_starts``."""
    words = words.strip()
    for reads in (_quarter, _year, _split_year, _month, _day):
        found = reads(words, year_starts)
        if found is not None:
            return found
    return None


def _quarter(words: str, year_starts: int) -> Period | None:
    found = _QUARTER.fullmatch(words)
    if not found:
        return None
    first, second, quarter = found.groups()
    begins = year_starts if second else 1
    if second and int(second) != (int(first) + 1) % 100:
        return None
    year, month = divmod(int(first) * 12 + begins - 1 + 3 * (int(quarter) - 1), 12)
    name = f"{first}/{second}" if second else first
    return _months(year, month + 1, 3, f"{name} Q{quarter}")


def _year(words: str, year_starts: int) -> Period | None:
    found = re.fullmatch(r"(20\d\d)(?:\.0)?", words)
    return _months(int(found[1]), 1, 12, found[1]) if found else None


def _split_year(words: str, year_starts: int) -> Period | None:
    found = _SPLIT_YEAR.fullmatch(words)
    if not found or int(found[2]) != (int(found[1]) + 1) % 100:
        return None
    return _months(int(found[1]), year_starts, 12, f"{found[1]}/{found[2]}")


def _month(words: str, year_starts: int) -> Period | None:
    if found := _MONTH.fullmatch(words):
        return _months(int(found[1]), int(found[2]), 1, words)
    found = _MONTH_WORDS.fullmatch(words)
    month = MONTHS.get(found[1].lower()) if found else None
    return _months(int(found[2]), month, 1, f"{found[2]}-{month:02}") if found and month else None


def _day(words: str, year_starts: int) -> Period | None:
    try:
        day = date.fromisoformat(words[:10]) if re.match(r"20\d\d-\d\d-\d\d", words) else None
        if found := _DAY_WORDS.fullmatch(words):
            day = date(int(found[3]), MONTHS[found[2].lower()], int(found[1]))
    except (ValueError, KeyError):
        return None
    return Period(day, day, day.isoformat()) if day else None


def _months(year: int, month: int, many: int, label: str) -> Period:
    last_year, last_month = divmod(year * 12 + month - 2 + many, 12)
    ends_on = date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    return Period(date(year, month, 1), ends_on, label)


def follows(earlier: Period, later: Period) -> bool:
    """Whether no period of the same length could lie between two."""
    gap = later.starts_on - earlier.ends_on
    length = later.ends_on - later.starts_on
    if not length.days:  # a count on one day, once a year
        return gap.days < DAYS_BETWEEN_COUNTS
    return gap.days <= max(1, length.days // 2)

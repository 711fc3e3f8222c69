"""The day it is in the United Kingdom at a moment: the one place where a moment becomes a day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")
# Keeps what is written in one go in its order: the least by which two moments can differ.
MOMENT = timedelta(microseconds=1)


def uk_day(at: datetime) -> date:
    """The day in the United Kingdom at a moment; in summer it begins an hour before the day in UTC."""
    return at.astimezone(UK).date()


def day_in_words(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {day:%B %Y}"

"""The day it is in the United Kingdom at a moment: the one place where a moment becomes a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


def uk_day(at: datetime) -> date:
    """The day in the United Kingdom at a moment; in summer it begins an hour before the day in UTC."""
    return at.astimezone(UK).date()

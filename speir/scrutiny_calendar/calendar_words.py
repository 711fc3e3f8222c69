"""Writing iCalendar: whole days, one event each, with an identity that never changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Written:
    """One event to be written."""

    uid: str
    first_day: date
    last_day: date
    what: str
    changed_at: datetime
    where: str = ""
    more: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0
    address: str = ""


def written_calendar(name: str, events: Iterable[Written]) -> bytes:
    """An iCalendar file; a calendar that takes it in shows the days as free, not as busy."""
    calendar = Calendar()
    calendar.add("prodid", "-//Speir//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for each in events:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", each.changed_at.astimezone(UTC))
        event.add("dtstart", each.first_day)
        event.add("dtend", each.last_day + DAY)
        event.add("summary", each.what)
        event.add("status", each.status)
        event.add("transp", "TRANSPARENT")
        event.add("sequence", each.sequence)
        event.add("last-modified", each.changed_at.astimezone(UTC))
        if each.address:
            event.add("url", each.address)
            event.add("description", each.address)
        if each.where:
            event.add("location", each.where)
        if each.more:
            event.add("description", each.more)
        calendar.add_component(event)
    return bytes(calendar.to_ical())

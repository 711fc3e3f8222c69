"""Reading iCalendar: every event on its days, and everything that cannot be taken, with why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from speir.foundations.uk_time import UK, uk_day
from speir.scrutiny_calendar.calendar_faults import (
    DAMAGED,
    fault_in_lines,
    fault_of_event,
    fault_of_start,
    text_of,
)

DAY = timedelta(days=1)
MOST_EVENTS, MOST_DAYS_OF_A_SERIES, LONGEST = 5000, 200, timedelta(days=730)
EARLIEST, LATEST = 1900, 2200
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
WITHIN_A_DAY = {"BYHOUR", "BYMINUTE", "BYSECOND"}
OF_A_SERIES = ("RRULE", "RDATE", "RECURRENCE-ID")
MANY_EVENTS, MANY_BYTES = 1000, 1_000_000
TOLD_EVERY = 100
SHORTER = f"At most {MOST_EVENTS:,} are taken at once. Export a shorter stretch of days."


class UnreadableCalendar(ValueError):
    """The file is not iCalendar at all, or is too large."""


@dataclass(frozen=True)
class ReadEvent:
    """One event on its days; ``occurs_on`` tells the days of one series apart."""

    uid: str
    occurs_on: date | None
    first_day: date
    last_day: date
    what: str
    where: str
    is_cancelled: bool
    is_tentative: bool


@dataclass(frozen=True)
class NotTaken:
    """An event that cannot be taken, and why."""

    what: str
    why: str


def events_in(content: bytes) -> int:
    """How many events a file seems to hold, before it is read."""
    return _events_in(text_of(content))


def _events_in(text: str) -> int:
    return text.count("BEGIN:VEVENT")


def fault_at_once(content: bytes) -> str:
    """Why a file cannot be taken, as far as that is known without reading all of it; "" when it may be."""
    return _fault_at_once(text_of(content))


def _fault_at_once(text: str) -> str:
    events = _events_in(text)
    too_many = f"The file holds {events:,} events. {SHORTER}" if events > MOST_EVENTS else ""
    return fault_of_start(text) or too_many


def _nobody(done: int) -> None:
    """Nobody asked how far it is."""


def is_large(content: bytes) -> bool:
    """Whether a file is better brought in while nobody waits for the page."""
    return events_in(content) > MANY_EVENTS or len(content) > MANY_BYTES


def read_calendar(
    content: bytes, first: date, last: date, tell: Callable[[int], None] = _nobody
) -> tuple[list[ReadEvent], list[NotTaken]]:
    """The events that touch these days, each day of a series by itself, and what cannot be taken.

    ``tell`` hears how many events of the file are read.
    """
    calendar = _parsed(content)
    faults: list[NotTaken] = []
    singles: list[Any] = []
    series: dict[str, list[Any]] = {}
    for event in calendar.walk("VEVENT"):
        why = _why_not(event)
        if why:
            faults.append(NotTaken(_title(event), why))
        elif any(name in event for name in OF_A_SERIES):
            series.setdefault(str(event["UID"]), []).append(event)
        else:
            singles.append(event)
    # An event without repetition may be what the others of its series are exceptions of.
    apart = [event for event in singles if str(event["UID"]) not in series]
    for event in singles:
        if str(event["UID"]) in series:
            series[str(event["UID"])].append(event)
    found = [_read(event, is_in_series=False) for event in apart]
    read = len(found)
    tell(read)
    zones = calendar.walk("VTIMEZONE")
    for events in series.values():
        found += _on_their_days(events, zones, first, last, faults)
        if len(found) > MOST_EVENTS:
            raise UnreadableCalendar(
                f"Taken day by day, it holds more than {MOST_EVENTS:,} events. {SHORTER}"
            )
        if read // TOLD_EVERY < (read + len(events)) // TOLD_EVERY:
            tell(read + len(events))
        read += len(events)
    kept = [each for each in found if _is_taken(each, first, last, faults)]
    return sorted(kept, key=lambda each: (each.first_day, each.what, each.uid)), faults


def _parsed(content: bytes) -> Calendar:
    text = text_of(content)
    fault = _fault_at_once(text)  # told before all of it is read
    if fault:
        raise UnreadableCalendar(fault)
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError) as damage:
        raise UnreadableCalendar(fault_in_lines(text)) from damage
    if not isinstance(calendar, Calendar):
        raise UnreadableCalendar(DAMAGED)
    if not calendar.walk("VEVENT"):
        raise UnreadableCalendar("The calendar holds no event, so nothing was changed. Choose another file.")
    return calendar


def _title(event: Any) -> str:
    return str(event.get("SUMMARY") or event.get("UID") or "an event without a title")[:200]


def _why_not(event: Any) -> str:
    if event.errors:
        return fault_of_event(*event.errors[0])
    if not str(event.get("UID") or "").strip():
        return "It has no UID, so it could not be recognised when it is brought in again."
    begins, ends = event.get("DTSTART"), event.get("DTEND")
    if begins is None:
        return "It has no first day (DTSTART)."
    if isinstance(begins, list) or isinstance(ends, list):
        return "It has more than one first or last day (DTSTART, DTEND)."
    return _zone_unknown(begins) or _repeats_too_often(event) or _why_not_on(begins.dt, ends and ends.dt)


def _zone_unknown(begins: Any) -> str:
    zone = begins.params.get("TZID")
    if zone and isinstance(begins.dt, datetime) and begins.dt.tzinfo is None:
        return f"Its time zone “{zone}” is not known, so its day is not certain."
    return ""


def _repeats_too_often(event: Any) -> str:
    rule = event.get("RRULE")
    rules = rule if isinstance(rule, list) else [rule] if rule else []
    for each in rules:
        within_a_day = any(len(each.get(name, [])) > 1 for name in WITHIN_A_DAY)
        if within_a_day or set(map(str, each.get("FREQ", []))) & TOO_OFTEN:
            return "It repeats more often than daily."
    return ""


def _why_not_on(begins: date, ends: date | None) -> str:
    if not EARLIEST <= begins.year <= LATEST or (ends and not EARLIEST <= ends.year <= LATEST):
        return f"Its days are not between {EARLIEST} and {LATEST}."
    if ends is not None and _day(ends) < _day(begins):
        return "It ends before it begins."
    return ""


def _on_their_days(
    events: Sequence[Any], zones: Sequence[Any], first: date, last: date, faults: list[NotTaken]
) -> list[ReadEvent]:
    """Each day of one series."""
    alone = Calendar()
    alone.add("prodid", "-//Speir//EN")
    alone.add("version", "2.0")
    for each in (*zones, *events):
        alone.add_component(each)
    days = recurring_ical_events.of(alone, skip_bad_series=True).between(first, last + DAY)
    if len(days) > MOST_DAYS_OF_A_SERIES:
        faults.append(NotTaken(_title(events[0]), f"It has more than {MOST_DAYS_OF_A_SERIES} days."))
        return []
    return [_read(each, is_in_series=True) for each in days]


def _is_taken(event: ReadEvent, first: date, last: date, faults: list[NotTaken]) -> bool:
    """Whether it touches the days and is short enough; one that is too long is told."""
    if event.last_day < first or event.first_day > last:
        return False
    if event.last_day - event.first_day > LONGEST:
        faults.append(NotTaken(event.what, "It is longer than two years."))
        return False
    return True


def _ends(event: Any, begins: date) -> date:
    """When it ends: said, or by how long it takes, or on the day on which it begins."""
    if "DTEND" in event:
        return event["DTEND"].dt  # type: ignore[no-any-return]
    if "DURATION" in event:
        return begins + event["DURATION"].dt  # type: ignore[no-any-return]
    return begins if isinstance(begins, datetime) else begins + DAY


def _read(event: Any, *, is_in_series: bool) -> ReadEvent:
    begins = event["DTSTART"].dt
    ends = _ends(event, begins)
    first_day = _day(begins)
    # The end of whole days is the day after; a meeting that ends at midnight ends the day before.
    last_day = ends - DAY if not isinstance(ends, datetime) else _day(ends - timedelta(seconds=1))
    occurrence = event.get("RECURRENCE-ID")
    status = str(event.get("STATUS") or "").upper()
    words = [event.get("LOCATION"), event.get("SUMMARY"), _categories(event)]
    return ReadEvent(
        uid=str(event["UID"])[:300],
        occurs_on=_day(occurrence.dt) if is_in_series and occurrence is not None else None,
        first_day=first_day,
        last_day=max(first_day, last_day),
        what=_title(event),
        where="; ".join(str(each) for each in words if each),
        is_cancelled=status == "CANCELLED",
        is_tentative=status == "TENTATIVE",
    )


def _categories(event: Any) -> str:
    given = event.get("CATEGORIES")
    many = given if isinstance(given, list) else [given] if given else []
    return "; ".join(str(name) for each in many for name in getattr(each, "cats", [each]))


def _day(when: date) -> date:
    if isinstance(when, datetime):
        # A time without a zone is meant here: that is how calendars write it.
        return uk_day(when if when.tzinfo else when.replace(tzinfo=UK))
    return when

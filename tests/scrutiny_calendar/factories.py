"""Entries of the shared scrutiny calendar."""

from datetime import date, timedelta

from speir.scrutiny_calendar.calendar_file_operations import hand_calendar_in
from speir.scrutiny_calendar.calendar_operations import Calendar
from speir.scrutiny_calendar.choices import Firmness, ScrutinyKind, Sharing
from speir.scrutiny_calendar.models import CalendarFile, OtherScrutiny
from speir.scrutiny_calendar.operations import note_scrutiny
from speir.scrutiny_calendar.within import Noted
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, World

NOTED = Noted(
    "Another body",
    ScrutinyKind.AUDIT,
    "Audit of best value",
    date(2026, 12, 7),
    date(2026, 12, 11),
    Firmness.AGREED,
    "They told us.",
    Sharing.SCRUTINY,
)


def note(world: World, who: str = "link", **more: object) -> OtherScrutiny:
    """One entry in the world's area."""
    noted = Noted(**{**NOTED.__dict__, **more})
    return note_scrutiny(noted=noted, areas=[area_of(world)], by=world.people[who], at=NOW)


def noted() -> World:
    """A followed area in which another body is at work."""
    world = known()
    note(world)
    return world


def many_events(number: int, where: str) -> bytes:
    """A calendar of so many visits in one place, a day each."""
    events = [
        f"BEGIN:VEVENT\r\nUID:{n}@invented\r\nDTSTAMP:20261101T000000Z\r\n"
        f"DTSTART;VALUE=DATE:{NOW.date() + timedelta(days=n % 900):%Y%m%d}\r\n"
        f"SUMMARY:Visit {n}\r\nLOCATION:{where}\r\nEND:VEVENT\r\n"
        for n in range(number)
    ]
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//invented\r\n" + "".join(events) + "END:VCALENDAR\r\n"
    ).encode()


def hand_in(world: World, content: bytes) -> CalendarFile:
    """A calendar that waits to be brought in."""
    said = Calendar("Theirs", "Another body", ScrutinyKind.VISIT, Firmness.AGREED, Sharing.SCRUTINY)
    return hand_calendar_in(calendar=said, content=content, areas=[], by=world.manager, at=NOW)


def handed_in() -> World:
    """An area of which a calendar was handed in."""
    world = known()
    hand_in(world, many_events(3, area_of(world).name))
    return world

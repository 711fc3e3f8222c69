"""What is read from iCalendar, on its days in Scotland, and what is not, with why."""

from datetime import date

import pytest

from speir.scrutiny_calendar.calendar_files import NotTaken, ReadEvent, UnreadableCalendar, read_calendar
from tests.scrutiny_calendar.calendars import calendar, event

FIRST, LAST = date(2026, 11, 1), date(2027, 12, 31)


def read(*events: str) -> tuple[list[ReadEvent], list[NotTaken]]:
    return read_calendar(calendar(*events), FIRST, LAST)


def days(*events: str) -> list[tuple[date, date]]:
    found, faults = read(*events)
    assert faults == []
    return [(each.first_day, each.last_day) for each in found]


def test_whole_days_end_the_day_before_the_file_says() -> None:
    assert days(event("a")) == [(date(2026, 12, 14), date(2026, 12, 18))]
    assert days(event("a", after="")) == [(date(2026, 12, 14), date(2026, 12, 14))]


def test_a_moment_falls_on_its_day_in_scotland() -> None:
    summer = event("a", first="", after="", DTSTART="20270630T233000Z", DTEND="20270701T003000Z")
    assert days(summer.replace("DTSTART;VALUE=DATE:\r\n", "")) == [(date(2027, 7, 1), date(2027, 7, 1))]


def test_what_ends_at_midnight_ends_the_day_before() -> None:
    night = event("a", first="", after="", DTSTART="20261214T100000", DTEND="20261215T000000")
    assert days(night) == [(date(2026, 12, 14), date(2026, 12, 14))]


def test_a_series_is_taken_day_by_day_with_its_exceptions() -> None:
    series = event("a", "20270104", "20270105", RRULE="FREQ=WEEKLY;COUNT=4", EXDATE="20270118")
    series = series.replace("EXDATE:", "EXDATE;VALUE=DATE:")
    moved = event("a", "20270113", "20270114", RECURRENCE_ID="20270111")
    moved = moved.replace("RECURRENCE-ID:", "RECURRENCE-ID;VALUE=DATE:")
    found, faults = read(series, moved)
    assert faults == []
    assert [each.first_day.day for each in found] == [4, 13, 25]
    assert len({(each.uid, each.occurs_on) for each in found}) == 3


def test_status_is_read() -> None:
    found, _ = read(event("a", STATUS="TENTATIVE"), event("b", STATUS="CANCELLED"), event("c"))
    assert {each.uid: (each.is_tentative, each.is_cancelled) for each in found} == {
        "a": (True, False),
        "b": (False, True),
        "c": (False, False),
    }


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (event("a", first="nonsense"), "DTSTART cannot be read"),
        (event("", SUMMARY="Without"), "no UID"),
        (event("a", first=""), "no first day"),
        (event("a", after="20261201"), "ends before it begins"),
        (event("a", RRULE="FREQ=SECONDLY"), "more often than daily"),
        (event("a", RRULE="FREQ=DAILY"), "more than 200 days"),
        (event("a", after="20300101"), "longer than two years"),
    ],
)
def test_a_bad_event_is_told_and_the_others_are_taken(bad: str, why: str) -> None:
    found, faults = read(bad, event("good"))
    assert [each.uid for each in found] == ["good"]
    (fault,) = faults
    assert why in fault.why


@pytest.mark.parametrize("content", [b"", b"nothing", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT"])
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableCalendar, match=r"not an iCalendar file"):
        read_calendar(content, FIRST, LAST)


def test_too_many_events_are_refused() -> None:
    with pytest.raises(UnreadableCalendar, match=r"5,001 events\. At most 5,000"):
        read(*[event(str(number)) for number in range(5001)])


def moments(uid: str, start: str, **more: str) -> str:
    """An event that begins at a moment; ``start`` is the line's rest after DTSTART."""
    return event(uid, first="", after="", DTSTART="x", **more).replace("DTSTART:x", f"DTSTART{start}")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<!DOCTYPE html><html>Sign in</html>", "a web page"),
        (b"Subject,Start date\r\nAudit,2026-12-14", "does not begin with BEGIN:VCALENDAR"),
        (calendar(event("a")).replace(b"VERSION:2.0", b"VERSION 2.0"), "Line 2 .* “VERSION 2.0”"),
        (calendar(event("a"))[:-30], "breaks off: VEVENT, begun in line 4, has no end"),
        (calendar(event("a").replace("END:VEVENT", "X-NOTE:")), "Line 10 .*END:VCALENDAR"),
        (calendar(event("a")) * 2, "holds 2 calendars"),
        (calendar(), "holds no event"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_is_wrong_and_where(content: bytes, why: str) -> None:
    with pytest.raises(UnreadableCalendar, match=why):
        read_calendar(content, FIRST, LAST)


def test_a_broken_line_of_an_event_is_told_and_the_others_are_taken() -> None:
    found, (fault,) = read(event("a").replace("SUMMARY:", "SUMMARY "), event("good"))
    assert [each.uid for each in found] == ["good"]
    assert fault.why == "One of its lines cannot be read: “SUMMARY Audit a”."


def test_an_event_without_an_end_takes_its_day_or_what_it_lasts() -> None:
    assert days(moments("a", ":20261214T100000Z")) == [(date(2026, 12, 14), date(2026, 12, 14))]
    lasting = moments("a", ":20261214T100000Z", DURATION="P3D")
    assert days(lasting) == [(date(2026, 12, 14), date(2026, 12, 17))]


def test_a_moment_elsewhere_falls_on_its_day_in_scotland() -> None:
    assert days(moments("a", ";TZID=America/New_York:20261214T230000"))[0][0] == date(2026, 12, 15)
    assert days(moments("a", ";TZID=GMT Standard Time:20261214T233000"))[0][0] == date(2026, 12, 14)
    found, (fault,) = read(moments("a", ";TZID=Nowhere/At all:20261214T230000"))
    assert not found
    assert "“Nowhere/At all” is not known" in fault.why


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_what_other_programs_write_instead_of_utf_8_is_read(encoding: str) -> None:
    written = calendar(event("a", SUMMARY="Prüfung")).decode().encode(encoding)
    (found,), faults = read_calendar(written, FIRST, LAST)
    assert (found.what, faults) == ("Prüfung", [])


def test_a_character_that_no_database_keeps_is_left_out() -> None:
    (found,), _ = read_calendar(calendar(event("a", SUMMARY="Au\0dit")), FIRST, LAST)
    assert found.what == "Audit"


def test_a_series_within_a_day_or_of_impossible_days_is_told() -> None:
    hours = event("a", RRULE="FREQ=DAILY;BYHOUR=9,10,11;COUNT=3")
    found, faults = read(hours, event("b", "00010101", "00010102"), event("good"))
    assert [each.uid for each in found] == ["good"]
    assert [fault.why for fault in faults] == [
        "It repeats more often than daily.",
        "Its days are not between 1900 and 2200.",
    ]

"""The clock ends the day on which it began, in Scotland, whatever the season."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.concerns.choices import ConcernStatus
from speir.concerns.same_day import due_by, in_words, slot

UK, UTC = ZoneInfo("Europe/London"), ZoneInfo("UTC")


def at(*moment: int) -> datetime:
    """A moment in Scotland."""
    return datetime(*moment, tzinfo=UK)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("began", "due"),
    [
        (at(2026, 11, 25, 9, 0), at(2026, 11, 26, 0, 0)),
        (at(2026, 3, 28, 23, 59), at(2026, 3, 29, 0, 0)),
        (at(2026, 10, 25, 0, 30), at(2026, 10, 26, 0, 0)),  # a day of 25 hours
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), at(2026, 7, 3, 0, 0)),  # already the next day here
    ],
)
def test_it_ends_with_the_day_in_scotland(began: datetime, due: datetime) -> None:
    assert due_by(began, is_immediate=False) == due


def test_hours_may_be_set_and_danger_now_has_one() -> None:
    began = at(2026, 11, 25, 9, 0)
    assert due_by(began, False, hours=4) == at(2026, 11, 25, 13, 0)
    assert due_by(began, True, hours=4) == at(2026, 11, 25, 10, 0)
    assert due_by(at(2026, 11, 25, 23, 45), True) == at(2026, 11, 26, 0, 0)


def test_how_the_clock_stands_in_words() -> None:
    due = at(2026, 11, 26, 0, 0)
    assert in_words(due, at(2026, 11, 25, 10, 0)) == "by midnight today"
    assert in_words(due, at(2026, 11, 26, 8, 0)) == "overdue since midnight, 25 November"
    assert in_words(at(2026, 11, 25, 10, 5), at(2026, 11, 25, 12, 0)) == "overdue since 10:05"
    assert in_words(at(2026, 11, 25, 10, 5), at(2026, 11, 25, 9, 0)) == "by 10:05 today"


def test_the_hour_that_comes_twice_is_two_slots() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert slot(ConcernStatus.RAISED, first) != slot(ConcernStatus.RAISED, first + timedelta(hours=1))
    assert slot(ConcernStatus.ACTED, first) == slot(ConcernStatus.ACTED, first + timedelta(hours=1))


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.booleans())
def test_there_is_always_time_and_never_more_than_a_day_of_25_hours(began: datetime, now: bool) -> None:
    left = due_by(began, now) - began
    assert timedelta() < left <= timedelta(hours=25)

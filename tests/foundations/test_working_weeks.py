"""Week n is a working week, and weeks that do not count are left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.foundations.working_weeks import Pause, day_in_week, monday_of, week_number, weeks

MONDAY = date(2026, 11, 2)
FESTIVE = Pause(date(2026, 12, 21), date(2027, 1, 3), "Festive closure")


def test_without_a_pause_week_n_is_n_minus_one_weeks_later() -> None:
    assert day_in_week(MONDAY, [], 4, 4) == date(2026, 11, 27)


def test_a_week_in_a_pause_does_not_count() -> None:
    assert day_in_week(MONDAY, [FESTIVE], 7, 0) == date(2026, 12, 14)
    assert day_in_week(MONDAY, [FESTIVE], 8, 0) == date(2027, 1, 4)


def test_two_days_off_do_not_take_the_week_away_and_three_do() -> None:
    two = Pause(date(2026, 11, 12), date(2026, 11, 15), "local holiday")
    three = Pause(date(2026, 11, 11), date(2026, 11, 15), "local holiday")
    assert day_in_week(MONDAY, [two], 2, 0) == date(2026, 11, 9)
    assert day_in_week(MONDAY, [three], 2, 0) == date(2026, 11, 16)


def test_paused_weeks_are_shown_with_their_reason() -> None:
    shown = list(weeks(MONDAY, [FESTIVE], 9))
    assert [week.number for week in shown] == [1, 2, 3, 4, 5, 6, 7, None, None, 8, 9]
    assert shown[7].reason == "Festive closure"


def test_days_before_the_start_and_in_a_pause_have_no_number() -> None:
    assert week_number(MONDAY, [FESTIVE], date(2026, 10, 30)) is None
    assert week_number(MONDAY, [FESTIVE], date(2026, 12, 23)) is None
    assert week_number(MONDAY, [FESTIVE], date(2027, 1, 8)) == 8


def test_weeks_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        day_in_week(MONDAY, [], 0, 0)


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
pauses = st.lists(
    st.builds(
        lambda first, length: Pause(first, first + timedelta(days=length), "x"), days, st.integers(0, 40)
    ),
    max_size=3,
)


@given(start=days, pauses=pauses, number=st.integers(1, 30), weekday=st.integers(0, 4))
def test_a_day_found_by_its_week_has_that_week(
    start: date, pauses: list[Pause], number: int, weekday: int
) -> None:
    found = day_in_week(start, pauses, number, weekday)
    assert week_number(start, pauses, found) == number
    assert found.weekday() == weekday


@given(start=days, pauses=pauses, number=st.integers(1, 29))
def test_a_later_week_is_a_later_monday(start: date, pauses: list[Pause], number: int) -> None:
    assert day_in_week(start, pauses, number, 0) < day_in_week(start, pauses, number + 1, 0)
    assert monday_of(start) <= day_in_week(start, pauses, number, 0)

"""Two years to the start date, both days included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.record_samples.choices import Agency, Exclusion
from speir.record_samples.look_back import look_back_from


@pytest.mark.parametrize(
    ("starts", "first"),
    [(date(2022, 10, 17), date(2020, 10, 17)), (date(2028, 2, 29), date(2026, 2, 28))],
)
def test_the_window(starts: date, first: date) -> None:
    window = look_back_from(starts)
    assert (window.first, window.last) == (first, starts)


@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)), st.integers(-900, 900))
def test_inside_is_inside(starts: date, days: int) -> None:
    window = look_back_from(starts)
    why = window.why_not(starts + timedelta(days=days), [Agency.HEALTH])
    assert (why == Exclusion.NONE) == (window.first <= starts + timedelta(days=days) <= starts)


def test_each_reason() -> None:
    window = look_back_from(date(2026, 11, 2))
    assert window.why_not(window.first, []) == Exclusion.NO_RECORD
    assert window.why_not(window.first - timedelta(days=1), []) == Exclusion.TOO_EARLY
    assert window.why_not(window.last + timedelta(days=1), [Agency.POLICE]) == Exclusion.TOO_LATE

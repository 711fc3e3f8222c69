"""Partial dates are never more precise than what was read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.partnerships import partial_dates


@pytest.mark.parametrize(
    ("text", "words", "first_day"),
    [
        ("2024", "2024", date(2024, 1, 1)),
        ("2024-03", "March 2024", date(2024, 3, 1)),
        ("2024-03-09", "9 March 2024", date(2024, 3, 9)),
    ],
)
def test_a_partial_date_reads_as_people_say_it(text: str, words: str, first_day: date) -> None:
    read = partial_dates.read(text)
    assert (str(read), read.words, read.first_day) == (text, words, first_day)
    assert partial_dates.words(text) == words


def test_an_unknown_date_has_no_words() -> None:
    assert partial_dates.words("") == ""


@pytest.mark.parametrize(
    "text", ["", "24", "2024-3", "2024-13", "2024-02-30", "2024-00", "March 2024", "0000", "２０２４"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        partial_dates.read(text)


@given(st.dates())
def test_every_day_reads_back_as_itself(day: date) -> None:
    read = partial_dates.read(day.isoformat())
    assert read.first_day == day
    assert str(read) == day.isoformat()

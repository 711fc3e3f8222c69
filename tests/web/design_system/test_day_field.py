"""Dates as people type them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from speir.web.design_system.fields import NOT_A_DAY, DayField, FilesField, read_day

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "22/11/2026",
        "22 November 2026",
        "2026-11-22",
        "22.11.2026",
        "22-11-2026",
        "22 nov 2026",
        "22nd November 2026",
        "Sunday 22 November 2026",
        "Sunday, 22 November, 2026",
        "  22   November 2026 ",
    ],
)
def test_the_usual_spellings_are_taken(typed: str) -> None:
    assert DayField().clean(typed) == DAY


def test_the_day_comes_before_the_month() -> None:
    assert DayField().clean("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize(
    "typed", ["soon", "22/11", "22/11/26", "November 2026", "22 Novembre 2026", "1/2/3/4", "22112026"]
)
def test_what_is_no_date_is_explained(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert refused.value.messages == [NOT_A_DAY]


@pytest.mark.parametrize("typed", ["31/11/2026", "29 February 2027", "2026-13-01", "0/1/2026", "11/22/2026"])
def test_a_day_that_does_not_exist_is_explained(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert "no such day" in refused.value.messages[0]


def test_an_empty_box_is_refused_when_needed_and_none_when_not() -> None:
    with pytest.raises(ValidationError, match="Enter a date"):
        DayField().clean(" ")
    assert DayField(required=False).clean("") is None


def test_the_box_shows_the_date_as_the_calendar_writes_it_and_what_was_typed_as_it_was() -> None:
    assert DayField().prepare_value(DAY) == "22/11/2026"
    assert DayField().prepare_value("22 Novembre") == "22 Novembre"


def test_another_spelling_of_the_same_day_is_no_change() -> None:
    assert not DayField().has_changed(DAY, "22 November 2026")
    assert DayField().has_changed(DAY, "23 November 2026")
    assert DayField().has_changed(DAY, "soon")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_survives_being_shown_and_typed_again(day: date) -> None:
    assert read_day(str(DayField().prepare_value(day))) == day
    assert read_day(f"{day.day} {day:%B %Y}") == day
    assert read_day(day.isoformat()) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        found = read_day(text)
    except ValueError:
        return
    assert found is None or found - timedelta(days=0) == found


def test_no_file_is_refused_when_one_is_needed() -> None:
    with pytest.raises(ValidationError, match="Choose at least one file"):
        FilesField().clean([])
    assert FilesField(required=False).clean(None) == []

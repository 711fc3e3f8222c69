"""What bites authors of forms, and what this engine makes of it; the lint tells authors before it bites."""

from datetime import datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from speir.xforms.session import Session
from tests.xforms.forms import form_of, row, session_of

DAYS = [
    row("date", "referred"),
    row("date", "inquired"),
    row("calculate", "days", calculation="${inquired} - ${referred}"),
    row("calculate", "cut", calculation="int(decimal-date-time(${inquired}) - decimal-date-time(${referred}))"),
    row("calculate", "near", calculation="round(decimal-date-time(${inquired}) - decimal-date-time(${referred}))"),
    row("text", "late", relevant="${days} > 1.9 and ${days} = 2"),
]  # fmt: skip


def test_two_days_are_two_days_when_the_clocks_go_forward() -> None:
    session = session_of(DAYS, referred="2026-03-28", inquired="2026-03-30")
    assert session.value("days") == "2"
    assert session.is_relevant("late")
    # Cutting off what is behind the point is wrong by a day here, in every engine; rounding is right.
    assert (session.value("cut"), session.value("near")) == ("1", "2")


def test_two_days_are_two_days_when_the_clocks_go_back() -> None:
    session = session_of(DAYS, referred="2026-10-24", inquired="2026-10-26")
    assert (session.value("days"), session.value("cut"), session.value("near")) == ("2", "2", "2")


def test_today_is_the_day_here_also_just_after_midnight_in_summer() -> None:
    form = form_of([row("date", "met", constraint=". <= today()")])
    now = datetime(2026, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/London"))
    session = Session(form, now=now)
    session.answer("met", "2026-07-01")
    assert session.faults() == []
    session.answer("met", "2026-07-02")
    assert [fault.kind for fault in session.faults()] == ["constraint"]


def test_what_is_no_number_counts_as_nothing_answered() -> None:
    survey = [
        row("integer", "x"),
        row("calculate", "y", calculation="coalesce(number(${x}), 0)"),
        row("calculate", "z", calculation="coalesce(${x}, 0)"),
        row("calculate", "sum", calculation="${x} + 1"),
    ]
    session = session_of(survey)
    assert (session.value("y"), session.value("z"), session.value("sum")) == ("0", "0", "")
    session.answer("x", "4")
    assert (session.value("y"), session.value("z"), session.value("sum")) == ("4", "4", "5")


@pytest.mark.parametrize("compare", ["${x} >= 5", "${x} < 5", "${x} <= 0", "${x} > 0", "${x} = 0"])
def test_nothing_answered_is_neither_more_nor_less_nor_nought(compare: str) -> None:
    session = session_of([row("integer", "x"), row("text", "why", relevant=compare)])
    assert not session.is_relevant("why")


def test_a_pattern_that_never_ends_elsewhere_ends_here() -> None:
    session = session_of([row("text", "code", constraint="regex(., '^(a+)+$')")], code="a" * 5000 + "!")
    began = process_time()
    assert [fault.kind for fault in session.faults()] == ["constraint"]
    assert process_time() - began < 5  # a plain engine would take longer than the sun will shine


def test_an_expression_that_cannot_be_worked_out_comes_to_nothing() -> None:
    session = session_of([row("text", "x"), row("calculate", "y", calculation="count(${x} + 1)")], x="a")
    assert session.value("y") == ""


def test_dates_that_do_not_exist_are_told() -> None:
    session = session_of([row("date", "met")], met="2026-02-30")
    assert [(fault.address, fault.kind) for fault in session.faults()] == [("met", "type")]


def test_what_was_worked_out_once_stays() -> None:
    survey = [row("text", "x"), row("calculate", "first", calculation="once(${x})")]
    session = session_of(survey)
    session.answer("x", "a")
    assert session.value("first") == "a"
    session.answer("x", "b")
    assert session.value("first") == "a"
    again = Session(session.form, session.sheet, now=session.now)
    assert again.value("first") == "a"

"""Months as a calendar: whole weeks from Monday, each thing on its day, what is left out named once a row."""

from datetime import date, timedelta

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from speir.web.design_system.months import Entry, LeftOut, Month, WeekName, month_after, months

TODAY = date(2026, 11, 29)
CLOSED = LeftOut(date(2026, 12, 21), date(2027, 1, 3), "Festive weeks")
DUE = Entry("Documents due", date(2026, 11, 13), "late", "Coordinator", "16 days late")


def drawn(first: date = date(2026, 11, 2), last: date = date(2027, 1, 8), **more: object) -> list[Month]:
    return months(first, last, today=TODAY, **more)  # type: ignore[arg-type]


def test_a_month_is_whole_weeks_from_monday() -> None:
    november, december, january = drawn()
    assert [month.title for month in (november, december, january)] == [
        "November 2026",
        "December 2026",
        "January 2027",
    ]
    assert [week.days[0].on for week in november.weeks][:2] == [date(2026, 10, 26), date(2026, 11, 2)]
    assert all(day.on.weekday() == place for week in november.weeks for place, day in enumerate(week.days))
    assert [day.is_outside for day in november.weeks[0].days] == [True] * 6 + [False]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 500))
def test_every_day_of_the_months_stands_once(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = months(first, last, today=first)
    days = [day.on for month in found for week in month.weeks for day in week.days if not day.is_outside]
    begins, ends = first.replace(day=1), month_after(last) - timedelta(days=1)
    assert days == [begins + timedelta(days=number) for number in range((ends - begins).days + 1)]


def test_what_is_due_stands_on_its_day_and_only_in_its_month() -> None:
    edge = Entry("Notified", date(2026, 11, 30), "next", "Lead inspector")
    found = drawn(entries=[DUE, edge])
    shown = [
        (month.key, day.on, entry.title)
        for month in found
        for week in month.weeks
        for day in week.days
        for entry in day.entries
    ]
    assert shown == [
        ("2026-11", date(2026, 11, 13), "Documents due"),
        ("2026-11", date(2026, 11, 30), "Notified"),
    ]


def test_days_left_out_are_named_once_a_week_and_every_one_is_marked() -> None:
    _, december, january = drawn(left_out=[CLOSED])
    marked = [day for week in december.weeks for day in week.days if day.left_out and not day.is_outside]
    assert [day.on.day for day in marked] == list(range(21, 32))
    assert [day.on.day for day in marked if day.names_left_out] == [21, 28]
    assert january.weeks[0].left_out == ("Festive weeks",)
    assert [day.on.day for day in january.weeks[0].days if day.names_left_out] == [1]


def test_one_reason_in_several_places_is_said_once_with_all_of_them() -> None:
    places = [LeftOut(CLOSED.first_day, CLOSED.last_day, CLOSED.reason, place) for place in ("Brae", "Ard")]
    _, december, _ = drawn(left_out=[*places, *places])
    assert december.weeks[3].left_out == ("Festive weeks (Brae, Ard)",)


def test_a_week_carries_its_name_in_both_months_it_touches() -> None:
    week = WeekName(date(2026, 11, 30), "Week 7")
    november, december, _ = drawn(weeks=[week])
    assert november.weeks[-1].names == december.weeks[0].names == (week,)


def test_today_is_marked_once() -> None:
    marked = [day.on for month in drawn() for week in month.weeks for day in week.days if day.is_today]
    assert marked == [TODAY]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, date(2027, 1, 1)), (-1, date(2026, 11, 1)), (-12, date(2025, 12, 1)), (14, date(2028, 2, 1))],
)
def test_months_are_counted_over_the_turn_of_a_year(number: int, expected: date) -> None:
    assert month_after(date(2026, 12, 31), number) == expected


def crowded(number: int) -> list[Month]:
    """November with so many things on one day, the last of them late."""
    many = [
        Entry(f"Thing {n}", date(2026, 11, 13), "ahead", "Lead", place=f"Place {n}")
        for n in range(number - 1)
    ]
    return drawn(last=date(2026, 11, 30), entries=[*many, DUE])


def test_a_day_with_a_few_things_shows_them_all() -> None:
    [november] = crowded(5)
    assert november.crowded == ()
    assert all(not day.rest for week in november.weeks for day in week.days)


def test_a_crowded_day_shows_what_presses_and_leaves_the_rest_to_its_list() -> None:
    [november] = crowded(33)
    [day] = november.crowded
    assert (day.key, day.title) == ("2026-11-13", "Friday 13 November")
    assert [entry.title for entry in day.first_few] == ["Documents due", "Thing 0", "Thing 1", "Thing 2"]
    assert len(day.rest) == 29
    assert {*day.first_few, *day.rest} == set(day.entries)


def test_what_a_crowded_day_leaves_out_of_its_square_is_led_to_and_printed_whole() -> None:
    template = engines["jinja2"].from_string(
        '{% import "design_system/components.html.jinja" as ds with context %}{{ ds.month_calendar(found) }}'
    )
    shown = template.render({"found": crowded(33)})
    table, rest = shown.split("</table>")
    assert table.count("speir_month__entry--") == 4
    assert 'href="#d-2026-11-13"' in table
    assert "and 29 more" in table
    everything, narrow = rest.split('<ol class="speir_month__list">')
    assert everything.count("speir_month__entry--") == 33
    assert 'id="d-2026-11-13"' in everything
    assert narrow.count("speir_month__entry--") == 33
    assert "<details" in narrow


def test_very_many_weeks_and_places_are_named_in_few_words() -> None:
    places = [f"Place {n}" for n in range(9)]
    november, december, _ = drawn(
        weeks=[WeekName(date(2026, 11, 9), f"{place}: week 2") for place in places],
        left_out=[LeftOut(CLOSED.first_day, CLOSED.last_day, CLOSED.reason, place) for place in places],
    )
    week = november.weeks[2]
    assert (len(week.first_few), len(week.rest)) == (4, 5)
    assert december.weeks[3].left_out == ("Festive weeks (Place 0, Place 1, Place 2, Place 3 and 5 more)",)

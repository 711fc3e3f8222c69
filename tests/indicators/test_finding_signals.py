"""Each signal by example: found when it should be, silent when it should be, never across a break."""

from datetime import date

import pytest

from speir.indicators import finding_signals as look
from speir.indicators.choices import METHODS, SignalKind
from speir.indicators.finding_signals import Fall, Found
from speir.indicators.periods import Period, period_of
from speir.indicators.series import Measured, Point, Series, keeps_out, said, stretches

SHARE = Measured(1, "X-1", "Share of something", "%", "up")
PEOPLE = Measured(2, "X-2", "Children somewhere", "children", "", counts_people=True)
NOTIFIED = Measured(
    3, "SIR", "Serious incident notifications", "notifications", "", counts_notifications=True
)


def year(number: int) -> Period:
    """A year from April."""
    found = period_of(f"{number}/{(number + 1) % 100:02}")
    assert found is not None
    return found


def series(*values: float | None, measured: Measured = SHARE, area: int = 1, changed: int = 0) -> Series:
    """Yearly values to 2024/25; the last ``changed`` of them under another definition."""
    first = 2025 - len(values)
    points = tuple(
        Point(year(first + place), value, definition="2" if place >= len(values) - changed else "1")
        for place, value in enumerate(values)
    )
    return Series(measured, area, f"Area {area}", points)


STEADY = (60.0, 61.0, 59.0, 60.0, 61.0, 59.0, 60.0, 61.0)


def test_a_value_below_its_limits_is_found_with_its_reason_and_n() -> None:
    found = look.outside_limits(series(*STEADY, 40.0))
    assert found is not None
    assert (found.n, found.period) == (9, "2024/25")
    assert "40%" in found.reason
    assert "below" in found.title
    assert found.key == look.outside_limits(series(*STEADY, 40.0)).key  # type: ignore[union-attr]


def test_better_than_the_limits_or_with_too_few_values_nothing_is_said() -> None:
    assert look.outside_limits(series(*STEADY, 80.0)) is None
    assert look.outside_limits(series(*STEADY[:7], 40.0)) is None
    assert look.outside_limits(series(*STEADY, 60.0)) is None


def test_no_limits_are_drawn_across_a_break() -> None:
    assert look.outside_limits(series(*STEADY, 40.0, changed=1)) is None
    assert look.three_worse(series(64.0, 63.0, 62.0, 61.0)) is not None
    assert look.three_worse(series(64.0, 63.0, 62.0, 61.0, changed=2)) is None
    gap = series(64.0, 63.0, None, 62.0, 61.0)
    assert [len(each) for each in stretches([p for p in gap.points if p.value is not None])] == [2, 2]
    assert look.three_worse(gap) is None


def test_worse_three_times_running_is_told_with_every_value() -> None:
    found = look.three_worse(series(70.0, 64.0, 63.0, 62.0, 61.0))
    assert found is not None
    assert "worse 4 times" in found.title
    assert "70% (2020/21)" in found.reason
    assert look.three_worse(series(61.0, 62.0, 63.0, 64.0)) is None
    assert look.three_worse(series(64.0, 63.0, 63.0, 62.0)) is None


def test_a_changed_definition_is_told_once_for_all_areas() -> None:
    found = look.broken_trend([series(60.0, 61.0, area=n, changed=1) for n in range(5)])
    assert found is not None
    assert found.area is None
    assert "5 of 5 areas" in found.reason
    assert look.broken_trend([series(60.0, 61.0, area=n) for n in range(5)]) is None
    assert look.broken_trend([]) is None


def counted(area: int, numerator: float, denominator: float) -> Series:
    """An area with a share in one year."""
    value = 100 * numerator / denominator
    return Series(SHARE, area, f"Area {area}", (Point(year(2024), value, numerator, denominator),))


def test_an_area_beyond_the_funnel_is_found_and_a_small_one_with_the_same_share_is_not() -> None:
    others = [counted(n, 800, 1000) for n in range(10)]
    large, small = counted(20, 600, 1000), counted(21, 3, 5)
    found = look.outside_funnel([*others, large, small])
    assert [each.area for each in found] == [20]
    assert "below" in found[0].title
    assert look.outside_funnel([*others, counted(22, 990, 1000)]) == []


def test_the_worst_quarter_counts_in_every_group_and_in_both_periods() -> None:
    group = [series(50.0 + n, 50.0 + n, area=n) for n in range(8)]
    everybody = frozenset(range(8))
    groups = {n: {"family group A": everybody, "the board": everybody} for n in range(8)}
    found = look.worst_quarter(group, groups)
    assert sorted(str(each.area) for each in found) == ["0", "1"]
    assert "rank 1 from the worst of 8" in found[0].reason
    groups[0] = {"family group A": everybody, "the board": frozenset({0, 1})}
    assert len(look.worst_quarter(group, groups)) == 2  # a group too small to rank says nothing
    best = frozenset({1, *range(-8, -1)})
    groups[1] = {"family group A": everybody, "the board": best}
    low = [series(10.0, 10.0, area=n) for n in range(-8, -1)]
    assert [each.area for each in look.worst_quarter([*group, *low], groups)] == [0]
    once = [series(70.0, 50.0, area=0), *group[1:]]
    assert 0 not in [each.area for each in look.worst_quarter(once, groups)]


def notified(area: int, count: float, orders: float) -> Series:
    """An area's notifications in a year, with the orders they come from."""
    return Series(NOTIFIED, area, f"Area {area}", (Point(year(2024), count, None, orders),))


def test_silence_is_found_where_something_was_to_be_expected() -> None:
    others = [notified(n, 10, 1000) for n in range(10)]
    found = look.absence([*others, notified(20, 0, 1000), notified(21, 0, 100), notified(22, 3, 1500)])
    assert [(each.area, each.title) for each in found] == [
        (20, "Serious incident notifications: none in 2024/25"),
        (22, "Serious incident notifications: 3 in 2024/25"),
    ]
    assert "About 9.7 would be expected" in found[0].reason or "About" in found[0].reason
    assert look.absence([counted(1, 3, 4)]) == []


def test_a_late_return_is_found_after_its_time_when_half_have_it() -> None:
    here = [series(1.0, 2.0, area=n) for n in range(6)]
    late = Series(SHARE, 9, "Area 9", here[0].points[:1])
    never = Series(SHARE, 8, "Area 8", ())
    day = date(2025, 6, 15)
    assert [each.area for each in look.late_returns([*here, late, never], 60, day)] == [9]
    assert look.late_returns([*here, late], 60, date(2025, 4, 15)) == []
    assert look.late_returns([here[0], late, late], 60, day) == []


def test_grade_falls_to_one_or_two_or_three_at_all() -> None:
    low = Fall("Invented House", "Care Home Service", 4, 2)
    mild = [Fall(f"Invented {n}", "Nurse Agency", 5, 4) for n in range(3)]
    found = look.grade_falls(1, [low, mild[0]], "2024-06", 40)
    assert found is not None
    assert found.title == "The minimum grade of 2 services fell, 1 of them to 1 or 2"
    assert found.reason == "Invented House (care home service) from 4 to 2."
    one, three = look.grade_falls(1, [low], "2024-06", 40), look.grade_falls(1, mild, "2024-06", 40)
    assert one is not None
    assert three is not None
    assert one.title == "The minimum grade of 1 service fell to 1 or 2"
    assert three.title == "The minimum grade of 3 services fell"
    assert look.grade_falls(1, mild[:2], "2024-06", 40) is None


def test_overdue_actions_and_findings_made_again() -> None:
    today = date(2026, 6, 15)
    due = [date(2026, 6, 12), date(2026, 5, 6)]
    found = look.overdue_actions(1, 7, "Plan of Glenmuir", due, today)
    assert found is not None
    assert (found.n, "40 days" in found.reason) == (2, True)
    assert look.overdue_actions(1, 7, "Plan", [], today) is None
    tomorrow = look.overdue_actions(1, 7, "Plan of Glenmuir", due, date(2026, 6, 16))
    another = look.overdue_actions(1, 7, "Plan of Glenmuir", [*due, date(2026, 6, 14)], today)
    assert tomorrow is not None
    assert another is not None
    assert tomorrow.key == found.key != another.key
    again = look.repeated_findings(1, {"1.2 Chronologies": ["2020", "2024"], "1.3 Other": ["2024"]})
    assert [(each.title, each.n) for each in again] == [
        ("1.2 Chronologies: an area for improvement again", 2)
    ]


def test_a_value_that_was_revised_makes_another_signal() -> None:
    first, same, revised = (look.outside_limits(series(*STEADY, last)) for last in (40.0, 40.0, 41.0))
    assert first is not None
    assert same is not None
    assert revised is not None
    assert first.key == same.key != revised.key


def test_every_kind_has_its_method_and_keys_differ() -> None:
    assert set(METHODS) == set(SignalKind)
    kinds = [Found(kind, 1, "t", "r", 1, SHARE, "2024/25") for kind in SignalKind]
    assert len({each.key for each in kinds}) == len(SignalKind)


@pytest.mark.parametrize(
    ("measured", "point", "words"),
    [
        (SHARE, Point(year(2024), 57.25), "57.2%"),
        (PEOPLE, Point(year(2024), 3.0), "fewer than 5"),
        (PEOPLE, Point(year(2024), 0.0), "fewer than 5"),
        (PEOPLE, Point(year(2024), 1234.0), "1,234 children"),
        (PEOPLE, Point(year(2024), None, is_hidden=True), "hidden by the source"),
        (PEOPLE, Point(year(2024), None), "no value"),
        (
            Measured(4, "C", "Share of children", "%", "up", True),
            Point(year(2024), 40.0, 2, 5),
            "not printed",
        ),
        (
            Measured(4, "C", "Share of children", "%", "up", True),
            Point(year(2024), 80.0, 12, 15),
            "not printed",
        ),
        (Measured(4, "C", "Share of children", "%", "up", True), Point(year(2024), 50.0, 12, 24), "50%"),
        (Measured(5, "R", "Rate", "per 1,000", "", True), Point(year(2024), 2.0, 4, 2000), "not printed"),
        (Measured(6, "M", "Cost", "£"), Point(year(2024), 31.4), "£31.4"),
    ],
)
def test_small_groups_are_not_printed(measured: Measured, point: Point, words: str) -> None:
    assert said(measured, point).startswith(words)
    assert keeps_out(measured, point) is (words in ("fewer than 5", "not printed"))

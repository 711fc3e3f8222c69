"""Charts: everything stands inside the picture, a line never crosses a break, and words say the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speir.web.design_system.charts import (
    Bar,
    BarChart,
    Dot,
    FunnelChart,
    Limits,
    LineChart,
    Spot,
    nice_scale,
)


def line(
    *values: float | None, breaks: tuple[tuple[int, str], ...] = (), limits: Limits | None = None
) -> LineChart:
    """A chart of these values."""
    dots = [Dot(str(2000 + place), value, f"{value}") for place, value in enumerate(values)]
    return LineChart("Chart", "Words.", dots, breaks, limits)


def test_a_line_is_cut_at_breaks_and_gaps() -> None:
    whole = line(1, 2, 3, 4).picture
    assert len(whole.paths) == 1
    assert whole.paths[0].count("L") == 3
    cut = line(1, 2, 3, 4, breaks=((2, "not comparable"),)).picture
    assert [path.count("L") for path in cut.paths] == [1, 1]
    assert cut.dots[1].x < cut.breaks[0].at < cut.dots[2].x
    assert [path.count("L") for path in line(1, 2, None, 4, 5).picture.paths] == [1, 1]
    assert line(1, None, 3).picture.paths == ()


numbers = st.integers(-(10**9), 10**9).map(lambda value: value / 1000)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(st.lists(st.one_of(st.none(), numbers), min_size=1, max_size=40))
def test_every_dot_stands_inside_the_picture(values: list[float | None]) -> None:
    drawn = line(*values).picture
    assert len(drawn.dots) == sum(value is not None for value in values)
    for placed in drawn.dots:
        assert drawn.left <= placed.x <= drawn.right
        assert 0 <= placed.y <= drawn.foot + 0.1
    assert drawn.labels[-1].words == str(2000 + len(values) - 1)


@unhurried
@given(st.lists(numbers, min_size=1, max_size=20))
def test_a_scale_holds_every_value_with_few_round_steps(values: list[float]) -> None:
    scale = nice_scale(values, 0, 100)
    assert scale.low <= min(values) + 1e-6
    assert scale.high >= max(values) - 1e-6
    assert 2 <= len(scale.steps) <= 8


def test_limits_are_drawn_over_their_stretch_only() -> None:
    drawn = line(5, 6, 5, 6, limits=Limits(4, 5.5, 7, 2, 3)).picture
    assert drawn.limits is not None
    assert drawn.dots[1].x < drawn.limits.x < drawn.dots[2].x
    assert drawn.limits.high < drawn.limits.centre < drawn.limits.low


def test_a_bar_without_a_value_keeps_its_words_and_has_no_length() -> None:
    drawn = BarChart("B", "W", [Bar("A", 10, "10%"), Bar("C", None, "no value"), Bar("D", 0, "0%")]).picture
    assert [placed.length is None for placed in drawn.bars] == [False, True, False]
    assert drawn.bars[0].length
    assert drawn.bars[2].length == 0


def test_spots_of_a_funnel_and_its_limits() -> None:
    spots = [Spot("Large", 100, 50, "50%"), Spot("Small", 10, 90, "90%", is_marked=True)]
    drawn = FunnelChart("F", "W", spots, [(10, 20, 80), (100, 40, 60)], 50, "people").picture
    assert drawn.spots[0].anchor == "end"
    assert drawn.spots[1].y < drawn.centre
    assert drawn.low.startswith("M")
    assert drawn.high.count("L") == 1


def test_names_of_marked_spots_do_not_stand_on_each_other() -> None:
    spots = [Spot(name, 10 + number / 10, 50 + number / 10, "x", True) for number, name in enumerate("ABC")]
    drawn = FunnelChart(
        "F",
        "W",
        [*spots, Spot("D", 10, 90, "x", True), Spot("E", 100, 50, "x")],
        [(10, 20, 95), (90, 40, 60)],
        50,
        "people",
    ).picture
    assert [placed.label for placed in drawn.spots] == ["A", "", "", "D", ""]


@pytest.mark.parametrize("values", [(0.0,), (7.0, 7.0), (-3.0,), (1e9, 2e9), (1e-282,)])
def test_odd_values_have_a_scale(values: tuple[float, ...]) -> None:
    scale = nice_scale(values, 0, 100)
    assert scale.low < scale.high

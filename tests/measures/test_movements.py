"""Trends, quarters and unusual counts."""

import math

import pytest

from speir.measures.movements import (
    UNUSUALLY_FEW,
    expected_from_others,
    quarter_of,
    unusually_few,
    worsening_steps,
)


@pytest.mark.parametrize(
    ("values", "better", "steps"),
    [
        ([9, 8, 7, 6], "up", 3),
        ([9, 8, 7, 6], "down", 0),
        ([5, 9, 8, 7, 6], "up", 3),
        ([9, 8, 8, 7], "up", 1),
        ([9, 8, None, 7, 6], "up", 1),
        ([1, 2, 3], "down", 2),
        ([9, 8, 7], "", 0),
        ([9], "up", 0),
        ([], "up", 0),
    ],
)
def test_steps_to_the_worse_are_counted_from_the_end(
    values: list[float | None], better: str, steps: int
) -> None:
    assert worsening_steps(values, better) == steps  # type: ignore[arg-type]


def test_the_worst_quarter_of_eight_is_two() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]

    def worst(better: str) -> list[float]:
        return [
            value
            for value in values
            if (found := quarter_of(value, [v for v in values if v != value], better))  # type: ignore[arg-type]
            and found.is_worst
        ]

    assert worst("up") == [1.0, 2.0]
    assert worst("down") == [7.0, 8.0]


def test_a_tie_pushes_nobody_into_the_worst_quarter() -> None:
    found = quarter_of(1.0, [1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "up")
    assert found is not None
    assert (found.rank, found.n, found.is_worst) == (3, 8, False)


def test_with_few_areas_or_no_direction_there_are_no_quarters() -> None:
    assert quarter_of(1, [2, 3], "up") is None
    assert quarter_of(1, [2, 3, 4, 5], "") is None


def test_none_at_all_is_unusual_from_about_four_point_six_expected() -> None:
    edge = -math.log(UNUSUALLY_FEW)
    assert edge == pytest.approx(4.605, abs=1e-3)
    assert not unusually_few(0, edge - 0.01).is_unusual
    assert unusually_few(0, edge + 0.01).is_unusual
    assert unusually_few(0, 3).chance == pytest.approx(math.exp(-3))
    assert not unusually_few(3, 5).is_unusual


def test_what_is_expected_leaves_the_area_itself_out() -> None:
    assert expected_from_others(100, [(10, 1000), (30, 1000)]) == pytest.approx(2)
    with pytest.raises(ValueError, match="exposure of others"):
        expected_from_others(100, [(3, 0)])
    with pytest.raises(ValueError, match="not negative"):
        unusually_few(-1, 2)

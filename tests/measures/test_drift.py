"""Drift over the days of reading."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.measures.drift import agreement_by_day, answers_by_day, by_day, holm
from speir.measures.intervals import wilson
from speir.measures.readers import Rating
from tests.measures.oracle import VALUES

START = date(2026, 3, 2)


def on(day: int) -> date:
    """The nth day of reading."""
    return START + timedelta(days=day)


@pytest.mark.parametrize("known", VALUES["trend"])
def test_a_trend_is_that_of_statsmodels(known: dict[str, Any]) -> None:
    found = by_day([(on(day), value) for day, value in known["rows"]])
    assert found.p == pytest.approx(known["p"], abs=1e-9)
    assert found.slope
    assert (found.slope > 0) == (known["z"] > 0)


@pytest.mark.parametrize("known", VALUES["holm"])
def test_adjusting_is_that_of_statsmodels(known: dict[str, Any]) -> None:
    assert holm(known["p"]) == pytest.approx(known["adjusted"], abs=1e-12)


def test_each_day_says_how_many() -> None:
    found = by_day([(on(0), 1), (on(0), 0), (on(3), 1)])
    assert [(day.day, day.n, day.mean) for day in found.days] == [(on(0), 2, 0.5), (on(3), 1, 1)]
    assert found.days[0].interval == wilson(1, 2)
    assert (found.n, found.p) == (3, None)
    assert found.why_not == "A trend needs 20 answers over 3 days."


def test_nothing_and_no_change_are_not_tested() -> None:
    assert by_day([]).days == ()
    found = by_day([(on(number % 4), 1) for number in range(40)])
    assert (found.slope, found.p, found.why_not) == (0, None, "Every answer is the same.")


def test_a_scale_has_a_slope_in_its_own_units() -> None:
    found = by_day([(on(day), 1 + day + extra) for day in range(5) for extra in (-0.5, 0, 0, 0, 0.5)])
    assert found.slope == pytest.approx(1)
    assert found.p
    assert found.p < 0.001
    assert found.days[0].interval is None


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([0, 1])), min_size=20, max_size=60))
def test_the_order_and_the_calendar_do_not_matter(rows: list[tuple[int, int]]) -> None:
    one = by_day([(on(day), value) for day, value in rows])
    other = by_day([(on(day + 40), 1 - value) for day, value in reversed(rows)])
    assert one.p == pytest.approx(other.p)
    if one.slope is not None:
        assert one.slope == pytest.approx(-other.slope)  # type: ignore[operator]


def test_readers_growing_apart_are_noticed() -> None:
    chance = random.Random(7)
    ratings = []
    for number in range(60):
        day = number // 12
        apart = chance.random() < day * 0.2
        ratings.append(Rating(f"R{number}", "Ann", "yes", day=on(0)))
        ratings.append(Rating(f"R{number}", "Bea", "no" if apart else "yes", day=on(day)))
    found = agreement_by_day(ratings)
    assert [day.n for day in found.days] == [12] * 5
    assert found.slope
    assert found.slope < -0.1
    assert found.p
    assert found.p < 0.01
    assert agreement_by_day([Rating("R1", "Ann", "yes"), Rating("R1", "Bea", "no")]).days == ()


def test_shares_of_answers_over_days() -> None:
    answers = [(on(day), "yes" if number > day else "no") for day in range(6) for number in range(6)]
    found = answers_by_day(answers, ["yes", "no", "never"])
    assert found["yes"].p == pytest.approx(found["no"].p)
    assert found["yes"].p == by_day([(day, float(each == "yes")) for day, each in answers]).p
    assert found["never"].why_not == "Every answer is the same."


def test_three_answers_are_adjusted_for() -> None:
    chance = random.Random(3)
    answers = [(on(day), chance.choice(["yes", "no", "partly"])) for day in range(6) for _ in range(6)]
    for choice, found in answers_by_day(answers).items():
        plain = by_day([(day, float(each == choice)) for day, each in answers]).p
        assert found.p is not None
        assert plain is not None
        assert plain <= found.p <= 1


@given(st.lists(st.floats(0, 1), max_size=12))
def test_adjusting_never_lowers(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(plain <= made <= 1 for plain, made in zip(p_values, adjusted, strict=True))

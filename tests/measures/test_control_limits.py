"""Control limits, against published worked examples and against scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.measures.control_limits import (
    binomial_tail,
    funnel_of_rates,
    funnel_of_shares,
    outside,
    poisson_tail,
    runs_on_one_side,
    xmr_limits,
)
from tests.measures.oracle import LIMITS

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches.
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def test_the_worked_example_of_the_nist_handbook() -> None:
    found = xmr_limits(FLOW)
    assert found.centre == pytest.approx(50.81)
    assert found.mean_range == pytest.approx(1.8778, abs=5e-5)
    assert found.high == pytest.approx(55.8041, abs=5e-4)
    assert found.low == pytest.approx(45.8159, abs=5e-4)
    assert outside(FLOW, found) == []


def test_what_lies_beyond_the_limits_is_found_with_its_side() -> None:
    limits = xmr_limits(FLOW)
    series = [*FLOW, 60.0, None, 40.0, limits.high]
    assert [(each.place, each.is_high) for each in outside(series, limits)] == [(10, True), (12, False)]


def test_no_range_is_taken_across_a_gap() -> None:
    assert xmr_limits([1, 2, None, 100, 101]).mean_range == 1
    with pytest.raises(ValueError, match="follow each other"):
        xmr_limits([1, None, 3])


def test_a_baseline_gives_the_limits() -> None:
    assert xmr_limits([*FLOW, 90, 91], baseline=10) == xmr_limits(FLOW)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30), st.floats(-1e5, 1e5))
def test_limits_move_with_the_values(values: list[float], by: float) -> None:
    here, moved = xmr_limits(values), xmr_limits([value + by for value in values])
    assert moved.centre == pytest.approx(here.centre + by, abs=1e-6)
    assert moved.high - moved.low == pytest.approx(here.high - here.low, abs=1e-6)


def test_a_stretch_on_one_side_is_found_and_a_value_on_the_centre_ends_it() -> None:
    assert runs_on_one_side([1] * 8, 0) == [(0, 7)]
    assert runs_on_one_side([1] * 4 + [0] + [1] * 4, 0) == []
    assert runs_on_one_side([1, *[-1] * 9, None], 0) == [(1, 9)]


@pytest.mark.parametrize(("n", "target", "tail", "low", "high"), LIMITS["shares"])
def test_a_funnel_of_shares_is_that_of_scipy(
    n: int, target: float, tail: float, low: float, high: float
) -> None:
    found = funnel_of_shares(n, target, tail)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-7)


@pytest.mark.parametrize(("exposure", "target", "tail", "low", "high"), LIMITS["rates"])
def test_a_funnel_of_rates_is_that_of_scipy(
    exposure: float, target: float, tail: float, low: float, high: float
) -> None:
    found = funnel_of_rates(exposure, target, tail)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("k", "n", "p", "chance"), LIMITS["binomial"])
def test_a_binomial_tail_is_that_of_scipy(k: int, n: int, p: float, chance: float) -> None:
    assert binomial_tail(k, n, p) == pytest.approx(chance, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize(("k", "expected", "chance"), LIMITS["poisson"])
def test_a_poisson_tail_is_that_of_scipy(k: int, expected: float, chance: float) -> None:
    assert poisson_tail(k, expected) == pytest.approx(chance, rel=1e-8, abs=1e-12)


# Garwood's exact interval, as printed in tables of the Poisson distribution: 95 % for counts of 0, 1, 5, 10.
@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)]
)
def test_the_published_table_of_poisson_limits(count: int, low: float, high: float) -> None:
    assert poisson_tail(count, high) == pytest.approx(0.025, abs=2e-4)
    if count:
        assert 1 - poisson_tail(count - 1, low) == pytest.approx(0.025, abs=2e-4)


def test_the_larger_the_area_the_narrower_the_funnel() -> None:
    widths = [found.high - found.low for n in (10, 100, 1000) for found in [funnel_of_shares(n, 0.8)]]
    assert widths == sorted(widths, reverse=True)


def test_what_cannot_be_is_refused() -> None:
    for wrong in (
        lambda: funnel_of_shares(0, 0.5),
        lambda: funnel_of_shares(5, 1.5),
        lambda: funnel_of_rates(0, 1),
        lambda: binomial_tail(1, -1, 0.5),
        lambda: poisson_tail(1, -1),
    ):
        with pytest.raises(ValueError):
            wrong()
    assert funnel_of_shares(5, 1) == funnel_of_shares(9, 1)
    assert funnel_of_rates(5, 0).high == 0
    assert binomial_tail(-1, 3, 0.5) == poisson_tail(-1, 3) == 0

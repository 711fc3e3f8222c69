"""Intervals: published examples, limits and the finite population."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.measures.intervals import (
    Interval,
    StratumCount,
    possible,
    precision,
    size_needed,
    stratified,
    wilson,
)

# Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3 (score, no continuity correction).
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("k", "n", "low", "high"), NEWCOMBE)
def test_wilson_gives_the_published_examples(k: int, n: int, low: float, high: float) -> None:
    found = wilson(k, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_nothing_read_says_nothing() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)
    assert wilson(0, 0, population=12) == Interval(0.0, 1.0)
    assert precision(0, 40) == 1.0


def test_everything_read_leaves_no_doubt() -> None:
    assert wilson(7, 18, population=18) == Interval(7 / 18, 7 / 18)
    assert precision(39, 39) == 0.0


@pytest.mark.parametrize(("k", "n", "unread"), [(0, 0, 3), (10, 17, 1), (14, 29, 10), (18, 18, 0), (0, 5, 2)])
def test_what_is_unread_of_a_whole_population_moves_a_share_no_further(k: int, n: int, unread: int) -> None:
    shares = [(k + more) / (n + unread) for more in range(unread + 1)]
    assert possible(k, n, unread) == Interval(min(shares), max(shares))


def test_nothing_to_read_says_nothing() -> None:
    assert possible(0, 0, 0) == Interval(0.0, 1.0)
    with pytest.raises(ValueError, match="not a count"):
        possible(3, 2, 1)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int]:
    population = draw(st.integers(1, 400))
    n = draw(st.integers(1, population))
    return draw(st.integers(0, n)), n, population


@given(counts())
def test_an_interval_holds_its_proportion_and_narrows_with_the_population(each: tuple[int, int, int]) -> None:
    k, n, population = each
    known, endless = wilson(k, n, population=population), wilson(k, n)
    assert 0 <= known.low <= k / n <= known.high <= 1
    assert endless.low - 1e-12 <= known.low
    assert known.high <= endless.high + 1e-12
    assert k / population <= known.low + 1e-12
    assert known.high <= (population - n + k) / population + 1e-12


@given(counts())
def test_an_interval_mirrors(each: tuple[int, int, int]) -> None:
    k, n, population = each
    one, other = wilson(k, n, population=population), wilson(n - k, n, population=population)
    assert one.low == pytest.approx(1 - other.high)


@pytest.mark.parametrize(("k", "n", "population"), [(2, 1, None), (-1, 4, None), (1, 4, 3), (0, -1, None)])
def test_impossible_counts_are_refused(k: int, n: int, population: int | None) -> None:
    with pytest.raises(ValueError, match="records"):
        wilson(k, n, population=population)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_is_a_proportion(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        wilson(1, 2, confidence)


def test_precision_of_a_usual_sample() -> None:
    # z = 1.96: sqrt(.25 / 50 x 150 / 199) x 1.96 and sqrt(.25 / 50) x 1.96 x sqrt(950 / 999).
    assert precision(50, 200) == pytest.approx(0.12033, abs=1e-5)
    assert precision(50, 1000) == pytest.approx(0.13515, abs=1e-5)


@given(st.integers(0, 2000), st.floats(0.01, 0.5))
def test_the_size_needed_is_enough_and_no_more(population: int, half_width: float) -> None:
    size = size_needed(population, half_width)
    assert precision(size, population) <= half_width + 1e-6
    assert size <= 1 or precision(size - 1, population) > half_width - 1e-6


def test_a_size_needs_sense() -> None:
    with pytest.raises(ValueError, match="half width"):
        size_needed(100, 0)


def test_one_stratum_is_near_the_plain_interval() -> None:
    found = stratified([StratumCount(20, 50, 200)])
    plain = wilson(20, 50, population=200)
    assert found.estimate == 0.4
    assert found.interval.low == pytest.approx(plain.low, abs=0.01)
    assert found.interval.high == pytest.approx(plain.high, abs=0.01)


def test_strata_are_weighted_back_to_the_population() -> None:
    found = stratified([StratumCount(10, 10, 100), StratumCount(0, 10, 300)])
    assert found.estimate == 0.25
    assert found.interval.low < 0.25 < found.interval.high


def test_all_strata_read_leave_no_doubt() -> None:
    found = stratified([StratumCount(1, 4, 4), StratumCount(3, 4, 4)])
    assert found.interval == Interval(0.5, 0.5)


def test_a_stratum_with_one_record_read_is_not_taken_for_certain() -> None:
    one = stratified([StratumCount(1, 1, 50), StratumCount(5, 10, 50)])
    two = stratified([StratumCount(2, 2, 50), StratumCount(5, 10, 50)])
    assert one.standard_error > two.standard_error


def test_a_stratum_nobody_read_cannot_be_weighted() -> None:
    with pytest.raises(ValueError, match="without a record"):
        stratified([StratumCount(0, 0, 4), StratumCount(3, 4, 4)])
    assert stratified([]).interval == Interval(0.0, 1.0)


@pytest.mark.parametrize(("n", "population"), [(10, 18), (18, 39), (40, 90), (50, 60), (50, 201)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(n: int, population: int) -> None:
    """Exactly, over every possible truth: 95 in 100 on average, and rarely far below."""
    intervals = [wilson(k, n, population=population) for k in range(n + 1)]
    ways = comb(population, n)
    covered = []
    for truth in range(population + 1):
        hits = (
            comb(truth, k) * comb(population - truth, n - k)
            for k in range(n + 1)
            if intervals[k].low - 1e-9 <= truth / population <= intervals[k].high + 1e-9
        )
        covered.append(sum(hits) / ways)
    assert 0.93 < sum(covered) / len(covered) < 0.99
    assert min(covered) > 0.8

"""Intervals and precision of a percentage, for samples of small and known populations.

Everything here is a proportion between 0 and 1; screens multiply by 100. ``confidence`` is a proportion too.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist


@dataclass(frozen=True)
class Interval:
    """Where the true proportion lies with the confidence asked for: ``low`` and ``high``, both 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True)
class StratumCount:
    """One stratum of a sample: ``k`` of ``n`` records read counted, of ``population`` in the frame."""

    k: int
    n: int
    population: int


@dataclass(frozen=True)
class Weighted:
    """A proportion weighted back to the population, its standard error and its interval, all 0 to 1."""

    estimate: float
    standard_error: float
    interval: Interval


@lru_cache(maxsize=1024)
def normal_quantile(confidence: float) -> float:
    """How many standard errors lie on either side of the middle at a confidence strictly between 0 and 1.

    Errors: ValueError when ``confidence`` is not strictly between 0 and 1. Source: the normal distribution.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"A confidence lies between 0 and 1, not at {confidence}.")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _check(k: int, n: int, population: int | None) -> None:
    if n < 0 or not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a count of records.")
    if population is not None and population < n:
        raise ValueError(f"{n} records cannot be read of {population}.")


def _score(proportion: float, size: float, z: float) -> Interval:
    """Wilson's score interval for a proportion that rests on ``size`` records, which need not be whole."""
    middle = proportion + z * z / (2 * size)
    half = z * math.sqrt(proportion * (1 - proportion) / size + z * z / (4 * size * size))
    share = 1 + z * z / size
    # At none and at all of the records the formula ends exactly at 0 and 1; arithmetic may miss by a hair.
    low = 0.0 if proportion <= 0 else max(0.0, (middle - half) / share)
    high = 1.0 if proportion >= 1 else min(1.0, (middle + half) / share)
    return Interval(min(low, proportion), max(high, proportion))


def wilson(k: int, n: int, confidence: float = 0.95, population: int | None = None) -> Interval:
    """The score interval of ``k`` in ``n``, narrower when ``n`` is a fair part of a known ``population``.

    Shapes and units: whole numbers with 0 <= k <= n <= population; proportions 0 to 1 come back.
    With a population the variance is multiplied by (N - n) / (N - 1), and the interval never leaves what is
    possible: k are known to count and n - k not to. All of a population read gives the proportion itself.
    No record at all (n = 0) gives 0 to 1: nothing is known.
    Errors: ValueError when the counts are not possible or the confidence is not strictly between 0 and 1.
    Source: Wilson, J Am Stat Assoc 22 (1927) 209-212; Newcombe, Stat Med 17 (1998) 857-872, method 3 (no
    continuity correction); the finite population factor is that of Cochran, Sampling Techniques (1977), 3.2.
    """
    _check(k, n, population)
    z = normal_quantile(confidence)
    if n == 0:
        return Interval(0.0, 1.0)
    if population is None:
        return _score(k / n, n, z)
    if population == n:
        return Interval(k / n, k / n)
    score = _score(k / n, n * (population - 1) / (population - n), z)
    # Of the records read k count, so at least k of the population do, and at least n - k do not.
    return Interval(max(score.low, k / population), min(score.high, (population - n + k) / population))


def possible(k: int, n: int, unread: int) -> Interval:
    """What ``k`` in ``n`` can still become once the ``unread`` records of a population drawn whole are read.

    Shapes and units: whole numbers with 0 <= k <= n; proportions 0 to 1 come back, 0 to 1 without any record.
    No chance chose what is unread, so no chance is claimed: at the ends none of it counts, or all of it.
    Errors: ValueError when the counts are not possible. Source: counting; no method.
    """
    _check(k, n, n + unread)
    whole = n + unread
    return Interval(k / whole, (k + unread) / whole) if whole else Interval(0.0, 1.0)


def stratified(strata: Sequence[StratumCount], confidence: float = 0.95) -> Weighted:
    """The proportion weighted back to the population, and its interval, of a sample drawn by stratum.

    Shapes and units: one StratumCount a stratum; the estimate and both ends are proportions 0 to 1.
    The estimate is the sum of (N_h / N)(k_h / n_h); its variance the sum of (N_h / N)^2 (1 - n_h / N_h)
    p_h (1 - p_h) / (n_h - 1). The interval is Wilson's at the number of records that would give this variance
    in one simple sample. When every stratum is all yes or all no there is no variance, and the interval
    is that of one simple sample of as many records.
    A stratum with a single record read knows no variance of its own and is given that of the whole estimate.
    Errors: ValueError when the counts are not possible, or a stratum of the population has no record read.
    Source: Cochran, Sampling Techniques (1977), 5.3 and 5.6; effective size after Korn and Graubard,
    Survey Methodology 24 (1998) 193-201, with Wilson's interval in place of Clopper and Pearson's.
    """
    present = [each for each in strata if each.population]
    for each in present:
        _check(each.k, each.n, each.population)
    if any(each.n == 0 for each in present):
        raise ValueError("A stratum without a record read cannot be weighted back to the population.")
    z = normal_quantile(confidence)
    if not present:
        return Weighted(0.0, 0.0, Interval(0.0, 1.0))
    whole = sum(each.population for each in present)
    estimate = sum(each.population / whole * each.k / each.n for each in present)
    if all(each.n == each.population for each in present):
        return Weighted(estimate, 0.0, Interval(estimate, estimate))
    variance = sum((each.population / whole) ** 2 * _variance(each, estimate) for each in present)
    if variance <= 0:
        read = sum(each.n for each in present)
        return Weighted(estimate, 0.0, _score(estimate, read * (whole - 1) / (whole - read), z))
    score = _score(estimate, estimate * (1 - estimate) / variance, z)
    return Weighted(estimate, math.sqrt(variance), score)


def _variance(stratum: StratumCount, estimate: float) -> float:
    share = stratum.k / stratum.n if stratum.n > 1 else estimate
    return (1 - stratum.n / stratum.population) * share * (1 - share) / max(stratum.n - 1, 1)


def precision(n: int, population: int, p: float = 0.5, confidence: float = 0.95) -> float:
    """Half the width of the interval to expect of ``n`` records read: 0.11 means 11 points either way.

    Shapes and units: whole numbers with 0 <= n <= population; ``p`` and the answer are proportions 0 to 1.
    All records give 0, none gives 1: nothing is known. Meant for choosing a size; figures carry ``wilson``.
    Errors: ValueError when the counts or ``p`` are not possible.
    Source: z sqrt(p (1 - p) / n) sqrt((N - n) / (N - 1)), Cochran, Sampling Techniques (1977), 3.2.
    """
    _check(0, n, population)
    if not 0 <= p <= 1:
        raise ValueError(f"A proportion lies from 0 to 1, not at {p}.")
    z = normal_quantile(confidence)
    if n == population:
        return 0.0
    if n == 0:
        return 1.0
    return min(1.0, z * math.sqrt(p * (1 - p) / n * (population - n) / (population - 1)))


def size_needed(population: int, half_width: float, p: float = 0.5, confidence: float = 0.95) -> int:
    """The fewest records whose ``precision`` is no worse than ``half_width`` (a proportion above 0).

    Errors: ValueError when ``half_width`` is not above 0 or the population is negative.
    Source: the formula of ``precision`` solved for n, rounded up; Cochran (1977), 4.4.
    """
    if half_width <= 0 or population < 0:
        raise ValueError("A size needs a half width above 0 and a population that is not negative.")
    if population <= 1:
        return population
    endless = normal_quantile(confidence) ** 2 * p * (1 - p) / half_width**2
    size = math.ceil(endless * population / (population - 1 + endless) - 1e-9)
    return max(1, min(population, size))

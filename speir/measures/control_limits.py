"""Control limits of a series (XmR) and of areas compared (funnel), and what lies outside them.

A series is a list of values in the order of time; None is a period without a value, and no moving range is
taken across it. Nothing here draws a line across a break: give each stretch on its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

# Two neighbours differ on average by 1.128 standard deviations; three of them are 2.660 mean ranges.
D2 = 1.128
# Fewer values than this give limits that say little, so no signal is raised from them.
FEWEST_FOR_LIMITS = 8


@dataclass(frozen=True)
class SeriesLimits:
    """The centre and the limits of a series, all in the unit of the series; ``n`` values they rest on."""

    centre: float
    low: float
    high: float
    mean_range: float
    n: int


@dataclass(frozen=True)
class Outside:
    """A value outside its limits: its place in the series (from 0) and on which side it lies."""

    place: int
    is_high: bool


@dataclass(frozen=True)
class FunnelLimits:
    """Between which counts an area of one size lies with the chance asked for, as proportions or rates."""

    low: float
    high: float


def xmr_limits(values: Sequence[float | None], baseline: int | None = None) -> SeriesLimits:
    """Centre and three-sigma limits of an individuals chart, from the mean moving range.

    Shapes and units: at least two values that follow each other; ``baseline`` takes the first so many only.
    Errors: ValueError when no two values follow each other.
    Source: Shewhart's individuals chart, centre +- 3 mean(|x_i - x_i-1|) / 1.128; NIST/SEMATECH e-Handbook of
    Statistical Methods, 6.3.2.2; Wheeler, Understanding Variation (2000).
    """
    used = list(values[:baseline])
    ranges = [abs(b - a) for a, b in pairwise(used) if a is not None and b is not None]
    present = [value for value in used if value is not None]
    if not ranges:
        raise ValueError("Limits need two values that follow each other.")
    centre, mean_range = fmean(present), fmean(ranges)
    reach = 3 * mean_range / D2
    return SeriesLimits(centre, centre - reach, centre + reach, mean_range, len(present))


def outside(values: Sequence[float | None], limits: SeriesLimits) -> list[Outside]:
    """The values of a series beyond its limits; a value that lies on a limit is inside."""
    found = []
    for place, value in enumerate(values):
        if value is not None and not limits.low <= value <= limits.high:
            found.append(Outside(place, value > limits.high))
    return found


def runs_on_one_side(values: Sequence[float | None], centre: float, length: int = 8) -> list[tuple[int, int]]:
    """Stretches (first place, last place) of at least ``length`` values on one side of the centre.

    A value on the centre, or none at all, ends a stretch.
    Source: Western Electric's fourth rule, eight in a row; Wheeler (2000).
    """
    found: list[tuple[int, int]] = []
    start, side = 0, 0
    for place, value in enumerate([*values, None]):
        here = 0 if value is None or value == centre else (1 if value > centre else -1)
        if here != side or here == 0:
            if side and place - start >= length:
                found.append((start, place - 1))
            start, side = place, here
    return found


def binomial_tail(k: int, n: int, p: float) -> float:
    """The chance of at most ``k`` of ``n`` when each counts with chance ``p``.

    Errors: ValueError when ``n`` is negative or ``p`` is no proportion. Source: the binomial distribution.
    """
    if n < 0 or not 0 <= p <= 1:
        raise ValueError(f"{n} at {p} is not a count of chances.")
    if k < 0:
        return 0.0
    if k >= n or p == 0:
        return 1.0
    if p == 1:
        return 0.0
    return min(1.0, math.fsum(_binomial(i, n, p) for i in range(k + 1)))


def _binomial(i: int, n: int, p: float) -> float:
    ways = math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1)
    return math.exp(ways + i * math.log(p) + (n - i) * math.log1p(-p))


def poisson_tail(k: int, expected: float) -> float:
    """The chance of at most ``k`` when ``expected`` (0 or more) are expected.

    Errors: ValueError when ``expected`` is negative. Source: the Poisson distribution.
    """
    if expected < 0:
        raise ValueError(f"{expected} cannot be expected.")
    if k < 0:
        return 0.0
    if expected == 0:
        return 1.0
    logs = (i * math.log(expected) - expected - math.lgamma(i + 1) for i in range(k + 1))
    return min(1.0, math.fsum(math.exp(each) for each in logs))


def funnel_of_shares(n: int, target: float, tail: float = 0.001) -> FunnelLimits:
    """Exact limits of a proportion in an area of ``n``, if its chance is ``target``; ``tail`` on each side.

    Limits lie between whole counts, where the chances would meet, so that they narrow smoothly with ``n``.
    Errors: ValueError when ``n`` is below 1 or a proportion is not one.
    Source: Spiegelhalter, Stat Med 24 (2005) 1185-1202, appendix A.1.1 (inverse binomial, interpolated).
    """
    if n < 1 or not 0 <= target <= 1 or not 0 < tail < 0.5:
        raise ValueError("A funnel needs somebody in the area, and proportions.")
    if target in (0, 1):
        return FunnelLimits(target, target)
    low, high = _quantile(n, target, tail), _quantile(n, target, 1 - tail)
    return FunnelLimits(max(0.0, low / n), min(1.0, high / n))


def _quantile(n: int, p: float, chance: float) -> float:
    """The count at which the binomial reaches a chance, between whole counts."""
    reached = 0.0
    for count in range(_start(n * p, n * p * (1 - p)), n + 1):
        here = _binomial(count, n, p)
        if reached + here >= chance:
            return count - (reached + here - chance) / here
        reached += here
    return float(n)


def _start(mean: float, variance: float) -> int:
    """Where to begin adding up: what lies further below is less than one in 10^20, or the count is small."""
    return max(0, math.floor(mean - 12 * math.sqrt(variance)) - 12)


def funnel_of_rates(exposure: float, target: float, tail: float = 0.001) -> FunnelLimits:
    """Exact limits of a rate (a count per unit of exposure), if ``target`` a unit is expected.

    Shapes and units: exposure above 0 (people, orders, years), target 0 or more; rates a unit come back.
    Errors: ValueError when they are not. Source: as ``funnel_of_shares``, with the Poisson distribution.
    """
    if exposure <= 0 or target < 0 or not 0 < tail < 0.5:
        raise ValueError("A funnel of rates needs an exposure above nought.")
    expected = exposure * target
    if expected == 0:
        return FunnelLimits(0.0, 0.0)
    low, high = _poisson_quantile(expected, tail), _poisson_quantile(expected, 1 - tail)
    return FunnelLimits(max(0.0, low / exposure), high / exposure)


def _poisson_quantile(expected: float, chance: float) -> float:
    reached, count = 0.0, _start(expected, expected)
    while True:
        here = math.exp(count * math.log(expected) - expected - math.lgamma(count + 1))
        if reached + here >= chance or (count > expected and here < 1e-300):
            return count - (reached + here - chance) / here if here else float(count)
        reached += here
        count += 1

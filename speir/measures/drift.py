"""Whether answers, or agreement between readers, drift over the days of reading.

The test is plain: is there a straight trend with the day? It sees slow change one way, not a bad day.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from speir.measures.intervals import Interval, wilson
from speir.measures.readers import Rating, pairs

# Below these a trend is not tested. Ours: the normal approximation needs some answers, a trend three days.
LEAST_ANSWERS, LEAST_DAYS = 20, 3
TOO_SHORT = f"A trend needs {LEAST_ANSWERS} answers over {LEAST_DAYS} days."


@dataclass(frozen=True)
class Day:
    """One day: ``n`` answers and their mean; an interval only where every answer is 0 or 1."""

    day: date
    n: int
    mean: float
    interval: Interval | None


@dataclass(frozen=True)
class Drift:
    """Answers by day, ``slope`` in answer units a calendar day, and ``p`` of no trend; None when not tested.

    ``why_not`` says in words why there is no test.
    """

    days: tuple[Day, ...]
    n: int
    slope: float | None
    p: float | None
    why_not: str = ""


def by_day(observations: Sequence[tuple[date, float]]) -> Drift:
    """The trend of numbers over days: 0 and 1 for yes and no, alike and not, or 1 to 6 for a scale.

    Shapes and units: one (day, number) an answer, in any order; days may be missing in between and count as
    the calendar has them. ``slope`` is by least squares; ``p`` is two-sided, of M^2 = (n - 1) r^2 on one
    degree of freedom, with r the correlation of day and number.
    Errors: none; fewer than 20 answers or 3 days, or answers that are all alike, are not tested.
    Source: linear-by-linear association (Mantel 1963; Agresti, Categorical Data Analysis, 2013, 3.4); for 0
    and 1 this is the Cochran-Armitage test for trend with n - 1 in place of n.
    """
    grouped: dict[date, list[float]] = defaultdict(list)
    for day, value in observations:
        grouped[day].append(float(value))
    is_share = all(value in (0, 1) for _, value in observations)
    days = tuple(_day(day, values, is_share) for day, values in sorted(grouped.items()))
    n = len(observations)
    if n < LEAST_ANSWERS or len(days) < LEAST_DAYS:
        return Drift(days, n, None, None, TOO_SHORT)
    start = days[0].day
    x = [(day - start).days for day, _ in observations]
    y = [float(value) for _, value in observations]
    mean_x, mean_y = sum(x) / n, sum(y) / n
    xx = sum((each - mean_x) ** 2 for each in x)
    yy = sum((each - mean_y) ** 2 for each in y)
    if min(y) == max(y):
        return Drift(days, n, 0.0, None, "Every answer is the same.")
    xy = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    square = (n - 1) * xy**2 / (xx * yy)
    return Drift(days, n, xy / xx, math.erfc(math.sqrt(square / 2)))


def agreement_by_day(ratings: Sequence[Rating]) -> Drift:
    """Whether readers agree more or less as the days pass: each pair of readers is 1 when alike, else 0.

    Shapes and units: ratings with their day; a pair counts on the later of its two days, and not at all when
    one has none. Errors: those of ``readers.pairs``. Source: ``by_day``.
    """
    found = [(pair.day, pair.is_alike) for pair in pairs(ratings)]
    return by_day([(day, float(is_alike)) for day, is_alike in found if day is not None])


def answers_by_day(
    answers: Sequence[tuple[date, str]], choices: Sequence[str] | None = None
) -> dict[str, Drift]:
    """The trend of each answer's share over the days, with p adjusted for looking at several answers.

    Shapes and units: one (day, choice) an answer; ``choices`` in order (left out: the answers given, sorted).
    Errors: none. Source: ``by_day`` for each choice, ``holm`` over those that could be tested.
    """
    order = list(choices) if choices is not None else sorted({choice for _, choice in answers})
    found = {choice: by_day([(day, float(each == choice)) for day, each in answers]) for choice in order}
    tested = {choice: drift.p for choice, drift in found.items() if drift.p is not None}
    # Two answers mirror each other: their two tests are one.
    given = {choice for _, choice in answers}
    adjusted = list(tested.values()) if len(given) <= 2 else holm(list(tested.values()))
    for choice, p in zip(tested, adjusted, strict=True):
        one = found[choice]
        found[choice] = Drift(one.days, one.n, one.slope, p)
    return found


def holm(p_values: Sequence[float]) -> list[float]:
    """The p values adjusted for having made several tests, in the order given; proportions 0 to 1.

    Errors: none. Source: Holm, Scand J Stat 6 (1979) 65-70; no assumption on how the tests hang together.
    """
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = highest
    return adjusted


def _day(day: date, values: Sequence[float], is_share: bool) -> Day:
    mean = sum(values) / len(values)
    return Day(day, len(values), mean, wilson(round(sum(values)), len(values)) if is_share else None)

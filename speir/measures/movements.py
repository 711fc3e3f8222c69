"""Trends of three periods, quarters of a ranking, and counts that are unusually few. Plain arithmetic."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from speir.measures.control_limits import poisson_tail

Better = Literal["up", "down", ""]
# An unusual count is one that chance alone would bring about in fewer than 1 area in 100.
UNUSUALLY_FEW = 0.01
# Fewer areas than this have no quarters worth naming.
FEWEST_FOR_QUARTERS = 4


@dataclass(frozen=True)
class Quarter:
    """Where one of several areas stands: ``rank`` from the worst (1), of ``n`` areas."""

    rank: int
    n: int
    is_worst: bool


@dataclass(frozen=True)
class Few:
    """How unusual a count is: expected, the chance of so few or fewer, and whether that is below the rule."""

    count: int
    expected: float
    chance: float
    is_unusual: bool


def worsening_steps(values: Sequence[float | None], better: Better) -> int:
    """How many steps at the end of a series went the worse way, one after the other; a gap ends them.

    Three periods in a row that each are worse than the one before are three steps.
    Source: "three-period trend": ours, a plain count; it makes no claim beyond what it says.
    """
    if not better:
        return 0
    steps = 0
    for earlier, later in reversed(list(pairwise(values))):
        if earlier is None or later is None or earlier == later or (later > earlier) == (better == "up"):
            break
        steps += 1
    return steps


def quarter_of(value: float, others: Sequence[float], better: Better) -> Quarter | None:
    """Where ``value`` stands among itself and ``others``; None with too few areas or no better direction.

    Areas with the same value share the better rank, so a tie never pushes an area into the worst quarter.
    Source: ranks by competition; the worst quarter are the floor(n / 4) worst ranks.
    """
    everybody = [value, *others]
    if not better or len(everybody) < FEWEST_FOR_QUARTERS:
        return None
    worse = sum((other < value) if better == "up" else (other > value) for other in others)
    same = sum(other == value for other in others)
    rank = worse + same + 1
    return Quarter(rank, len(everybody), rank <= len(everybody) // 4)


def expected_from_others(exposure: float, others: Sequence[tuple[int, float]]) -> float:
    """How many to expect of an exposure at the rate of all others together: (count, exposure) pairs.

    The area itself is left out, so that its own silence does not lower what is expected of it.
    Errors: ValueError when the others have no exposure.
    """
    whole = math.fsum(each for _, each in others)
    if whole <= 0:
        raise ValueError("Nothing can be expected without an exposure of others.")
    return exposure * sum(count for count, _ in others) / whole


def unusually_few(count: int, expected: float, rule: float = UNUSUALLY_FEW) -> Few:
    """Whether a count is unusually small: the chance of so few or fewer under Poisson lies below ``rule``.

    With the rule of 1 in 100, none at all is unusual only where 4.6 or more were expected.
    Errors: ValueError when something is negative. Source: the lower tail of the Poisson distribution.
    """
    if count < 0:
        raise ValueError("A count is not negative.")
    chance = poisson_tail(count, expected)
    return Few(count, expected, chance, chance < rule)

"""How far two answers lie apart: the weights of Gwet's coefficients and the distances of alpha.

Levels: ``nominal`` (another answer is simply another), ``ordinal`` (answers in order), ``interval`` (numbers
whose differences count) and ``ratio`` (numbers whose shares count; none negative).
"""

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Numbers = NDArray[np.float64]


def values_of(categories: Sequence[object], level: Level) -> Numbers:
    """The number of each category: itself when all are numbers, else its place from 1.

    Errors: ValueError when the level is unknown, or a ratio is asked of negative numbers.
    """
    if level not in get_args(Level):
        raise ValueError(f"Answers are compared as {', '.join(get_args(Level))}, not as {level!r}.")
    are_numbers = all(isinstance(each, int | float) for each in categories)
    values = np.array(categories if are_numbers else range(1, len(categories) + 1), dtype=np.float64)
    if level == "ratio" and (values < 0).any():
        raise ValueError("A ratio is taken of numbers that are not negative.")
    return values


def agreement_weights(categories: Sequence[object], level: Level) -> Numbers:
    """How nearly two categories agree, 1 for the same and 0 for the furthest apart; shape (q, q).

    Errors: those of ``values_of``. Source: Gwet, Handbook of Inter-Rater Reliability, 4th ed. (2014), ch. 3:
    identity, ordinal, quadratic and ratio weights.
    """
    values = values_of(categories, level)
    places = np.arange(1, len(values) + 1, dtype=np.float64)
    if level == "nominal":
        return np.eye(len(values))
    if level == "ordinal":
        apart = np.abs(places[:, None] - places)
        lost = apart * (apart + 1) / 2
    elif level == "interval":
        lost = (values[:, None] - values) ** 2
    else:
        lost = _shares(values)
    furthest = lost.max()
    return np.asarray(1 - lost / furthest if furthest > 0 else np.ones_like(lost))


def alpha_distances(values: Numbers, counts: Numbers, level: Level) -> Numbers:
    """The squared difference of two categories as alpha has it; shape (q, q).

    ``counts`` holds how often each category was given among records that can be paired.
    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
    """
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level == "ordinal":
        # The ranks between the middles of two categories.
        middles = np.cumsum(counts) - counts / 2
        return np.asarray((middles[:, None] - middles) ** 2)
    return np.asarray((values[:, None] - values) ** 2) if level == "interval" else _shares(values)


def _shares(values: Numbers) -> Numbers:
    total = values[:, None] + values
    return np.asarray(
        (np.divide(values[:, None] - values, total, out=np.zeros_like(total), where=total != 0)) ** 2
    )

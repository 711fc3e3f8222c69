"""Quantiles of Student's t, for intervals that rest on few records; written here to save a heavy library."""

import math
from functools import lru_cache


@lru_cache(maxsize=1024)
def t_quantile(confidence: float, freedom: int) -> float:
    """How many standard errors lie on either side of the middle, with at least 1 degree of freedom.

    Shapes and units: ``confidence`` strictly between 0 and 1. Precise to about 1e-9 of the quantile.
    Errors: ValueError outside these limits. Source: P(|T| > t) = I(v / (v + t^2); v/2, 1/2), the regularised
    incomplete beta function by its continued fraction (DLMF 8.17.22), solved by halving.
    """
    if not 0 < confidence < 1 or freedom < 1:
        raise ValueError("A t quantile needs a confidence between 0 and 1, and freedom of at least 1.")
    low, high = 0.0, 1.0
    while _outside(high, freedom) > 1 - confidence:
        low, high = high, high * 2
    for _ in range(100):
        middle = (low + high) / 2
        if _outside(middle, freedom) > 1 - confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _outside(t: float, freedom: int) -> float:
    return _beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by whichever of its two fractions converges fast."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    scale = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return scale * _fraction(x, a, b) / a
    return 1 - scale * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    tiny = 1e-300
    upper, lower = 1.0, 1 / (1 - (a + b) * x / (a + 1) or tiny)
    result = lower
    for step in range(1, 1000):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for part in (even, odd):
            lower = 1 / (1 + part * lower or tiny)
            upper = 1 + part / upper or tiny
            result *= upper * lower
        if abs(upper * lower - 1) < 1e-15:
            break
    return result

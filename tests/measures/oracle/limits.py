"""Computes limits.json with scipy; see the README beside it. Not run by the tests."""

import json
import random
import sys

from scipy import stats

SEED = 20261125
chance = random.Random(SEED)


def between(law: stats.rv_discrete, p: float, *given: float) -> float:
    """The quantile between whole counts, as Spiegelhalter (2005) interpolates it."""
    count = int(law.ppf(p, *given))
    at, before = law.cdf(count, *given), law.cdf(count - 1, *given)
    return float(count - (at - p) / (at - before))


def funnels() -> tuple[list[list[float]], list[list[float]]]:
    """Limits of shares and of rates: size, target, tail, low, high."""
    shares, rates = [], []
    for _ in range(40):
        n, target, tail = (
            chance.choice((1, 7, 40, 333, 5000, 60000)),
            round(chance.random(), 3),
            chance.choice((0.001, 0.025)),
        )
        low, high = (between(stats.binom, q, n, target) / n for q in (tail, 1 - tail))
        shares.append([n, target, tail, max(0.0, low), min(1.0, high)])
        exposure, rate = chance.choice((0.5, 3, 80, 2500)), round(chance.random() * 4, 3)
        low, high = (between(stats.poisson, q, exposure * rate) / exposure for q in (tail, 1 - tail))
        rates.append([exposure, rate, tail, max(0.0, low), high])
    return shares, rates


def tails() -> tuple[list[list[float]], list[list[float]]]:
    """The chance of at most k: of n at p, and of so many expected."""
    binomial, poisson = [], []
    for _ in range(40):
        n, p = chance.choice((1, 12, 90, 1200)), round(chance.random(), 3)
        k = chance.randint(0, n)
        binomial.append([k, n, p, float(stats.binom.cdf(k, n, p))])
        expected = round(chance.random() * chance.choice((2, 20, 300)), 3)
        k = chance.randint(0, int(expected * 1.3) + 2)
        poisson.append([k, expected, float(stats.poisson.cdf(k, expected))])
    return binomial, poisson


shares, rates = funnels()
binomial, poisson = tails()
made = {"shares": shares, "rates": rates, "binomial": binomial, "poisson": poisson}
lines = [
    f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in made.items()
]
sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")

"""Computes values.json with independent implementations; see the README beside it. Not run by the tests."""

import json
import math
import random
import sys
import warnings

import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from samplics import PopParam
from samplics.estimation import TaylorEstimator
from scipy import special
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

warnings.simplefilter("ignore")
SEED = 20261125
LEVELS = {"nominal": "identity", "ordinal": "ordinal", "interval": "quadratic", "ratio": "ratio"}


def ratings(
    chance: random.Random, items: int, readers: int, offered: int, missing: float
) -> list[list[int | None]]:
    """Made-up ratings: readers follow a true answer, each with slips of their own."""
    rows = []
    for _ in range(items):
        true = min(offered, 1 + int(chance.random() ** 1.7 * offered))
        row = [true if chance.random() < 0.7 else chance.randint(1, offered) for _ in range(readers)]
        rows.append([None if chance.random() < missing else value for value in row])
    return [row for row in rows if any(value is not None for value in row)]


def agreement(chance: random.Random) -> list[dict]:
    """AC1 and AC2, and alpha, of forty sets."""
    found = []
    for number in range(40):
        level = list(LEVELS)[number % 4]
        offered = chance.randint(2, 6)
        missing = chance.choice([0, 0, 0.15, 0.35])
        rows = ratings(chance, chance.randint(6, 40), chance.randint(2, 5), offered, missing)
        rows[0][:2] = [1, offered]
        finite = chance.choice([None, len(rows) * 3]) if missing == 0 else None
        frame = pd.DataFrame(rows, dtype=float)
        made = CAC(frame, LEVELS[level], list(range(1, offered + 1)), 0.95, finite or np.inf, digits=12)
        gwet = made.gwet()["est"]
        alpha = made.krippendorff()["est"]
        found.append(
            {
                "level": level,
                "offered": offered,
                "items": finite,
                "rows": rows,
                "is_complete": missing == 0,
                "gwet": [float(gwet[part]) for part in ("coefficient_value", "se", "pa", "pe")],
                "gwet_interval": [float(end) for end in gwet["confidence_interval"]],
                "alpha": [float(alpha[part]) for part in ("coefficient_value", "se")],
            }
        )
    return found


def wilson(chance: random.Random) -> list[list[float]]:
    """Sixty intervals: k, n, confidence, low, high."""
    found = []
    for _ in range(60):
        n, confidence = chance.randint(1, 300), chance.choice([0.8, 0.9, 0.95, 0.99])
        k = chance.choice([0, n, chance.randint(0, n)])
        low, high = proportion_confint(k, n, 1 - confidence, method="wilson")
        found.append([k, n, confidence, float(low), float(high)])
    return found


def stratified(chance: random.Random) -> list[dict]:
    """Stratified proportions: strata of (k, n, population), estimate, standard error."""
    found = []
    for _ in range(12):
        strata = []
        for _ in range(chance.randint(2, 5)):
            population = chance.randint(12, 200)
            n = chance.randint(3, population // 2)
            strata.append([chance.randint(1, n - 1), n, population])
        values = [(h, N / n, N, int(i < k)) for h, (k, n, N) in enumerate(strata) for i in range(n)]
        stratum, weight, _, y = (np.array(column) for column in zip(*values, strict=True))
        estimator = TaylorEstimator(PopParam.mean)
        factors = {h: 1 - n / N for h, (_, n, N) in enumerate(strata)}
        estimator.estimate(y=y, samp_weight=weight, stratum=stratum, fpc=factors)
        estimate, error = float(estimator.point_est), float(estimator.stderror)
        found.append({"strata": strata, "estimate": estimate, "standard_error": error})
    return found


def trend(chance: random.Random) -> list[dict]:
    """Linear-by-linear association of day and answer: rows of (day, value), and its p."""
    found = []
    for _ in range(12):
        rows = [[chance.randint(1, 6), chance.randint(0, 1)] for _ in range(chance.randint(20, 60))]
        days = sorted({day for day, _ in rows})
        table = np.array(
            [[sum(1 for row in rows if row == [day, value]) for value in (0, 1)] for day in days]
        )
        result = Table(table, shift_zeros=False).test_ordinal_association(np.array(days), np.array([0, 1]))
        z = float(result.zscore)
        found.append({"rows": rows, "z": z, "p": math.erfc(abs(z) / math.sqrt(2))})
    return found


def holm(chance: random.Random) -> list[dict]:
    """Adjusted p values."""
    sets = [[chance.random() ** 3 for _ in range(chance.randint(1, 20))] for _ in range(6)]
    return [{"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()} for p in sets]


def student() -> list[list[float]]:
    """Quantiles: confidence, degrees of freedom, quantile."""
    degrees = (1, 2, 3, 5, 10, 17, 39, 89, 500)
    pairs = [(c, v) for c in (0.5, 0.9, 0.95, 0.99) for v in degrees]
    # Not scipy's own t.ppf, which in this version is right to nine figures only.
    shares = [special.betaincinv(v / 2, 0.5, 1 - c) for c, v in pairs]
    return [[c, v, float(np.sqrt(v * (1 - x) / x))] for (c, v), x in zip(pairs, shares, strict=True)]


chance = random.Random(SEED)
made = {
    "agreement": agreement(chance),
    "wilson": wilson(chance),
    "stratified": stratified(chance),
    "trend": trend(chance),
    "holm": holm(chance),
    "student": student(),
}
# One case a line keeps the file readable and its changes small.
lines = [
    f'"{name}": [\n' + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]"
    for name, cases in made.items()
]
sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")

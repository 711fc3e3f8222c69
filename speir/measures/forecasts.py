"""How well forecasts in percent did: the Brier score with its three parts, and calibration.

Brier, G. W. (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78;
here in its usual form for events that happen or do not: the mean of (p - o)^2, 0 for perfect foresight and
0.25 for always saying 50%. Murphy, A. H. (1973), A new vector partition of the probability score, Journal of
Applied Meteorology 12: score = reliability - resolution + uncertainty, exact when grouped by value.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

BANDS = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 100))
# Below this many a score says next to nothing, and screens say so.
FEW = 20
ALIKE = 3


@dataclass(frozen=True)
class Scored:
    """One forecast in percent, and whether it happened."""

    percent: float
    happened: bool


@dataclass(frozen=True)
class Band:
    """Forecasts between two percentages: how many, what they said on average, and how many happened."""

    lowest: int
    highest: int
    n: int
    said: float
    happened: int

    @property
    def words(self) -> str:
        """The band as people read it: 20% to 39%."""
        return f"{self.lowest}% to {self.highest - 1 if self.highest < 100 else 100}%"

    @property
    def rate(self) -> float:
        """The percentage that happened; 0 when there are none."""
        return 100 * self.happened / self.n if self.n else 0.0


@dataclass(frozen=True)
class Score:
    """The score of several forecasts; None where there are none."""

    n: int
    happened: int
    brier: float | None
    reliability: float | None
    resolution: float | None
    uncertainty: float | None
    bands: tuple[Band, ...]
    percentages: int = 0

    @property
    def has_alike(self) -> bool:
        """Whether percentages were said often enough, three times on average, for reliability and resolution.

        When each was said once, each group is one outcome, and resolution is perfect whatever was said.
        """
        return bool(self.percentages) and self.n >= ALIKE * self.percentages

    @property
    def is_of_few(self) -> bool:
        """Whether there are too few to say much."""
        return self.n < FEW


def score(forecasts: Sequence[Scored]) -> Score:
    """Score forecasts that have been resolved."""
    n, happened = len(forecasts), sum(each.happened for each in forecasts)
    bands = tuple(_band(lowest, highest, forecasts) for lowest, highest in BANDS)
    if not n:
        return Score(0, 0, None, None, None, None, bands)
    base = happened / n
    groups: dict[float, list[bool]] = defaultdict(list)
    for each in forecasts:
        groups[each.percent / 100].append(each.happened)
    rates = {said: sum(outcomes) / len(outcomes) for said, outcomes in groups.items()}
    return Score(
        n=n,
        happened=happened,
        brier=sum((each.percent / 100 - each.happened) ** 2 for each in forecasts) / n,
        reliability=sum(len(groups[said]) * (said - rate) ** 2 for said, rate in rates.items()) / n,
        resolution=sum(len(groups[said]) * (rate - base) ** 2 for said, rate in rates.items()) / n,
        uncertainty=base * (1 - base),
        bands=bands,
        percentages=len(groups),
    )


def _band(lowest: int, highest: int, forecasts: Sequence[Scored]) -> Band:
    inside = [
        each
        for each in forecasts
        if lowest <= each.percent < highest or (highest == 100 and each.percent == 100)
    ]
    said = sum(each.percent for each in inside) / len(inside) if inside else 0.0
    return Band(lowest, highest, len(inside), said, sum(each.happened for each in inside))

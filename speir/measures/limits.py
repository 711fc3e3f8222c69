"""The limits that advice is given by, each with its source: in one place, to be read and argued with."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A limit of a rule, and where it comes from."""

    value: float
    source: str


OURS = "Ours, chosen to be cautious; to be looked at again after the first inspections."
LIMITS: Mapping[str, Limit] = {
    "least agreement": Limit(
        0.667,
        "Krippendorff, Content Analysis (2004), p. 241: below it not even tentative conclusions. He says it "
        "of alpha; holding AC1 and AC2 to it is ours.",
    ),
    "records read twice": Limit(10, OURS),
    "pairs of a reader": Limit(20, OURS),
    "points apart": Limit(0.1, OURS),
    "disagreements of one kind": Limit(3, OURS),
    "share of one kind": Limit(0.5, OURS),
    "nearly always the same": Limit(0.9, OURS),
    "often not recorded": Limit(0.2, OURS),
    "chance of a false alarm": Limit(
        0.05, "The usual one in twenty, over all questions together (Holm 1979)."
    ),
}

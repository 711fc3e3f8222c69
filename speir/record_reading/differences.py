"""Where two readers of one record differ, question by question; plain Python.

Answers are XForms texts by address: "" was asked and left empty, None (or absent) was not asked. Words are
not compared, since no two people write the same; they stand side by side.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, str | None]
COMPARED_KINDS = (
    "select_one",
    "select_multiple",
    "integer",
    "decimal",
    "date",
    "range",
    "rank",
    "acknowledge",
)


@dataclass(frozen=True)
class Difference:
    """One question on which the two differ; ``settled`` is whether the difference has been settled."""

    address: str
    first: str | None
    second: str | None
    is_settled: bool


def differences(
    addresses: Sequence[str], first: Answers, second: Answers, settled: Collection[str]
) -> list[Difference]:
    """Every difference in the order of the questions."""
    return [
        Difference(address, first.get(address), second.get(address), address in settled)
        for address in addresses
        if first.get(address) != second.get(address)
    ]


def outstanding(found: Sequence[Difference], asked: Collection[str]) -> list[Difference]:
    """The differences still to be settled: those on questions that the agreed answers still ask."""
    return [each for each in found if not each.is_settled and each.address in asked]

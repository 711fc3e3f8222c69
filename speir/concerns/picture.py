"""Counts for the country, so protected that nobody can be made out from a small one."""

from collections.abc import Sequence
from dataclasses import dataclass

# Indicative: the usual threshold of official statistics. From one to four is not told.
LEAST_SHOWN = 5
HIDDEN = "fewer than 5"


@dataclass(frozen=True)
class Counted:
    """One line: what, and how many in words."""

    label: str
    number: str


@dataclass(frozen=True)
class Picture:
    """How many there were, how they stand and what they were about."""

    total: str
    by_status: tuple[Counted, ...]
    by_theme: tuple[Counted, ...]


def picture(by_status: Sequence[tuple[str, int]], by_theme: Sequence[tuple[str, int]]) -> Picture:
    """The picture, with everything small told as a word."""
    total = sum(number for _, number in by_status)
    return Picture(
        total=HIDDEN if 0 < total < LEAST_SHOWN else str(total),
        by_status=protected(by_status),
        by_theme=protected(by_theme),
    )


def protected(counts: Sequence[tuple[str, int]]) -> tuple[Counted, ...]:
    """Each count, small ones hidden; a lone hidden one takes the next smallest with it.

    Otherwise the hidden number is the total less all the others.
    """
    hidden = {label for label, number in counts if 0 < number < LEAST_SHOWN}
    if len(hidden) == 1:
        others = sorted((number, label) for label, number in counts if number >= LEAST_SHOWN)
        hidden |= {label for _, label in others[:1]}
    return tuple(
        Counted(label, _hidden(number) if label in hidden else str(number)) for label, number in counts
    )


def _hidden(number: int) -> str:
    return HIDDEN if number < LEAST_SHOWN else "not shown"

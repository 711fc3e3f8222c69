"""Counts for the country, so protected that nobody can be made out from a small one; plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from speir.measures.suppression import THRESHOLD, hide_in_row, is_small

FEW = f"fewer than {THRESHOLD}"
HIDDEN = "not shown"


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
    is_empty: bool


def picture(going_on: Sequence[tuple[str, int]], closed: str, by_theme: Sequence[tuple[str, int]]) -> Picture:
    """The picture, with everything small told as a word; ``going_on`` is by status, those closed by theme.

    How many are closed is the sum of the themes, so that the two tables are protected together: each for
    itself while both their totals may be told, and otherwise as one row whose inner total is not told.
    """
    statuses, themes = ([number for _, number in counts] for counts in (going_on, by_theme))
    total, parts = sum(statuses) + sum(themes), (hide_in_row(statuses), hide_in_row(themes))
    hidden = [each for part in parts for each in part.cells]
    tells_closed = not any(part.total for part in parts)
    is_total_hidden = False
    if not tells_closed:
        whole = hide_in_row([*statuses, *themes])
        hidden, is_total_hidden = list(whole.cells), whole.total
    lines = [
        Counted(label, HIDDEN if is_hidden else str(number))
        for (label, number), is_hidden in zip([*going_on, *by_theme], hidden, strict=True)
    ]
    last = Counted(closed, str(sum(themes)) if tells_closed else HIDDEN)
    told = HIDDEN if is_total_hidden else str(total)
    return Picture(
        total=FEW if is_small(total) else told,
        by_status=(*lines[: len(statuses)], last),
        by_theme=tuple(lines[len(statuses) :]),
        is_empty=total == 0,
    )

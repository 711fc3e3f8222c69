"""Which numbers of a figure may be shown outside the inspection; plain Python over ``measures``."""

from dataclasses import dataclass

from speir.measures.suppression import HiddenRow, hide_in_row, is_small
from speir.record_reading.figures import Tabulated


@dataclass(frozen=True)
class Printed:
    """What is kept back of one question: answers by their place, and the sums beside them."""

    hidden: tuple[bool, ...]
    tells_total: bool
    tells_percentages: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is kept back, so that the sentence with the figure may be printed too."""
        return not any(self.hidden) and self.tells_total and self.tells_percentages


def for_print(found: Tabulated) -> Printed:
    """Small numbers are kept back, and as many others as it takes.

    A percentage tells its denominator, so that answers inside and outside it are protected as two rows with a
    total each; where a total is itself too small, percentages go and all answers are one row.
    """
    lines = found.distribution.lines
    counts = [line.count for line in lines]
    if found.question.kind == "select_multiple":  # ticks do not add up to a total
        hidden = tuple(is_small(count) for count in counts)
        is_told = not is_small(found.distribution.base.asked)
        return Printed(hidden, is_told, is_told and not is_small(found.distribution.base.denominator))
    inside = _row([line.count for line in lines if line.is_in_denominator])
    outside = _row([line.count for line in lines if not line.is_in_denominator])
    if inside.total or outside.total:
        whole = _row(counts)
        return Printed(whole.cells, not whole.total, tells_percentages=False)
    told = {True: iter(inside.cells), False: iter(outside.cells)}
    return Printed(tuple(next(told[line.is_in_denominator]) for line in lines), True, True)


def _row(counts: list[int]) -> HiddenRow:
    return hide_in_row(counts) if counts else HiddenRow((), total=False)

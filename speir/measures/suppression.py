"""Keeping small groups out of print, so that nobody can work them out from the totals beside them.

A figure of fewer than ``THRESHOLD`` is hidden, and then as many others as it takes: with row, column and
grand totals in print, a hidden figure can be worked out unless it lies on a loop of hidden figures.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

# A common default, and ours to choose; a programme may set its own.
THRESHOLD = 5
# Hiding a total costs more than any count, so that totals go last.
TOTAL_COSTS = 10**9


@dataclass(frozen=True)
class Arc:
    """A figure as a flow between two places; totals flow back, so that every place is in balance."""

    tail: str
    head: str
    value: int
    is_total: bool


@dataclass(frozen=True)
class HiddenRow:
    """Which figures of a row of counts to hide, True for hidden, and whether the total goes too."""

    cells: tuple[bool, ...]
    total: bool


@dataclass(frozen=True)
class HiddenTable:
    """Which figures of a table to hide, True for hidden: cells by row, and the totals."""

    cells: tuple[tuple[bool, ...], ...]
    row_totals: tuple[bool, ...]
    column_totals: tuple[bool, ...]
    grand_total: bool


def is_small(n: int, threshold: int = THRESHOLD) -> bool:
    """Whether a group of ``n`` (a whole number, 0 or more) is too small to print.

    Nobody at all counts as small: that nobody answered can tell on people as well.
    Errors: ValueError when ``n`` is negative. Source: the usual threshold rule.
    """
    if n < 0:
        raise ValueError("A group is not smaller than nobody.")
    return n < threshold


def hide_in_row(counts: Sequence[int], threshold: int = THRESHOLD) -> HiddenRow:
    """Which counts to hide when they are printed with their total.

    Shapes and units: whole numbers, 0 or more; the answer has the same length.
    Promise: whoever knows the printed counts and the total, and that no count is negative, finds at least two
    possible values for each hidden count. Errors: ValueError when a count is negative.
    Source: as ``hide_in_table``.
    """
    arcs = [Arc("parts", "whole", count, False) for count in counts]
    arcs.append(Arc("whole", "parts", sum(counts), True))
    hidden = _hide(arcs, threshold)
    return HiddenRow(tuple(hidden[:-1]), hidden[-1])


def hide_in_table(table: Sequence[Sequence[int]], threshold: int = THRESHOLD) -> HiddenTable:
    """Which counts and totals to hide when a table is printed with row, column and grand totals.

    Shapes and units: rows of equal length with whole numbers, 0 or more. Totals are counts like others:
    small ones are hidden first, larger ones only when nothing else protects a hidden count.
    Promise: whoever knows every printed figure, and that no count is negative, finds at least two possible
    values for each hidden one. It does not promise that the possible range is wide, nor does it know of other
    tables in print: two tables that share a hidden figure must be looked at together.
    Errors: ValueError when a count is negative or the rows differ in length.
    Source: the table as a network, protected by loops of least cost: Cox, J Am Stat Assoc 75 (1980) 377-385;
    Kelly, Golden and Assad, Networks 22 (1992) 397-417; the exactness test is ours and complete.
    """
    if len({len(row) for row in table}) > 1:
        raise ValueError("Every row of a table has as many counts.")
    arcs = [
        Arc(f"row {i}", f"column {j}", count, False)
        for i, row in enumerate(table)
        for j, count in enumerate(row)
    ]
    columns = list(zip(*table, strict=True))
    arcs += [Arc("across", f"row {i}", sum(row), True) for i, row in enumerate(table)]
    arcs += [Arc(f"column {j}", "down", sum(column), True) for j, column in enumerate(columns)]
    arcs.append(Arc("down", "across", sum(map(sum, table)), True))
    hidden = iter(_hide(arcs, threshold))
    return HiddenTable(
        tuple(tuple(next(hidden) for _ in row) for row in table),
        tuple(next(hidden) for _ in table),
        tuple(next(hidden) for _ in columns),
        next(hidden),
    )


def _hide(arcs: Sequence[Arc], threshold: int) -> list[bool]:
    hidden = [is_small(arc.value, threshold) for arc in arcs]
    for place in range(len(arcs)):
        # Protecting one never exposes another: whatever loop there was is still there.
        if hidden[place] and not _may_differ(arcs, hidden, place):
            for other in _cheapest_loop(arcs, hidden, place):
                hidden[other] = True
    return hidden


def _may_differ(arcs: Sequence[Arc], hidden: Sequence[bool], place: int) -> bool:
    """Whether another value of one hidden figure fits all that is printed."""
    return _loop(arcs, place, lambda other: 0 if hidden[other] else None) is not None


def _cheapest_loop(arcs: Sequence[Arc], hidden: Sequence[bool], place: int) -> list[int]:
    """The figures to hide besides, so that one hidden figure can have another value."""

    def cost(other: int) -> int:
        arc = arcs[other]
        return 0 if hidden[other] else arc.value + 1 + (TOTAL_COSTS if arc.is_total else 0)

    found = _loop(arcs, place, cost)
    # With everything hidden every figure may grow round a loop through the grand total.
    return found if found is not None else list(range(len(arcs)))


def _loop(arcs: Sequence[Arc], place: int, cost: Callable[[int], int | None]) -> list[int] | None:
    """The cheapest loop on which one figure could grow or (unless 0) shrink by 1; without that figure."""
    own = arcs[place]
    ways = [_path(arcs, place, own.head, own.tail, cost)]
    if own.value:
        ways.append(_path(arcs, place, own.tail, own.head, cost))
    found = [way for way in ways if way is not None]
    return min(found)[1] if found else None


def _path(
    arcs: Sequence[Arc], without: int, start: str, end: str, cost: Callable[[int], int | None]
) -> tuple[int, list[int]] | None:
    """The cheapest way between two places along figures that may grow, or against figures that may shrink."""
    steps: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for place, arc in enumerate(arcs):
        price = None if place == without else cost(place)
        if price is not None:
            steps[arc.tail].append((arc.head, price, place))
            if arc.value:
                steps[arc.head].append((arc.tail, price, place))
    waiting: list[tuple[int, str, list[int]]] = [(0, start, [])]
    seen = set()
    while waiting:
        paid, here, way = heappop(waiting)
        if here == end:
            return paid, way
        if here not in seen:
            seen.add(here)
            for there, price, place in steps[here]:
                heappush(waiting, (paid + price, there, [*way, place]))
    return None

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
Cost = Callable[[int], int | None]


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
    Promise: that of ``hide_in_table``; so hidden counts add up to the threshold at least, or the total goes.
    Errors: ValueError when a count is negative.
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
    Promise: whoever knows every printed figure, and that no count is negative, is left with a range at least
    ``threshold`` wide for each small figure, and with at least two values for each other hidden one. It does
    not know of other tables in print: two tables that share a hidden figure must be looked at together.
    Errors: ValueError when a count is negative or the rows differ in length.
    Source: the table as a network, protected by loops of least cost: Cox, J Am Stat Assoc 75 (1980) 377-385;
    Kelly, Golden and Assad, Networks 22 (1992) 397-417. The range is exact, by pushing flow round the loops.
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
    waiting = [place for place, is_hidden in enumerate(hidden) if is_hidden]
    # Hiding more never narrows the range of another, so each needs looking at once.
    while waiting:
        place = waiting.pop(0)
        need = threshold if arcs[place].value < threshold else 1
        while fresh := _lacking(arcs, hidden, place, need):
            for other in fresh:
                hidden[other] = True
            waiting += fresh
    return hidden


def _lacking(arcs: Sequence[Arc], hidden: Sequence[bool], place: int, need: int) -> list[int]:
    """Which figures to hide besides, at the least cost, while a range is less than ``need`` wide."""
    own = arcs[place]

    def free(other: int) -> int | None:
        return 0 if hidden[other] else None

    def cost(other: int) -> int:
        return 0 if hidden[other] else arcs[other].value + 1 + (TOTAL_COSTS if arcs[other].is_total else 0)

    shrinks, _ = _room(arcs, place, (own.tail, own.head), min(need, own.value), free)
    grows, values = _room(arcs, place, (own.head, own.tail), need - shrinks, free)
    if shrinks + grows >= need:
        return []
    # There always is a way but in an empty table: each figure may grow round a loop through the grand total.
    way = _path(arcs, values, place, (own.head, own.tail), cost)
    return [other for other, _ in way or () if not hidden[other]]


def _room(
    arcs: Sequence[Arc], place: int, ends: tuple[str, str], most: int, cost: Cost
) -> tuple[int, list[int]]:
    """By how much, up to ``most``, others make up for a change of one figure; and what they then are."""
    values = [arc.value for arc in arcs]
    done = 0
    while done < most and (way := _path(arcs, values, place, ends, cost)) is not None:
        step = min([most - done, *(values[other] for other, sign in way if sign < 0)])
        for other, sign in way:
            values[other] += sign * step
        done += step
    return done, values


def _path(
    arcs: Sequence[Arc], values: Sequence[int], without: int, ends: tuple[str, str], cost: Cost
) -> list[tuple[int, int]] | None:
    """The cheapest way along figures that may grow (1) and against those that may shrink (-1)."""
    steps: dict[str, list[tuple[str, int, int, int]]] = defaultdict(list)
    for place, arc in enumerate(arcs):
        price = None if place == without else cost(place)
        if price is not None:
            steps[arc.tail].append((arc.head, price, place, 1))
            if values[place]:
                steps[arc.head].append((arc.tail, price, place, -1))
    waiting: list[tuple[int, str, list[tuple[int, int]]]] = [(0, ends[0], [])]
    seen = set()
    while waiting:
        paid, here, way = heappop(waiting)
        if here == ends[1]:
            return way
        if here not in seen:
            seen.add(here)
            for there, price, place, sign in steps[here]:
                heappush(waiting, (paid + price, there, [*way, (place, sign)]))
    return None

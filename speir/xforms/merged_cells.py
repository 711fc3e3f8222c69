"""Merged cells of an Excel sheet: only the first of them holds words, so the rest would seem missing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter

from speir.xforms.faults import Fault

SPAN = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)\"")


@dataclass(frozen=True)
class Merged:
    """Cells that were merged into one: where the first stands, and which others went into it."""

    fault: Fault
    covered: frozenset[str]

    def explains(self, where: str) -> bool:
        """Whether what is told of a place, or of a whole row, comes of the merging."""
        return where in self.covered


def merged_in(content: bytes, sheet: str, grid: Sequence[Sequence[Any]]) -> Iterator[Merged]:
    """What is merged in a sheet, given the sheet's XML and its cells; only where a form is read from."""
    headings = [str(cell or "").strip() for cell in (grid[0] if grid else ())]
    for found in dict.fromkeys(SPAN.findall(content)):
        first, top, last, bottom = found[0].decode(), int(found[1]), found[2].decode(), int(found[3])
        left, right = column_index_from_string(first), column_index_from_string(last)
        if not _filled(grid, top, left):
            continue
        # The first cell keeps its words; a column that nobody reads loses nothing.
        lost = [
            (row, column)
            for row in range(top, min(bottom, len(grid)) + 1)
            for column in range(left, min(right, len(headings)) + 1)
            if (row, column) != (top, left) and _is_read(grid, headings, row, column)
        ]
        if lost:
            fault = _fault(sheet, f"{first}{top}:{last}{bottom}", top, _name(headings, left))
            yield Merged(fault, _places(sheet, headings, lost))


def _fault(sheet: str, span: str, row: int, column: str) -> Fault:
    what = f"the cells {span} are merged, so only the first of them holds the words."
    to_do = "unmerge them, and write in each what belongs there."
    return Fault(f"{sheet}, row {row}, column {column}", what, to_do)


def _filled(grid: Sequence[Sequence[Any]], row: int, column: int) -> bool:
    cells = grid[row - 1] if row <= len(grid) else ()
    return column <= len(cells) and bool(str(cells[column - 1] or "").strip())


def _is_read(grid: Sequence[Sequence[Any]], headings: Sequence[str], row: int, column: int) -> bool:
    """Whether a form is read from a cell: it has a heading, or is a heading's own with words below it."""
    if row > 1:
        return bool(headings[column - 1])
    return any(_filled(grid, below, column) for below in range(2, len(grid) + 1))


def _name(headings: Sequence[str], column: int) -> str:
    heading = headings[column - 1] if column <= len(headings) else ""
    return heading or get_column_letter(column)


def _places(sheet: str, headings: Sequence[str], cells: Iterable[tuple[int, int]]) -> frozenset[str]:
    told = [(f"{sheet}, row {row}", _name(headings, column)) for row, column in cells]
    return frozenset([place for place, _ in told] + [f"{place}, column {column}" for place, column in told])

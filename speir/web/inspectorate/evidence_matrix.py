"""The evidence of an inspection at a glance: indicator by kind of source, and where the team stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from speir.evaluations.choices import Position
from speir.evidence.choices import SourceKind
from speir.web.inspectorate.where import inspection_address
from speir.web.shared.showing import count

if TYPE_CHECKING:
    from speir.evaluations.models import PositionTaken
    from speir.evidence.queries import Cell, CoverageRow

# From how many items a cell is shaded: a hint for the eye, the number stands in it.
SHADES = ((15, 3), (5, 2), (1, 1))
POSITION_KINDS = {
    Position.NO_SIGNIFICANT_CONCERN: "ok",
    Position.UNCERTAINTY: "warn",
    Position.CONCERN: "bad",
}


@dataclass(frozen=True)
class MatrixCell:
    """One kind of source on one indicator."""

    count: int
    shade: int
    against: str

    @property
    def is_silent(self) -> bool:
        """Whether nobody has spoken."""
        return self.count == 0


@dataclass(frozen=True)
class MatrixRow:
    """One indicator; ``position`` is "" when none has been taken or the reader may not know of it."""

    number: str
    title: str
    is_indicative: bool
    address: str
    cells: tuple[MatrixCell, ...]
    position: str
    position_kind: str


@dataclass(frozen=True)
class Matrix:
    """The whole table."""

    sources: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    shows_positions: bool
    caption: str
    is_all_indicative: bool


def matrix(
    coverage: Sequence["CoverageRow"],
    positions: Mapping[object, "PositionTaken"] | None,
    reference: str,
) -> Matrix:
    """The table; ``positions`` is None for a reader who may not know the team's judgements."""
    total = sum(row.total for row in coverage)
    evidence = inspection_address("evidence", reference)
    rows = tuple(_row(row, (positions or {}).get(row.item.pk), evidence) for row in coverage)
    all_indicative = bool(rows) and all(row.is_indicative for row in rows)
    return Matrix(
        sources=tuple(kind.label for kind in SourceKind),
        rows=rows,
        shows_positions=positions is not None,
        caption=f"{count(total, 'item').capitalize()} of evidence by indicator and kind of source.",
        is_all_indicative=all_indicative,
    )


def _row(row: "CoverageRow", taken: "PositionTaken | None", evidence: str) -> MatrixRow:
    position = Position(taken.position) if taken else None
    return MatrixRow(
        number=row.item.number,
        title=row.item.title,
        is_indicative=row.item.is_indicative,
        address=f"{evidence}?{urlencode({'indicator': row.item.number})}",
        cells=tuple(_cell(row.cells[kind]) for kind in SourceKind),
        position=position.label if position else "",
        position_kind=POSITION_KINDS[position] if position else "grey",
    )


def _cell(cell: "Cell") -> MatrixCell:
    shade = next((shade for least, shade in SHADES if cell.count >= least), 0)
    against = f"{cell.strengths} for, {cell.limitations} against" if cell.is_contradictory else ""
    return MatrixCell(cell.count, shade, against)

"""A cell of somebody's file that did not land: where it stands, why, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

ROWS_NAMED = 3


@dataclass(frozen=True)
class RefusedCell:
    """What did not land: where, why, and what to do. Row 1 is the row of headings."""

    row: int
    column: str
    reason: str
    to_do: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.reason} {self.to_do}"


class Refusal(Protocol):
    """What did not land, as it was read or as it is kept."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def to_do(self) -> str: ...


@dataclass(frozen=True)
class RefusedTogether:
    """What did not land for one and the same reason: the rows it stands in, each once."""

    rows: tuple[int, ...]
    column: str
    reason: str
    to_do: str

    @property
    def where(self) -> str:
        """The rows in words; of many, the first few and how many there are."""
        first = ", ".join(str(row) for row in self.rows[:ROWS_NAMED])
        more = len(self.rows) - ROWS_NAMED
        return f"{first} and {more:,} more" if more > 0 else first

    def __str__(self) -> str:
        rows = "rows" if len(self.rows) > 1 else "row"
        return f"{rows} {self.where}, {self.column}: {self.reason} {self.to_do}"


def together(refused: Iterable[Refusal]) -> list[RefusedTogether]:
    """What did not land for one and the same reason as one, in the order of the first row of each."""
    rows: dict[tuple[str, str, str], dict[int, None]] = {}
    for each in refused:
        rows.setdefault((each.column, each.reason, each.to_do), {})[each.row] = None
    return [RefusedTogether(tuple(found), *told) for told, found in rows.items()]


class BadCell(ValueError):
    """A cell that cannot be read, and what to do about it."""

    def __init__(self, column: str, reason: str, to_do: str) -> None:
        super().__init__(reason)
        self.column, self.reason, self.to_do = column, reason, to_do

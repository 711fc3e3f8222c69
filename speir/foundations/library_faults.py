"""Libraries that people write in YAML or Excel: tables that know where each cell stands, and located faults.

Plain Python. A reader turns a file into ``Tables``; a checker reads typed cells from it through ``Reader``,
which collects every fault instead of stopping at the first, so that an author mends a file in one go.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from speir.foundations.refusals import Reason, RuleBroken

KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
# Control characters and half letters, which not every database and workbook takes.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
YES = frozenset({"yes", "true"})
NO = frozenset({"no", "false", ""})


@dataclass(frozen=True)
class Place:
    """Where something stands: file, sheet, row and column (in YAML: file, section, line and field)."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    @property
    def is_excel(self) -> bool:
        """Whether the file is a workbook rather than YAML."""
        return self.file.lower().endswith(".xlsx")

    def __str__(self) -> str:
        sheet, row, column = ("sheet", "row", "column") if self.is_excel else ("section", "line", "field")
        parts = [self.file]
        parts += [f"{sheet} “{self.sheet}”"] if self.sheet else []
        parts += [f"{row} {self.row}"] if self.row else []
        parts += [f"{column} “{self.column}”"] if self.column else []
        return ", ".join(parts)


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: where, what is wrong, and what to do about it."""

    place: Place
    what: str
    to_do: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.to_do}"


class LibraryFaults(RuleBroken):
    """A file was refused; it carries every fault found, and nothing of the file was saved."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        in_order = sorted(set(faults), key=_by_place)
        super().__init__(*(Reason(str(fault), "file") for fault in in_order))
        self.faults = tuple(in_order)


def _by_place(fault: Fault) -> tuple[str, int, str, str, str]:
    # In YAML a line alone is the order of the file; in Excel each sheet counts its own rows.
    sheet = fault.place.sheet if fault.place.is_excel else ""
    return sheet, fault.place.row, fault.place.sheet, fault.place.column, fault.what


@dataclass(frozen=True)
class Cell:
    """The text of one cell and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True)
class Row:
    """One row: its cells by column, and where it stands."""

    place: Place
    cells: Mapping[str, Cell]

    def place_of(self, column: str) -> Place:
        """Where the cell stands, or where it ought to stand."""
        cell = self.cells.get(column)
        return cell.place if cell else replace(self.place, column=column)


@dataclass(frozen=True)
class Sheet:
    """One sheet or section: the place of its heading, its column headings and its rows."""

    place: Place
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Tables:
    """A whole file as sheets."""

    file: str
    sheets: Mapping[str, Sheet]


def suggestion(given: str, known: Iterable[str]) -> str:
    """What to do about an unknown name: the likely one, or the list of those there are."""
    names = sorted(known)
    near = get_close_matches(given.lower(), names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"Use one of: {', '.join(names)}." if names else "Remove it."


@dataclass
class Reader:
    """Reads typed cells from tables and collects every fault on the way."""

    tables: Tables
    faults: list[Fault] = field(default_factory=list)

    def fault(self, place: Place, what: str, to_do: str) -> None:
        """Note one fault and go on."""
        self.faults.append(Fault(place, what, to_do))

    def raise_faults(self) -> None:
        """Refuse the file if anything was wrong with it."""
        if self.faults:
            raise LibraryFaults(self.faults)

    def expect_sheets(self, known: Mapping[str, Sequence[str]], needed: Sequence[str]) -> None:
        """Check the names of sheets, and the headings of each against its known columns."""
        for name in needed:
            if name not in self.tables.sheets:
                self.fault(
                    Place(self.tables.file, name), "This part is missing.", "Add it; see the template."
                )
        for name, sheet in self.tables.sheets.items():
            if name not in known:
                self.fault(sheet.place, "Speir does not know this part.", suggestion(name, known))
                continue
            for heading in sheet.header:
                if heading.text not in known[name]:
                    what = f"“{heading.text}” is not a known column."
                    self.fault(heading.place, what, suggestion(heading.text, known[name]))

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of a sheet; none when the sheet is missing."""
        found = self.tables.sheets.get(sheet)
        return found.rows if found else ()

    def text(self, row: Row, column: str, *, needed: bool = False, longest: int = 20_000) -> str:
        """The words in a cell."""
        cell = row.cells.get(column)
        words = cell.text.replace("\r\n", "\n").replace("\r", "\n").strip() if cell else ""
        if needed and not words:
            self.fault(
                row.place_of(column), "Nothing is written here.", f"Write the {column.replace('_', ' ')}."
            )
        if len(words) > longest:
            to_do = f"Shorten it to {longest:,} characters."
            self.fault(row.place_of(column), f"This is {len(words):,} characters long.", to_do)
        if UNPRINTABLE.search(words):
            self.fault(
                row.place_of(column), "This holds an invisible control character.", "Type the words anew."
            )
        return words

    def key(self, row: Row, column: str) -> str:
        """A short name that other rows refer to."""
        words = self.text(row, column, needed=True, longest=60)
        if words and not KEY.fullmatch(words):
            to_do = "Use small letters, digits, hyphens and underscores, without spaces."
            self.fault(row.place_of(column), f"“{words}” cannot be used as a short name.", to_do)
        return words

    def one_of(self, row: Row, column: str, allowed: Iterable[str]) -> str:
        """One of a few words."""
        names = list(allowed)
        words = self.text(row, column).lower()
        if words not in names:
            what = f"“{words}” is not one of the words allowed here." if words else "Nothing is written here."
            to_do = f"Write one of: {', '.join(names)}."
            near = get_close_matches(words, names, n=1)
            if near:
                to_do = f"Did you mean “{near[0]}”? {to_do}"
            self.fault(row.place_of(column), what, to_do)
        return words

    def defined(
        self, row: Row, column: str, known: Iterable[str], where: str, *, needed: bool = False
    ) -> str:
        """A reference to a row elsewhere in the file, which must exist."""
        words = self.text(row, column, needed=needed)
        names = list(known)
        if words and words not in names:
            near = get_close_matches(words, names, n=1)
            to_do = f"Did you mean “{near[0]}”?" if near else f"Add it to “{where}”, or mend the name."
            self.fault(row.place_of(column), f"“{words}” is not defined in “{where}”.", to_do)
        return words

    def whole(self, row: Row, column: str, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        words = self.text(row, column)
        if not re.fullmatch(r"[0-9]{1,9}", words) or not least <= int(words) <= most:
            what = f"“{words}” is not such a number." if words else "The number is missing."
            self.fault(row.place_of(column), what, f"Write a whole number from {least} to {most}.")
            return least
        return int(words)

    def yes(self, row: Row, column: str) -> bool:
        """Yes or no; nothing written is no."""
        words = self.text(row, column).lower()
        if words not in YES | NO:
            self.fault(row.place_of(column), f"“{words}” is neither yes nor no.", "Write yes or no.")
        return words in YES

    def day(self, row: Row, column: str) -> date | None:
        """A date written as 2026-11-22, or None when nothing is written."""
        words = self.text(row, column)
        try:
            return date.fromisoformat(words) if words else None
        except ValueError:
            self.fault(row.place_of(column), f"“{words}” is not a date.", "Write it like 2026-11-22.")
            return None

    def no_repeats(self, rows: Iterable[Row], columns: Sequence[str]) -> None:
        """Check that no two rows have the same words in all these columns."""
        seen: dict[tuple[str, ...], Row] = {}
        for row in rows:
            words = tuple(row.cells[name].text.strip() if name in row.cells else "" for name in columns)
            if not words[-1]:
                continue  # a missing cell is a fault of its own
            first = seen.setdefault(words, row)
            if first is not row:
                what = f"“{' / '.join(words)}” is already on {_row_words(first.place)}."
                self.fault(row.place_of(columns[-1]), what, "Give each its own, or remove one of the two.")


def _row_words(place: Place) -> str:
    return f"{'row' if place.is_excel else 'line'} {place.row}"

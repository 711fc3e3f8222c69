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
# A message shows the beginning of what was written; a cell can hold thirty thousand characters.
LONG_WORDS = re.compile("“([^”]{80})[^”]+”")
DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
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
    sheet = sheet_name(fault.place.sheet) if fault.place.is_excel else ""
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
    is_hidden: bool = False


@dataclass(frozen=True)
class Tables:
    """A whole file as sheets, and what was wrong with it as a file of its kind.

    ``spoilt`` are the places that a fault speaks of already, whatever they hold; ``unread`` the sheets.
    """

    file: str
    sheets: Mapping[str, Sheet]
    faults: tuple[Fault, ...] = ()
    spoilt: frozenset[Place] = frozenset()
    unread: frozenset[str] = frozenset()


def suggestion(given: str, known: Iterable[str]) -> str:
    """What to do about an unknown name: the likely one, or the list of those there are."""
    names = sorted(known)
    near = get_close_matches(given.lower(), names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"Use one of: {', '.join(names)}." if names else "Remove it."


@dataclass
class Reader:
    """Reads typed cells from tables and collects every fault on the way, beginning with those of the file."""

    tables: Tables
    faults: list[Fault] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.faults.extend(self.tables.faults)
        self.missing.update(self.tables.unread)

    def fault(self, place: Place, what: str, to_do: str) -> None:
        """Note one fault and go on; of a cell that is spoilt as a cell, that alone is told."""
        if place not in self.tables.spoilt:
            self.faults.append(Fault(place, LONG_WORDS.sub(r"“\1…”", what), to_do))

    def raise_faults(self) -> None:
        """Refuse the file if anything was wrong with it."""
        if self.faults:
            raise LibraryFaults(self.faults)

    def expect_sheets(self, known: Mapping[str, Sequence[str]], needed: Sequence[str]) -> None:
        """Check the names of sheets, and the headings of each against its known columns."""
        for name in needed:
            if name not in self.tables.sheets and name not in self.missing:
                self._missing_sheet(name, known[name])
        for name, sheet in self.tables.sheets.items():
            if name in known:
                self._expect_headings(sheet, known[name])
            elif sheet.header or sheet.rows:
                self._unknown_sheet(name, sheet, known)

    def _missing_sheet(self, name: str, columns: Sequence[str]) -> None:
        self.missing.add(name)
        place = Place(self.tables.file, name)
        if place.is_excel:
            to_do = f"Add a sheet with this name; its first row holds the headings {', '.join(columns)}."
        else:
            to_do = f"Write “{name}:” on a line of its own, and its rows below."
        self.fault(place, f"The {_sheet_word(place)} “{name}” is missing.", to_do)

    def _unknown_sheet(self, name: str, sheet: Sheet, known: Iterable[str]) -> None:
        word = _sheet_word(sheet.place)
        hidden = (
            " It is hidden: right-click the name of any sheet and choose Unhide." if sheet.is_hidden else ""
        )
        near = get_close_matches(name, names := sorted(known), n=1)
        to_do = f"Did you mean “{near[0]}”? Rename it; or delete it." if near else "Delete it, or "
        to_do += "" if near else f"give it one of the names {', '.join(names)}."
        self.fault(sheet.place, f"Speir does not know this {word}.{hidden}", to_do)

    def _expect_headings(self, sheet: Sheet, columns: Sequence[str]) -> None:
        if sheet.place.is_excel and sheet.header and not {cell.text for cell in sheet.header} & set(columns):
            what = "Row 1 does not hold the headings of this sheet."
            self.fault(sheet.place, what, f"Write them there: {', '.join(columns)}.")
            return
        for heading in sheet.header:
            if heading.text not in columns:
                what = f"“{heading.text}” is not a known column."
                self.fault(heading.place, what, suggestion(heading.text, columns))

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of a sheet; none when the sheet is missing."""
        found = self.tables.sheets.get(sheet)
        return found.rows if found else ()

    def expect_rows(self, sheet: str, what: str, to_do: str) -> None:
        """Note a fault when a sheet is there and holds no row."""
        found = self.tables.sheets.get(sheet)
        if found and not found.rows:
            self.fault(found.place, what, to_do)

    def _nothing_written(self, row: Row, column: str, what: str, to_do: str) -> None:
        """Nothing stands where something is needed; when the whole column is missing, that is told once."""
        sheet = self.tables.sheets.get(sheet_name(row.place.sheet)) if row.place.is_excel else None
        if sheet and column not in {heading.text for heading in sheet.header}:
            place = replace(sheet.place, column=column)
            self.fault(place, "This column is missing.", "Write its heading in row 1, and fill it in below.")
        else:
            self.fault(row.place_of(column), what, to_do)

    def text(self, row: Row, column: str, *, needed: bool = False, longest: int = 20_000) -> str:
        """The words in a cell."""
        cell = row.cells.get(column)
        words = cell.text.replace("\r\n", "\n").replace("\r", "\n").strip() if cell else ""
        if needed and not words:
            to_do = f"Write the {column.replace('_', ' ')}."
            self._nothing_written(row, column, "Nothing is written here.", to_do)
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
            to_do = f"Write one of: {', '.join(names)}."
            if not words:
                self._nothing_written(row, column, "Nothing is written here.", to_do)
                return words
            near = get_close_matches(words, names, n=1)
            to_do = f"Did you mean “{near[0]}”? {to_do}" if near else to_do
            self.fault(row.place_of(column), f"“{words}” is not one of the words allowed here.", to_do)
        return words

    def defined(
        self, row: Row, column: str, known: Iterable[str], where: str, *, needed: bool = False
    ) -> str:
        """A reference to a row elsewhere in the file, which must exist."""
        words = self.text(row, column, needed=needed)
        names = list(known)
        if words and words not in names and where not in self.missing:
            near = get_close_matches(words, names, n=1)
            to_do = f"Did you mean “{near[0]}”?" if near else f"Add it to “{where}”, or mend the name."
            self.fault(row.place_of(column), f"“{words}” is not defined in “{where}”.", to_do)
        return words

    def whole(self, row: Row, column: str, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        words = self.text(row, column)
        to_do = f"Write a whole number from {least} to {most}."
        if not words:
            self._nothing_written(row, column, "The number is missing.", to_do)
            return least
        whole = re.fullmatch(r"([0-9]{1,9})(\.0+)?", words)
        if not whole or not least <= int(whole[1]) <= most:
            self.fault(row.place_of(column), f"“{words}” is not such a number.", to_do)
            return least
        return int(whole[1])

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
                to_do = "Give each its own, or remove one of the two."
                if row.place.is_excel and DECIMAL.fullmatch(words[-1]):
                    to_do += " Excel takes 1.10 for 1.1 unless the cell is formatted as text."
                self.fault(row.place_of(columns[-1]), what, to_do)


def sheet_name(title: str) -> str:
    """The name a sheet is known by, however its author wrote it."""
    return " ".join(title.split()).lower()


def _sheet_word(place: Place) -> str:
    return "sheet" if place.is_excel else "section"


def _row_words(place: Place) -> str:
    return f"{'row' if place.is_excel else 'line'} {place.row}"

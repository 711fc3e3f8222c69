"""Reads a frame of pseudonymous records from a workbook, and refuses one that holds what leads to a person.

One sheet ``frame`` with a column ``population``, or two sheets ``investigation`` and ``inquiry`` without it.
Nothing of a refused workbook is kept, and no fault repeats what looked like an identifier.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from speir.foundations.excel_tables import tables_from_excel
from speir.foundations.identifiers import (
    IdentifierKind,
    begins_with_a_day,
    kinds_in_words,
    likely_identifiers,
)
from speir.foundations.library_faults import (
    Cell,
    Fault,
    Place,
    Reader,
    Row,
    Sheet,
    suggestion,
)
from speir.foundations.refusals import Reason, RuleBroken
from speir.record_samples.choices import Agency, Population

LARGEST = 5 * 1024 * 1024
ONE_SHEET = "frame"
TWO_SHEETS = tuple(Population)
AGENCY_COLUMNS = tuple(Agency)
DAY = "episode_on"
COLUMNS = ("reference", "population", "locality", *AGENCY_COLUMNS, DAY)
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}")
# Where these are only likely, somebody looks: a place may be called like a person.
TO_LOOK_AT = frozenset({IdentifierKind.NAME, IdentifierKind.ADDRESS})
# What belongs into a cell that holds what leads to a person, by column.
TAKE_OUT = {
    "reference": "Take it out of the whole sheet; give the record a reference of your own that says nothing.",
    "locality": "Take it out of the whole sheet; write the town or locality alone.",
    "episode_on": "Write the day on which the inquiry or investigation began.",
}


@dataclass(frozen=True)
class FrameRow:
    """One record that could be read, under its pseudonym; ``sheet`` and ``row`` say where it stood."""

    reference: str
    population: Population
    locality: str
    agencies: tuple[Agency, ...]
    episode_on: date
    sheet: str
    row: int


@dataclass(frozen=True)
class ReadFrame:
    """A workbook without faults, and the cells that somebody should look at."""

    rows: tuple[FrameRow, ...]
    to_look_at: tuple[Fault, ...]


class CellsToLookAt(RuleBroken):
    """Some cells may hold a name; nothing is saved until somebody says that none does."""

    def __init__(self, cells: Iterable[Fault]) -> None:
        self.cells = tuple(cells)
        words = (
            f"Nothing is saved yet: {len(self.cells)} cells may lead to a person, as listed on this page. "
            "Correct the sheet, or tick the box to say that you looked at each and none does. "
            "Then choose the file again."
        )
        super().__init__(Reason(words, "is_looked_at"))


def read_frame(content: bytes, file: str) -> ReadFrame:
    """The rows of a workbook; raises LibraryFaults with every fault, each with sheet, row and column."""
    tables = tables_from_excel(content, file)
    reading = _Reading(Reader(tables))
    sheets = {name: sheet for name, sheet in tables.sheets.items() if sheet.header or sheet.rows}
    reading.check_sheets(sheets)
    for sheet in sheets.values():
        reading.guard(sheet)
    for name, sheet in sheets.items():
        reading.read(name, sheet)
    reading.check_whole()
    reading.reader.raise_faults()
    return ReadFrame(tuple(reading.rows), tuple(reading.to_look_at))


@dataclass
class _Reading:
    reader: Reader
    rows: list[FrameRow] = field(default_factory=list)
    to_look_at: list[Fault] = field(default_factory=list)
    identifying: set[Place] = field(default_factory=set)
    references: dict[str, Place] = field(default_factory=dict)
    localities: dict[str, tuple[str, Place]] = field(default_factory=dict)

    def check_sheets(self, sheets: dict[str, Sheet]) -> None:
        """The sheets and headings must be the ones of the template: what is not known cannot be guarded."""
        known = {ONE_SHEET, *TWO_SHEETS}
        if ONE_SHEET in sheets and set(TWO_SHEETS) & set(sheets):
            to_do = "Keep “frame” alone, or “investigation” and “inquiry”."
            self.reader.fault(sheets[ONE_SHEET].place, "The frame is there in both shapes.", to_do)
        if not known & {*sheets, *self.reader.tables.unread}:
            what = "There is no sheet with the name “frame”, and none named “investigation” or “inquiry”."
            self.reader.fault(Place(self.reader.tables.file), what, "Name the sheet as in the template.")
        for name, sheet in sheets.items():
            if name not in known:
                to_do = "Delete the sheet: a frame holds nothing else."
                self.reader.fault(sheet.place, "This sheet is not part of a frame.", to_do)
                continue
            self._check_headings(name, sheet)

    def _check_headings(self, name: str, sheet: Sheet) -> None:
        columns = [each for each in COLUMNS if each != "population" or name == ONE_SHEET]
        given = [heading.text for heading in sheet.header]
        for heading in sheet.header:
            if heading.text not in columns:
                to_do = f"Delete the column: a frame holds nothing else. {suggestion(heading.text, columns)}"
                self.reader.fault(heading.place, "This column is not one of the frame's.", to_do)
        for column in columns:
            if column not in given:
                place = Place(self.reader.tables.file, name, 1, column)
                self.reader.fault(place, "This column is missing.", "Add it; see the template.")

    def guard(self, sheet: Sheet) -> None:
        """Look at every cell for what leads to a person, also where it should not stand at all."""
        for row in sheet.rows:
            for cell in row.cells.values():
                self._guard_cell(cell)

    def _guard_cell(self, cell: Cell) -> None:
        found = likely_identifiers(cell.text)
        is_reference = cell.place.column == "reference"
        sure = tuple(one for one in found if is_reference or one.kind not in TO_LOOK_AT)
        to_do = "Look at the cell. If it leads to a person, take it out of the sheet."
        if sure:
            self._refuse(cell, kinds_in_words(sure))
        elif cell.place.column != DAY and _holds_a_day(cell.text, (8, 10)):
            self._refuse(cell, "a CHI number or a date of birth")
        elif found:
            self.to_look_at.append(Fault(cell.place, f"This may be {kinds_in_words(found)}.", to_do))
        elif is_reference and _holds_a_day(cell.text, (6,)):
            self.to_look_at.append(Fault(cell.place, "These digits may be a date of birth.", to_do))

    def _refuse(self, cell: Cell, looks_like: str) -> None:
        self.identifying.add(cell.place)
        to_do = TAKE_OUT.get(cell.place.column, "Take it out of the whole sheet.")
        self.reader.fault(cell.place, f"This looks like {looks_like}.", to_do)

    def read(self, name: str, sheet: Sheet) -> None:
        """The rows of one sheet; those with an identifier are told about that alone."""
        if name not in (ONE_SHEET, *TWO_SHEETS):
            return
        for row in sheet.rows:
            if any(cell.place in self.identifying for cell in row.cells.values()):
                continue
            before = len(self.reader.faults)
            one = self._row(name, row)
            if one and len(self.reader.faults) == before:
                self.rows.append(one)

    def _row(self, sheet: str, row: Row) -> FrameRow | None:
        reader = self.reader
        reference = self._reference(row)
        population = reader.one_of(row, "population", TWO_SHEETS) if sheet == ONE_SHEET else sheet
        locality = self._locality(row)
        agencies = tuple(agency for agency in AGENCY_COLUMNS if reader.yes(row, agency))
        day = self._day(row)
        if day is None or population not in TWO_SHEETS:
            return None
        return FrameRow(reference, Population(population), locality, agencies, day, sheet, row.place.row)

    def _reference(self, row: Row) -> str:
        words = " ".join(self.reader.text(row, "reference", needed=True).split())
        place = row.place_of("reference")
        if words and not REFERENCE.fullmatch(words):
            to_do = "Use at most 40 letters, digits, spaces, hyphens, dots and strokes."
            self.reader.fault(place, "This cannot be used as a reference.", to_do)
        first = self.references.setdefault(words.lower(), place)
        if words and first is not place:
            where = f"sheet “{first.sheet}”, row {first.row}"
            to_do = "Give each record its own reference, or remove one of the two rows."
            self.reader.fault(place, f"“{words}” stands on {where} already.", to_do)
        return words

    def _locality(self, row: Row) -> str:
        words = " ".join(self.reader.text(row, "locality", needed=True, longest=60).split())
        place = row.place_of("locality")
        first, where = self.localities.setdefault(words.lower(), (words, place))
        if first != words:
            what = f"“{words}” is written “{first}” on row {where.row}."
            self.reader.fault(place, what, "Write the same place in one way only.")
        return words

    def _day(self, row: Row) -> date | None:
        words = self.reader.text(row, "episode_on", needed=True)
        for shape in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(words, shape).date()  # noqa: DTZ007 (a day has no time zone)
            except ValueError:
                continue
        if words:
            to_do = "Write it like 2026-11-22 or 22/11/2026."
            self.reader.fault(row.place_of("episode_on"), f"“{words}” is not a date.", to_do)
        return None

    def check_whole(self) -> None:
        """A workbook with headings only is a template and no frame."""
        if not self.rows and not self.reader.faults:
            to_do = "Write one row for each record that could be read."
            self.reader.fault(Place(self.reader.tables.file), "The frame has no rows.", to_do)


def _holds_a_day(text: str, lengths: tuple[int, ...]) -> bool:
    """Whether it holds a run of digits that long which is a day (eight digits) or begins with one."""
    return any(
        _is_a_whole_day(digits) if len(digits) == 8 else begins_with_a_day(digits)
        for digits in re.findall(r"[0-9]+", text)
        if len(digits) in lengths
    )


def _is_a_whole_day(digits: str) -> bool:
    """Whether eight digits are a day of the last hundred years or so, as 14031952 or 19520314."""
    for shape in ("%d%m%Y", "%Y%m%d"):
        try:
            year = datetime.strptime(digits, shape).year  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
        if 1900 <= year <= 2030:
            return True
    return False

"""Reading a workbook as tables that know where each cell stands. Plain Python."""

import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as FilledCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from speir.foundations.library_faults import (
    Cell,
    Fault,
    LibraryFaults,
    Place,
    Row,
    Sheet,
    Tables,
    sheet_name,
)

ExcelCell = FilledCell | MergedCell
READ_ME = "read me"
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_BYTES_UNPACKED = 50 * 1024 * 1024
LONGEST_HEADING = 60
FORMULA, ERROR = "f", "e"
# What older Excel and Excel with a password write: one container, which is not the .xlsx inside it.
OLD_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")
# Characters without width, which come along from web pages: unseen, they make two equal words differ.
WITHOUT_WIDTH = re.compile("[\u200b\u2060\ufeff]")
FIXED_DECIMALS = re.compile(r"0\.(0+)")


def tables_from_excel(content: bytes, file: str) -> Tables:
    """The sheets of a workbook, with what is wrong in them; raises LibraryFaults when it is not one."""
    if not content:
        raise LibraryFaults(
            [Fault(Place(file), "The file is empty.", "Choose the file that holds the library.")]
        )
    workbook = _opened(content, file)
    found = _Found()
    small = [sheet for sheet in workbook.worksheets if _is_read(sheet) and not _too_large(sheet)]
    has_formulas = any(
        cell.data_type == FORMULA for sheet in small for line in sheet.iter_rows() for cell in line
    )
    # With what Excel last worked out in their place, the rest can be checked all the same.
    results = _opened(content, file, results=True) if has_formulas else workbook
    sheets: dict[str, Sheet] = {}
    for worksheet in filter(_is_read, workbook.worksheets):
        title = str(worksheet.title)
        name, place = sheet_name(title), Place(file, title.strip(), 1)
        if name in sheets:
            found.faults.append(
                Fault(place, "Two sheets have this name.", "Rename or delete one of the two.")
            )
        elif too_large := _too_large(worksheet):
            found.faults.append(Fault(replace(place, row=0), *too_large))
            found.unread.add(name)
        else:
            sheets[name] = _SheetReader(place, worksheet, results[title], found).sheet()
    return Tables(file, sheets, tuple(found.faults), frozenset(found.spoilt), frozenset(found.unread))


@dataclass
class _Found:
    """What is wrong with the workbook as a workbook."""

    faults: list[Fault] = field(default_factory=list)
    spoilt: set[Place] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)


def _opened(content: bytes, file: str, *, results: bool = False) -> Workbook:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_BYTES_UNPACKED:
            to_do = "Copy the rows into a fresh template and choose that file."
            raise LibraryFaults([Fault(Place(file), "The workbook is far too large for a library.", to_do)])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on Excel features that it leaves out
            return load_workbook(BytesIO(content), data_only=results)
    except LibraryFaults:
        raise
    except Exception as error:  # a damaged workbook breaks zipfile and openpyxl in a dozen different ways
        raise LibraryFaults([_not_excel(content, file)]) from error


def _not_excel(content: bytes, file: str) -> Fault:
    if content.startswith(OLD_CONTAINER):
        what = "This workbook has a password, or is of an older kind than .xlsx."
        to_do = "Open it in Excel, take the password away, save it as .xlsx, then choose that file."
        return Fault(Place(file), what, to_do)
    to_do = "Open it in Excel and save it as .xlsx, then choose that file."
    return Fault(Place(file), "This is not an Excel workbook.", to_do)


def _is_read(worksheet: Worksheet) -> bool:
    return sheet_name(str(worksheet.title)) != READ_ME


def _too_large(worksheet: Worksheet) -> tuple[str, str] | None:
    """What is wrong with a sheet of this size and what to do, or None."""
    if worksheet.max_row <= MOST_ROWS and worksheet.max_column <= MOST_COLUMNS:
        return None
    what = f"The sheet has {worksheet.max_row:,} rows and {worksheet.max_column:,} columns; "
    what += f"the limits are {MOST_ROWS:,} and {MOST_COLUMNS}."
    return (
        what,
        "Delete the rows or columns at its end that hold nothing, also those with borders or colours.",
    )


@dataclass
class _SheetReader:
    """Reads one sheet; a cell that is spoilt is told of once, and read as what it shows."""

    place: Place
    worksheet: Worksheet
    results: Worksheet
    found: _Found
    header: list[Cell] = field(default_factory=list)
    merged: dict[str, ExcelCell] = field(default_factory=dict)

    def sheet(self) -> Sheet:
        lines = [list(line) for line in self.worksheet.iter_rows()]
        self.header = [self._heading(cell) for cell in lines[0]] if lines else []
        self._merged_cells()
        named = tuple(cell for cell in self.header if cell.text)
        for heading in named:
            if [cell.text for cell in named].count(heading.text) > 1:
                self._fault(heading.place, "Two columns have this heading.", "Remove one of the two.")
        for number, cell in enumerate(lines[0] if lines else [], start=1):
            self._spoilt(cell, 1, number)
        rows = [self._row(at, line) for at, line in enumerate(lines[1:], start=2)]
        self._columns_without_heading(lines[1:])
        is_hidden = self.worksheet.sheet_state != "visible"
        return Sheet(self.place, named, tuple(row for row in rows if row.cells), is_hidden)

    def _fault(self, place: Place, what: str, to_do: str) -> None:
        self.found.faults.append(Fault(place, what, to_do))

    def _heading(self, cell: ExcelCell) -> Cell:
        text = "_".join(self._text(cell).lower().split())[:LONGEST_HEADING]
        return Cell(text, replace(self.place, column=text))

    def _place_of(self, row: int, column: int) -> Place:
        heading = self.header[column - 1].text if column <= len(self.header) else ""
        return replace(self.place, row=row, column=heading or get_column_letter(column))

    def _merged_cells(self) -> None:
        for span in self.worksheet.merged_cells.ranges:
            first = self.worksheet.cell(span.min_row, span.min_col)
            if not self._text(first):
                continue
            what = f"The cells {span.coord} are merged, so only the first of them holds the words."
            to_do = "Unmerge them, and write in each what belongs there."
            self._fault(self._place_of(span.min_row, span.min_col), what, to_do)
            for row, column in span.cells:
                self.merged[f"{get_column_letter(column)}{row}"] = first
                self.found.spoilt.add(self._place_of(row, column))

    def _spoilt(self, cell: ExcelCell, row: int, column: int) -> None:
        at = self._place_of(row, column)
        if cell.data_type == FORMULA:
            self._fault(at, "This cell holds a formula.", "Write the words or the number themselves.")
        elif cell.data_type == ERROR:
            what = f"Excel shows the error {cell.value} here."
            self._fault(at, what, "Write the words or the number themselves.")
        else:
            return
        self.found.spoilt.add(at)

    def _row(self, number: int, line: Sequence[ExcelCell]) -> Row:
        cells = {}
        for column, (heading, cell) in enumerate(zip(self.header, line, strict=False), start=1):
            self._spoilt(cell, number, column)
            text = self._text(self.merged.get(cell.coordinate, cell))
            if text and heading.text:
                cells[heading.text] = Cell(text, replace(self.place, row=number, column=heading.text))
        return Row(replace(self.place, row=number), cells)

    def _columns_without_heading(self, lines: Sequence[Sequence[ExcelCell]]) -> None:
        """Told once for each column, at the first cell that holds something."""
        for number, heading in enumerate(self.header, start=1):
            filled = [at for at, line in enumerate(lines, start=2) if self._text(line[number - 1])]
            if filled and not heading.text:
                to_do = "Write its heading in row 1, or clear what stands below."
                self._fault(self._place_of(filled[0], number), "This column has no heading.", to_do)

    def _text(self, cell: ExcelCell) -> str:
        shown = self.results[cell.coordinate] if cell.data_type == FORMULA else cell
        return _text(shown)


def _text(cell: ExcelCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and (shown := FIXED_DECIMALS.fullmatch(cell.number_format)):
        return f"{value:.{len(shown[1])}f}"  # 1.10 is 1.10 where the author sees it so
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else WITHOUT_WIDTH.sub("", str(value)).strip()

"""Reading a workbook as tables that know where each cell stands. Plain Python."""

import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as FilledCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from speir.foundations.library_faults import Cell, Fault, LibraryFaults, Place, Row, Sheet, Tables

ExcelCell = FilledCell | MergedCell
READ_ME = "read me"
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_BYTES_UNPACKED = 50 * 1024 * 1024


def tables_from_excel(content: bytes, file: str) -> Tables:
    """The sheets of a workbook; raises LibraryFaults when it is not one."""
    if not content:
        raise LibraryFaults(
            [Fault(Place(file), "The file is empty.", "Choose the file that holds the library.")]
        )
    faults: list[Fault] = []
    sheets = {}
    for worksheet in _opened(content, file).worksheets:
        name = str(worksheet.title).strip().lower()
        if name != READ_ME:
            sheets[name] = _sheet(Place(file, name), worksheet, faults)
    if faults:
        raise LibraryFaults(faults)
    return Tables(file, sheets)


def _opened(content: bytes, file: str) -> Workbook:
    not_excel = Fault(
        Place(file),
        "This is not an Excel workbook.",
        "Open it in Excel and save it as .xlsx, then choose that file.",
    )
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_BYTES_UNPACKED:
            to_do = "Copy the rows into a fresh template and choose that file."
            raise LibraryFaults([Fault(Place(file), "The workbook is far too large for a library.", to_do)])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on Excel features that it leaves out
            return load_workbook(BytesIO(content))
    except LibraryFaults:
        raise
    except Exception as error:  # a damaged workbook breaks zipfile and openpyxl in a dozen different ways
        raise LibraryFaults([not_excel]) from error


def _sheet(place: Place, worksheet: Worksheet, faults: list[Fault]) -> Sheet:
    if worksheet.max_row > MOST_ROWS or worksheet.max_column > MOST_COLUMNS:
        what = f"The sheet has {worksheet.max_row:,} rows and {worksheet.max_column:,} columns; "
        what += f"the limits are {MOST_ROWS:,} and {MOST_COLUMNS}."
        faults.append(Fault(place, what, "Delete the rows or columns at its end that hold nothing."))
        return Sheet(place, (), ())
    lines = [list(line) for line in worksheet.iter_rows()]
    header = [_heading(replace(place, row=1), cell) for cell in lines[0]] if lines else []
    named = tuple(cell for cell in header if cell.text)
    for heading in named:
        if [cell.text for cell in named].count(heading.text) > 1:
            faults.append(Fault(heading.place, "Two columns have this heading.", "Remove one of the two."))
    rows = [_row(replace(place, row=at), header, line, faults) for at, line in enumerate(lines[1:], start=2)]
    return Sheet(replace(place, row=1), named, tuple(row for row in rows if row.cells))


def _heading(place: Place, cell: ExcelCell) -> Cell:
    text = str(cell.value or "").strip().lower().replace(" ", "_")
    return Cell(text, replace(place, column=text))


def _row(place: Place, header: list[Cell], line: list[ExcelCell], faults: list[Fault]) -> Row:
    cells = {}
    for number, (heading, cell) in enumerate(zip(header, line, strict=False), start=1):
        text = _text(cell)
        at = replace(place, column=heading.text or get_column_letter(number))
        if text and not heading.text:
            faults.append(
                Fault(at, "This column has no heading.", "Write its heading in row 1, or clear the cell.")
            )
        if cell.data_type == "f":
            faults.append(
                Fault(at, "This cell holds a formula.", "Write the words or the number themselves.")
            )
        elif text and heading.text:
            cells[heading.text] = Cell(text, at)
    return Row(place, cells)


def _text(cell: ExcelCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()

"""Reading a library from Excel and writing one for an author to edit. Plain Python."""

import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as FilledCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from speir.foundations.library_faults import Cell, Fault, LibraryFaults, Place, Row, Sheet, Tables
from speir.frameworks.choices import ItemKind, Wording
from speir.frameworks.library import (
    SHEETS,
    FrameworkLibrary,
    LibraryIllustration,
    LibraryItem,
    LibraryLevel,
)

ExcelCell = FilledCell | MergedCell
READ_ME = "read me"
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_BYTES_UNPACKED = 50 * 1024 * 1024
WIDTHS = {"title": 40, "question": 50, "text": 80, "meaning": 60, "source": 40, "purpose": 60}
ANSWERS = {
    "wording": [wording.value for wording in Wording],
    "kind": [kind.value for kind in ItemKind],
    "evaluated": ["yes", "no"],
}
HOW_TO = (
    "This workbook holds one framework: one sheet for each part, one row for each thing.",
    "Keep the names of the sheets and the headings in the first row. Blank rows do no harm.",
    "wording: official when read in the official document (then give the source), else indicative.",
    "parent: the number of the key area that a quality indicator stands under.",
    "value: a higher value is a better level. evaluated: yes when the item gets an evaluation of its own.",
    "A version that an inspection has used never changes: give a changed framework a new version.",
)


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


def workbook_of(library: FrameworkLibrary) -> bytes:
    """The framework as an Excel file that an author can edit and import again."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in _rows_of(library).items():
        _write(workbook.create_sheet(name), SHEETS[name], rows)
    read_me = workbook.create_sheet(READ_ME)
    read_me.column_dimensions["A"].width = 120
    for line in HOW_TO:
        read_me.append([line])
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _rows_of(library: FrameworkLibrary) -> dict[str, list[list[str]]]:

    def wording(part: LibraryLevel | LibraryItem | LibraryIllustration) -> list[str]:
        return [(Wording.INDICATIVE if part.is_indicative else Wording.OFFICIAL).value, part.source]

    def evaluated(item: LibraryItem) -> list[str]:
        return ["yes" if item.is_evaluated else "no", item.scale]

    return {
        "framework": [[library.key, library.version, library.title, library.purpose, library.source]],
        "scales": [[scale.key, scale.title] for scale in library.scales],
        "levels": [
            [scale.key, each.key, str(each.value), each.label, each.meaning, *wording(each)]
            for scale in library.scales
            for each in scale.levels
        ],
        "items": [
            [each.number, each.parent, each.kind, each.title, each.question, *evaluated(each), *wording(each)]
            for each in library.items
        ],
        "illustrations": [
            [item.number, each.level, each.text, *wording(each)]
            for item in library.items
            for each in item.illustrations
        ],
        "terms": [[term.key, term.singular, term.plural] for term in library.terms],
    }


def _write(sheet: Worksheet, columns: tuple[str, ...], rows: list[list[str]]) -> None:
    sheet.append(columns)
    for at, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(at, column, text or None)
            cell.number_format = "@"  # text: otherwise Excel turns indicator 1.10 into 1.1
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if text.startswith("="):
                cell.data_type = "s"  # words, never a formula
    sheet.freeze_panes = "A2"
    for column, name in enumerate(columns, start=1):
        letter = get_column_letter(column)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 18)
        if name in ANSWERS:
            answers = DataValidation(type="list", formula1=f'"{",".join(ANSWERS[name])}"', allow_blank=False)
            answers.add(f"{letter}2:{letter}1000")
            sheet.add_data_validation(answers)

"""An author's Excel file, read once, with the sheet, row and column of every cell."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import openpyxl

from speir.xforms.faults import Fault, FormFaults
from speir.xforms.merged_cells import Merged, merged_in
from speir.xforms.text_workbook import ENDINGS, read_text

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
# Sheets that pyxform no longer reads: `old_ways` does, for trying.
OLD_SHEETS = ("cascades", "choices and columns")
# What pyxform does too: after so many empty columns or rows, nothing more is expected.
EMPTY_COLUMNS, EMPTY_ROWS = 20, 60
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_SHEET = 25 * 1024 * 1024
MOST_ROWS = {"survey": 5_000, "choices": 30_000}
MOST_CELLS = 500
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
SAVE_AS_XLSX = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."


@dataclass(frozen=True)
class Row:
    """One row below the headings: its number in Excel, and its filled cells by heading."""

    sheet: str
    number: int
    cells: dict[str, str]

    def get(self, *columns: str) -> str:
        """The first filled cell of these columns, whatever the case and spacing of their headings."""
        for column in columns:
            for heading, text in self.cells.items():
                if plain(heading) == column:
                    return text
        return ""

    def texts(self, column: str) -> dict[str, str]:
        """The cells of a column that is translated ("label::English (en)"), by heading."""
        return {
            heading: text for heading, text in self.cells.items() if plain(heading.split(":")[0]) == column
        }

    def where(self, column: str = "") -> str:
        """The place of a cell as people say it."""
        place = f"{self.sheet}, row {self.number}"
        return f"{place}, column {column}" if column else place


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name as written, its headings, and every row down to the last filled one."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def filled(self) -> Iterator[Row]:
        """The rows that hold anything."""
        return (row for row in self.rows if row.cells)

    def has(self, column: str) -> bool:
        """Whether a column is there."""
        return any(plain(heading) == column for heading in self.headings)


@dataclass(frozen=True)
class Workbook:
    """The sheets that a form is made of, by their lower-case names."""

    sheets: dict[str, Sheet]
    sheet_names: tuple[str, ...]
    is_old_excel: bool = False
    is_text: bool = False
    merged: tuple[Merged, ...] = ()

    def rows(self, sheet: str) -> Iterator[Row]:
        """The filled rows of a sheet; none when there is no such sheet."""
        found = self.sheets.get(sheet)
        return found.filled() if found else iter(())

    def setting(self, name: str) -> str:
        """One value of the settings sheet."""
        return next((row.get(name) for row in self.rows("settings")), "")


def plain(heading: str) -> str:
    """A heading as we compare it: lower case, underscores."""
    return re.sub(r"[\s_]+", "_", heading.strip().lower())


def read_workbook(content: bytes, name: str = "") -> Workbook:
    """Read an Excel file, or CSV or Markdown by its name; raise its faults when it cannot be read."""
    if name.lower().endswith(ENDINGS):
        names, texts = read_text(content, name)
        return Workbook(_sheets(names, texts), tuple(names), is_text=True)
    if content.startswith(OLD_EXCEL):
        from speir.xforms.old_excel import read_old_workbook

        names, grids = read_old_workbook(content)
        return Workbook(_sheets(names, grids), tuple(names), is_old_excel=True)
    names, grids, merged = _read_new(content)
    return Workbook(_sheets(names, grids), tuple(names), merged=merged)


def _read_new(content: bytes) -> tuple[list[str], dict[str, list[list[Any]]], tuple[Merged, ...]]:
    """The names of all sheets, and of those that matter the cells and what is merged among them."""
    try:
        _refuse_a_bomb(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and validations it leaves out
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                wanted = _wanted(book.sheetnames)
                grids = {name: _grid(book[name].iter_rows(values_only=True)) for name in wanted}
                merged = (
                    merged_in(_xml_of(book, name), _known(name, book.sheetnames), grids[name])
                    for name in wanted
                )
                return list(book.sheetnames), grids, tuple(chain.from_iterable(merged))
            finally:
                book.close()
    except FormFaults:
        raise
    except Exception as fault:  # a damaged file fails in as many ways as there are files
        what = "this is not an Excel workbook that can be opened."
        raise FormFaults(Fault("file", what, SAVE_AS_XLSX)) from fault


def _xml_of(book: Any, name: str) -> bytes:
    """The XML of a sheet: openpyxl does not tell what is merged while it reads row by row."""
    with book._archive.open(book[name]._worksheet_path) as opened:
        return bytes(opened.read())


def _refuse_a_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        what = "the workbook unpacks to more than 200 MB."
        raise FormFaults(Fault("file", what, "remove sheets and pictures that are not part of the form."))
    if any(part.file_size > LARGEST_SHEET for part in parts if "worksheets/" in part.filename):
        what = "one of its sheets unpacks to more than 25 MB."
        raise FormFaults(Fault("file", what, "put long lists into a CSV file, and delete what is not used."))


def _wanted(names: list[str]) -> list[str]:
    wanted = [name for name in names if name.lower() in (*SHEETS, *OLD_SHEETS)]
    return wanted or (names if len(names) == 1 else [])


def _grid(rows: Iterable[Iterable[Any]]) -> list[list[Any]]:
    """The cells down to the last filled row; reading ends after a run of empty ones."""
    grid: list[list[Any]] = []
    empty = 0
    for row in rows:
        cells = list(row)
        empty = 0 if any(not _is_empty(cell) for cell in cells) else empty + 1
        grid.append(cells)
        if empty > EMPTY_ROWS:
            break
    return grid[: len(grid) - empty]


def _sheets(names: list[str], grids: Mapping[str, Sequence[list[Any]]]) -> dict[str, Sheet]:
    sheets = {}
    for name, grid in ((name, grids[name]) for name in _wanted(names)):
        known = _known(name, names)
        sheets[known] = _sheet(name, known, grid)
    return sheets


def _known(name: str, names: Sequence[str]) -> str:
    """The name that we know a sheet by: a sheet that stands alone is the survey, whatever it is called."""
    return name.lower() if name.lower() in (*SHEETS, *OLD_SHEETS) or len(names) > 1 else "survey"


def _sheet(name: str, known: str, grid: Sequence[list[Any]]) -> Sheet:
    most = MOST_ROWS.get(known, MOST_ROWS["choices"])
    if len(grid) > most + 1:
        what = f"the sheet has more than {most:,} rows."
        instead = "put long lists into a CSV file, and split a long questionnaire into several."
        raise FormFaults(Fault(f"{known}, row {most + 2}", what, instead))
    columns = _headings(known, (grid[0] if grid else [])[:MOST_CELLS])
    rows = []
    for number, cells in enumerate(grid[1:], start=2):
        texts = ((columns[place], cell_text(cell)) for place, cell in enumerate(cells[: len(columns)]))
        rows.append(Row(known, number, {heading: text for heading, text in texts if heading and text}))
    return Sheet(name, tuple(filter(None, columns)), tuple(rows))


def _headings(sheet: str, cells: list[Any]) -> list[str]:
    """The headings by position, empty where a column has none; twice the same is a fault."""
    headings: list[str] = []
    empty = 0
    for cell in cells:
        heading = re.sub(" +", " ", cell_text(cell))
        empty = 0 if heading else empty + 1
        if heading and heading in headings:
            raise FormFaults(
                Fault(
                    f"{sheet}, row 1, column {heading}",
                    f"the heading “{heading}” is there twice.",
                    "keep one of the two columns, or give one of them another heading.",
                )
            )
        headings.append(heading)
        if empty > EMPTY_COLUMNS:
            break
    return headings


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_text(cell: Any) -> str:
    """A cell as the text that a form is made from; whole numbers without a decimal point."""
    if _is_empty(cell):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (int, datetime.datetime, datetime.time)):
        return str(cell)
    return str(cell).strip().replace("\xa0", " ")

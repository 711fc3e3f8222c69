"""Reading a file of numbers, CSV or Excel, into a grid of words that knows its rows. Plain Python."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from speir.foundations.refusals import Reason, RuleBroken

LARGEST = 20 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 200_000, 300
# Headings are looked for in so many rows of so many sheets: titles and notes stand above published tables.
LOOKED_AT, MOST_SHEETS = 40, 40
# A workbook is a zip: what it unpacks to is looked at before it is unpacked.
LARGEST_UNPACKED = 300 * 1024 * 1024
_EXCEL, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What a number format prints as it stands; a percent sign in it multiplies nothing.
_LITERAL = re.compile(r'"[^"]*"|\\.')
Numbered = tuple[int, list[str]]


@dataclass(frozen=True)
class Grid:
    """One sheet: its headings, and its rows with their number in the file."""

    sheet: str
    sheets: tuple[str, ...]
    header_row: int
    heads: tuple[str, ...]
    rows: tuple[Numbered, ...]


def read_grid(content: bytes, name: str, sheet: str = "", header_row: int = 1) -> Grid:
    """The sheet asked for (else the first) with the headings in a row; raises RuleBroken if there is none."""
    _check_size(content, name)
    if content.startswith(_EXCEL):
        sheets, chosen, lines = _workbook(content, name, sheet)
    else:
        sheets, chosen, lines = (), "", _csv_lines(content, name)
    return _grid(lines, name, sheets, chosen, header_row)


def first_rows(content: bytes, name: str) -> list[tuple[str, list[Numbered]]]:
    """The first rows of each sheet, to find the headings in; the sheet of a CSV file has no name."""
    _check_size(content, name)
    if not content.startswith(_EXCEL):
        return [("", list(islice(_csv_lines(content, name), LOOKED_AT)))]
    book = _book(content, name)
    names = [str(each) for each in book.sheetnames][:MOST_SHEETS]
    return [(each, list(islice(_rows_of(book, each), LOOKED_AT))) for each in names]


def _check_size(content: bytes, name: str) -> None:
    if not content.strip():
        raise refused(f"{name} is empty. Choose the file that holds the numbers.")
    if len(content) > LARGEST:
        raise refused(f"{name} is larger than {LARGEST // 1024 // 1024} MB. Choose one release at a time.")
    if content.startswith(_OLD_EXCEL):
        raise refused(f"{name} is an old Excel workbook (.xls). Save it as .xlsx or CSV.")


def _grid(lines: Iterable[Numbered], name: str, sheets: tuple[str, ...], chosen: str, header: int) -> Grid:
    heads: tuple[str, ...] = ()
    rows: list[Numbered] = []
    for number, cells in lines:
        if number < header:
            continue
        if number == header:
            heads = tuple(cells)
        elif any(cells):
            rows.append((number, cells))
        if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise refused(
                f"{name} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns. Choose a smaller part."
            )
    if not any(heads):
        raise refused(f"{name}: row {header} has no headings. Say which row holds them.")
    given = [head for head in heads if head]
    twice = sorted({head for head in given if given.count(head) > 1})
    if twice:
        raise refused(
            f"{name}: row {header} has these headings twice: {', '.join(twice)}. Rename one of each."
        )
    return Grid(chosen, sheets, header, heads, tuple(rows))


def _csv_lines(content: bytes, name: str) -> Iterator[Numbered]:
    lines = csv.reader(io.StringIO(_text(content, name), newline=""))
    number = 0
    try:
        for number, cells in enumerate(lines, start=1):
            yield number, [cell.strip() for cell in cells]
    except csv.Error as fault:
        raise refused(f"{name}, row {number + 1}: this cannot be read as CSV ({fault}).") from fault


def _text(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4000]:
        raise refused(f"{name} is not in UTF-8 or Windows-1252. Save it as CSV UTF-8.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            row = content.count(b"\n", 0, error.start) + 1
    raise refused(f"{name}, row {row}: it holds a byte that neither UTF-8 nor Windows-1252 knows.")


def _workbook(content: bytes, name: str, sheet: str) -> tuple[tuple[str, ...], str, Iterator[Numbered]]:
    book = _book(content, name)
    sheets = tuple(str(each) for each in book.sheetnames)
    chosen = sheet or sheets[0]
    if chosen not in sheets:
        raise refused(f"{name} has no sheet “{sheet}”. It has: {', '.join(sheets)}.")
    return sheets, chosen, _rows_of(book, chosen)


def _rows_of(book: Workbook, sheet: str) -> Iterator[Numbered]:
    page = book[sheet]
    rows = page.iter_rows() if hasattr(page, "iter_rows") else ()  # a sheet that is a chart has no cells
    return ((number, _cells(cells)) for number, cells in enumerate(rows, start=1))


def _book(content: bytes, name: str) -> Workbook:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise refused(f"{name} unpacks to far more than a release of numbers. Save its sheet as CSV.")
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as fault:
        raise refused(
            f"{name} cannot be opened as an Excel workbook. Save it again as .xlsx or CSV."
        ) from fault


def _cells(cells: Iterable[Any]) -> list[str]:
    found = [_shown(cell.value, cell.number_format or "") for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found


def _shown(value: object, number_format: str) -> str:
    """A cell as it is shown: 0.123 formatted as a percentage is 12.3%, as people see it and mean it."""
    if isinstance(value, int | float) and "%" in _LITERAL.sub("", number_format):
        return f"{words_of(round(float(value) * 100, 9))}%"
    return words_of(value)


def words_of(cell: object) -> str:
    """A cell of a workbook as words; whole numbers without a point, days as 2024-06-30."""
    if cell is None:
        return ""
    if isinstance(cell, date):  # a moment is one too; workbooks know no time zones
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def refused(why: str) -> RuleBroken:
    """A whole file that cannot be taken."""
    return RuleBroken(Reason(why, "file"))

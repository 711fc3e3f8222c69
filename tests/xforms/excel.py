"""Small Excel files for tests, written as tables."""

import io
from collections.abc import Mapping, Sequence

import openpyxl

Table = Sequence[Sequence[object]]
YES_NO: Table = [
    ["list_name", "name", "label"],
    ["yn", "yes", "Yes"],
    ["yn", "no", "No"],
]


def workbook(sheets: Mapping[str, Table]) -> bytes:
    """An .xlsx with these sheets; the first row of each holds the headings."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def survey(*rows: Sequence[object], choices: Table = YES_NO, settings: Table = ()) -> bytes:
    """An .xlsx whose survey sheet has these rows, headings first."""
    sheets: dict[str, Table] = {"survey": rows, "choices": choices}
    return workbook({**sheets, "settings": settings} if settings else sheets)

"""Small files of numbers; every value in them is invented."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

LONG = ("Local authority", "Indicator", "Year", "Value", "Numerator", "Denominator", "Flag")


def long_file(*rows: Sequence[object], heads: Sequence[str] = LONG, encoding: str = "utf-8") -> bytes:
    """A long CSV file."""
    written = io.StringIO()
    csv.writer(written).writerows([heads, *rows])
    return written.getvalue().encode(encoding)


def workbook(*rows: Sequence[object], sheet: str = "Table 1", above: int = 0) -> bytes:
    """An Excel file whose headings are in the first row given, below so many lines of title."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line in range(above):
        page.append([f"Invented title {line}"])
    for row in rows:
        page.append(list(row))
    book.create_sheet("Notes")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()

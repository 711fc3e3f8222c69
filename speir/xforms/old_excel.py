"""Excel files of before 2007 (.xls): read so that a form can be tried, never published."""

from typing import Any

import xlrd

from speir.xforms.faults import Fault, FormFaults

SAVE_AS_XLSX = "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."


def read_old_workbook(content: bytes) -> tuple[list[str], dict[str, list[list[Any]]]]:
    """The names of the sheets and their cells."""
    try:
        with xlrd.open_workbook(file_contents=content) as book:
            names = list(book.sheet_names())
            grids = {name: _cells(book, book.sheet_by_name(name)) for name in names}
    except Exception as fault:  # a damaged file fails in as many ways as there are files
        what = "this is an Excel file of before 2007 (.xls), and it cannot be opened."
        raise FormFaults(Fault("file", what, SAVE_AS_XLSX)) from fault
    return names, grids


def _cells(book: Any, sheet: Any) -> list[list[Any]]:
    return [[_value(book, cell) for cell in sheet.row(number)] for number in range(sheet.nrows)]


def _value(book: Any, cell: Any) -> Any:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, xlrd.xldate.XLDateError):
            return cell.value
        return moment.time() if cell.value < 1 else moment
    return cell.value

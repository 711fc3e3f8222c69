"""Writing tables as a workbook that an author edits and gives back. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from speir.foundations.excel_tables import READ_ME

USUAL_WIDTH = 18


@dataclass(frozen=True)
class Look:
    """How the sheets look: widths of columns, and what may be chosen in them (by column, or sheet.column)."""

    widths: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    how_to: Sequence[str] = ()


def workbook_from(
    columns: Mapping[str, Sequence[str]], rows: Mapping[str, Sequence[Sequence[str]]], look: Look
) -> bytes:
    """A workbook with one sheet for each table, headings first, and a sheet that says how to fill it in."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, headings in columns.items():
        _write(workbook.create_sheet(name), headings, rows.get(name, ()), look)
    read_me = workbook.create_sheet(READ_ME)
    read_me.column_dimensions["A"].width = 120
    for line in look.how_to:
        read_me.append([line])
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _write(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[str]], look: Look) -> None:
    sheet.append(list(columns))
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
        sheet.column_dimensions[letter].number_format = "@"  # rows that are added stay text as well
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[letter].width = look.widths.get(name, USUAL_WIDTH)
        allowed = look.answers.get(f"{sheet.title}.{name}") or look.answers.get(name)
        if allowed:
            answers = DataValidation(type="list", formula1=f'"{",".join(allowed)}"', allow_blank=True)
            answers.add(f"{letter}2:{letter}1000")
            sheet.add_data_validation(answers)

"""Writes a frame as a workbook: the empty template, or the frame that is in use, to draw from again."""

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from speir.foundations.excel_tables import READ_ME
from speir.record_samples.choices import Agency, Population
from speir.record_samples.frame_sheet import COLUMNS, ONE_SHEET, FrameRow

# Each column, and what to write in it: the template and the screens say the same.
COLUMN_WORDS = {
    "reference": "A reference of your own that says nothing, such as R-0042. You keep the list behind it.",
    "population": "investigation when the adult’s journey reached one; inquiry when it stopped at inquiry.",
    "locality": "The town or locality in which the adult lives, each written in one way.",
    "social_work": "yes when social work holds a record, else no.",
    "health": "yes when health holds a record, else no.",
    "police": "yes when the police hold a record, else no.",
    "episode_on": "The day on which the inquiry or investigation began, such as 2026-03-14.",
}
HOW_TO = (
    "One row for each record that could be read in the two years to the inspection’s start date.",
    "No names, CHI numbers, dates of birth, addresses or postcodes: a workbook with one is refused whole.",
    "Keep the name of the sheet and the headings. Delete every other sheet and column.",
    "Instead of “frame” there may be two sheets, “investigation” and “inquiry”, without that column.",
    "Rows outside the two years do no harm: they are shown and not drawn.",
)
ANSWERS: dict[str, list[str]] = {
    "population": list(Population),
    **{agency.value: ["yes", "no"] for agency in Agency},
}
LAST_ROW = 5_000


def template() -> bytes:
    """The workbook that a partnership fills in."""
    return frame_workbook(())


def frame_workbook(rows: Iterable[FrameRow]) -> bytes:
    """These rows as a workbook that can be read back to the same rows."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = ONE_SHEET
    sheet.append(COLUMNS)
    for at, row in enumerate(rows, start=2):
        for column, text in enumerate(_cells(row), start=1):
            _write(sheet, at, column, text)
    _lay_out(sheet)
    _read_me(workbook.create_sheet(READ_ME))
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _cells(row: FrameRow) -> list[str]:
    held = ["yes" if agency in row.agencies else "no" for agency in Agency]
    return [row.reference, row.population.value, row.locality, *held, row.episode_on.isoformat()]


def _write(sheet: Worksheet, at: int, column: int, text: str) -> None:
    cell = sheet.cell(at, column, text)
    cell.number_format = "@"  # text: otherwise Excel turns a reference into a number
    if text.startswith("="):
        cell.data_type = "s"  # words, never a formula


def _lay_out(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    for column, name in enumerate(COLUMNS, start=1):
        letter = get_column_letter(column)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 24 if name in ("reference", "locality") else 15
        if name in ANSWERS:
            answers = DataValidation(type="list", formula1=f'"{",".join(ANSWERS[name])}"', allow_blank=True)
            answers.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(answers)


def _read_me(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 120
    for line in (*HOW_TO, *(f"{name}: {words}" for name, words in COLUMN_WORDS.items())):
        sheet.append([line])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")

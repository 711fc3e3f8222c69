"""Small workbooks for tests, written as an author would write them."""

import io
from collections.abc import Sequence

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

Rows = Sequence[Sequence[str]]
SURVEY: Rows = (
    ("type", "name", "label", "hint", "relevant", "required", "denominator", "good"),
    ("begin_group", "first", "First contact", "", "", "", "", ""),
    ("select_one yes_no", "inquiry", "Was an initial inquiry made?", "", "", "yes", "", "yes"),
    ("text", "why_not", "Why was none made?", "A sentence.", "${inquiry} = 'no'", "", "", ""),
    ("end_group", "", "", "", "", "", "", ""),
    ("begin_repeat", "visit", "Visit", "", "", "", "", ""),
    ("date", "on", "Day of the visit", "", "", "", "", ""),
    ("end_repeat", "", "", "", "", "", "", ""),
)
CHOICES: Rows = (
    ("list_name", "name", "label", "counts_as"),
    ("yes_no", "yes", "Yes", ""),
    ("yes_no", "no", "No", ""),
    ("yes_no", "not_recorded", "Not recorded", "missing"),
    ("yes_no", "na", "Not applicable", "out"),
)


def workbook(
    version: str = "1", survey: Rows = SURVEY, choices: Rows = CHOICES, form_id: str = "small_reading"
) -> bytes:
    """An .xlsx with these sheets."""
    book = openpyxl.Workbook()
    sheets = {
        "survey": survey,
        "choices": choices,
        "settings": (("form_title", "form_id", "version"), ("Small reading", form_id, version)),
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def upload(content: bytes, name: str = "small.xlsx") -> SimpleUploadedFile:
    """A workbook as a browser sends it."""
    return SimpleUploadedFile(name, content)

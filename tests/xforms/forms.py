"""Small forms for tests, written as authors write them: rows of a survey sheet and of a choices sheet."""

import io
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from speir.xforms.convert import convert
from speir.xforms.form import load_form
from speir.xforms.parts import Form
from speir.xforms.session import Session
from speir.xforms.sheet import AnswerSheet

NOW = datetime(2026, 3, 30, 10, 0, tzinfo=ZoneInfo("Europe/London"))  # the day after the clocks went forward
Row = dict[str, str]
YES_NO = [
    {"list_name": "yn", "name": "yes", "label": "Yes"},
    {"list_name": "yn", "name": "no", "label": "No"},
    {"list_name": "yn", "name": "na", "label": "Not applicable"},
]


def workbook(survey: Sequence[Row], choices: Sequence[Row] = YES_NO, settings: Row | None = None) -> bytes:
    """An .xlsx file with these rows; the columns are those that any row has."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (
        ("survey", survey),
        ("choices", choices),
        ("settings", [settings or {"form_id": "test"}]),
    ):
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column, "") for column in columns])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def form_of(survey: Sequence[Row], choices: Sequence[Row] = YES_NO, settings: Row | None = None) -> Form:
    """The form that these rows make."""
    return load_form(convert(workbook(survey, choices, settings), "test.xlsx").xform)


def session_of(survey: Sequence[Row], choices: Sequence[Row] = YES_NO, **answers: str) -> Session:
    """A session on these rows, with these answers at the top level given."""
    return Session(form_of(survey, choices), AnswerSheet(dict(answers)), now=NOW)


def row(kind: str, name: str, label: str = "", **more: str) -> Row:
    """One row of a survey sheet."""
    return {"type": kind, "name": name, "label": label or name.capitalize(), **more}


def xform(fields: str, binds: str = "", body: str = "", model: str = "") -> str:
    """An XForm whose root is called form, with these fields, binds and controls."""
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>A fictional form</h:title><model>'
        f'<instance><form id="fictional" version="1">{fields}</form></instance>{model}{binds}'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    )

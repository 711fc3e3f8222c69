"""A questionnaire written in YAML, where changes can be reviewed, into the Excel file that authors know."""

import datetime
import io
from typing import Any

import openpyxl
import yaml
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from speir.xforms.faults import Fault, FormFaults

# From left to right as an author thinks: what is asked, when it is shown, what is right, how it is counted.
SURVEY = (
    *("type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant"),
    *(
        "constraint",
        "constraint_message",
        "calculation",
        "choice_filter",
        "repeat_count",
        "default",
        "trigger",
    ),
    *("appearance", "parameters", "read_only", "denominator", "good", "indicator", "agency"),
)
CHOICES = ("list_name", "name", "label", "counts_as")
WIDE = {"label": 60, "hint": 40, "guidance_hint": 60, "relevant": 40, "constraint": 40, "calculation": 40}
USUAL_WIDTH = 20
# The same content makes the same properties, whenever it is written.
WRITTEN_AT = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 - Excel's properties have no time zone


def excel_from_yaml(source: str) -> bytes:
    """The Excel file of a YAML source; raises its faults."""
    told = _read(source)
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = WRITTEN_AT
    about = book.active
    if isinstance(about, Worksheet):
        about.title = "about"
        for line in told.get("about", []):
            about.append([line])
        about.column_dimensions["A"].width = 110
    _write(book, "survey", SURVEY, told["survey"])
    lists = told.get("choices", {})
    _write(book, "choices", CHOICES, [{"list_name": name, **row} for name in lists for row in lists[name]])
    settings = told.get("settings", {})
    _write(book, "settings", tuple(settings), [settings])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _read(source: str) -> dict[str, Any]:
    try:
        # Everything stays text: “yes” in a form is a word, not a truth value.
        told = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes only texts
    except yaml.YAMLError as fault:
        place = getattr(fault, "problem_mark", None)
        where = f"line {place.line + 1}" if place else "file"
        raise FormFaults(Fault(where, "this is not YAML.", "check the indentation and quotes.")) from fault
    if not isinstance(told, dict) or not isinstance(told.get("survey"), list):
        what = "there is no list “survey” of rows."
        raise FormFaults(Fault("file", what, "start from one of the templates that come with Speir."))
    return told


def _write(book: Any, name: str, usual: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    used = {column for row in rows for column in row}
    columns = [column for column in usual if column in used]
    columns += [column for row in rows for column in row if column not in usual]
    columns = list(dict.fromkeys(columns))
    sheet = book.create_sheet(name)
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(column) for column in columns])
    sheet.freeze_panes = "C2" if name == "survey" else "A2"
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
            cell.data_type = "s" if cell.value is not None else cell.data_type
    for column in sheet.iter_cols(max_row=1):
        letter = column[0].column_letter
        sheet.column_dimensions[letter].width = WIDE.get(str(column[0].value), USUAL_WIDTH)

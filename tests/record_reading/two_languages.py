"""A template in English and Gaelic: a choice whose name is worked out, a limit, and a list."""

from speir.people.models import Person
from speir.questionnaires.models import TemplateVersion
from tests.record_reading.published import published_workbook
from tests.xforms.excel import survey

EN, GD = "English (en)", "Gàidhlig (gd)"
COLUMNS = (
    "type", "name", f"label::{EN}", f"label::{GD}", f"constraint_message::{EN}", f"constraint_message::{GD}",
    "required", "constraint", "calculation", "trigger",
)  # fmt: skip


def _row(kind: str, name: str, english: str = "", gaelic: str = "", **more: str) -> tuple[str, ...]:
    told = {"type": kind, "name": name, COLUMNS[2]: english, COLUMNS[3]: gaelic, **more}
    return tuple(told.get(column, "") for column in COLUMNS)


LIMIT = {"constraint": ". < 100", COLUMNS[4]: "Fewer than 100.", COLUMNS[5]: "Nas lugha na 100."}
ROWS = (
    _row("begin_group", "plan", "The plan", "Am plana"),
    _row("select_one yes_no", "there", "Is there a plan?", "A bheil plana ann?", required="yes"),
    _row("integer", "days", "How many days?", "Cia mheud latha?", **LIMIT),
    # Set when the answer changes: it must be the same word whatever language the page is in.
    _row(
        "calculate", "said", calculation="jr:choice-name(${there}, '${there}')", trigger="${there}"
    ),
    _row("note", "told", "You said: ${said}", "Thuirt thu: ${said}"),
    _row("end_group", ""),
    _row("begin_group", "more", "More", "Tuilleadh"),
    _row("text", "why", "Why?", "Carson?"),
    _row("end_group", ""),
)  # fmt: skip
CHOICES = [
    ("list_name", "name", f"label::{EN}", f"label::{GD}"),
    ("yes_no", "yes", "Yes", "Tha"),
    ("yes_no", "no", "No", "Chan eil"),
]


def in_two_languages(manager: Person) -> TemplateVersion:
    """The template, published."""
    settings = [("form_title", "form_id", "version", "default_language"), ("Plans", "plans", "1", EN)]
    return published_workbook(survey(COLUMNS, *ROWS, choices=CHOICES, settings=settings), manager)

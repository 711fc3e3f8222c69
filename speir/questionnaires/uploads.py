"""Questions that ask for a file: where nobody may be known none is asked, and some kind must be taken."""

import re

from speir.foundations.file_kinds import ALLOWED_WORDS, kinds_for
from speir.questionnaires.choices import TemplateKind
from speir.xforms.faults import Fault
from speir.xforms.workbook import Row, Workbook

ASKS_FOR_A_FILE = re.compile(r"^(?:add[_ ])?(file|image|photo|picture)\b", re.IGNORECASE)
ACCEPT = "body::accept"
MEDIA_TYPE = "body::mediatype"
NONE_IN_A_SURVEY = "no file is taken in a survey: it could say who answered."
ASK_IN_WORDS = "ask for its title and date as text; the document itself is asked for in a document request."


def faults_of_uploads(workbook: Workbook, kind: str) -> list[Fault]:
    """Every question that asks for a file that is not taken, by its cell, with what to write instead."""
    asking = [row for row in workbook.rows("survey") if ASKS_FOR_A_FILE.match(row.get("type"))]
    if kind == TemplateKind.SURVEY:
        return [Fault(row.where("type"), NONE_IN_A_SURVEY, ASK_IN_WORDS) for row in asking]
    return [fault for row in asking if (fault := _none_is_taken(row)) is not None]


def _none_is_taken(row: Row) -> Fault | None:
    given = {heading.strip().lower(): (heading, text.strip().lower()) for heading, text in row.cells.items()}
    accept, media_type = given.get(ACCEPT, ("", ""))[1], given.get(MEDIA_TYPE, ("", ""))[1]
    found = ASKS_FOR_A_FILE.match(row.get("type"))
    usual = "application/*" if found and found[1].lower() == "file" else "image/*"
    if kinds_for(media_type or usual, accept):
        return None
    column = given[ACCEPT][0] if accept else given[MEDIA_TYPE][0]
    return Fault(row.where(column), "no file of this kind is taken.", f"write one of {ALLOWED_WORDS}.")

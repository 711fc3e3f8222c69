"""Questions that ask for a file: nothing takes their answers, so none is published."""

import re

from speir.questionnaires.choices import TemplateKind
from speir.xforms.faults import Fault
from speir.xforms.workbook import Workbook

ASKS_FOR_A_FILE = re.compile(r"^(?:add[_ ])?(?:file|image|photo|picture)\b", re.IGNORECASE)
INSTEAD = {
    TemplateKind.RECORD_READING: (
        "ask in a text question where in the record it stands, such as “minutes of 4 March”."
    ),
}
INSTEAD_ELSEWHERE = (
    "ask for its title and date as text; the document itself is asked for in a document request."
)


def faults_of_uploads(workbook: Workbook, kind: str) -> list[Fault]:
    """Every question that asks for a file, by its cell, with what to write instead."""
    instead = INSTEAD.get(TemplateKind(kind), INSTEAD_ELSEWHERE)
    what = (
        "no file is taken as an answer: a copy out of a record could name somebody."
        if kind == TemplateKind.RECORD_READING
        else "no file is taken as an answer."
    )
    return [
        Fault(row.where("type"), what, instead)
        for row in workbook.rows("survey")
        if ASKS_FOR_A_FILE.match(row.get("type"))
    ]

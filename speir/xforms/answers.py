"""One answer: whether it is of its kind, whether it holds, and how it is handed on."""

import re
from typing import TYPE_CHECKING, Any

from speir.xforms.attached import read_attached
from speir.xforms.instance import Cell
from speir.xforms.parts import SELECTS, Kind
from speir.xforms.shown import AnswerFault
from speir.xforms.values import read_date, read_moment

if TYPE_CHECKING:
    from speir.xforms.session import Session

_INTEGER = re.compile(r"[+-]?\d{1,18}")
DECIMAL_TEXT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
TIME_TEXT = re.compile(r"([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
ANSWER_THIS = "Answer this question."
IN_THE_WAY = "What this says has to be settled first. Change an earlier answer."
NOT_ALLOWED = "This answer is not allowed here. Read the question again, or change an earlier answer."
NOT_ARRIVED = (
    "The file itself has not reached the server. Open this record where you chose it, or choose it again."
)
NOT_OFFERED = "Choose from the list: what was chosen is not offered now."
OF_KIND = {
    Kind.INTEGER: "Enter a whole number, such as 12.",
    Kind.DECIMAL: "Enter a number, such as 12.5.",
    Kind.RANGE: "Choose a number on the scale.",
    Kind.DATE: "Enter a date that exists, such as 22 11 2026.",
    Kind.TIME: "Enter a time, such as 14:05.",
    Kind.FILE: "Choose the file again.",
    Kind.DATE_TIME: "Enter a date that exists and a time, such as 22 11 2026 and 14:05.",
}


def fault_of(session: "Session", cell: Cell) -> AnswerFault | None:
    """What is wrong with the answer of a question that applies; None when nothing is.

    A note is never answered. A required one stands in the way as long as it applies: that is how authors
    of XLSForms hold up a record on what several answers say together (getodk/docs, issue 1760).
    """
    question, text = cell.question, cell.text
    root = session.instance.root
    if text == "":
        if question.required is not None and question.required.is_true(cell.element, root, session):
            said = session.words(question.required_message, cell)
            told = ANSWER_THIS if question.is_asked else IN_THE_WAY
            return AnswerFault(cell.address, said or told, "required")
        return None
    if not question.is_asked:
        return None
    if not is_of_its_kind(cell, session):
        return AnswerFault(cell.address, OF_KIND.get(question.kind, NOT_ALLOWED), "type")
    if question.kind == Kind.FILE and not _has_arrived(session, text):
        return AnswerFault(cell.address, NOT_ARRIVED, "type")
    if question.kind in SELECTS and not _is_offered(session, cell):
        return AnswerFault(cell.address, NOT_OFFERED, "choice")
    if question.constraint is not None and not question.constraint.is_true(cell.element, root, session):
        said = session.words(question.constraint_message, cell)
        return AnswerFault(cell.address, said or NOT_ALLOWED, "constraint")
    return None


def is_of_its_kind(cell: Cell, session: "Session") -> bool:
    """Whether a text is what the question takes: a whole number, a day that exists, and so on."""
    zone, text = session.zone, cell.text
    match cell.question.kind:
        case Kind.INTEGER:
            return _INTEGER.fullmatch(text) is not None
        case Kind.DECIMAL:
            return DECIMAL_TEXT.fullmatch(text) is not None
        case Kind.RANGE:
            return DECIMAL_TEXT.fullmatch(text) is not None and _on_the_scale(cell, float(text))
        case Kind.DATE:
            return read_date(text) is not None
        case Kind.DATE_TIME:
            return read_moment(text, zone) is not None
        case Kind.FILE:
            return read_attached(text) is not None
        case Kind.TIME:
            return TIME_TEXT.fullmatch(text) is not None
    return True


def _has_arrived(session: "Session", text: str) -> bool:
    """Whether the file that an answer tells of is there; nobody asks where files are not kept."""
    told, files = read_attached(text), session.sheet.files
    return files is None or (told is not None and told.identity in files)


def _on_the_scale(cell: Cell, value: float) -> bool:
    try:
        low, high = sorted(float(limit) for limit in cell.question.range_limits[:2])
    except ValueError:
        return True
    return low <= value <= high


def _is_offered(session: "Session", cell: Cell) -> bool:
    offered = {choice.value for choice in session.choices(cell.address)}
    chosen = [cell.text] if cell.question.kind == Kind.SELECT_ONE else cell.text.split()
    return set(chosen) <= offered and len(chosen) == len(set(chosen))


def as_recorded(cell: Cell) -> Any:
    """The answer as data: a number for a number, a list for several; None when there is none."""
    question, text = cell.question, cell.text
    if question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        return text.split()
    if text == "":
        return None
    if question.data_type in ("int", "integer", "long") and _INTEGER.fullmatch(text):
        return int(text)
    is_number = question.data_type == "decimal" or question.kind in (Kind.DECIMAL, Kind.RANGE)
    if question.kind == Kind.CALCULATE and question.data_type == "string":
        # pyxform calls every calculation a text; what is written as a number is handed on as one.
        if _INTEGER.fullmatch(text) and str(int(text)) == text:
            return int(text)
        is_number = re.fullmatch(r"-?\d+\.\d+", text) is not None
    if is_number and DECIMAL_TEXT.fullmatch(text):
        return float(text)
    return text

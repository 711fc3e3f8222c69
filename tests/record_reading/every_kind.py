"""A made-up template with every kind of question that a record can ask, and how a person answers each."""

import base64
from dataclasses import dataclass

from speir.people.models import Person
from speir.questionnaires.models import TemplateVersion
from tests.factories import pdf
from tests.record_reading.published import published_workbook
from tests.record_reading.template import YES_NO
from tests.xforms.excel import survey

PLACES = [("places", name, name.capitalize(), "in") for name in ("east", "west", "islands")]
LEVELS = [("levels", str(n), words, "in") for n, words in ((3, "Agree"), (2, "Neither"), (1, "Disagree"))]
TOWNS = [
    ("towns", name, name.capitalize(), "in", place) for name, place in (("glen", "east"), ("ness", "west"))
]
# A picture of one grey dot.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
COLUMNS = (
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "appearance",
    "calculation",
    "trigger",
    "default",
    "choice_filter",
    "parameters",
    "repeat_count",
)


def _row(kind: str, name: str = "", label: str = "", **more: str) -> tuple[str, ...]:
    told = {"type": kind, "name": name, "label": label, **more}
    return tuple(told.get(column, "") for column in COLUMNS)


SURVEY = (
    COLUMNS,
    _row("begin_group", "typed", "Typed", appearance="field-list"),
    _row("note", "before", "Read the **whole** record first."),
    _row("text", "words", "Whose record is it?", hint="A role, not a name.", required="yes"),
    _row(
        "text",
        "account",
        "What did the person want?",
        appearance="multiline",
        guidance_hint="In their words.",
    ),
    _row(
        "integer",
        "visits",
        "How many visits were made?",
        constraint=". >= 0 and . <= 20",
        constraint_message="From 0 to 20.",
        required="yes",
    ),
    _row("decimal", "hours", "Hours to first contact"),
    _row("calculate", "twice", calculation="${visits} * 2"),
    _row("note", "told", "Twice the visits: ${twice}"),
    _row("hidden", "unseen", default="kept"),
    _row("text", "lane", "Lane", default="inquiry"),
    _row(
        "integer",
        "copied",
        "Visits, copied when they change",
        trigger="${visits}",
        calculation="${visits} + 1",
    ),
    _row("end_group"),
    _row("begin_group", "moments", "Days and times"),
    _row("date", "day", "When was it received?", required="yes", constraint=". <= today()"),
    _row("time", "clock", "At what time?"),
    _row("dateTime", "met", "When was the conference?"),
    _row(
        "note",
        "before_it",
        "The conference was before it was received.",
        relevant="${met} < ${day}",
        required="yes",
    ),
    _row("end_group"),
    _row("begin_group", "chosen", "Chosen"),
    _row(
        "select_one yes_no",
        "held",
        "Was an inquiry held?",
        required="yes",
        guidance_hint="The duty to inquire.",
    ),
    _row("text", "why_not", "Why was none held?", relevant="${held} = 'no'", required="yes"),
    _row("select_multiple places", "present", "Which teams took part?"),
    _row("select_one places", "area", "Which locality?", appearance="minimal"),
    _row("select_one towns", "town", "Which town?", choice_filter="place = ${area}"),
    _row("select_one levels", "helped", "The chronology helped.", appearance="likert"),
    _row("rank places", "order", "Which mattered most?"),
    _row("range", "sure", "How sure are you?", parameters="start=0 end=5 step=1"),
    _row("range", "share", "How much was read?", parameters="start=0 end=100 step=5"),
    _row("acknowledge", "whole", "I have read the whole record"),
    _row("end_group"),
    _row("begin_group", "views", "Views on the plan", appearance="table-list"),
    _row("select_one levels", "clear", "The plan was clear."),
    _row("select_one levels", "shared", "The plan was shared."),
    _row("end_group"),
    _row("begin_group", "papers", "Papers"),
    _row("file", "extract", "An extract without names", hint="Black names out first.", required="yes"),
    _row("image", "chart", "A picture of the chronology"),
    _row("text", "says", "What does the picture show?", relevant="${chart} != ''"),
    _row("end_group"),
    _row("begin_repeat", "contact", "Contact"),
    _row("date", "on", "When?"),
    _row("select_one yes_no", "alone", "Was the person seen alone?", required="yes"),
    _row("end_repeat"),
    _row("begin_repeat", "call", "Call", repeat_count="2"),
    _row("text", "from", "Who called?"),
    _row("end_repeat"),
)


def every_kind_workbook() -> bytes:
    """The template as an author writes it."""
    plain = [(*row, "") for row in (*YES_NO, *PLACES, *LEVELS)]
    choices = [("list_name", "name", "label", "counts_as", "place"), *plain, *TOWNS]
    settings = [("form_title", "form_id", "version"), ("Every kind of question", "every-kind", "1")]
    return survey(*SURVEY, choices=choices, settings=settings)


def every_kind(manager: Person) -> TemplateVersion:
    """The template, published."""
    return published_workbook(every_kind_workbook(), manager)


@dataclass(frozen=True)
class Answered:
    """How one question is answered by keyboard: keys for each of its controls, and what is kept.

    ``how`` is "type", "space" (a box or button by its number), "select" (the option that begins so), or
    "file" (one of those in ``chosen_file``).
    """

    address: str
    how: str
    keys: tuple[str, ...]
    value: str


def _typed(address: str, *keys: str, value: str = "") -> Answered:
    return Answered(address, "type", keys, value or keys[0])


EXTRACT, CHART = "extract.pdf", "chart.png"


def chosen_file(name: str) -> tuple[str, str, bytes]:
    """A small real file, as a browser takes it from somebody: name, type and bytes."""
    if name == CHART:
        return name, "image/png", base64.b64decode(DOT)
    return name, "application/pdf", bytes(pdf(name).read())


PAGES: dict[str, tuple[Answered, ...]] = {
    "typed": (
        _typed("typed/words", "The duty worker"),
        _typed("typed/account", "She wants to stay “at home”"),
        _typed("typed/visits", "3"),
        _typed("typed/hours", "2.5"),
    ),
    "moments": (
        _typed("moments/day", "5", "november", "2025", value="2025-11-05"),
        _typed("moments/clock", "9", "30", value="09:30"),
        _typed("moments/met", "1", "2", "2026", "14", "05", value="2026-02-01T14:05"),
    ),
    "chosen": (
        Answered("chosen/held", "space", ("2",), "no"),
        _typed("chosen/why_not", "The person had moved."),
        Answered("chosen/present", "space", ("1", "3"), "east islands"),
        Answered("chosen/area", "select", ("West",), "west"),
        Answered("chosen/town", "space", ("1",), "ness"),
        Answered("chosen/helped", "space", ("2",), "2"),
        Answered("chosen/order", "select", ("Islands", "East", "West"), "islands east west"),
        Answered("chosen/sure", "space", ("5",), "4"),
        _typed("chosen/share", "85"),
        Answered("chosen/whole", "space", ("1",), "OK"),
    ),
    "views": (
        Answered("views/clear", "space", ("1",), "3"),
        Answered("views/shared", "space", ("3",), "1"),
    ),
    "papers": (
        Answered("papers/extract", "file", (EXTRACT,), "extract.pdf"),
        Answered("papers/chart", "file", (CHART,), "chart.png"),
        _typed("papers/says", "Four contacts in March"),
    ),
    "contact": (
        _typed("contact[*]/on", "4", "1", "2026", value="2026-01-04"),
        Answered("contact[*]/alone", "space", ("1",), "yes"),
    ),
    "call": (_typed("call[1]/from", "A neighbour"), _typed("call[2]/from", "The practice nurse")),
}
SET_BY_THE_FORM = {"typed/copied": "4"}

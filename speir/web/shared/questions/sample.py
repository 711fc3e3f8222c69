"""A made-up page that holds every kind of question, for people who build screens and for tests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speir.foundations.file_kinds import ALLOWED_WORDS, kinds_for
from speir.web.shared.questions.asked import Asked, AskedGroup, AskedItem, AskedRepeat, Part, QuestionPage
from speir.web.shared.questions.shaping import control_of, largest_words, offers

YES_NO = (("yes", "Yes"), ("no", "No"), ("not_recorded", "Not recorded"), ("na", "Not applicable"))
LEVELS = (
    ("5", "Strongly agree"),
    ("4", "Agree"),
    ("3", "Neither agree nor disagree"),
    ("2", "Disagree"),
    ("1", "Strongly disagree"),
)
AREAS = (("east", "East"), ("west", "West"), ("islands", "Islands"))
REPEAT = "visits"


@dataclass(frozen=True)
class _Kind:
    name: str
    kind: str
    label: str
    appearance: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    guidance: str = ""
    is_required: bool = False
    is_relevant: bool = True


LOOSE = (
    _Kind(
        "words", "text", "Who held the **initial discussion**?", is_required=True, hint="A role, not a name."
    ),
    _Kind(
        "account",
        "text",
        "What does the record say about the person's own views?",
        "multiline",
        guidance="Look for the person's words, not a worker's summary.\n\n- *direct* quotations\n- advocacy",
    ),
    _Kind("count", "integer", "How many visits were made?", hint="A whole number."),
    _Kind("hours", "decimal", "Hours from referral to first contact"),
    _Kind("on", "date", "When was the adult concern received?", is_required=True),
    _Kind("at", "time", "At what time?"),
    _Kind("moment", "dateTime", "When was the conference?"),
    _Kind(
        "inquiry",
        "select_one",
        "Was an initial inquiry carried out?",
        choices=YES_NO,
        is_required=True,
        guidance="“Not recorded” means that the record does not say. “No” means that it says so.",
    ),
    _Kind("why_not", "text", "Why was it not carried out?", is_relevant=False),
    _Kind("area", "select_one", "Which locality?", "minimal", AREAS),
    _Kind("agree", "select_one", "The chronology helped the decision.", "likert", LEVELS),
    _Kind("present", "select_multiple", "Who took part? <script>alert(1)</script>", choices=AREAS),
    _Kind("order", "rank", "Which mattered most?", choices=AREAS),
    _Kind("score", "range", "How confident are you?", choices=tuple((str(n), str(n)) for n in range(11))),
    _Kind("read", "note", "The next questions are about **the plan**."),
    _Kind("done", "acknowledge", "I have read the whole record"),
    _Kind("paper", "file", "Anonymised extract"),
    _Kind("total", "calculate", ""),
)
IN_GROUP = (_Kind("plan", "select_one", "Is there a protection plan?", choices=YES_NO),)
IN_GRID = (
    _Kind("clear", "select_one", "The plan was clear.", "list-nolabel", LEVELS),
    _Kind(
        "shared", "select_one", "The plan was shared with everybody who needed it.", "list-nolabel", LEVELS
    ),
)
IN_ITEM = (
    _Kind("day", "date", "Day of the visit", is_required=True),
    _Kind("seen", "select_one", "Was the person seen alone?", choices=YES_NO),
)


def sample_page(
    answers: Mapping[str, str] | None = None, keys: Sequence[str] = (), *, is_checked: bool = False
) -> QuestionPage:
    """The sample with these answers and items; ``is_checked`` shows what is missing."""
    given = answers or {}

    def ask(kinds: Sequence[_Kind], under: str = "") -> tuple[Part, ...]:
        return tuple(_asked(each, under + each.name, given, is_checked) for each in kinds)

    items = tuple(
        AskedItem(f"{REPEAT}[{key}]", key, number, ask(IN_ITEM, f"{REPEAT}[{key}]/"))
        for number, key in enumerate(keys, 1)
    )
    return QuestionPage(
        "sample",
        "Every kind of question",
        (
            *ask(LOOSE),
            AskedGroup("plans", "The plan", "", True, False, ask(IN_GROUP, "plans/")),
            AskedGroup("views", "Views on the plan", "", True, True, ask(IN_GRID, "views/")),
            AskedRepeat(REPEAT, "Visit", True, True, items),
        ),
    )


def _asked(kind: _Kind, address: str, answers: Mapping[str, str], is_checked: bool) -> Asked:
    value = answers.get(address, "")
    return Asked(
        address=address,
        kind=kind.kind,
        control=control_of(kind.kind, kind.appearance, len(kind.choices)),
        label=kind.label,
        hint=kind.hint,
        guidance=kind.guidance,
        appearance=kind.appearance,
        offers=offers(kind.choices, value),
        value=value,
        is_required=kind.is_required,
        is_relevant=kind.is_relevant or answers.get("inquiry") == "no",
        takes=kinds_for("", "") if kind.kind == "file" else (),
        takes_words=f"{ALLOWED_WORDS}. {largest_words()}" if kind.kind == "file" else "",
        fault="Answer this question." if is_checked and kind.is_required and not value else "",
    )

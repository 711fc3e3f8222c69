"""What one reading answers, and which questions are counted or compared; plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass

from speir.measures.distances import Level
from speir.record_reading.differences import COMPARED_KINDS
from speir.record_reading.figures import COUNTED_KINDS, Counted
from speir.xforms.counting import CountingRule
from speir.xforms.parts import Question
from speir.xforms.session import Session, UnknownAddress

PLAIN = CountingRule()


@dataclass(frozen=True)
class Asked:
    """One question that stands once in a record: its address, words, kind and choices."""

    address: str
    label: str
    kind: str
    choices: Mapping[str, str]
    section: str
    number: int

    @property
    def name(self) -> str:
        """How people call it: its words, shortened."""
        return self.label if len(self.label) <= 90 else f"{self.label[:89].rstrip()}…"

    def says(self, value: str | None) -> str:
        """An answer in words; what was not asked and what was left empty are different things."""
        if value is None:
            return "Not asked"
        if not value:
            return "Left empty"
        many = value.split() if self.kind in ("select_multiple", "rank") else [value]
        return ", ".join(self.choices.get(each, each) for each in many)

    @property
    def level(self) -> Level:
        """How its answers lie to each other: numbers by their difference, choices merely apart."""
        return "interval" if self.kind in ("integer", "decimal", "range") else "nominal"


def questions_of(session: Session) -> list[Asked]:
    """The questions that stand once in a record, in their order; those in lists of items are left out."""
    form = session.form
    titles = {names: page.title for page in session.pages() for names in _parts(session, page.key)}
    found = [
        question
        for question in form.questions
        if question.is_asked and not form.repeats_above(question.names)
    ]
    return [_asked(session, question, titles, number) for number, question in enumerate(found, 1)]


def _parts(session: Session, key: str) -> tuple[tuple[str, ...], ...]:
    return next(page.parts for page in session.form.pages if page.key == key)


def _asked(session: Session, question: Question, titles: Mapping[tuple[str, ...], str], number: int) -> Asked:
    address = address_of(question)
    section = next((title for names, title in titles.items() if question.names[: len(names)] == names), "")
    return Asked(
        address=address,
        label=question.label.plain(session.language) or question.name.replace("_", " ").capitalize(),
        kind=str(question.kind),
        choices=_choices(session, address),
        section=section,
        number=number,
    )


def _choices(session: Session, address: str) -> dict[str, str]:
    try:
        return {choice.value: choice.label for choice in session.choices(address)}
    except UnknownAddress:
        return {}


def address_of(question: Question) -> str:
    """The address of a question that stands once."""
    return "/".join(question.names[1:])


def answers_of(session: Session) -> dict[str, str | None]:
    """Every answer by address: "" where it was asked and left empty, None where it was not asked."""
    asked = {cell.address: cell.text for cell in session.asked()}
    return {address: asked.get(address) for address in map(address_of, _standing_once(session))}


def _standing_once(session: Session) -> list[Question]:
    form = session.form
    return [each for each in form.questions if each.is_asked and not form.repeats_above(each.names)]


def compared(questions: list[Asked]) -> list[Asked]:
    """The questions on which two readers can differ: all but those answered in words."""
    return [question for question in questions if question.kind in COMPARED_KINDS]


def counted(questions: list[Asked], rules: Mapping[str, CountingRule], root: str) -> list[Counted]:
    """The questions that are counted, each with the rule that its template gives."""
    return [
        Counted(
            address=question.address,
            label=question.label,
            kind=question.kind,
            choices=question.choices,
            rule=rule,
            indicator=rule.indicator,
            section=question.section,
        )
        for question in questions
        if question.kind in COUNTED_KINDS
        for rule in [rules.get(f"/{root}/{question.address}", PLAIN)]
    ]

"""What one reading answers, and which questions are counted or compared; plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from speir.measures.distances import Level
from speir.record_reading.differences import COMPARED_KINDS, Answers
from speir.record_reading.figures import COUNTED_KINDS, Counted
from speir.record_reading.places import bare, by_place, place_in_words
from speir.xforms.attached import read_attached
from speir.xforms.choosing import every_choice
from speir.xforms.counting import CountingRule
from speir.xforms.instance import Cell
from speir.xforms.parts import Kind, Question
from speir.xforms.session import Session

PLAIN = CountingRule()


@dataclass(frozen=True)
class Asked:
    """One question: its address, words, kind and choices; ``thing`` is what an item of its list is called.

    A list itself is asked how many items it has. A question that stands once has no ``thing``.
    """

    address: str
    label: str
    kind: str
    choices: Mapping[str, str]
    section: str
    number: int
    thing: str = ""

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
        if (file := read_attached(value)) is not None and self.kind == Kind.FILE:
            return file.name
        many = value.split() if self.kind in ("select_multiple", "rank") else [value]
        return ", ".join(self.choices.get(each, each) for each in many)

    @property
    def level(self) -> Level:
        """How its answers lie to each other: numbers by their difference, choices merely apart."""
        return "interval" if self.kind in ("integer", "decimal", "range") else "nominal"


def questions_of(session: Session) -> list[Asked]:
    """Every question of the template in order, and for each list that readers fill how many items it has."""
    titles = {names: page.title for page in session.pages() for names in _parts(session, page.key)}
    found = [each for each in session.form.questions if each.is_asked or _is_filled(each)]
    return [_asked(session, question, titles, number) for number, question in enumerate(found, 1)]


def _is_filled(question: Question) -> bool:
    return question.kind == Kind.REPEAT and question.repeat_count is None


def _parts(session: Session, key: str) -> tuple[tuple[str, ...], ...]:
    return next(page.parts for page in session.form.pages if page.key == key)


def _asked(session: Session, question: Question, titles: Mapping[tuple[str, ...], str], number: int) -> Asked:
    is_list = question.kind == Kind.REPEAT
    section = next((title for names, title in titles.items() if question.names[: len(names)] == names), "")
    label = _words(session, question)
    lists = [each for each in session.form.repeats_above(question.names) if each != question.names]
    return Asked(
        address=address_of(question),
        label=f"{label}: how many" if is_list else label,
        kind="integer" if is_list else str(question.kind),
        choices=_choices(session, question),
        section=section,
        number=number,
        thing=_words(session, session.form.nodes[lists[-1]]) if lists else "",
    )


def _words(session: Session, question: Question) -> str:
    return question.label.plain(session.language) or question.name.replace("_", " ").capitalize()


def _choices(session: Session, question: Question) -> dict[str, str]:
    """Every choice of its list: also of one that stands in no item yet, and what a filter leaves out."""
    stand_in = Cell(question, address_of(question), session.instance.holder, None)
    return {choice.value: choice.label for choice in every_choice(session, stand_in, session.instance)}


def address_of(question: Question) -> str:
    """The address of a question in the template; in a list, without saying in which item."""
    return "/".join(question.names[1:])


def lists_of(session: Session) -> dict[str, list[str]]:
    """The keys of the items of every list, by its address."""
    lists = session.instance.lists_by_address
    return {address: [item.key for item in found.items] for address, found in lists.items()}


def answers_of(session: Session) -> dict[str, str | None]:
    """Every answer by address: "" where it was asked and left empty, None where it was not asked.

    Items of lists are told by their place, and each list that readers fill by how many items it has.
    """
    lists = lists_of(session)
    asked = {cell.address: cell.text for cell in session.asked()}
    once = (address_of(each) for each in session.form.questions if each.is_asked)
    found: dict[str, str | None] = dict.fromkeys(once)
    found = {address: asked.get(address) for address in found if address in session.instance.by_address}
    found |= {by_place(cell, lists): asked.get(cell) for cell in _in_items(session)}
    for address, items in session.instance.lists_by_address.items():
        if not items.is_counted:
            found[by_place(address, lists)] = str(len(items.items)) if items.is_relevant else None
    return found


def _in_items(session: Session) -> Iterator[str]:
    cells = session.instance.by_address.items()
    return (address for address, cell in cells if "[" in address and cell.question.is_asked)


def in_every_item(questions: Sequence[Asked], *readings: Answers) -> list[Asked]:
    """The questions as they stand in a record: one in a list once for each item that any reading has."""
    places: dict[str, list[str]] = {}
    for address in sorted({each for answers in readings for each in answers if "[" in each}, key=_in_order):
        places.setdefault(bare(address), []).append(address)
    found: list[Asked] = []
    for question in questions:
        if not question.thing:
            found.append(question)
        for address in places.get(question.address, ()) if question.thing else ():
            words = f"{question.label} ({question.thing} {place_in_words(address)})"
            found.append(replace(question, address=address, label=words))
    return found


def _in_order(address: str) -> list[int]:
    return [int(place) for place in place_in_words(address).split(", ")]


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
            thing=question.thing,
        )
        for question in questions
        if question.kind in COUNTED_KINDS
        for rule in [rules.get(f"/{root}/{question.address}", PLAIN)]
    ]

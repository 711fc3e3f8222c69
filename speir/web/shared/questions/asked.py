"""What a page of questions prints: one frozen shape for every kind of question, group and repeat."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape

from speir.web.shared.questions.moments import Box, boxes
from speir.web.shared.questions.wording import plainly, said, told_of
from speir.xforms.attached import Attached, read_attached

PREFIX = "answer:"
NUMBER_KEYS = 9
# What is chosen or only shown, and never typed.
CHOSEN = frozenset({"radios", "scale", "checkboxes", "ranking", "select", "acknowledge", "file"})
CHOSEN |= {"hidden", "note", "still"}
# Fields of a page of questions into which nobody types.
NOT_TYPED = ("shown", "sheet", "page", "language", "last", "sending", "pressed")


@dataclass(frozen=True)
class Offer:
    """One choice; ``key`` is the number key that picks it, 0 when there is none.

    One that a filter leaves out now is printed hidden, so that a script may bring it up.
    """

    value: str
    label: Markup
    plain: str
    is_chosen: bool
    key: int
    is_offered: bool = True


@dataclass(frozen=True)
class Stencil:
    """A question as it is printed around whatever answer: cut where the ``mark`` stands; see `printing`."""

    asked: "Asked"
    mark: str
    pieces: dict[bool, tuple[str, ...]]


@dataclass(frozen=True)
class Place:
    """One place of a ranking, with what stands there now ("" for nothing yet)."""

    number: int
    value: str


@dataclass(frozen=True)
class Asked:
    """One question; ``control`` names the macro that prints it, ``value`` is the answer as it was typed.

    One that is not relevant now is printed hidden, so that a script may bring it up.
    """

    address: str
    kind: str
    control: str
    label: str
    hint: str
    guidance: str
    appearance: str
    offers: tuple[Offer, ...]
    value: str
    is_required: bool
    is_relevant: bool
    fault: str
    is_filtered: bool = False
    # Of a file: the endings that are taken, how that is said, and the address below which files are read.
    takes: tuple[str, ...] = ()
    takes_words: str = ""
    files_at: str = ""
    # How it was printed, hidden or not, where that may be kept; see `printing`.
    printed: dict[bool, Markup] | None = field(default=None, compare=False, repr=False)
    stencil: Stencil | None = field(default=None, compare=False, repr=False)

    @cached_property
    def ident(self) -> str:
        """The id of the control, or of the first of several."""
        return ident_of(self.address)

    @cached_property
    def field(self) -> str:
        """The name under which the form sends the answer."""
        return PREFIX + self.address

    @cached_property
    def words(self) -> Markup:
        """The label with its marks."""
        return said(self.label)

    @cached_property
    def plain_words(self) -> str:
        """The label without marks."""
        return plainly(self.label)

    @property
    def fault_words(self) -> str:
        """The question and what is wrong with its answer, without marks."""
        return told_of(self.label, self.fault)

    @property
    def hint_words(self) -> Markup:
        """The hint with its marks."""
        return said(self.hint)

    @property
    def guidance_words(self) -> Markup:
        """The guidance with its marks."""
        return said(self.guidance)

    @property
    def still_words(self) -> Markup:
        """The answer of a question that nobody may change, in words."""
        chosen = [offer.label for offer in self.offers if offer.is_chosen]
        return Markup(", ").join(chosen) if chosen else escape(self.file.name if self.file else self.value)

    @cached_property
    def file(self) -> Attached | None:
        """The file that is the answer, if there is one."""
        return read_attached(self.value) if self.kind == "file" else None

    @property
    def file_address(self) -> str:
        """Where the attached file is read; "" where none is kept."""
        return f"{self.files_at}{self.file.identity}/" if self.file and self.files_at else ""

    @property
    def accept(self) -> str:
        """What the browser offers to choose from."""
        return ",".join((*self.takes, ".jpeg") if ".jpg" in self.takes else self.takes)

    @cached_property
    def first_offered(self) -> int:
        """The place of the first choice that is offered now, from 1; 0 when there is nothing to choose."""
        return next((place for place, offer in enumerate(self.offers, 1) if offer.is_offered), 0)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of a day or a time."""
        return boxes(self.kind, self.value)

    @cached_property
    def described_by(self) -> str:
        """The ids of what describes the control."""
        ids = [f"{self.ident}_hint"] if self.hint else []
        ids += [f"{self.ident}_takes"] if self.takes_words else []
        ids += [f"{self.ident}_error"] if self.fault else []
        return " ".join(ids)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of a ranking: as many as there are choices."""
        ranked = self.value.split()
        return tuple(
            Place(number, ranked[number - 1] if number <= len(ranked) else "")
            for number in range(1, len(self.offers) + 1)
        )


@dataclass(frozen=True)
class AskedGroup:
    """Questions under one heading; ``is_grid`` when they share their choices, as in a table."""

    address: str
    label: str
    hint: str
    is_relevant: bool
    is_grid: bool
    parts: "tuple[Part, ...]"
    control: str = "group"

    @property
    def ident(self) -> str:
        """The id of its heading."""
        return ident_of(self.address)

    @property
    def hint_words(self) -> Markup:
        """The hint with its marks."""
        return said(self.hint)

    @property
    def words(self) -> Markup:
        """The label with its marks."""
        return said(self.label)


@dataclass(frozen=True)
class AskedItem:
    """One item of a repeat; ``address`` ends with its key in brackets."""

    address: str
    key: str
    number: int
    parts: "tuple[Part, ...]"

    @property
    def ident(self) -> str:
        """The id of its heading."""
        return ident_of(self.address)


@dataclass(frozen=True)
class AskedRepeat:
    """A list that items are added to; ``may_change`` is False when a count in the form fixes it.

    ``blank`` is an item with the key ``__key__``, from which a script makes new ones.
    """

    address: str
    label: str
    is_relevant: bool
    may_change: bool
    items: tuple[AskedItem, ...]
    blank: AskedItem | None = None
    control: str = "repeat"

    @property
    def ident(self) -> str:
        """The id of its heading."""
        return ident_of(self.address)

    @property
    def words(self) -> Markup:
        """The label with its marks."""
        return said(self.label)

    @property
    def thing(self) -> str:
        """What one item is called, for "Add another ...": the label without marks, or plainly "item"."""
        return plainly(self.label) or "item"


Part = Asked | AskedGroup | AskedRepeat


@dataclass(frozen=True)
class QuestionPage:
    """One page of a questionnaire."""

    key: str
    title: str
    parts: tuple[Part, ...]

    @cached_property
    def questions(self) -> tuple[Asked, ...]:
        """Every question, however deep, in the order of the page."""
        return tuple(_questions(self.parts))

    @property
    def item_keys(self) -> tuple[str, ...]:
        """The keys of the items of the lists that stand on the page itself."""
        lists = [part for part in self.parts if isinstance(part, AskedRepeat)]
        return tuple(item.key for each in lists for item in each.items)

    @property
    def faults(self) -> tuple[Asked, ...]:
        """The questions with a fault, for the summary at the top."""
        return tuple(each for each in self.questions if each.fault and each.is_relevant)

    @property
    def shown(self) -> str:
        """What the fields hold as JSON: sent back with them, so that an old page undoes nothing newer."""
        held = {asked.address: asked.value for asked in self.questions if asked.value}
        return json.dumps(held, ensure_ascii=False, separators=(",", ":"))

    @property
    def labels(self) -> str:
        """What the page calls the fields that take words, sent with them as every form sends it."""
        return json.dumps({**dict.fromkeys(NOT_TYPED), **dict(_with_words(self.parts))}, ensure_ascii=False)


def _with_words(parts: tuple[Part, ...], within: str = "") -> Iterator[tuple[str, str]]:
    """The fields that take words, as they are named on the page; a new item is named like the blank one."""
    for part in parts:
        if isinstance(part, Asked):
            if part.control == "boxes":
                for box in part.boxes:
                    yield f"{part.field}.{box.part}", f"{within}{part.plain_words}: {box.label}"
            elif part.control not in CHOSEN:
                yield part.field, within + part.plain_words
        elif isinstance(part, AskedGroup):
            yield from _with_words(part.parts, within)
        else:
            for item in (*part.items, *((part.blank,) if part.blank else ())):
                thing = f"{part.thing} {item.number or ''}".strip()
                yield from _with_words(item.parts, f"{within}{thing}: ")


def _questions(parts: tuple[Part, ...]) -> list[Asked]:
    found: list[Asked] = []
    for part in parts:
        if isinstance(part, Asked):
            found.append(part)
        elif isinstance(part, AskedGroup):
            found += _questions(part.parts)
        else:
            for item in part.items:
                found += _questions(item.parts)
    return found


def ident_of(address: str) -> str:
    """The id of what stands at an address; characters that mean something in a link are replaced."""
    return "q." + address.replace("/", ":").replace("[", "~").replace("]", "")

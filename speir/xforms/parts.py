"""A form as it was published: its questions, what they hang on, and in which order they are worked out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from speir.xforms.emitting import Names, Place
from speir.xforms.evaluating import Expression
from speir.xforms.faults import Fault
from speir.xforms.shown import ChoiceShown


class Kind(StrEnum):
    """What sort of answer a question takes; UNSUPPORTED loads, and is refused when a form is published."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    NOTE = "note"
    CALCULATE = "calculate"
    ACKNOWLEDGE = "acknowledge"
    HIDDEN = "hidden"
    FILE = "file"
    GROUP = "group"
    REPEAT = "repeat"
    UNSUPPORTED = "unsupported"


SELECTS = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK)
ASKED = (
    *SELECTS, Kind.TEXT, Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.TIME, Kind.DATE_TIME,
    Kind.RANGE, Kind.ACKNOWLEDGE, Kind.FILE,
)  # fmt: skip
HOLDS_OTHERS = (Kind.GROUP, Kind.REPEAT)
# What no page shows by itself.
LEFT_OUT = (Kind.CALCULATE, Kind.HIDDEN, Kind.UNSUPPORTED)
NOT_TOLD = (*LEFT_OUT, *HOLDS_OTHERS)
Piece = str | Expression
# What pyxform makes of a group with appearance table-list: its label as a note, and a row of headings.
GRID_TITLE, GRID_HEADINGS = "generated_table_list_label_", "reserved_name_for_field_list_labels_"


@dataclass(frozen=True)
class Wording:
    """A text in each language, in pieces: words, and expressions whose value stands between them."""

    by_language: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)

    def pieces(self, language: str) -> tuple[Piece, ...]:
        """The pieces in a language, or in the first there is."""
        if language in self.by_language:
            return self.by_language[language]
        return next(iter(self.by_language.values()), ())

    @cached_property
    def fixed(self) -> dict[str, str]:
        """The whole text of each language in which no value stands in it."""
        return {
            language: "".join(map(str, pieces)).strip()
            for language, pieces in self.by_language.items()
            if all(isinstance(piece, str) for piece in pieces)
        }

    def plain(self, language: str = "") -> str:
        """The words alone, with a gap where a value would stand."""
        return "".join(piece if isinstance(piece, str) else "…" for piece in self.pieces(language)).strip()


@dataclass(frozen=True)
class Choice:
    """One choice of a list."""

    name: str
    label: Wording


@dataclass(frozen=True)
class Itemset:
    """Choices that an expression picks from another list."""

    nodes: Expression
    value: str
    label: str
    label_is_itext: bool
    is_filtered: bool
    seed: str = ""


@dataclass(frozen=True)
class Question:
    """One node of the form: asked, worked out, or holding others."""

    names: Names
    kind: Kind
    data_type: str = "string"
    appearance: str = ""
    label: Wording = field(default_factory=Wording)
    hint: Wording = field(default_factory=Wording)
    guidance: Wording = field(default_factory=Wording)
    choices: tuple[Choice, ...] = ()
    itemset: Itemset | None = None
    relevant: Expression | None = None
    required: Expression | None = None
    required_message: Wording = field(default_factory=Wording)
    constraint: Expression | None = None
    constraint_message: Wording = field(default_factory=Wording)
    calculate: Expression | None = None
    readonly: Expression | None = None
    repeat_count: Expression | None = None
    default: str = ""
    range_limits: tuple[str, str, str] = ("", "", "")
    media_type: str = ""
    accept: str = ""
    reason_unsupported: str = ""

    @cached_property
    def path(self) -> str:
        """The path from the root, such as /data/chronology/quality."""
        return "/" + "/".join(self.names)

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.names[-1]

    @property
    def is_readonly(self) -> bool:
        """Whether it is only shown, always."""
        return self.readonly is not None and self.readonly.source.strip() in ("true()", "'true'", "1")

    @property
    def is_asked(self) -> bool:
        """Whether somebody answers it; not what is worked out, nor the heading row of a table."""
        return self.kind in ASKED and self.calculate is None and not self.name.startswith(GRID_HEADINGS)

    @property
    def may_have_faults(self) -> bool:
        """Whether it may stand in the way of handing in: also a note that the author made required."""
        return self.is_asked or (self.required is not None and self.kind not in HOLDS_OTHERS)


@dataclass(frozen=True)
class Trigger:
    """A value that is set when something happens: a form opens, an item is added, an answer changes."""

    names: Names
    events: frozenset[str]
    value: Expression | None
    text: str
    watched: Names | None = None


@dataclass(frozen=True)
class Page:
    """One page: a group of the top level, or the loose questions between groups."""

    key: str
    title: Wording
    parts: tuple[Names, ...]


@dataclass(frozen=True)
class Form:
    """The whole form; nothing in it changes."""

    title: str
    form_id: str
    version: str
    languages: tuple[str, ...]
    default_language: str
    root: Any
    instances: Mapping[str, Any]
    nodes: Mapping[Names, Question]
    children: Mapping[Names, tuple[Names, ...]]
    body: Mapping[Names, tuple[Names, ...]]
    itext: Mapping[str, Mapping[str, tuple[Piece, ...]]]
    triggers: tuple[Trigger, ...]
    order: tuple[Names, ...]
    pages: tuple[Page, ...]
    repeats: frozenset[Names]
    warnings: tuple[str, ...] = ()
    # What does not hinder the answering of what is there, and what publishing refuses all the same.
    refused: tuple[Fault, ...] = ()
    # Lists that nothing filters are the same for everybody: read once, by source and language.
    whole_lists: dict[tuple[str, str], tuple[ChoiceShown, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    # The names in such a list, by the path of its question.
    whole_names: dict[Names, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every node in the order of the form."""
        return tuple(self.nodes.values())

    @cached_property
    def pages_of(self) -> Mapping[Names, frozenset[str]]:
        """The keys of the pages that every node stands on."""
        parts: dict[str, tuple[Names, ...]] = {}
        for page in self.pages:
            parts.setdefault(page.key, page.parts)
        return {
            names: frozenset(key for key, those in parts.items() if any(names[: len(p)] == p for p in those))
            for names in self.nodes
        }

    def watching(self, names: Names) -> tuple[Trigger, ...]:
        """What is set when the answer at a path changes."""
        return tuple(
            each for each in self.triggers if each.watched == names and "xforms-value-changed" in each.events
        )

    def place(self, names: Names) -> Place:
        """Where an expression of that node stands."""
        return Place(names, self.repeats)

    def below(self, names: Names) -> Iterator[Question]:
        """A node's questions, itself first, in the order of the form."""
        if names in self.nodes:
            yield self.nodes[names]
        for child in self.children.get(names, ()):
            yield from self.below(child)

    def repeats_above(self, names: Names) -> tuple[Names, ...]:
        """The repeats that a node is inside, outermost first, itself included when it is one."""
        return tuple(names[:length] for length in range(1, len(names) + 1) if names[:length] in self.repeats)

    def question_at(self, path: str) -> Question | None:
        """The question of a path from the root."""
        return self.nodes.get(tuple(path.strip("/").split("/")))

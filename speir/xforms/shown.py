"""What a page of a form shows, as frozen shapes: for the server's pages, for previews and for tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChoiceShown:
    """One choice; ``is_offered`` is false for one that a filter leaves out now."""

    value: str
    label: str
    is_offered: bool = True


@dataclass(frozen=True)
class AnswerFault:
    """What is wrong with an answer; ``kind`` is required, constraint, type or choice."""

    address: str
    message: str
    kind: str


@dataclass(frozen=True)
class QuestionShown:
    """One question; what does not apply now comes too, marked so, for the browser to show when it does."""

    address: str
    path: str
    kind: str
    appearance: str
    label: str
    hint: str
    guidance: str
    choices: tuple[ChoiceShown, ...]
    value: str
    is_required: bool
    is_relevant: bool
    is_readonly: bool
    is_filtered: bool
    range_limits: tuple[str, str, str]
    fault: str
    # Of a question that takes a file: its media type, and the endings that its author wrote.
    takes: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class GroupShown:
    """Questions under one heading."""

    address: str
    path: str
    appearance: str
    label: str
    hint: str
    is_relevant: bool
    items: "tuple[PartShown, ...]"


@dataclass(frozen=True)
class ItemShown:
    """One item of a repeat, with the key that its addresses carry."""

    address: str
    key: str
    items: "tuple[PartShown, ...]"


@dataclass(frozen=True)
class RepeatShown:
    """A list of items; ``may_change`` is False when the form counts them; ``blank`` has key ``__key__``."""

    address: str
    path: str
    label: str
    hint: str
    is_relevant: bool
    may_change: bool
    items: tuple[ItemShown, ...]
    blank: ItemShown | None


PartShown = QuestionShown | GroupShown | RepeatShown


@dataclass(frozen=True)
class PageShown:
    """One page with everything on it."""

    key: str
    title: str
    items: tuple[PartShown, ...]


@dataclass(frozen=True)
class PageCount:
    """One page in the list of pages: how many of the questions that apply are answered."""

    key: str
    title: str
    answered: int
    asked: int
    is_relevant: bool

"""Of which kind an area in a number file is: as told, as its words say, else the collection's. Plain Python.

A council area, a partnership, an NHS board and a police division may share a name. What is known of one is
never put to another, so a name alone is only ever an area of the collection's own kind.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from speir.foundations.refusals import Reason, RuleBroken
from speir.partnerships.area_names import as_code, fold
from speir.partnerships.choices import AreaKind

PLURALS: Mapping[AreaKind, str] = {
    AreaKind.COUNCIL: "council areas",
    AreaKind.HSCP: "health and social care partnerships",
    AreaKind.HEALTH_BOARD: "NHS boards",
    AreaKind.POLICE_DIVISION: "police divisions",
}
_WORDS: Mapping[AreaKind, tuple[str, ...]] = {
    AreaKind.COUNCIL: (
        "council",
        "council area",
        "council areas",
        "local authority",
        "local authorities",
        "la",
    ),
    AreaKind.HSCP: (
        *("hscp", "hscps", "health and social care partnership", "health and social care partnerships"),
        *("hsc partnership", "hsc partnerships", "integration authority", "integration authorities"),
        "partnership",
    ),
    AreaKind.HEALTH_BOARD: (
        *("nhs board", "nhs boards", "health board", "health boards", "nhs health board", "board", "hb"),
        *("nhs", "health_board"),
    ),
    AreaKind.POLICE_DIVISION: ("police division", "police divisions", "police", "division"),
}
_KINDS = {fold(word): kind for kind, words in _WORDS.items() for word in words}
_ENDINGS = (
    (AreaKind.HSCP, " health and social care partnership"),
    (AreaKind.HSCP, " hscp"),
    (AreaKind.HEALTH_BOARD, " nhs board"),
    (AreaKind.HEALTH_BOARD, " health board"),
    (AreaKind.COUNCIL, " council"),
    (AreaKind.POLICE_DIVISION, " police division"),
)


class HasKind(Protocol):
    """An area as far as it matters here."""

    kind: str


A = TypeVar("A", bound=HasKind)


@dataclass(frozen=True)
class Sought:
    """What a row is about: names to look for, in this order, among areas of one kind.

    ``is_told`` is False where the kind is no more than the collection's own.
    """

    kind: AreaKind
    names: tuple[str, ...]
    is_told: bool


def sought(words: str, kind_words: str, own: AreaKind) -> Sought:
    """What a row's words mean; raises RuleBroken where numbers are not kept for its kind of area."""
    told = _told(kind_words)
    said, stem = said_in_name(words)
    if told and said and told != said and as_code(words) is None:
        raise _wrong(
            f"“{words[:60]}” is told to be of the kind “{kind_words[:40]}”, and its name says otherwise."
        )
    kind = told or said
    names = (words, stem) if stem != words else (words,)
    if kind == AreaKind.HEALTH_BOARD:
        names = (*names, f"NHS {stem}")
    return Sought(kind or own, names, kind is not None)


def said_in_name(words: str) -> tuple[AreaKind | None, str]:
    """The kind that a name says of itself (NHS Fife, Fife HSCP, Fife Council), and the name without it."""
    folded = fold(words)
    if folded.startswith("nhs "):
        return AreaKind.HEALTH_BOARD, folded.removeprefix("nhs ")
    for kind, ending in _ENDINGS:
        if folded.endswith(ending):
            return kind, folded.removesuffix(ending)
    return None, words


def _told(kind_words: str) -> AreaKind | None:
    if not kind_words:
        return None
    found = _KINDS.get(fold(kind_words))
    if found is None:
        raise _wrong(
            f"“{kind_words[:60]}” is not a kind of area that numbers are kept for: council area, health and "
            "social care partnership, NHS board or police division."
        )
    return found


def refuse_another_kind(words: str, found: AreaKind, wanted: Sought) -> None:
    """Refuse a code whose area is of a kind that numbers are not kept for, or not the kind that is told."""
    label = AreaKind.label_of(found)
    if found not in PLURALS:
        raise _wrong(f"“{words[:60]}” is of the kind “{label}”, and numbers are not kept for that kind.")
    if wanted.is_told and wanted.kind != found:
        told = AreaKind.label_of(wanted.kind)
        raise _wrong(f"“{words[:60]}” is the code of another kind of area ({label}) than is told ({told}).")


def kind_not_told(words: str, other: AreaKind, own: AreaKind) -> RuleBroken:
    """A name that only another kind of area has, in a file that does not say of which kind its areas are."""
    return _wrong(
        f"“{words[:60]}” is a name among {PLURALS[other]}, and the file does not say that this row is about "
        f"one; without it, rows are about {PLURALS[own]}. Choose the column “Kind of "
        "area”, or the same kind in every row."
    )


def may_be_a_board(words: str, own: AreaKind) -> RuleBroken:
    """A name that may be a board's, in a file whose other rows are plainly boards without saying so."""
    return _wrong(
        f"“{words[:60]}” may be one of the {PLURALS[own]} or an NHS board: other rows name boards and "
        "the file does not say which. Choose the column “Kind of area”, or the same kind in every row."
    )


def finder(
    own: AreaKind,
    untold: Iterable[str],
    find: Callable[[str, AreaKind | None], A | None],
    resolve: Callable[[str, AreaKind | None], A],
) -> Callable[[str, str], A]:
    """What finds the area of a row from its words and those of its kind, or raises RuleBroken.

    ``untold`` are the names in rows that do not tell a kind. Where some of them are plainly boards (Lothian),
    a name that a board has too (Fife) is nobody's until the file says whose.
    """
    plain = [name for name in untold if as_code(name) is None and said_in_name(name)[0] is None]
    boards = {name for name in plain if find(f"NHS {name}", AreaKind.HEALTH_BOARD) is not None}
    are_boards_named = any(find(name, own) is None for name in boards)

    def found(words: str, kind_words: str) -> A:
        wanted = sought(words, kind_words, own)
        if as_code(words) is not None:
            area = resolve(words, None)
            refuse_another_kind(words, AreaKind(area.kind), wanted)
            return area
        if not wanted.is_told and are_boards_named and words in boards:
            raise may_be_a_board(words, own)
        for name in wanted.names:
            if (area_or_none := find(name, wanted.kind)) is not None:
                return area_or_none
        others = [kind for kind in PLURALS if kind != own and find(words, kind) is not None]
        if others and not wanted.is_told:
            raise kind_not_told(words, others[0], own)
        return resolve(words, wanted.kind)

    return found


def _wrong(why: str) -> RuleBroken:
    return RuleBroken(Reason(why, "area"))

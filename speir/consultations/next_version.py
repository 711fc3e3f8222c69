"""The next version of a framework: the draft, with the words that decisions changed. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from speir.consultations.choices import ChangedPart
from speir.frameworks.choices import ItemKind, Relation
from speir.frameworks.library import (
    FrameworkLibrary,
    LibraryCrosswalkLine,
    LibraryIllustration,
    LibraryItem,
)


@dataclass(frozen=True)
class Change:
    """New words for one part of a draft, and the decision they follow from."""

    item: str
    part: str
    becomes: str
    because: str
    level: str = ""
    number: str = ""


def next_version(
    draft: FrameworkLibrary, changes: Sequence[Change], version: str, source: str
) -> FrameworkLibrary:
    """The draft with every change in it, and a crosswalk that names the decision behind each.

    ``source`` says where the decisions are published: it stands with every changed part.
    """
    by_item: dict[str, list[Change]] = {}
    for change in changes:
        by_item.setdefault(change.item, []).append(change)
    items: list[LibraryItem] = []
    for item in draft.items:
        own = by_item.get(item.number, [])
        if not any(change.part == ChangedPart.REMOVED for change in own):
            items.append(_changed(item, own, source))
        items += [_new(draft, item, change, source) for change in own if _is_new(change)]
    earlier = _earlier_lines(draft, {item.number for item in items})
    crosswalk = (*_crosswalk(draft, by_item, source), *earlier)
    return replace(draft, version=version, items=tuple(items), crosswalk=crosswalk)


def _is_new(change: Change) -> bool:
    return change.part == ChangedPart.NEW_INDICATOR


def _with_source(given: str, source: str) -> str:
    return f"{given} {source}".strip()


def _changed(item: LibraryItem, changes: Sequence[Change], source: str) -> LibraryItem:
    words = {change.part: change.becomes for change in changes}
    illustrated = {c.level: c.becomes for c in changes if c.part == ChangedPart.ILLUSTRATION}
    touched = {ChangedPart.TITLE, ChangedPart.QUESTION} & set(words)
    return replace(
        item,
        title=words.get(ChangedPart.TITLE, item.title),
        question=words.get(ChangedPart.QUESTION, item.question),
        source=_with_source(item.source, source) if touched else item.source,
        illustrations=_illustrations(item, illustrated, source),
    )


def _illustrations(
    item: LibraryItem, becomes: Mapping[str, str], source: str
) -> tuple[LibraryIllustration, ...]:
    there = {each.level for each in item.illustrations}
    kept = [
        replace(each, text=becomes[each.level], source=_with_source(each.source, source))
        if each.level in becomes
        else each
        for each in item.illustrations
    ]
    added = [
        LibraryIllustration(level, text, item.is_indicative, source)
        for level, text in becomes.items()
        if level not in there
    ]
    return (*kept, *added)


def _new(draft: FrameworkLibrary, after: LibraryItem, change: Change, source: str) -> LibraryItem:
    """A new indicator is like the one it stands after; after a key area it is like those under that."""
    beneath = [each for each in draft.items if each.parent == after.number]
    like = after if after.kind == ItemKind.QUALITY_INDICATOR else next(iter(beneath), None)
    parent = after.parent if after.kind == ItemKind.QUALITY_INDICATOR else after.number
    title, _, question = change.becomes.strip().partition("\n")
    return LibraryItem(
        number=change.number,
        parent=parent,
        kind=ItemKind.QUALITY_INDICATOR.value,
        title=title.strip(),
        question=question.strip(),
        is_evaluated=like.is_evaluated if like else False,
        scale=like.scale if like else "",
        is_indicative=after.is_indicative,
        source=source,
    )


def _crosswalk(
    draft: FrameworkLibrary, by_item: Mapping[str, Sequence[Change]], source: str
) -> list[LibraryCrosswalkLine]:
    lines = []
    for item in draft.items:
        own = [change for change in by_item.get(item.number, []) if not _is_new(change)]
        because = "; ".join(dict.fromkeys(change.because for change in own))
        is_out = any(change.part == ChangedPart.REMOVED for change in own)
        relation = Relation.NOT_CARRIED_OVER if is_out else Relation.CHANGED if own else Relation.SAME
        number = "" if is_out else item.number
        lines.append(_line(draft, item.number, number, relation, because, source))
        lines += [
            _line(draft, "", change.number, Relation.NEW, change.because, source)
            for change in by_item.get(item.number, [])
            if _is_new(change)
        ]
    return lines


def _line(
    draft: FrameworkLibrary, earlier: str, number: str, relation: Relation, note: str, source: str
) -> LibraryCrosswalkLine:
    return LibraryCrosswalkLine(
        draft.key, draft.version, earlier, number, relation.value, note, is_indicative=False, source=source
    )


def _earlier_lines(draft: FrameworkLibrary, numbers: set[str]) -> list[LibraryCrosswalkLine]:
    """How the draft stood to still earlier frameworks, as far as its items are still there."""
    return [line for line in draft.crosswalk if not line.number or line.number in numbers]

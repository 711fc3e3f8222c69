"""Turning the tables of a file into a framework, or into everything that is wrong with it. Plain Python."""

import re
from collections.abc import Mapping

from speir.foundations.library_faults import Reader, Row, Tables
from speir.frameworks.choices import ItemKind, Relation, Wording
from speir.frameworks.library import (
    NEEDED_SHEETS,
    SHEETS,
    FrameworkLibrary,
    LibraryCrosswalkLine,
    LibraryIllustration,
    LibraryItem,
    LibraryLevel,
    LibraryScale,
    LibraryTerm,
)
from speir.frameworks.terms import USUAL

WORDINGS = [wording.value for wording in Wording]
KINDS = [kind.value for kind in ItemKind]
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
NUMBER = re.compile(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)*")


def checked(tables: Tables) -> FrameworkLibrary:
    """The framework in these tables; raises LibraryFaults with every fault found."""
    reader = Reader(tables)
    reader.expect_sheets(SHEETS, NEEDED_SHEETS)
    head = _head(reader)
    scales = _scales(reader)
    items = _items(reader, scales)
    terms = _terms(reader)
    crosswalk = _crosswalk(reader, [item.number for item in items])
    reader.raise_faults()
    return FrameworkLibrary(
        **head, scales=tuple(scales.values()), items=items, terms=terms, crosswalk=crosswalk
    )


def _head(reader: Reader) -> dict[str, str]:
    rows = reader.rows("framework")
    for extra in rows[1:]:
        reader.fault(extra.place, "A file holds one framework.", "Move the second one to a file of its own.")
    reader.expect_rows("framework", "The framework has no row.", "Write its key, version and title.")
    if not reader.rows("scales") and not reader.rows("items"):
        reader.expect_rows("scales", "The framework holds neither a scale nor an item.", "Write its items.")
    if not rows:
        return dict.fromkeys(SHEETS["framework"], "")
    row = rows[0]
    version = reader.text(row, "version", needed=True, longest=30)
    if version and not VERSION.fullmatch(version):
        to_do = "Use letters, digits, dots and hyphens, such as 2026.1."
        reader.fault(row.place_of("version"), f"“{version}” cannot be a version.", to_do)
    return {
        "key": reader.key(row, "key"),
        "version": version,
        "title": reader.text(row, "title", needed=True, longest=200),
        "purpose": reader.text(row, "purpose"),
        "source": reader.text(row, "source"),
    }


def _wording(reader: Reader, row: Row) -> tuple[bool, str]:
    wording = reader.one_of(row, "wording", WORDINGS)
    source = reader.text(row, "source")
    if wording == Wording.OFFICIAL and not source:
        to_do = "Name the document it was read in, or call the wording indicative."
        reader.fault(row.place_of("source"), "Official wording has no source.", to_do)
    return wording == Wording.INDICATIVE, source


def _scales(reader: Reader) -> dict[str, LibraryScale]:
    rows = reader.rows("scales")
    reader.no_repeats(rows, ["key"])
    titles = {reader.key(row, "key"): reader.text(row, "title", needed=True, longest=200) for row in rows}
    levels = _levels(reader, titles)
    for row in rows:
        key = reader.text(row, "key")
        if key and len(levels[key]) < 2 and "levels" not in reader.missing:
            what = f"The scale “{key}” has fewer than two levels."
            reader.fault(row.place, what, "Add its levels to “levels”, or remove the scale.")
    return {key: LibraryScale(key, title, tuple(levels[key])) for key, title in titles.items()}


def _levels(reader: Reader, scales: Mapping[str, str]) -> dict[str, list[LibraryLevel]]:
    rows = reader.rows("levels")
    reader.no_repeats(rows, ["scale", "key"])
    reader.no_repeats(rows, ["scale", "value"])
    levels: dict[str, list[LibraryLevel]] = {key: [] for key in scales}
    for row in rows:
        scale = reader.defined(row, "scale", scales, "scales", needed=True)
        is_indicative, source = _wording(reader, row)
        level = LibraryLevel(
            key=reader.key(row, "key"),
            value=reader.whole(row, "value", least=0, most=100),
            label=reader.text(row, "label", needed=True, longest=120),
            meaning=reader.text(row, "meaning"),
            is_indicative=is_indicative,
            source=source,
        )
        levels.get(scale, []).append(level)
    return {key: sorted(found, key=lambda level: -level.value) for key, found in levels.items()}


def _items(reader: Reader, scales: Mapping[str, LibraryScale]) -> tuple[LibraryItem, ...]:
    rows = reader.rows("items")
    reader.no_repeats(rows, ["number"])
    numbers = {row.cells["number"].text.strip(): row for row in reversed(rows) if "number" in row.cells}
    illustrations = _illustrations(reader, numbers, scales)
    return tuple(_item(reader, row, numbers, scales, illustrations) for row in rows)


def _item(
    reader: Reader,
    row: Row,
    numbers: Mapping[str, Row],
    scales: Mapping[str, LibraryScale],
    illustrations: Mapping[str, list[LibraryIllustration]],
) -> LibraryItem:
    number = reader.text(row, "number", needed=True, longest=20)
    if number and not NUMBER.fullmatch(number):
        to_do = "Use numbers or letters parted by full stops, such as 1.3."
        reader.fault(row.place_of("number"), f"“{number}” cannot be the number of an item.", to_do)
    is_evaluated = reader.yes(row, "evaluated")
    scale = reader.defined(row, "scale", scales, "scales")
    if is_evaluated and not scale:
        to_do = "Name the scale it is evaluated on, or write no under “evaluated”."
        reader.fault(row.place_of("scale"), "An evaluated item has no scale.", to_do)
    is_indicative, source = _wording(reader, row)
    return LibraryItem(
        number=number,
        parent=_parent(reader, row, numbers),
        kind=reader.one_of(row, "kind", KINDS),
        title=reader.text(row, "title", needed=True, longest=200),
        question=reader.text(row, "question"),
        is_evaluated=is_evaluated,
        scale=scale,
        is_indicative=is_indicative,
        source=source,
        illustrations=tuple(illustrations.get(number, ())),
    )


def _parent(reader: Reader, row: Row, numbers: Mapping[str, Row]) -> str:
    parent = reader.defined(row, "parent", numbers, "items")
    if not parent:
        return ""
    if reader.text(row, "kind").lower() == ItemKind.KEY_AREA:
        to_do = "Leave “parent” empty, or make this a quality_indicator."
        reader.fault(row.place_of("parent"), "A key area stands under nothing.", to_do)
    elif parent in numbers and reader.text(numbers[parent], "kind").lower() != ItemKind.KEY_AREA:
        to_do = "Name the key area it belongs to."
        reader.fault(row.place_of("parent"), f"“{parent}” is not a key area.", to_do)
    return parent


def _illustrations(
    reader: Reader, items: Mapping[str, Row], scales: Mapping[str, LibraryScale]
) -> dict[str, list[LibraryIllustration]]:
    rows = reader.rows("illustrations")
    reader.no_repeats(rows, ["item", "level"])
    found: dict[str, list[LibraryIllustration]] = {}
    for row in rows:
        number = reader.defined(row, "item", items, "items", needed=True)
        level = reader.text(row, "level", needed=True, longest=60)
        if number in items and level:
            _check_level(reader, row, reader.text(items[number], "scale"), level, scales)
        is_indicative, source = _wording(reader, row)
        text = reader.text(row, "text", needed=True)
        found.setdefault(number, []).append(LibraryIllustration(level, text, is_indicative, source))
    return found


def _check_level(
    reader: Reader, row: Row, scale: str, level: str, scales: Mapping[str, LibraryScale]
) -> None:
    if not scale:
        to_do = "Name a scale for the item in “items”, or remove the illustration."
        reader.fault(row.place_of("item"), "The item has no scale, so no level can be illustrated.", to_do)
    elif (
        scale in scales
        and (keys := [each.key for each in scales[scale].levels])  # without any, that is the fault
        and level not in keys
    ):
        what = f"“{level}” is not a level of the scale “{scale}”."
        reader.fault(row.place_of("level"), what, f"Use one of: {', '.join(keys)}.")


def _terms(reader: Reader) -> tuple[LibraryTerm, ...]:
    rows = reader.rows("terms")
    reader.no_repeats(rows, ["key"])
    terms = (
        LibraryTerm(
            key=reader.one_of(row, "key", USUAL),
            singular=reader.text(row, "singular", needed=True, longest=120),
            plural=reader.text(row, "plural", needed=True, longest=120),
        )
        for row in rows
    )
    return tuple(sorted(terms, key=lambda term: term.key))


def _crosswalk(reader: Reader, numbers: list[str]) -> tuple[LibraryCrosswalkLine, ...]:
    return tuple(_crosswalk_line(reader, row, numbers) for row in reader.rows("crosswalk"))


def _crosswalk_line(reader: Reader, row: Row, numbers: list[str]) -> LibraryCrosswalkLine:
    earlier, number = reader.text(row, "earlier_number"), reader.defined(row, "number", numbers, "items")
    relation = reader.one_of(row, "relation", [each.value for each in Relation])
    if relation != Relation.NEW and not earlier:
        to_do = "Name the earlier item, or call this one new."
        reader.fault(row.place_of("earlier_number"), "No earlier item is named.", to_do)
    if relation != Relation.NOT_CARRIED_OVER and not number:
        to_do = "Name the item of this framework, or write not_carried_over."
        reader.fault(row.place_of("number"), "No item of this framework is named.", to_do)
    is_indicative, source = _wording(reader, row)
    return LibraryCrosswalkLine(
        earlier=reader.key(row, "earlier"),
        earlier_version=reader.text(row, "earlier_version", needed=True, longest=30),
        earlier_number=earlier,
        number=number,
        relation=relation,
        note=reader.text(row, "note"),
        is_indicative=is_indicative,
        source=source,
    )

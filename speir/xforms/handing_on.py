"""What a session hands on: the answers that apply, as data and as XML."""

import copy
from typing import Any

from lxml import etree

from speir.xforms.answers import as_recorded
from speir.xforms.instance import Cell, Instance, ItemList
from speir.xforms.parts import Kind, Question

# pyxform's own helpers for tables; nobody answers them.
GENERATED = ("reserved_name_for_field_list_labels", "generated_table_list")


def record(cell: Cell) -> dict[str, Any]:
    """What is answered below a cell."""
    found: dict[str, Any] = {}
    for below in cell.below:
        if not below.is_relevant or below.question.kind == Kind.NOTE or below.question.name == "meta":
            continue
        if isinstance(below, ItemList):
            found[below.question.name] = [record(item) for item in below.items if item.is_relevant]
        elif below.below or below.question.kind == Kind.GROUP:
            found[below.question.name] = record(below)
        elif not _is_generated(below.question):
            found[below.question.name] = as_recorded(below)
    return found


def xml(found: Instance) -> bytes:
    """The answers as XML, without what does not apply."""
    root = copy.deepcopy(found.root)
    for name in ("id", "version"):
        if found.form.root.get(name):
            root.set(name, found.form.root.get(name))
    _without_irrelevant(found.top, root)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _without_irrelevant(cell: Cell, element: Any) -> None:
    cells: list[Cell] = []
    for below in cell.below:
        cells += below.items if isinstance(below, ItemList) else [below]
    for inner, copied in zip(cells, list(element), strict=True):
        if inner.is_relevant:
            _without_irrelevant(inner, copied)
        else:
            element.remove(copied)


def _is_generated(question: Question) -> bool:
    return question.name.startswith(GENERATED)

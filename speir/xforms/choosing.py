"""Which choices a question offers now, and what they are called."""

import re
from typing import TYPE_CHECKING, Any

from speir.xforms.instance import Cell, Instance
from speir.xforms.parts import Itemset, Wording
from speir.xforms.shown import ChoiceShown
from speir.xforms.values import node_text

if TYPE_CHECKING:
    from speir.xforms.session import Session

# A list longer than this is printed only as far as it is offered.
MOST_PRINTED = 1000
LIST = re.compile(r"""^\s*instance\(\s*['"]([^'"]+)['"]\s*\)/root/item\b""")
COLUMN = re.compile(r"[^\W\d][\w.\-]*(?:/[^\W\d][\w.\-]*)*")


def offered(session: "Session", cell: Cell, found: Instance) -> tuple[ChoiceShown, ...]:
    """The choices written at the question, or those that its expression picks from another list."""
    itemset = cell.question.itemset
    if itemset is None:
        return tuple(
            ChoiceShown(choice.name, words(session, choice.label, cell, found))
            for choice in cell.question.choices
        )
    whole_lists, key = session.form.whole_lists, (itemset.nodes.source, session.language)
    if key in whole_lists:
        return whole_lists[key]
    nodes = itemset.nodes.value(cell.element, found.root, session)
    if not isinstance(nodes, list):
        return ()
    choices = tuple(_item(session, node, itemset) for node in nodes)
    if not itemset.is_filtered and "randomize" not in itemset.nodes.source:
        whole_lists[key] = choices
    return choices


def every_choice(session: "Session", cell: Cell, found: Instance) -> tuple[ChoiceShown, ...]:
    """Every choice of a question's list, whatever its filter leaves out now."""
    itemset = cell.question.itemset
    named = LIST.match(itemset.nodes.source) if itemset and itemset.is_filtered else None
    holder = session.form.instances.get(named[1]) if named else None
    if itemset is None or holder is None:
        return offered(session, cell, found)
    items = holder.findall("root/item")
    return () if len(items) > MOST_PRINTED else tuple(_item(session, item, itemset) for item in items)


def words(session: "Session", wording: Wording, cell: Cell, found: Instance) -> str:
    """Words with the values that stand in them."""
    if not wording.by_language:
        return ""
    fixed = wording.fixed.get(session.language)
    return (
        fixed
        if fixed is not None
        else "".join(
            piece if isinstance(piece, str) else piece.text(cell.element, found.root, session)
            for piece in wording.pieces(session.language)
        ).strip()
    )


def _item(session: "Session", node: Any, itemset: Itemset) -> ChoiceShown:
    value = column(node, itemset.value)
    label = column(node, itemset.label) if itemset.label else value
    if itemset.label_is_itext:
        texts = session.form.itext.get(label, {})
        pieces = texts.get(session.language) or next(iter(texts.values()), ())
        label = "".join(piece for piece in pieces if isinstance(piece, str)) or label
    return ChoiceShown(value, label or value)


def column(node: Any, name: str) -> str:
    """What an item of another list says under a name, which may be a path; "" for what is no path."""
    found = node.find(name) if COLUMN.fullmatch(name) else None
    return "" if found is None else node_text(found).strip()

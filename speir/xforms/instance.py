"""One session's answers as a tree that expressions run over: a cell for every node and every item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from speir.xforms.emitting import Names
from speir.xforms.parts import Form, Kind, Question
from speir.xforms.sheet import AnswerSheet


@dataclass(eq=False)
class Cell:
    """One node in one place: its element, its address, and whether it applies."""

    question: Question
    address: str
    element: Any
    above: "Cell | None"
    is_relevant: bool = True
    own_relevant: bool = True
    below: "list[Cell | ItemList]" = field(default_factory=list)
    key: str = ""

    @property
    def text(self) -> str:
        """What expressions see here."""
        return self.element.text or ""


@dataclass(eq=False)
class ItemList:
    """A repeat in one place: its items, and whether a count in the form fixes how many there are."""

    question: Question
    address: str
    above: Cell
    items: list[Cell] = field(default_factory=list)
    is_relevant: bool = True

    @property
    def is_counted(self) -> bool:
        """Whether the form says how many items there are."""
        return self.question.repeat_count is not None


class Instance:
    """Cells by address and by path."""

    def __init__(self, form: Form, sheet: AnswerSheet, counted: Mapping[str, int]) -> None:
        self.form, self.sheet, self.counted = form, sheet, counted
        self.cells: dict[Names, list[Cell]] = {}
        self.lists: dict[Names, list[ItemList]] = {}
        self.by_address: dict[str, Cell] = {}
        self.lists_by_address: dict[str, ItemList] = {}
        self.by_element: dict[Any, Cell] = {}
        names = (form.root.tag,)
        element = etree.Element(form.root.tag)
        # Expressions may look above the root, as ODK's model has an element there.
        self.holder = etree.Element("instance")
        self.holder.append(element)
        self.top = self._cell(form.nodes[names], "", element, None)
        self._fill(self.top, "")

    @property
    def root(self) -> Any:
        """The element that the form's paths begin with."""
        return self.top.element

    def _cell(
        self, question: Question, address: str, element: Any, above: Cell | None, key: str = ""
    ) -> Cell:
        cell = Cell(question, address, element, above, key=key)
        self.cells.setdefault(question.names, []).append(cell)
        self.by_address[address] = cell
        self.by_element[element] = cell
        return cell

    def _fill(self, cell: Cell, prefix: str) -> None:
        for names in self.form.children.get(cell.question.names, ()):
            question = self.form.nodes[names]
            address = prefix + question.name
            if question.kind == Kind.REPEAT:
                cell.below.append(self._list(question, address, cell))
                continue
            element = etree.SubElement(cell.element, question.name)
            inner = self._cell(question, address, element, cell)
            cell.below.append(inner)
            self._fill(inner, f"{address}/")

    def _list(self, question: Question, address: str, above: Cell) -> ItemList:
        found = ItemList(question, address, above)
        self.lists.setdefault(question.names, []).append(found)
        self.lists_by_address[address] = found
        for key in self.keys(found):
            element = etree.SubElement(above.element, question.name)
            item = self._cell(question, f"{address}[{key}]", element, above, key)
            found.items.append(item)
            self._fill(item, f"{item.address}/")
        return found

    def keys(self, items: ItemList) -> Sequence[str]:
        """The keys of a repeat's items: those of the sheet, or their places where the form counts them."""
        if not items.is_counted:
            return self.sheet.items.get(items.address, [])
        # Nobody adds these, so their places are their keys, whichever was answered first.
        return [str(number) for number in range(1, self.counted.get(items.address, 0) + 1)]

    def everything(self) -> Iterator[Cell]:
        """Every cell below the root in the order of the form, which is the order in which they were made."""
        return islice(self.by_address.values(), 1, None)

"""Puts one page of a session together, as the frozen shapes of `shown`."""

from dataclasses import replace
from typing import TYPE_CHECKING

from speir.xforms.answers import fault_of
from speir.xforms.choosing import every_choice
from speir.xforms.emitting import Names
from speir.xforms.instance import Cell, ItemList
from speir.xforms.parts import GRID_TITLE, LEFT_OUT, SELECTS, Kind, Page, Question
from speir.xforms.shown import (
    ChoiceShown,
    GroupShown,
    ItemShown,
    PageShown,
    PartShown,
    QuestionShown,
    RepeatShown,
)

if TYPE_CHECKING:
    from speir.xforms.session import Session

BLANK = "__key__"


def page_shown(session: "Session", page: Page, with_faults: bool) -> PageShown:
    """The page, with a fault at each question when they are asked for."""
    pager = _Pager(session, with_faults)
    top = session.instance.top
    first = next(iter(session.instance.cells.get(page.parts[0], ())), top)
    title = session.words(page.title, first) or page.key.replace("_", " ").capitalize()
    items = tuple(part for names in page.parts for part in pager.at(names, first.above or top))
    only = items[0] if len(items) == 1 else None
    # The page's own heading says what its one group is called; its questions need not say it again.
    if isinstance(only, GroupShown) and only.label == title and not only.hint:
        items = (GroupShown(only.address, only.path, only.appearance, "", "", only.is_relevant, only.items),)
    return PageShown(page.key, title, items)


def _titled(label: str, parts: tuple[PartShown, ...]) -> tuple[str, tuple[PartShown, ...]]:
    """A table's label, which pyxform writes as a note in it, is the label of its group again."""
    titles = [each for each in parts if isinstance(each, QuestionShown) and GRID_TITLE in each.path]
    return label or "".join(each.label for each in titles), tuple(e for e in parts if e not in titles)


class _Pager:
    """Goes through the body below one cell."""

    def __init__(self, session: "Session", with_faults: bool) -> None:
        self.session, self.with_faults = session, with_faults

    def at(self, names: Names, above: Cell) -> list[PartShown]:
        """What stands at a path directly below a cell, or deeper where groups without words lie between."""
        for below in above.below:
            if below.question.names == names:
                return self.part(below)
            if names[: len(below.question.names)] == below.question.names and isinstance(below, Cell):
                return self.at(names, below)
        return []

    def part(self, below: "Cell | ItemList") -> list[PartShown]:
        """One question, group or repeat."""
        if isinstance(below, ItemList):
            return [self.repeat(below)]
        if below.question.kind in LEFT_OUT:
            return []
        if below.question.kind == Kind.GROUP:
            return [self.group(below)]
        return [self.question(below)]

    def parts(self, cell: Cell) -> tuple[PartShown, ...]:
        """What the body shows inside a cell, in the order of the body."""
        shown = self.session.form.body.get(cell.question.names, ())
        return tuple(part for names in shown for part in self.at(names, cell))

    def group(self, cell: Cell) -> GroupShown:
        """A group with what is inside it."""
        question, session = cell.question, self.session
        label, parts = _titled(session.words(question.label, cell), self.parts(cell))
        return GroupShown(
            address=cell.address,
            path=question.path,
            appearance=question.appearance,
            label=label,
            hint=session.words(question.hint, cell),
            is_relevant=cell.is_relevant,
            items=parts,
        )

    def repeat(self, items: ItemList) -> RepeatShown:
        """A list of items; one that people may add to brings a blank item."""
        question, session = items.question, self.session
        return RepeatShown(
            address=items.address,
            path=question.path,
            label=session.words(question.label, items.above),
            hint=session.words(question.hint, items.above),
            is_relevant=items.is_relevant,
            may_change=not items.is_counted,
            items=tuple(ItemShown(item.address, item.key, self.parts(item)) for item in items.items),
            blank=ItemShown(
                f"{items.address}[{BLANK}]", BLANK, self.blanks(question, f"{items.address}[{BLANK}]")
            ),
        )

    def blanks(self, question: Question, address: str) -> tuple[PartShown, ...]:
        """The questions of an item that is not there yet: nothing answered, nothing decided."""
        form, found = self.session.form, []
        for names in form.body.get(question.names, ()):
            found += self.blank(form.nodes[names], f"{address}/{'/'.join(names[len(question.names) :])}")
        return tuple(found)

    def blank(self, question: Question, address: str) -> list[PartShown]:
        """One blank part."""
        language = self.session.language
        label, hint = question.label.plain(language), question.hint.plain(language)
        if question.kind in LEFT_OUT:
            return []
        if question.kind == Kind.GROUP:
            label, inner = _titled(label, self.blanks(question, address))
            return [GroupShown(address, question.path, question.appearance, label, hint, True, inner)]
        if question.kind == Kind.REPEAT:
            # One blank inside another would take the outer key, so an inner list starts empty.
            return [
                RepeatShown(
                    address, question.path, label, hint, True, question.repeat_count is None, (), None
                )
            ]
        return [self.blank_question(question, address, label, hint)]

    def blank_question(self, question: Question, address: str, label: str, hint: str) -> QuestionShown:
        """A question with every choice that its list has, filtered once the item is there."""
        session = self.session
        choices: tuple[ChoiceShown, ...] = ()
        if question.kind in SELECTS:
            stand_in = Cell(question, address, session.instance.holder, None)
            choices = every_choice(session, stand_in, session.instance)
        return QuestionShown(
            address=address, path=question.path, kind=str(question.kind), appearance=question.appearance,
            label=label, hint=hint, guidance=question.guidance.plain(session.language), choices=choices,
            value=question.default,
            is_required=question.required is not None, is_relevant=question.relevant is None,
            is_readonly=question.is_readonly,
            is_filtered=bool(question.itemset and question.itemset.is_filtered),
            range_limits=question.range_limits, fault="",
            takes=(question.media_type, question.accept),
        )  # fmt: skip

    def choices(self, cell: Cell) -> tuple[ChoiceShown, ...]:
        """What is offered; of a filtered list also what is not now, so that a script may bring it up."""
        now = self.session.choices(cell.address)
        if not (cell.question.itemset and cell.question.itemset.is_filtered):
            return now
        names = {choice.value for choice in now}
        every = every_choice(self.session, cell, self.session.instance)
        return tuple(replace(each, is_offered=each.value in names) for each in every) or now

    def question(self, cell: Cell) -> QuestionShown:
        """One question as it stands now."""
        question, session = cell.question, self.session
        root = session.instance.root
        is_checked = self.with_faults and cell.is_relevant and question.may_have_faults
        fault = fault_of(session, cell) if is_checked else None
        is_choice = question.kind in SELECTS
        return QuestionShown(
            address=cell.address,
            path=question.path,
            kind=str(question.kind),
            appearance=question.appearance,
            label=session.words(question.label, cell),
            hint=session.words(question.hint, cell),
            guidance=session.words(question.guidance, cell),
            choices=self.choices(cell) if is_choice else (),
            value=cell.text if cell.is_relevant else session.sheet.values.get(cell.address, ""),
            is_required=question.required is not None
            and question.required.is_true(cell.element, root, session),
            is_relevant=cell.is_relevant,
            is_readonly=question.calculate is not None
            or (question.readonly is not None and question.readonly.is_true(cell.element, root, session)),
            is_filtered=bool(question.itemset and question.itemset.is_filtered),
            range_limits=question.range_limits,
            fault=fault.message if fault else "",
            takes=(question.media_type, question.accept),
        )

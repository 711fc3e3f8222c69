"""One person's answers to one form: what applies, what is worked out, what is wrong, what is handed on."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any

from lxml import etree

from speir.xforms import choosing, handing_on
from speir.xforms.answers import fault_of
from speir.xforms.choosing import offered
from speir.xforms.emitting import Names
from speir.xforms.evaluating import Expression
from speir.xforms.fitting import fitted
from speir.xforms.instance import Cell, Instance, ItemList
from speir.xforms.parts import NOT_TOLD, Form, Kind, Page, Trigger, Wording
from speir.xforms.sheet import KEY, AnswerSheet, shares_items, steps_of
from speir.xforms.shown import AnswerFault, ChoiceShown, PageCount, PageShown
from speir.xforms.values import moment_text

MOST_ITEMS = 500
MOST_ROUNDS = 6
Change = tuple[str, str]


class UnknownAddress(ValueError):
    """An address that this form does not have."""


class Session:
    """Answers are given by address; everything else is asked. Nothing is written anywhere."""

    def __init__(
        self, form: Form, sheet: AnswerSheet | None = None, *, now: datetime, language: str | None = None
    ) -> None:
        """``now`` must carry a time zone: it is today's and every clock's zone in the form."""
        if now.tzinfo is None:
            raise ValueError("now needs a time zone")
        self.form, self.now = form, now
        self.language = form.default_language if language is None else language
        given = sheet or AnswerSheet()
        items = {key: list(keys) for key, keys in given.items.items()}
        self.sheet = AnswerSheet(dict(given.values), items, given.files)
        self._counted: dict[str, int] = {}
        self._instance: Instance | None = None
        self._choices: dict[str, tuple[ChoiceShown, ...]] = {}
        self._add_items_that_answers_name()
        self._first_values()

    @property
    def zone(self) -> tzinfo:
        """The zone of today and of every clock in the form."""
        return self.now.tzinfo or UTC

    # Answering

    def answer(self, address: str, raw: str | None) -> tuple[Change, ...]:
        """Give an answer, "" or None for none; returns every change, with those that the form makes of it."""
        names, given = self._known(address), raw or ""
        watching = self.form.watching(names)
        # An answer that is given again has not changed, and sets nothing.
        is_changed = bool(watching) and given != (self._stored(address, self.form.nodes[names].default) or "")
        self._put(address, given)
        changes = [(address, given)]
        for trigger in watching if is_changed else ():
            changes += self._set(trigger, address)
        return tuple(changes)

    def add_item(self, repeat: str, key: str) -> tuple[Change, ...]:
        """Add an item to a repeat; twice with one key adds one."""
        names = self._known(repeat)
        if names not in self.form.repeats or not KEY.fullmatch(key):
            raise UnknownAddress(repeat)
        keys = self.sheet.items.setdefault(repeat, [])
        if key in keys or len(keys) >= MOST_ITEMS:
            return ()
        keys.append(key)
        self._stale()
        changes: list[Change] = []
        for trigger in self.form.triggers:
            if "odk-new-repeat" in trigger.events and trigger.names[: len(names)] == names:
                changes += self._set(trigger, f"{repeat}[{key}]/")
        return tuple(changes)

    def remove_item(self, repeat: str, key: str) -> None:
        """Take an item out, with everything answered in it."""
        self._known(repeat)
        keys = self.sheet.items.get(repeat, [])
        if key in keys:
            keys.remove(key)
        inside = f"{repeat}[{key}]"
        for address in [each for each in self.sheet.values if each.startswith(inside)]:
            del self.sheet.values[address]
        for address in [each for each in self.sheet.items if each.startswith(inside)]:
            del self.sheet.items[address]
        self._stale()

    def _known(self, address: str) -> Names:
        steps = steps_of(address)
        names = (self.form.root.tag, *(name for name, _ in steps))
        if names not in self.form.nodes or len(names) == 1:
            raise UnknownAddress(address)
        # Every repeat on the way says which item, and nothing else does; the last may mean the whole list.
        for place, (_, key) in enumerate(steps, start=2):
            is_repeat = names[:place] in self.form.repeats
            if bool(key) != is_repeat and (key or place < len(names)):
                raise UnknownAddress(address)
        return names

    def _put(self, address: str, raw: str) -> None:
        self.sheet.values[address] = raw
        self._add_items_that_answers_name()
        self._stale()

    def _stale(self) -> None:
        self._instance = None
        self._choices.clear()

    def _add_items_that_answers_name(self) -> None:
        """An answer inside an item says that the item is there."""
        for address in self.sheet.values:
            place = 0
            while (start := address.find("[", place)) > 0:
                end = address.find("]", start)
                if end < 0:
                    break
                repeat, key = address[:start], address[start + 1 : end]
                keys = self.sheet.items.setdefault(repeat, [])
                if key not in keys and KEY.fullmatch(key):
                    keys.append(key)
                place = end

    def _set(self, trigger: Trigger, near: str) -> list[Change]:
        """Set what a trigger sets, in the items that the change was in."""
        changes = []
        for cell in list(self.instance.cells.get(trigger.names, ())):
            if not shares_items(cell.address, near):
                continue
            if cell.question.kind not in (Kind.GROUP, Kind.REPEAT):
                changes.append((cell.address, self._to_set(trigger, cell)))
        for address, value in changes:
            self._put(address, value)
        return changes

    def _first_values(self) -> None:
        for trigger in self.form.triggers:
            if trigger.events & {"odk-instance-first-load", "odk-instance-load", "xforms-ready"}:
                for cell in list(self.instance.cells.get(trigger.names, ())):
                    if cell.address not in self.sheet.values and cell.question.kind not in (
                        Kind.GROUP,
                        Kind.REPEAT,
                    ):
                        self.sheet.values[cell.address] = self._to_set(trigger, cell)
                self._stale()

    # Working out

    @property
    def instance(self) -> Instance:
        """The answers, worked out."""
        for _ in range(MOST_ROUNDS):
            if self._instance is not None:
                break
            self._instance = Instance(self.form, self.sheet, self._counted)
            if self._work_out(self._instance):
                break
            self._instance = None  # a count has changed how many items there are
        if self._instance is None:
            self._instance = Instance(self.form, self.sheet, self._counted)
            self._work_out(self._instance)
        return self._instance

    def _work_out(self, found: Instance) -> bool:
        """Relevance and values in order; False when a repeat turned out to have another number of items."""
        is_settled = True
        for names in self.form.order:
            question = self.form.nodes[names]
            for items in found.lists.get(names, ()):
                is_settled = self._work_out_list(items, found) and is_settled
            for cell in found.cells.get(names, ()):
                above = cell.above is None or cell.above.is_relevant
                cell.own_relevant = (
                    not above or question.relevant is None or self._holds(question.relevant, cell, found)
                )
                cell.is_relevant = above and cell.own_relevant
                if not cell.below and question.kind != Kind.GROUP:
                    cell.element.text = self._value(cell, found) if cell.is_relevant else None
        return is_settled

    def _work_out_list(self, items: ItemList, found: Instance) -> bool:
        question = items.question
        stand_in = etree.SubElement(items.above.element, question.name) if not items.items else None
        at = stand_in if stand_in is not None else items.items[0].element
        items.is_relevant = items.above.is_relevant and (
            question.relevant is None or question.relevant.is_true(at, found.root, self)
        )
        count = len(items.items)
        if question.repeat_count is not None:
            said = question.repeat_count.text(at, found.root, self)
            count = _whole(said) if items.is_relevant else 0
        if stand_in is not None:
            items.above.element.remove(stand_in)
        if question.repeat_count is None or count == len(items.items):
            return True
        self._counted[items.address] = count
        return False

    def _value(self, cell: Cell, found: Instance) -> str | None:
        question = cell.question
        raw = self.sheet.values.get(cell.address)
        if question.calculate is not None:
            return self._calculated(question.calculate, cell, found, raw)
        return self._stored(cell.address, question.default)

    def _stored(self, address: str, default: str) -> str | None:
        raw = self.sheet.values.get(address)
        if raw is None:
            raw = {"today()": self.now.date().isoformat(), "now()": moment_text(self.now)}.get(
                default, default
            )
        return _xml_text(raw)

    def _calculated(self, expression: Expression, cell: Cell, found: Instance, raw: str | None) -> str | None:
        is_once = expression.is_once
        if is_once:  # it may ask what stands there already, and what it then says stays
            cell.element.text = _xml_text(raw or "")
        text = expression.text(cell.element, found.root, self)
        # What is no number comes of questions that are not answered yet: no answer either.
        text = "" if text == "NaN" else fitted(text, cell.question, self.form, self.zone)
        if is_once and text:
            self.sheet.values[cell.address] = text
        return _xml_text(text)

    def _holds(self, expression: Any, cell: Cell, found: Instance) -> bool:
        return bool(expression.is_true(cell.element, found.root, self))

    def _to_set(self, trigger: Trigger, cell: Cell) -> str:
        """What a trigger sets there: what its expression comes to, or its words."""
        text = trigger.text
        if trigger.value is not None:
            text = trigger.value.text(cell.element, self.instance.root, self)
        return "" if text == "NaN" else fitted(text, cell.question, self.form, self.zone)

    def _is(self, expression: Any, cell: Cell) -> bool:
        return expression is not None and self._holds(expression, cell, self.instance)

    # What functions ask of what runs them

    def choice_list(self, identity: str) -> list[Any]:
        """The element that holds another list."""
        holder = self.form.instances.get(identity)
        return [] if holder is None else [holder]

    def choice_label(self, path: Any, value: str) -> str:
        """The label of a choice, for jr:choice-name; the path comes as text or as nodes."""
        if isinstance(path, list):
            cell = self._running.by_element.get(path[0]) if path else None
        else:
            names = tuple(part.rpartition(":")[2] for part in str(path).strip().strip("/").split("/"))
            cell = next(iter(self._running.cells.get(names, ())), None)
        if cell is None:
            return ""
        return next(
            (choice.label for choice in offered(self, cell, self._running) if choice.value == value), ""
        )

    @property
    def _running(self) -> Instance:
        return self.instance if self._instance is None else self._instance

    # Asking

    def cell(self, address: str) -> Cell:
        """The cell at an address; raises UnknownAddress."""
        found = self.instance.by_address.get(address)
        if found is None:
            raise UnknownAddress(address)
        return found

    def is_relevant(self, address: str) -> bool:
        """Whether what stands at an address applies now."""
        items = self.instance.lists_by_address.get(address)
        return items.is_relevant if items is not None else self.cell(address).is_relevant

    def value(self, address: str) -> str:
        """The answer at an address, as it was given or worked out; "" where none is or it does not apply."""
        return self.cell(address).text

    def label(self, address: str) -> str:
        """The label at an address, with its values."""
        items = self.instance.lists_by_address.get(address)
        if items is not None:
            return self.words(items.question.label, items.items[0] if items.items else items.above)
        cell = self.cell(address)
        return self.words(cell.question.label, cell)

    def words(self, wording: Wording, cell: Cell) -> str:
        """Words with the values that stand in them."""
        return choosing.words(self, wording, cell, self.instance)

    def choices(self, address: str) -> tuple[ChoiceShown, ...]:
        """The choices that are offered at an address now."""
        cell = self.cell(address)
        if address not in self._choices:
            self._choices[address] = offered(self, cell, self.instance)
        return self._choices[address]

    def faults(self, page: str | None = None) -> list[AnswerFault]:
        """What is wrong with the answers that apply, on one page or on all."""
        looked_at = (cell for cell in self._applying(page) if cell.question.may_have_faults)
        faults = (fault_of(self, cell) for cell in looked_at)
        return [fault for fault in faults if fault is not None]

    def asked(self, page: str | None = None) -> Iterator[Cell]:
        """The cells that ask something and apply, in the order of the form."""
        return (cell for cell in self._applying(page) if cell.question.is_asked)

    def told(self, page: str) -> Iterator[Cell]:
        """The cells that a page tells of and that apply: what is asked on it, and what is only shown."""
        return (cell for cell in self._applying(page) if cell.question.kind not in NOT_TOLD)

    def _applying(self, page: str | None) -> Iterator[Cell]:
        key, pages_of = None if page is None else self._page(page).key, self.form.pages_of
        for cell in self.instance.everything():
            if cell.is_relevant and (key is None or key in pages_of[cell.question.names]):
                yield cell

    def _page(self, key: str) -> Page:
        for page in self.form.pages:
            if page.key == key:
                return page
        raise UnknownAddress(key)

    def page(self, key: str, *, with_faults: bool = False) -> PageShown:
        """One page with everything on it."""
        from speir.xforms.showing import page_shown

        return page_shown(self, self._page(key), with_faults)

    def pages(self) -> list[PageCount]:
        """Every page with how many of its questions are answered."""
        asked: Counter[str] = Counter()
        answered: Counter[str] = Counter()
        pages_of = self.form.pages_of
        for cell in self.asked():
            is_answered = cell.text != ""
            for key in pages_of[cell.question.names]:
                asked[key] += 1
                answered[key] += is_answered
        return [self._counted_page(page, answered[page.key], asked[page.key]) for page in self.form.pages]

    def _counted_page(self, page: Page, answered: int, asked: int) -> PageCount:
        first = next(iter(self.instance.cells.get(page.parts[0], ())), None)
        title = self.words(page.title, first) if first is not None else page.title.plain(self.language)
        lists = any(items.is_relevant for names in page.parts for items in self.instance.lists.get(names, ()))
        applies = any(cell.is_relevant for names in page.parts for cell in self.instance.cells.get(names, ()))
        title = title or page.key.replace("_", " ").capitalize()
        return PageCount(page.key, title, answered, asked, applies or lists)

    def read_in(self, language: str) -> None:
        """Show the words in a language; what the form works out stays as it is, so no answer hangs on it."""
        self.instance  # noqa: B018 (worked out in the language that the session began with)
        self.language = language
        self._choices.clear()

    # Handing on

    def record(self) -> dict[str, Any]:
        """The answers that apply, each of its kind; groups are objects, repeats are lists."""
        return handing_on.record(self.instance.top)

    def xml(self) -> bytes:
        """The answers that apply, as XForms hands them on."""
        return handing_on.xml(self.instance)


def _whole(text: str) -> int:
    try:
        return max(0, min(MOST_ITEMS, int(float(text))))
    except (ValueError, OverflowError):
        return 0


def _xml_text(text: str) -> str | None:
    """Text that XML can hold."""
    if text.isprintable():
        return text or None
    return (
        "".join(
            each
            for each in text
            if each in "\t\n\r"
            or (each >= " " and each not in "\ufffe\uffff" and not "\ud800" <= each <= "\udfff")
        )
        or None
    )

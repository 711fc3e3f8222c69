"""A form as its author wrote it: every question, group and calculation with its expressions as text.

The engine compiles a form to answer it; this only reads what an author is told about.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from speir.xforms.parts import GRID_HEADINGS, GRID_TITLE

CONTROLS = {
    "input": "input",
    "secret": "input",
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "upload": "file",
    "range": "range",
    "trigger": "acknowledge",
    "group": "group",
    "repeat": "repeat",
}
ITEMSET = re.compile(r"^\s*instance\(\s*['\"]([^'\"]+)['\"]\s*\)/root/item\s*(?:\[(.*)\])?\s*$", re.DOTALL)
ITEXT = re.compile(r"jr:itext\(\s*'([^']*)'\s*\)")
EMPHASIS = re.compile(r"[*_#]{2,}|<[^>]*>")
EXPRESSIONS = (
    *("relevant", "constraint", "calculation", "required", "readonly"),
    *("choice_filter", "repeat_count"),
)


@dataclass(frozen=True)
class Asked:
    """One thing that a form asks, works out or puts together."""

    path: str
    kind: str
    label: str = ""
    hint: str = ""
    guidance: str = ""
    appearance: str = ""
    list_name: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    calculation: str = ""
    required: str = ""
    readonly: str = ""
    choice_filter: str = ""
    repeat_count: str = ""
    default: str = ""
    preload: str = ""
    shows: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last step of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def is_question(self) -> bool:
        """Whether a person answers it."""
        return self.kind not in ("group", "repeat", "calculate", "note", "hidden")

    @property
    def title(self) -> str:
        """What people know it by: its label, or else its name."""
        return " ".join(EMPHASIS.sub("", self.label).split()) or self.name

    def expressions(self) -> Iterator[tuple[str, str]]:
        """Every expression with the column an author finds it in."""
        for column in EXPRESSIONS:
            if text := getattr(self, column):
                yield column, text


@dataclass(frozen=True)
class Outline:
    """All that a form asks, in order, and the lists it takes choices from."""

    asked: tuple[Asked, ...]
    lists: Mapping[str, tuple[tuple[str, str], ...]]
    languages: tuple[str, ...]
    behind: tuple[str, ...] = ()  # expressions of no question: the name of a record, values set by events
    language: str = ""  # the language of the words that were read, as the form names it

    @cached_property
    def by_path(self) -> Mapping[str, Asked]:
        """What stands at a path."""
        return {each.path: each for each in self.asked}

    def above(self, path: str) -> list[Asked]:
        """The groups and repeats that something stands in, outermost first."""
        steps = path.split("/")
        paths = ["/".join(steps[:end]) for end in range(2, len(steps))]
        return [self.by_path[each] for each in paths if each in self.by_path]


def read_outline(xform: bytes, language: str = "") -> Outline:
    """Read an XForm that is known to load."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return _Reader(etree.fromstring(xform, parser), language).outline()


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (child for child in element.iterchildren(etree.Element) if _local(child) in names)


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    for key, text in element.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(text).strip()
    return ""


class _Reader:
    """Holds the parts of one XForm while they are put together."""

    def __init__(self, root: etree._Element, language: str) -> None:
        self.root, self.model = (
            root,
            next(each for each in root.iter(etree.Element) if _local(each) == "model"),
        )
        self.texts, self.languages = self._itext(language)
        self.binds = {bind.get("nodeset", ""): bind for bind in _children(self.model, "bind")}
        self.instances = list(_children(self.model, "instance"))
        self.lists = {each.get("id", ""): self._items_of(each) for each in self.instances if each.get("id")}
        first = self.instances[0] if self.instances else None
        self.primary = next(first.iterchildren(etree.Element), None) if first is not None else None

    def _itext(self, language: str) -> tuple[dict[str, dict[str, etree._Element]], tuple[str, ...]]:
        blocks = [
            each for itext in _children(self.model, "itext") for each in _children(itext, "translation")
        ]
        names = tuple(each.get("lang", "") for each in blocks)
        chosen = next((each for each in blocks if each.get("lang") == language), None)
        usual = next((each for each in blocks if each.get("default")), blocks[0] if blocks else None)
        block = chosen if chosen is not None else usual
        self.language = block.get("lang", "") if block is not None else ""
        texts: dict[str, dict[str, etree._Element]] = {}
        for text in _children(block, "text") if block is not None else ():
            forms = {value.get("form") or "": value for value in _children(text, "value")}
            texts[text.get("id", "")] = forms
        return texts, names

    def _items_of(self, instance: etree._Element) -> tuple[tuple[str, str], ...]:
        """The choices of a list that is kept in the form."""
        items = []
        for item in instance.iter(etree.Element):
            if _local(item) == "item":
                parts = item.iterchildren(etree.Element)
                told = {_local(child): (child.text or "").strip() for child in parts}
                label = self._said(told["itextId"], "")[0] if "itextId" in told else told.get("label", "")
                items.append((told.get("name", ""), label))
        return tuple(items)

    def outline(self) -> Outline:
        """Everything in the order of the form; what only calculates stands where its answer is kept."""
        body = next((each for each in self.root.iterchildren(etree.Element) if _local(each) == "body"), None)
        shown = {each.path: each for each in (self._controls(body, "") if body is not None else ())}
        order = {path: place for place, path in enumerate(self._paths())}
        unseen = [
            self._asked(path, None, "calculate" if _attribute(bind, "calculate") else "hidden")
            for path, bind in self.binds.items()
            if path not in shown and "/meta/" not in path
        ]
        asked = sorted([*shown.values(), *unseen], key=lambda each: order.get(each.path, len(order)))
        return Outline(
            tuple(_without_helpers(asked)), self.lists, self.languages, tuple(self._behind()), self.language
        )

    def _behind(self) -> Iterator[str]:
        for path, bind in self.binds.items():
            if "/meta/" in path and _attribute(bind, "calculate"):
                yield _attribute(bind, "calculate")
        for element in self.root.iter(etree.Element):
            if _local(element) == "setvalue":
                yield element.get("value") or element.text or ""

    def _paths(self) -> Iterator[str]:
        """Every path of the answers, in order."""

        def below(element: etree._Element, path: str) -> Iterator[str]:
            yield path
            for child in element.iterchildren(etree.Element):
                yield from below(child, f"{path}/{_local(child)}")

        return below(self.primary, f"/{_local(self.primary)}") if self.primary is not None else iter(())

    def _controls(self, parent: etree._Element, context: str) -> Iterator[Asked]:
        for element in parent.iterchildren(etree.Element):
            kind = CONTROLS.get(_local(element))
            if not kind:
                continue
            ref = element.get("nodeset") or element.get("ref") or ""
            path = _resolved(ref, context) if ref else context
            if ref and (kind != "group" or not _only_holds_repeat(element)):
                yield self._asked(path, element, kind)
            yield from self._controls(element, path)

    def _asked(self, path: str, element: etree._Element | None, kind: str) -> Asked:
        bind = self.binds.get(path)
        told = {name: _attribute(bind, name) if bind is not None else "" for name in _BIND}
        label, shows, _ = self._text_of(element, "label")
        if kind == "repeat" and element is not None and not label:
            parent = element.getparent()
            label, shows, _ = self._text_of(parent, "label")
        hint, _, guidance = self._text_of(element, "hint")
        list_name, choices, choice_filter = self._choices(element)
        if kind == "input":
            is_note = told["readonly"] == "true()" and not told["calculate"]
            kind = "note" if is_note else _short(told["type"]) or "text"
        message = told["constraintMsg"]
        if match := ITEXT.match(message):
            message = self._said(match[1], "")[0]
        return Asked(
            path=path,
            kind=kind,
            label=label,
            hint=hint,
            guidance=guidance,
            shows=shows,
            appearance=element.get("appearance", "") if element is not None else "",
            list_name=list_name,
            choices=choices,
            choice_filter=choice_filter,
            repeat_count=_attribute(element, "count") if element is not None else "",
            relevant=told["relevant"],
            constraint=told["constraint"],
            constraint_message=message,
            calculation=told["calculate"],
            required=told["required"],
            readonly=told["readonly"],
            preload=told["preloadParams"] or told["preload"],
        )

    def _text_of(self, element: etree._Element | None, name: str) -> tuple[str, tuple[str, ...], str]:
        """A label or hint, the values it shows, and the guidance that goes with it."""
        for found in _children(element, name) if element is not None else ():
            if match := ITEXT.match(found.get("ref", "")):
                text, shows = self._said(match[1], "")
                return text, shows, self._said(match[1], "guidance")[0]
            return (*_words(found), "")
        return "", (), ""

    def _said(self, key: str, form: str) -> tuple[str, tuple[str, ...]]:
        value = self.texts.get(key, {}).get(form)
        return _words(value) if value is not None else ("", ())

    def _choices(self, element: etree._Element | None) -> tuple[str, tuple[tuple[str, str], ...], str]:
        if element is None:
            return "", (), ""
        for itemset in _children(element, "itemset"):
            nodeset = itemset.get("nodeset", "")
            if nodeset.startswith("randomize("):
                nodeset = re.sub(r"^randomize\((.*?)(,[^,\]]*)?\)$", r"\1", nodeset, flags=re.DOTALL)
            match = ITEMSET.match(nodeset)
            if match:
                return match[1], self.lists.get(match[1], ()), match[2] or ""
            return nodeset, (), ""
        items = []
        for item in _children(element, "item"):
            value = next(((each.text or "").strip() for each in _children(item, "value")), "")
            items.append((value, self._text_of(item, "label")[0]))
        return "", tuple(items), ""


_BIND = (
    *("type", "relevant", "constraint", "constraintMsg", "calculate", "required", "readonly"),
    *("preload", "preloadParams"),
)


def _without_helpers(asked: list[Asked]) -> Iterator[Asked]:
    """Leave out what pyxform adds for a grid; its title goes back to the group it was written for."""
    titles = {each.path.rsplit("/", 1)[0]: each.label for each in asked if each.name.startswith(GRID_TITLE)}
    for each in asked:
        if not each.name.startswith((GRID_TITLE, GRID_HEADINGS)):
            yield replace(each, label=titles[each.path]) if each.path in titles else each


def _short(kind: str) -> str:
    name = kind.rsplit(":", 1)[-1]
    return {"string": "text", "int": "integer"}.get(name, name)


def _only_holds_repeat(group: etree._Element) -> bool:
    """Whether a group is only the frame that pyxform puts round a repeat of the same path."""
    return any(each.get("nodeset") == group.get("ref") for each in _children(group, "repeat"))


def _resolved(ref: str, context: str) -> str:
    if ref.startswith("/"):
        return ref
    steps = context.split("/")
    for step in ref.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in (".", ""):
            steps.append(step)
    return "/".join(steps)


def _words(element: etree._Element) -> tuple[str, tuple[str, ...]]:
    """The text of a label with “…” where an answer is shown, and what is shown there."""
    parts, shows = [element.text or ""], []
    for child in element.iterchildren(etree.Element):
        if _local(child) == "output":
            shows.append((child.get("value") or child.get("ref") or "").strip())
            parts.append("…")
        parts.append(child.tail or "")
    return re.sub(r"[ \t]+", " ", "".join(parts)).strip(), tuple(shows)

"""The body of a form: which control asks for which node, in which order, on which page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from speir.xforms.emitting import Names
from speir.xforms.faults import Fault
from speir.xforms.markup import children_named, first_named, local
from speir.xforms.parts import GRID_TITLE, Choice, Itemset, Kind, Page, Question, Wording
from speir.xforms.translations import identity_in

if TYPE_CHECKING:
    from speir.xforms.form import _Loader

CONTROLS = ("input", "select", "select1", "rank", "upload", "trigger", "range", "secret", "odk:rank")
OF_TYPE = {
    "int": Kind.INTEGER, "integer": Kind.INTEGER, "long": Kind.INTEGER, "decimal": Kind.DECIMAL,
    "date": Kind.DATE, "time": Kind.TIME, "dateTime": Kind.DATE_TIME,
    "string": Kind.TEXT, "boolean": Kind.TEXT, "barcode": Kind.UNSUPPORTED,
    "geopoint": Kind.UNSUPPORTED, "geotrace": Kind.UNSUPPORTED, "geoshape": Kind.UNSUPPORTED,
}  # fmt: skip
OF_TAG = {
    "select": Kind.SELECT_MULTIPLE, "select1": Kind.SELECT_ONE, "rank": Kind.RANK, "upload": Kind.FILE,
    "trigger": Kind.ACKNOWLEDGE, "range": Kind.RANGE, "secret": Kind.TEXT,
}  # fmt: skip


NOT_TAKEN = ("audio/", "video/", "osm/")
WHY_NOT = {
    "geopoint": "it asks where somebody is", "geotrace": "it asks where somebody is",
    "geoshape": "it asks where somebody is", "barcode": "it needs a camera",
    "binary": "recordings show who people are",
}  # fmt: skip


class Body:
    """Goes through the body once; ``children`` are the shown nodes of each shown container, in order."""

    def __init__(self, loader: "_Loader") -> None:
        self.loader = loader
        self.children: dict[Names, tuple[Names, ...]] = {}
        self.found: dict[Names, dict[str, Any]] = {}

    def read(self, body: Any) -> dict[Names, dict[str, Any]]:
        """What the body says of each node."""
        self.visit(body, (self.loader.root.tag,))
        return self.found

    def visit(self, element: Any, within: Names) -> None:
        """Every control inside an element, as children of a container."""
        for child in element:
            name = local(child)
            if name == "group":
                self.group(child, within)
            elif name == "repeat":
                self.repeat(child, within, None)
            elif name in CONTROLS:
                self.control(child, name, within)

    def place(self, names: Names, within: Names) -> None:
        """Note that a node is shown in a container; once, however often the body names it."""
        if names not in self.children.get(within, ()):
            self.children[within] = (*self.children.get(within, ()), names)

    def group(self, element: Any, within: Names) -> None:
        """A group; one around a repeat gives the repeat its words, one without a node is only a heading."""
        repeat = first_named(element, "repeat")
        if repeat is not None:
            self.repeat(repeat, within, element)
            return
        names = self.names(element, "ref", within)
        if names is None or names not in self.loader.element_names:
            self.visit(element, within)
            return
        self.place(names, within)
        self.found[names] = {"tag": "group", **self.words(element, names)}
        self.visit(element, names)

    def repeat(self, element: Any, within: Names, around: Any | None) -> None:
        """A repeat, with the words of the group around it."""
        names = self.names(element, "nodeset", within)
        if names is None or names not in self.loader.element_names:
            self.missing(element.get("nodeset"), "repeat")
            return
        self.place(names, within)
        said = {} if around is None else self.words(around, names)
        count = next((value for key, value in element.attrib.items() if str(key).endswith("}count")), "")
        expression = self.loader.expression(count, names, "repeat_count") if count.strip() else None
        appearance = said.get("appearance") or element.get("appearance", "")
        self.found[names] = {"tag": "repeat", **said, "repeat_count": expression, "appearance": appearance}
        self.visit(element, names)

    def names(self, element: Any, attribute: str, within: Names) -> Names | None:
        """The node that an element is bound to; by a bind's identity too, as older tools write it."""
        reference = element.get(attribute) or element.get("ref")
        if reference:
            return self.loader.names_of(reference, within)
        bind = element.get("bind")
        if bind:
            for names, found in self.loader.binds.items():
                if found.get("id") == bind:
                    return names
        return None

    def control(self, element: Any, name: str, within: Names) -> None:
        """One control that asks for something, or shows it."""
        names = self.names(element, "ref", within)
        if names is None or names not in self.loader.element_names:
            self.missing(element.get("ref"), name)
            return
        self.place(names, within)
        media_type = element.get("mediatype", "").strip().lower()
        self.found.setdefault(names, {}).update(
            {
                "tag": name,
                **self.words(element, names),
                "choices": tuple(self.choice(item, names) for item in children_named(element, "item")),
                "itemset": self.itemset(element, names),
                "range_limits": (element.get("start", ""), element.get("end", ""), element.get("step", "")),
                "media_type": media_type,
                "accept": element.get("accept", "").strip().lower(),
            }
        )

    def missing(self, reference: str | None, name: str) -> None:
        """A control whose node is not there."""
        what = f"The {name} asks for {reference or 'nothing'}, which is not among the answers of the form."
        self.loader.refused.append(Fault("the body", what, "Correct its reference, or delete it."))

    def words(self, element: Any, names: Names) -> dict[str, Any]:
        """Label, hint, guidance and appearance."""
        hint = first_named(element, "hint")
        return {
            "label": self.loader.wording(first_named(element, "label"), names),
            "hint": self.loader.wording(hint, names),
            "guidance": self.loader.wording(hint, names, "guidance"),
            "appearance": element.get("appearance", ""),
        }

    def choice(self, item: Any, names: Names) -> Choice:
        """One choice that is written out."""
        value = first_named(item, "value")
        name = "" if value is None else (value.text or "").strip()
        return Choice(name, self.loader.wording(first_named(item, "label"), names))

    def itemset(self, element: Any, names: Names) -> Itemset | None:
        """Choices that come from another list."""
        found = first_named(element, "itemset")
        if found is None:
            return None
        nodeset = found.get("nodeset", "")
        nodes = self.loader.expression(nodeset, names, "its choices")
        if nodes is None:
            return None
        value, label = first_named(found, "value"), first_named(found, "label")
        label_ref = "" if label is None else label.get("ref", "")
        identity = identity_in(label_ref)
        return Itemset(
            nodes=nodes,
            value="name" if value is None else value.get("ref", "name"),
            label=identity if identity is not None else label_ref,
            label_is_itext=identity is not None,
            is_filtered="[" in nodeset,
        )


def kind_of(
    names: Names,
    control: Mapping[str, Any],
    data_type: str,
    expressions: Mapping[str, Any],
    has_children: bool,
    repeats: frozenset[Names],
) -> Kind:
    """What sort of answer a node takes."""
    tag = control.get("tag", "")
    if names in repeats:
        return Kind.REPEAT
    if tag == "group" or (has_children and not tag):
        return Kind.GROUP
    if not tag:
        return Kind.CALCULATE if "calculate" in expressions else Kind.HIDDEN
    if tag == "upload" and control.get("media_type", "").startswith(NOT_TAKEN):
        return Kind.UNSUPPORTED
    if tag in OF_TAG:
        return OF_TAG[tag]
    readonly = expressions.get("readonly")
    if readonly is not None and readonly.source.strip() == "true()" and data_type == "string":
        return Kind.NOTE
    return OF_TYPE.get(data_type, Kind.TEXT)


def pages(
    children: Mapping[Names, tuple[Names, ...]], nodes: Mapping[Names, Question], root: Names
) -> tuple[Page, ...]:
    """One page for each group or repeat of the top level; loose questions in a row share a page."""
    top = children.get(root, ())
    # One group around everything is a cover, not a page.
    while len(top) == 1 and nodes[top[0]].kind == Kind.GROUP and _has_groups(children.get(top[0], ()), nodes):
        top = children.get(top[0], ())
    found: list[Page] = []
    loose: list[Names] = []
    for names in top:
        if nodes[names].kind in (Kind.GROUP, Kind.REPEAT):
            _end_loose(found, loose)
            found.append(Page(names[-1], _title(names, children, nodes), (names,)))
        else:
            loose.append(names)
    _end_loose(found, loose)
    return tuple(found)


def _title(
    names: Names, children: Mapping[Names, tuple[Names, ...]], nodes: Mapping[Names, Question]
) -> Wording:
    """What a page is called: its group's label, which in a table stands at a note of its own."""
    notes = [nodes[below].label for below in children.get(names, ()) if below[-1].startswith(GRID_TITLE)]
    return notes[0] if notes and not nodes[names].label.by_language else nodes[names].label


def _has_groups(those: tuple[Names, ...], nodes: Mapping[Names, Question]) -> bool:
    return any(nodes[names].kind in (Kind.GROUP, Kind.REPEAT) for names in those)


def _end_loose(found: list[Page], loose: list[Names]) -> None:
    if loose:
        found.append(Page(f"page-{len(found) + 1}", Wording(), tuple(loose)))
        loose.clear()

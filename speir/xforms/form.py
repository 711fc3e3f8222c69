"""Reads an XForm, as pyxform and other ODK tools write it, into a Form; says of every fault where it is."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from speir.xforms import controls, lists, ordering, translations
from speir.xforms.emitting import NATIVE, Names, Place
from speir.xforms.evaluating import KNOWN, Expression
from speir.xforms.expressions import Call, ExpressionFault, Node, Text, parse
from speir.xforms.faults import Fault, FormFaults
from speir.xforms.markup import children_named, first_named, local, plain_copy
from speir.xforms.parts import Form as Form
from speir.xforms.parts import Kind, Question, Trigger, Wording
from speir.xforms.walking import calls_in, replaced

LARGEST = 20 * 1024 * 1024
MOST_NODES = 10_000
LONGEST_TOLD = 120
BIND_EXPRESSIONS = ("relevant", "required", "constraint", "calculate", "readonly")


def load_form(xml: bytes | str, media: Mapping[str, bytes] | None = None) -> Form:
    """The form; raises FormFaults with every fault that was found."""
    document = _document(xml.encode() if isinstance(xml, str) else xml)
    return _Loader(document, media or {}).form()


def _document(xml: bytes) -> Any:
    if len(xml) > LARGEST:
        raise FormFaults(Fault("the file", "It is larger than 20 MB.", "Put long lists into a CSV file."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise FormFaults(Fault("the file", f"It is no XML: {fault}.", "Export the form again.")) from fault


class _Loader:
    """One reading of one document; collects faults as it goes."""

    def __init__(self, document: Any, media: Mapping[str, bytes]) -> None:
        self.document, self.media = document, media
        self.faults: list[Fault] = []
        self.refused: list[Fault] = []
        self.warnings: list[str] = []
        self.head: Any = first_named(document, "head")
        self.body: Any = first_named(document, "body")
        self.model = None if self.head is None else first_named(self.head, "model")
        if self.model is None or self.body is None:
            fault = Fault("the file", "It has no model or no body.", "Give a form in the XForms of ODK.")
            raise FormFaults(fault)
        self.root = self._primary()
        self.element_names = self._element_names()
        self.binds = self._binds()
        self.repeats = frozenset(self._repeat_names())
        self.itext = translations.read(self.model, self.piece_expression)

    def form(self) -> Form:
        """Everything put together."""
        instances, warned = lists.read(self.model, self.media)
        self.warnings += warned
        body = controls.Body(self)
        found = body.read(self.body)
        nodes = {names: self._node(names, found.get(names, {})) for names in self.element_names}
        triggers = tuple(self._triggers())
        if self.faults:
            raise FormFaults(*self.faults)
        around = ordering.hang_on_own(nodes, self.repeats)
        self.refused += ordering.refusals(around)
        order = ordering.order(nodes, self.children, self.repeats)
        return Form(
            title=self._title(),
            form_id=self.root.get("id", ""),
            version=self.root.get("version", ""),
            languages=tuple(self.itext.languages),
            default_language=self.itext.default,
            root=self.root,
            instances=instances,
            nodes=nodes,
            children=self.children,
            body=body.children,
            itext=self.itext.texts,
            triggers=triggers,
            order=order,
            pages=controls.pages(body.children, nodes, (self.root.tag,)),
            repeats=self.repeats,
            warnings=tuple(self.warnings),
            refused=tuple(self.refused),
        )

    def _title(self) -> str:
        title = first_named(self.head, "title")
        return (title.text or "").strip() if title is not None else ""

    def _primary(self) -> Any:
        instance = next(iter(children_named(self.model, "instance")), None)
        root = None if instance is None else next(iter(instance), None)
        if root is None:
            raise FormFaults(Fault("the model", "It has no answers to fill in.", "Give it a first instance."))
        if sum(1 for _ in root.iter()) > MOST_NODES:
            what = f"It asks for more than {MOST_NODES:,} answers."
            raise FormFaults(Fault("the model", what, "Split it into several forms."))
        return plain_copy(root)

    def _element_names(self) -> dict[Names, Any]:
        """The first element of every path; in document order."""
        found: dict[Names, Any] = {}
        self.children: dict[Names, tuple[Names, ...]] = {}

        def visit(element: Any, names: Names) -> None:
            found.setdefault(names, element)
            for child in element:
                below = (*names, child.tag)
                if below not in self.children.get(names, ()):
                    self.children[names] = (*self.children.get(names, ()), below)
                visit(child, below)

        visit(self.root, (self.root.tag,))
        return found

    def _repeat_names(self) -> list[Names]:
        found = []
        for repeat in self.body.iter():
            names = self.names_of(repeat.get("nodeset", ""), ()) if local(repeat) == "repeat" else None
            if names is not None:
                found.append(names)
        return found

    def _binds(self) -> dict[Names, Any]:
        found: dict[Names, Any] = {}
        for bind in children_named(self.model, "bind"):
            names = self.names_of(bind.get("nodeset") or bind.get("ref") or "", ())
            if names is None or names not in self.element_names:
                self.warnings.append(f"A bind names {bind.get('nodeset')}, which is not in the form.")
            else:
                found[names] = bind
        return found

    def names_of(self, reference: str, within: Names) -> Names | None:
        """The names from the root of a plain reference; None when it is none."""
        parts = [part.rpartition(":")[2] for part in reference.strip().split("/")]
        if reference.strip().startswith("/"):
            names: list[str] = []
            parts = parts[1:]
        else:
            names = list(within or (self.root.tag,))
        for part in parts:
            if part == "..":
                names = names[:-1]
            elif part not in (".", ""):
                names.append(part)
        return tuple(names) or None

    def expression(self, source: str, names: Names, what: str) -> Expression | None:
        """One expression at a node, or None with the fault noted."""
        where = f"/{'/'.join(names)}, {what}"
        try:
            # Enketo's version() is the same for every answer, so it is written in here, for both sides.
            tree = replaced(parse(source), "version", Text(self.root.get("version", "")))
            self._known(tree, where)
            return Expression(source, tree, Place(names, self.repeats))
        except (ExpressionFault, RecursionError) as fault:
            self.faults.append(
                Fault(
                    where, f"“{_shortened(source)}” cannot be read: {fault}.", "Write the expression again."
                )
            )
            return None

    def _known(self, tree: Node, where: str) -> None:
        for call in calls_in(tree):
            name = call.name.replace(":", "-")
            if name not in KNOWN and name not in NATIVE and name != "current":
                self.faults.append(Fault(where, f"There is no function {call.name}().", _instead(call)))

    def piece_expression(self, source: str, names: Names) -> Expression | None:
        """The expression of a value shown within words."""
        return self.expression(source, names, "a value in its words")

    def wording(self, element: Any | None, names: Names, form: str = "") -> Wording:
        """The words of a label, hint or message element."""
        return translations.wording(element, names, self.itext, self.piece_expression, form)

    def message(self, text: str | None, names: Names) -> Wording:
        """The words of a message attribute: plain, or by a text's identity."""
        return translations.message(text, names, self.itext)

    def _node(self, names: Names, control: Mapping[str, Any]) -> Question:
        bind = self.binds.get(names)
        attributes: Mapping[str, str] = (
            {} if bind is None else {local_name(k): v for k, v in bind.attrib.items() if _is_ours(str(k))}
        )
        expressions = {
            what: self.expression(attributes[what], names, what)
            for what in BIND_EXPRESSIONS
            if attributes.get(what, "").strip()
        }
        element = self.element_names[names]
        default = "" if len(element) else (element.text or "").strip()
        data_type = attributes.get("type", "string").rpartition(":")[2] or "string"
        given = {
            "data_type": data_type,
            "constraint_message": self.message(attributes.get("constraintMsg"), names),
            "required_message": self.message(attributes.get("requiredMsg"), names),
            "default": default or _preloaded(attributes),
        }
        kind = controls.kind_of(names, control, data_type, expressions, bool(len(element)), self.repeats)
        if kind == Kind.UNSUPPORTED:
            given["reason_unsupported"] = controls.WHY_NOT.get(data_type, controls.WHY_NOT["binary"])
        return Question(names=names, kind=kind, **{**given, **expressions, **_without_kind(control)})

    def _triggers(self) -> list[Trigger]:
        found = []
        for element in self.document.iter():
            if local(element) != "setvalue":
                continue
            holder = element.getparent()
            watched = None
            if holder is self.body:
                left_out = f"A setvalue of {element.get('ref')} stands beside the questions"
                self.warnings.append(f"{left_out} and is left out: put it into the model.")
                continue
            if holder is not None and local(holder) != "model":
                watched = self.names_of(holder.get("ref") or holder.get("nodeset") or "", ())
            names = self.names_of(element.get("ref", ""), ())
            if names is None or names not in self.element_names:
                self.warnings.append(f"A setvalue names {element.get('ref')}, which is not in the form.")
                continue
            source = (element.get("value") or "").strip()
            value = self.expression(source, names, "setvalue") if source else None
            events = frozenset((element.get("event") or "").split())
            text = "" if "value" in element.attrib else (element.text or "").strip()
            found.append(Trigger(names, events, value, text, watched))
        return found


def local_name(name: Any) -> str:
    """An attribute's name without its namespace."""
    return str(name).rpartition("}")[2]


def _is_ours(name: str) -> bool:
    """Whether an attribute is of XForms or of JavaRosa: other programs have a “constraint” of their own."""
    return "}" not in name or name.startswith("{http://openrosa.org/javarosa}")


def _shortened(source: str) -> str:
    return source if len(source) <= LONGEST_TOLD else f"{source[:LONGEST_TOLD]}…"


def _preloaded(attributes: Mapping[str, str]) -> str:
    """A mark for what the session fills in when it begins: today, or the moment."""
    preload, what = attributes.get("preload", ""), attributes.get("preloadParams", "")
    if preload == "date" and what == "today":
        return "today()"
    return "now()" if preload == "timestamp" and what == "start" else ""


def _without_kind(control: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in control.items() if name != "tag"}


def _instead(call: Call) -> str:
    return "Use a function of the ODK documentation; check its spelling."


def has_control(question: Question) -> bool:
    """Whether the body shows it."""
    return question.kind not in (Kind.HIDDEN, Kind.CALCULATE)

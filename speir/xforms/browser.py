"""What the browser needs of a form to decide by itself what applies: plain data, ready for JSON."""

from typing import Any

from lxml import etree

from speir.xforms.emitting import for_browser
from speir.xforms.evaluating import Expression
from speir.xforms.fitting import FITTED, names_offered
from speir.xforms.parts import Form, Kind, Question, Wording


def to_browser(form: Form, language: str | None = None) -> dict[str, Any]:
    """Nodes in the order in which they are worked out, the tree, the pages, and the other lists as XML.

    ``language`` is that of the words in notes; the form's usual one where none is named.
    """
    spoken = form.default_language if language is None else language
    return {
        "root": form.root.tag,
        "nodes": [_node(form, form.nodes[names], spoken) for names in form.order],
        "children": {_path(names): [each[-1] for each in below] for names, below in form.children.items()},
        "pages": [{"key": page.key, "paths": [_path(names) for names in page.parts]} for page in form.pages],
        "instances": {identity: _xml(holder) for identity, holder in form.instances.items()},
        "triggers": [
            {
                "path": _path(trigger.names),
                "watched": _path(trigger.watched) if trigger.watched else None,
                "value": _written(form, trigger.value),
                "text": trigger.text,
            }
            for trigger in form.triggers
            if "xforms-value-changed" in trigger.events and trigger.watched
        ],
    }


def _node(form: Form, question: Question, language: str) -> dict[str, Any]:
    node: dict[str, Any] = {
        "path": question.path,
        "kind": str(question.kind),
        "isAsked": question.is_asked,
        "relevant": _written(form, question.relevant),
        "calculate": _written(form, question.calculate),
        "required": _written(form, question.required),
        "count": _written(form, question.repeat_count),
        "default": question.default,
    }
    if question.kind == Kind.NOTE:
        node["label"] = _pieces(form, question.label, language)
    if question.itemset is not None and question.itemset.is_filtered:
        node["choices"] = {"nodes": _written(form, question.itemset.nodes), "value": question.itemset.value}
    if question.calculate is not None or any(each.names == question.names for each in form.triggers):
        node["fits"] = _fits(form, question)
    # What is left out says nothing, and the page is lighter without it.
    return {key: value for key, value in node.items() if value not in (None, "", False)}


def _fits(form: Form, question: Question) -> str | dict[str, Any] | None:
    """What a worked-out value must be there, as `fitting` has it."""
    names = names_offered(form, question)
    if names is not None:
        return {"names": sorted(names), "isOne": question.kind == Kind.SELECT_ONE}
    kind = "int" if question.data_type == "integer" else question.data_type
    return kind if kind in FITTED else None


def _pieces(form: Form, wording: Wording, language: str) -> list[Any] | None:
    """The words of a note and the values that stand in them; None when no value does."""
    pieces = wording.pieces(language)
    if all(isinstance(piece, str) for piece in pieces):
        return None
    return [piece if isinstance(piece, str) else {"value": _written(form, piece)} for piece in pieces]


def _written(form: Form, expression: Expression | None) -> str | None:
    return None if expression is None else for_browser(expression.tree, expression.place)


def _path(names: tuple[str, ...]) -> str:
    return "/" + "/".join(names)


def _xml(holder: Any) -> str:
    return "".join(etree.tostring(child, encoding="unicode") for child in holder)

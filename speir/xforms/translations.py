"""The words of a form in each of its languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from speir.xforms.emitting import Names
from speir.xforms.evaluating import Expression
from speir.xforms.markup import children_named, first_named, local
from speir.xforms.parts import Piece, Wording

Make = Callable[[str, Names], Expression | None]
Texts = dict[str, dict[str, tuple[Piece, ...]]]


@dataclass
class Itext:
    """Texts by identity (with ``#form`` for guidance and the like), each by language."""

    languages: list[str] = field(default_factory=list)
    default: str = ""
    texts: Texts = field(default_factory=dict)


def read(model: Any, make: Make) -> Itext:
    """Every translation of the model."""
    itext = first_named(model, "itext")
    found = Itext()
    if itext is None:
        return found
    for translation in children_named(itext, "translation"):
        language = translation.get("lang", "")
        found.languages.append(language)
        if translation.get("default") is not None:
            found.default = language
        for text in children_named(translation, "text"):
            _take(found.texts, text, language, make)
    found.default = found.default or next(iter(found.languages), "")
    found.texts = {key: _written(words, found.default) for key, words in found.texts.items()}
    return found


def _written(words: dict[str, tuple[Piece, ...]], default: str) -> dict[str, tuple[Piece, ...]]:
    """The default language first; without the dashes that pyxform writes where an author wrote nothing."""
    usual = words.get(default)
    if not usual:
        return words
    return {default: usual, **{each: said for each, said in words.items() if said != ("-",)}}


def _take(texts: Texts, text: Any, language: str, make: Make) -> None:
    identity = text.get("id", "")
    names = tuple(part for part in identity.split(":")[0].split("/") if part)
    for value in children_named(text, "value"):
        form = value.get("form", "")
        if form in ("image", "big-image", "audio", "video"):
            continue
        key = identity if form in ("", "long") else f"{identity}#{form}"
        texts.setdefault(key, {})[language] = pieces(value, names, make)


def pieces(element: Any, names: Names, make: Make) -> tuple[Piece, ...]:
    """The words of an element and the values that stand between them."""
    found: list[Piece] = [element.text or ""]
    for child in element:
        if local(child) == "output":
            expression = make(child.get("value") or child.get("ref") or "", names)
            if expression is not None:
                found.append(expression)
        else:
            found.append("".join(child.itertext()))
        found.append(child.tail or "")
    return tuple(piece for piece in found if piece != "")


def identity_in(reference: str) -> str | None:
    """The identity that ``jr:itext('...')`` names."""
    text = reference.strip()
    if not text.startswith("jr:itext("):
        return None
    return text.partition("(")[2].rpartition(")")[0].strip().strip("'\"")


def wording(element: Any | None, names: Names, itext: Itext, make: Make, form: str = "") -> Wording:
    """The words of a label or hint; ``form`` asks for another form of them, such as guidance."""
    if element is None:
        return Wording()
    identity = identity_in(element.get("ref", ""))
    if identity is not None:
        key = f"{identity}#{form}" if form else identity
        return Wording(_complete(itext.texts.get(key, {}), itext))
    if form:
        return Wording()
    return Wording({"": pieces(element, names, make)})


def message(text: str | None, names: Names, itext: Itext) -> Wording:
    """The words of a message attribute."""
    if not text:
        return Wording()
    identity = identity_in(text)
    if identity is None:
        return Wording({"": (text,)})
    return Wording(_complete(itext.texts.get(identity, {}), itext))


def _complete(texts: Mapping[str, tuple[Piece, ...]], itext: Itext) -> Mapping[str, tuple[Piece, ...]]:
    """The default language first, so that it stands in for one that has no words."""
    if itext.default not in texts:
        return texts
    return {itext.default: texts[itext.default], **texts}

"""The logic of a form on paper: when each question is shown, what it must be, what it feeds."""

from collections.abc import Iterator
from dataclasses import dataclass

from speir.xforms.convert import Converted
from speir.xforms.in_words import Wording
from speir.xforms.logic import absolute, read, references
from speir.xforms.outline import Asked, Outline, read_outline

KINDS = {
    "text": "words",
    "integer": "whole number",
    "decimal": "number",
    "date": "date",
    "time": "time",
    "dateTime": "date and time",
    "select_one": "one choice",
    "select_multiple": "several choices",
    "rank": "choices in order",
    "range": "number on a line",
    "file": "a file",
    "acknowledge": "box to tick",
    "note": "text to read",
    "calculate": "worked out",
    "hidden": "stored value",
    "group": "section",
    "repeat": "asked again for each",
}
FEEDS = {
    "relevant": "decides whether {} is shown",
    "constraint": "limits {}",
    "calculation": "goes into {}",
    "required": "decides whether {} is required",
    "readonly": "decides whether {} can be changed",
    "choice_filter": "filters the choices of {}",
    "repeat_count": "says how many of {} there are",
    "shows": "is shown in {}",
}


@dataclass(frozen=True)
class Line:
    """One row of the report; ``number`` counts questions only, ``depth`` the sections it stands in."""

    number: int | None
    depth: int
    path: str
    where: str
    kind: str
    label: str
    shown: str
    required: str
    limits: str
    works_out: str
    choices: tuple[str, ...]
    feeds: tuple[str, ...]
    counted: str


def report(form: bytes | Outline, converted: Converted | None = None) -> list[Line]:
    """The report of a form, from its XForm or its outline; with a workbook also rows and counting."""
    outline = form if isinstance(form, Outline) else read_outline(form)
    feeds = _feeds(outline)
    lines, number = [], 0
    for asked in outline.asked:
        number += asked.is_question
        lines.append(_line(outline, asked, number if asked.is_question else None, feeds, converted))
    return lines


def _line(
    outline: Outline,
    asked: Asked,
    number: int | None,
    feeds: dict[str, list[str]],
    converted: Converted | None,
) -> Line:
    wording = Wording(outline, asked.path)
    rule = converted.rules.get(asked.path) if converted else None
    return Line(
        number=number,
        depth=len(outline.above(asked.path)),
        path=asked.path,
        where=converted.where(asked.path) if converted else asked.path,
        kind=KINDS.get(asked.kind, asked.kind),
        label=asked.title,
        shown=_shown(outline, asked),
        required=_required(asked, wording),
        limits=_sentence(wording.of(asked.constraint)) if asked.constraint else "",
        works_out=_sentence(wording.of(asked.calculation)) if asked.calculation else "",
        choices=tuple(label or name for name, label in asked.choices),
        feeds=tuple(feeds.get(asked.path, ())),
        counted=rule.sentence if rule and asked.choices else "",
    )


def _shown(outline: Outline, asked: Asked) -> str:
    """When it is shown: its own condition, and those of the sections it stands in."""
    if asked.kind in ("calculate", "hidden"):
        return "Never shown."
    own = Wording(outline, asked.path).of(asked.relevant) if asked.relevant else ""
    above = [
        f"“{each.title}” is shown"
        for each in outline.above(asked.path)
        if each.relevant and each.path != asked.path
    ]
    conditions = [each for each in [own, *above[-1:]] if each]
    return _sentence(f"when {', and '.join(conditions)}") if conditions else "Always."


def _required(asked: Asked, wording: Wording) -> str:
    if not asked.is_question:
        return ""
    if asked.required in ("", "false()"):
        return "May be left empty."
    return (
        "Required."
        if asked.required == "true()"
        else _sentence(f"required when {wording.of(asked.required)}")
    )


def _sentence(words: str) -> str:
    text = words.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" if text else ""


def _feeds(outline: Outline) -> dict[str, list[str]]:
    """What each answer is used for, by path."""
    feeds: dict[str, list[str]] = {}
    for asked in outline.asked:
        for path, column in dict.fromkeys(_uses(asked)):
            if path != asked.path and path in outline.by_path:
                feeds.setdefault(path, []).append(FEEDS[column].format(f"“{asked.title}”"))
    return feeds


def _uses(asked: Asked) -> Iterator[tuple[str, str]]:
    for column, text in asked.expressions():
        for path in sorted(references(read(text), asked.path)):
            yield path, column
    for shown in asked.shows:
        yield absolute(shown, asked.path), "shows"

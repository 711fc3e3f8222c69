"""An author's words as safe markup: everything is escaped, and four marks of Markdown are understood."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)", re.DOTALL
)
# Most words have no mark at all, and need no more than escaping.
_MARKS = re.compile(r"[*_#<\[\r\n]")
_HEADING = re.compile(r"^#{1,6}\s+(.+)$")
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()<>]+)\)")
# What other tools take as HTML is written out of the sentence rather than shown as brackets.
_HARMLESS_TAGS = re.compile(r"</?(?:span|b|i|em|strong|u|font|p|div)(?:\s[^<>]*)?>|<br\s*/?>", re.IGNORECASE)


def said(words: str) -> Markup:
    """An author's label, hint or guidance: **bold**, *italic*, # headings and links; all else as typed."""
    if _MARKS.search(words) is None:
        return escape(words.strip())
    lines = _without_tags(words).replace("\r\n", "\n").strip().split("\n")
    return Markup("<br>").join(_line(line) for line in lines)


def plainly(words: str) -> str:
    """The same words without any mark, for a title, a list or a spoken name."""
    if _MARKS.search(words) is None:
        return words.strip()
    bare = _LINK.sub(r"\1", _without_tags(words))
    bare = _ITALIC.sub(lambda found: found[1] or found[2], _BOLD.sub(r"\1", bare))
    return " ".join(_HEADING.sub(r"\1", line.strip()) for line in bare.split("\n")).strip()


def told_of(words: str, fault: str) -> str:
    """What is wrong with a question, after the question itself: one line of a list of faults."""
    plain = plainly(words)
    return f"{plain} {fault}" if plain.endswith((".", "?", "!")) else f"{plain}: {fault}"


def _without_tags(words: str) -> str:
    return _HARMLESS_TAGS.sub(lambda tag: "\n" if tag[0].lower().startswith("<br") else "", words)


def _line(line: str) -> Markup:
    heading = _HEADING.match(line.strip())
    marked = Markup().join(_linked(heading[1] if heading else line))
    return Markup("<strong>{}</strong>").format(marked) if heading else marked


def _linked(line: str) -> Iterator[Markup]:
    """The parts of a line between links, marked, and its links."""
    parts = _LINK.split(line)
    for before, words, address in zip(parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True):
        yield _marked(before)
        if address:
            yield Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, words)


def _marked(words: str) -> Markup:
    bold = _BOLD.sub(r"<strong>\1</strong>", str(escape(words)))
    return Markup(_ITALIC.sub(lambda found: f"<em>{found[1] or found[2]}</em>", bold))  # noqa: S704 (escaped)

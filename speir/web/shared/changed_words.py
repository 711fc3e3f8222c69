"""What changed between two texts, word by word, so that people see it instead of searching for it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, came in or went out."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class ChangeShown:
    """What one part of a text said and says."""

    title: str
    pieces: tuple[Piece, ...]


def change_shown(title: str, before: str, after: str) -> ChangeShown:
    """What one part of a text said and says, as pages print it."""
    return ChangeShown(title, changed_words(before, after))


def changed_words(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one: what stayed, what went out, what came in; joined pieces give each text again."""
    old, new = _words(before), _words(after)
    pieces: list[Piece] = []
    # White space alone never counts as something that stayed: it would cut every change to pieces.
    compared = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in compared.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            pieces.append(Piece("removed", "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece("added", "".join(new[new_from:new_to])))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    """Words and the white space between them, so that nothing is lost."""
    return re.findall(r"\s+|\S+", text)

"""Comparing names and codes of areas as people write them."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from speir.partnerships.choices import AreaKind

_CODE = re.compile(r"[A-Z][0-9]{8}")


def fold(name: str) -> str:
    """A name without case, accents, punctuation and spare spaces, with "and" for "&"."""
    # Taken apart, lowered, and taken apart again: some letters only lower once they are plain.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).replace(
        "&", " and "
    )
    letters = (
        " " if not character.isalnum() else character
        for character in plain
        if not unicodedata.combining(character)
    )
    return " ".join("".join(letters).split())


def as_code(text: str) -> str | None:
    """The text as a code of a letter and eight digits, or None when it does not look like one."""
    tidy = "".join(text.split()).upper()
    return tidy if _CODE.fullmatch(tidy) else None


def address_of(kind: str, name: str) -> str:
    """The last part of an area's address: the name, with the kind before it unless it is a council area."""
    place = fold(name).replace(" ", "-")
    return place if kind == AreaKind.COUNCIL else f"{kind.replace('_', '-')}-{place}"


def with_kind(name: str, kind: str) -> str:
    """A name with its kind, unless it is a council area's: a partnership is often named like its council."""
    return name if kind == AreaKind.COUNCIL else f"{name} ({AreaKind.label_of(kind)})"


def near(text: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that look most like this one, best first."""
    by_folded = {fold(name): name for name in known}
    matches = get_close_matches(fold(text), by_folded, n=most, cutoff=0.6)
    return [by_folded[match] for match in matches]


def unknown_message(text: str, suggestions: list[str]) -> str:
    """What to tell somebody whose name or code of an area we do not know."""
    asked = text.strip()
    if not asked:
        return "Give the name or the code of an area, such as “Fife” or “S12000047”."
    ending = (
        f"Did you mean {' or '.join(f'“{name}”' for name in suggestions)}?"
        if suggestions
        else "Check the spelling, or look the area up in the list of areas."
    )
    return f"We do not know an area with the name or code “{asked}”. {ending}"

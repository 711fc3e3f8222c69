"""From what the form logic shows to what a page prints: which control, which words, which keys."""

from collections.abc import Iterable

from speir.web.shared.questions.asked import NUMBER_KEYS, Offer
from speir.web.shared.questions.wording import plainly, said

# A range of so few steps is a row of boxes; a longer one is typed.
FEW_STEPS = 11
OF_KIND = {
    "integer": "number",
    "decimal": "number",
    "date": "boxes",
    "time": "boxes",
    "dateTime": "boxes",
    "select_multiple": "checkboxes",
    "rank": "ranking",
    "note": "note",
    "acknowledge": "acknowledge",
    "trigger": "acknowledge",
    "file": "file",
    "image": "file",
    "calculate": "hidden",
    "hidden": "hidden",
}


def control_of(kind: str, appearance: str, steps: int = 0) -> str:
    """Which macro prints a question of this kind and appearance."""
    words = appearance.split()
    if kind == "select_one":
        if "label" in words:
            return "hidden"  # the heading row of a table; every row says its own choices
        if "minimal" in words or "autocomplete" in words:
            return "select"
        return "scale" if "likert" in words or "list-nolabel" in words else "radios"
    if kind == "range":
        return "scale" if 0 < steps <= FEW_STEPS else "number"
    if kind == "text" and "multiline" in words:
        return "multiline"
    return OF_KIND.get(kind, "text")


def offers(choices: Iterable[tuple[str, str]], value: str) -> tuple[Offer, ...]:
    """Choices as (value, label) with those that are chosen, and a number key for each of the first nine."""
    chosen = set(value.split())
    return tuple(
        Offer(name, said(label), plainly(label), name in chosen, number if number <= NUMBER_KEYS else 0)
        for number, (name, label) in enumerate(choices, 1)
    )

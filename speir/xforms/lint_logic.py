"""The logic of a form: what can never be shown, what nothing uses, and expressions that go wrong later."""

from collections.abc import Iterator

from speir.xforms.findings import MEND, Finding, Looked
from speir.xforms.logic import Call, Joined, Node, Number, Path, Text, absolute, read, references, walk
from speir.xforms.outline import Asked
from speir.xforms.reaching import Reaching, unknown_choice
from speir.xforms.slow_patterns import is_slow, is_unknown

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
DATES = ("date", "dateTime", "time")
MAKES_A_DATE = ("decimal-date-time", "date", "date-time", "today", "now", "decimal-date")


def logic_findings(looked: Looked) -> Iterator[Finding]:
    """Everything about expressions."""
    reaching = Reaching(looked.outline)
    for asked in looked.outline.asked:
        told_of_choice = False
        for column, text in asked.expressions():
            for what, instead in _in_expression(looked, asked, read(text)):
                told_of_choice = told_of_choice or (column == "relevant" and "has no choice" in what)
                yield Finding(looked.where(asked, column), what, instead, MEND)
        yield from _always_in_the_way(looked, asked)
        reason = reaching.why_never(asked) if asked.relevant and not told_of_choice else ""
        if reason:
            what = f"“{asked.title}” can never be shown: {reason}."
            yield Finding(
                looked.where(asked, "relevant"), what, "mend the condition, or delete the row.", MEND
            )
    yield from _unused(looked)


def _always_in_the_way(looked: Looked, asked: Asked) -> Iterator[Finding]:
    """A required note holds a record up as long as it shows: one that always shows does so for ever."""
    conditions = [each.relevant for each in (asked, *looked.outline.above(asked.path))]
    if asked.kind == "note" and asked.required == "true()" and not any(conditions):
        what = f"the note “{asked.title}” is required and always shown, so no record can be handed in."
        instead = "say in “relevant” when it is shown, or empty this cell."
        yield Finding(looked.where(asked, "required"), what, instead, MEND)


def _in_expression(looked: Looked, asked: Asked, node: Node | None) -> Iterator[tuple[str, str]]:
    for each in walk(node):
        if isinstance(each, Call):
            yield from _of_call(looked, asked, each)
        elif isinstance(each, Joined) and each.operator in COMPARISONS and len(each.parts) == 2:
            yield from _of_comparison(looked, asked, each)


def _of_call(looked: Looked, asked: Asked, call: Call) -> Iterator[tuple[str, str]]:
    first = call.arguments[0] if call.arguments else None
    if call.name in ("int", "floor") and _is_difference_of_dates(looked, asked, first):
        what = f"a day is cut off by {call.name}() when the clocks change between the two dates."
        yield what, "write round(…)."
    if call.name == "coalesce" and isinstance(first, Call) and first.name == "number":
        yield (
            "of an empty answer number() makes “not a number”, which is not empty, so the 0 is never taken.",
            "write coalesce(${x}, 0).",
        )
    if call.name == "regex" and len(call.arguments) == 2 and isinstance(call.arguments[1], Text):
        yield from _of_pattern(call.arguments[1].value)
    if call.name == "selected" and len(call.arguments) == 2:
        yield from _of_choice(looked, asked, call.arguments[0], call.arguments[1])


def _is_difference_of_dates(looked: Looked, asked: Asked, node: Node | None) -> bool:
    if not isinstance(node, Joined) or node.operator != "-":
        return False
    for each in walk(node):
        if isinstance(each, Call) and each.name in MAKES_A_DATE:
            return True
        if isinstance(each, Path):
            found = looked.outline.by_path.get(absolute(each.value, asked.path))
            if found and found.kind in DATES:
                return True
    return False


def _of_pattern(pattern: str) -> Iterator[tuple[str, str]]:
    if is_unknown(pattern):
        yield (
            f"the pattern “{pattern}” cannot be used: it looks ahead or back, or is not complete.",
            "describe the whole answer from ^ to $ with letters, classes and counts.",
        )
    elif is_slow(pattern):
        yield (
            f"the pattern “{pattern}” repeats a repetition and can make a browser hang.",
            "leave one of the two repetitions out, such as ^a+$ for ^(a+)+$.",
        )


def _of_comparison(looked: Looked, asked: Asked, node: Joined) -> Iterator[tuple[str, str]]:
    left, right = node.parts
    if isinstance(right, Path):
        left, right = right, left
    if not isinstance(left, Path):
        return
    found = looked.outline.by_path.get(absolute(left.value, asked.path))
    if not found:
        return
    if isinstance(right, Text) and node.operator in ("=", "!="):
        yield from _of_choice(looked, asked, left, right)
        if found.kind == "select_multiple" and right.value:
            what = (
                f"several choices can be made in “{found.title}”, and this holds only if it is the only one."
            )
            yield what, f"write selected(${{{found.name}}}, '{right.value}')."
    if isinstance(right, Number) and node.operator not in ("=", "!=") and _has_words_only(found):
        what = f"the choices of “{found.title}” are words, and a word is neither more nor less than a number."
        yield what, f"name the choices that are meant: selected('a b', ${{{found.name}}})."


def _of_choice(looked: Looked, asked: Asked, where: Node, what: Node) -> Iterator[tuple[str, str]]:
    if not isinstance(where, Path) or not isinstance(what, Text):
        return
    found = looked.outline.by_path.get(absolute(where.value, asked.path))
    if found and unknown_choice(found, what.value):
        names = " ".join(name for name, _ in found.choices[:12])
        yield f"“{found.title}” has no choice “{what.value}”.", f"write one of: {names}."


def _has_words_only(asked: Asked) -> bool:
    names = [name for name, _ in asked.choices]
    return (
        asked.kind == "select_one"
        and bool(names)
        and not any(name.strip("-.0123456789") == "" for name in names)
    )


def _unused(looked: Looked) -> Iterator[Finding]:
    """Calculations and stored values that no expression and no text looks at."""
    used = {path for text in looked.outline.behind for path in references(read(text), "")}
    for asked in looked.outline.asked:
        for _, text in asked.expressions():
            used |= references(read(text), asked.path)
        used |= {absolute(shown, asked.path) for shown in asked.shows}
    rules = looked.converted.rules if looked.converted else {}
    for asked in looked.outline.asked:
        idle = asked.kind in ("calculate", "hidden") and not asked.preload and asked.path not in used
        if idle and asked.path not in rules and not asked.name.endswith("_count"):
            what = f"nothing in the form uses “{asked.name}”."
            yield Finding(
                looked.where(asked, "name"), what, "delete the row, unless you want it in the results."
            )

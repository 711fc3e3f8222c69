"""Whether a condition can ever be true: what it demands of answers, and whether these demands fit together.

A condition is spread out into alternatives, each a list of demands on single answers. What must be answered
must also be shown, so the conditions of those questions and their limits are demanded as well.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from speir.xforms.logic import Call, Joined, Node, Number, Path, Text, absolute, read
from speir.xforms.outline import Asked, Outline

MOST_ALTERNATIVES = 32
FURTHEST = 2
OPPOSITE = {"=": "!=", "!=": "="}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
LIMITS = ("<", "<=", ">", ">=")


@dataclass(frozen=True)
class Demand:
    """What one answer must be: ``operator`` is a comparison, or "has" for a choice among several."""

    path: str
    operator: str
    value: str

    @property
    def needs_an_answer(self) -> bool:
        """Whether it cannot be met by leaving the question empty."""
        if self.operator == "!=":
            return self.value == ""
        return self.operator != "has not" and self.value != ""


Alternative = tuple[Demand, ...]
ANYTHING: list[Alternative] = [()]


class Reaching:
    """Answers for one form whether something in it can be reached; remembers what conditions demand."""

    def __init__(self, outline: Outline) -> None:
        """Begin with nothing worked out."""
        self.outline = outline
        self._demanded: dict[str, list[Alternative]] = {}

    def why_never(self, asked: Asked) -> str:
        """Why a question, group or repeat can never be shown; empty when it can."""
        alternatives = self._spread(asked.path, FURTHEST, frozenset())
        reasons = []
        for alternative in alternatives:
            reasons.append(_clash(self.outline, alternative))
            if not reasons[-1]:
                return ""
        return reasons[0] if reasons else "its condition is never true"

    def _spread(self, path: str, further: int, seen: frozenset[str]) -> list[Alternative]:
        """All that must hold for what stands at a path to be shown."""
        alternatives = ANYTHING
        found = self.outline.by_path.get(path)
        for each in [*self.outline.above(path), *([found] if found else [])]:
            if each.relevant and each.path not in seen:
                alternatives = _both(alternatives, self._demands_of(each))
        return self._followed(alternatives, further, seen | {path})

    def _demands_of(self, asked: Asked) -> list[Alternative]:
        if asked.path not in self._demanded:
            self._demanded[asked.path] = demands(self.outline, read(asked.relevant), asked.path)
        return self._demanded[asked.path]

    def _followed(
        self, alternatives: list[Alternative], further: int, seen: frozenset[str]
    ) -> list[Alternative]:
        """The alternatives, each with what must hold for its answers to be given at all."""
        if not further:
            return alternatives
        followed: list[Alternative] = []
        for alternative in alternatives:
            more: list[Alternative] = [alternative]
            for path in dict.fromkeys(demand.path for demand in alternative if demand.needs_an_answer):
                if path in seen:
                    continue
                more = _both(more, self._spread(path, further - 1, seen))
                asked = self.outline.by_path.get(path)
                if asked and asked.constraint:
                    more = _both(more, demands(self.outline, read(asked.constraint), path))
            followed += more
        return followed if len(followed) <= MOST_ALTERNATIVES else alternatives


def _both(left: list[Alternative], right: list[Alternative]) -> list[Alternative]:
    if len(left) * len(right) > MOST_ALTERNATIVES:
        return left
    return [tuple(dict.fromkeys((*one, *other))) for one in left for other in right]


def demands(outline: Outline, node: Node | None, context: str, *, negated: bool = False) -> list[Alternative]:
    """The alternatives of one condition; what is not understood demands nothing."""
    if isinstance(node, Joined):
        if node.operator in ("and", "or"):
            return _joined(outline, node, context, negated)
        return _compared(outline, node, context, negated)
    if isinstance(node, Call):
        if node.name in ("not", "boolean") and len(node.arguments) == 1:
            turned = negated != (node.name == "not")
            return demands(outline, node.arguments[0], context, negated=turned)
        if node.name in ("true", "false"):
            return ANYTHING if (node.name == "true") != negated else []
        if node.name == "selected" and len(node.arguments) == 2:
            return _selected(outline, node, context, negated)
    return ANYTHING


def _joined(outline: Outline, node: Joined, context: str, negated: bool) -> list[Alternative]:
    spread = [demands(outline, part, context, negated=negated) for part in node.parts]
    if (node.operator == "and") == negated:
        together = [alternative for alternatives in spread for alternative in alternatives]
        return together if len(together) <= MOST_ALTERNATIVES else ANYTHING
    result = ANYTHING
    for alternatives in spread:
        result = _both(result, alternatives) if alternatives and result else []
    return result


def _compared(outline: Outline, node: Joined, context: str, negated: bool) -> list[Alternative]:
    if node.operator not in TURNED or len(node.parts) != 2:
        return ANYTHING
    left, right = node.parts
    operator = node.operator
    if isinstance(right, Path):
        left, right, operator = right, left, TURNED[operator]
    if not isinstance(left, Path) or not isinstance(right, (Text, Number)):
        return ANYTHING
    if negated and operator in LIMITS:
        return ANYTHING  # an empty answer is neither less nor more
    path = _one_answer(outline, left, context)
    if not path:
        return ANYTHING
    value = right.value if isinstance(right, Text) else _number(right.value)
    return [(Demand(path, OPPOSITE[operator] if negated else operator, value),)]


def _selected(outline: Outline, node: Call, context: str, negated: bool) -> list[Alternative]:
    where, what = node.arguments
    if isinstance(where, Path) and isinstance(what, Text):
        path = _one_answer(outline, where, context)
        if path:
            return [(Demand(path, "has not" if negated else "has", what.value),)]
    return ANYTHING


def _one_answer(outline: Outline, path: Path, context: str) -> str:
    """The absolute path, if it means one answer here: not one of several in another repeat."""
    if path.conditions:
        return ""
    whole = absolute(path.value, context)
    if whole not in outline.by_path:
        return ""
    here = [each.path for each in outline.above(context) if each.kind == "repeat"]
    there = [each.path for each in outline.above(whole) if each.kind == "repeat"]
    return whole if set(there) <= {*here, context} else ""


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else str(value)


def _clash(outline: Outline, alternative: Alternative) -> str:
    """Why these demands do not fit together; empty when they do."""
    by_path: dict[str, list[Demand]] = {}
    for demand in alternative:
        by_path.setdefault(demand.path, []).append(demand)
    for path, made in by_path.items():
        asked = outline.by_path[path]
        for reason in _clashes(asked, made):
            return reason
    return ""


def _clashes(asked: Asked, made: list[Demand]) -> Iterator[str]:
    title = asked.title
    equal = list(dict.fromkeys(demand.value for demand in made if demand.operator == "="))
    if len(equal) > 1:
        yield f"“{title}” would have to be both “{equal[0]}” and “{equal[1]}”"
    for demand in made:
        if demand.operator in ("=", "has") and unknown_choice(asked, demand.value):
            yield f"“{title}” has no choice “{demand.value}”"
        if demand.operator == "!=" and demand.value in equal:
            yield f"“{title}” would have to be “{demand.value}” and not “{demand.value}”"
        if demand.operator == "has" and Demand(demand.path, "has not", demand.value) in made:
            yield f"“{demand.value}” would have to be chosen and not chosen in “{title}”"
        if demand.operator == "has" and "" in equal:
            yield f"“{title}” would have to be empty and have “{demand.value}”"
    if _no_number_fits(made):
        limits = " and ".join(f"{demand.operator} {demand.value}" for demand in made if _is_limit(demand))
        yield f"no number in “{title}” is {limits}"


def unknown_choice(asked: Asked, value: str) -> bool:
    """Whether a question with choices has none of this name."""
    known = {name for name, _ in asked.choices}
    return (
        bool(known) and value != "" and asked.kind in ("select_one", "select_multiple") and value not in known
    )


def _is_limit(demand: Demand) -> bool:
    return demand.operator in (*LIMITS, "=") and _as_number(demand.value) is not None


def _as_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _no_number_fits(made: list[Demand]) -> bool:
    """Whether the limits leave no number between them."""
    low, high, low_open, high_open = -math.inf, math.inf, False, False
    for demand in made:
        limit = _as_number(demand.value)
        if limit is None or demand.operator not in (*LIMITS, "="):
            continue
        if demand.operator in (">", ">=", "="):
            is_open = demand.operator == ">"
            if limit > low or (limit == low and is_open):
                low, low_open = limit, is_open
        if demand.operator in ("<", "<=", "="):
            is_open = demand.operator == "<"
            if limit < high or (limit == high and is_open):
                high, high_open = limit, is_open
    return low > high or (low == high and (low_open or high_open))

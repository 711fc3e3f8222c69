"""An expression of a form as an author means it: who is compared with what, joined by and, or, not.

The engine's tree is turned into a plainer one: chains of “and” are one part, and a path is a piece of text
with its conditions beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from speir.xforms import expressions

CHAINED = ("and", "or", "+")
SHORT = {("self", "node()"): ".", ("parent", "node()"): "..", ("descendant-or-self", "node()"): ""}
FOUND_BY = {"child": "", "attribute": "@"}


@dataclass(frozen=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True)
class Number:
    """A number."""

    value: float


@dataclass(frozen=True)
class Path:
    """A reference to an answer, without its conditions; these stand beside it."""

    value: str
    conditions: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Joined:
    """Two or more parts with an operator between them."""

    operator: str
    parts: tuple["Node", ...]


Node = Text | Number | Path | Call | Joined


@lru_cache(maxsize=2000)
def read(expression: str) -> Node | None:
    """The expression as a tree; nothing where it cannot be read."""
    try:
        return _plainer(expressions.parse(expression))
    except (expressions.ExpressionFault, RecursionError):
        return None


def _plainer(node: expressions.Node) -> Node:
    match node:
        case expressions.Text(value):
            return Text(value)
        case expressions.Number(text):
            return Number(float(text))
        case expressions.Call(name, arguments):
            return Call(name, tuple(map(_plainer, arguments)))
        case expressions.Negative(operand):
            return Joined("-", (Number(0), _plainer(operand)))
        case expressions.Binary(operator, left, right):
            first = _plainer(left)
            chained = isinstance(first, Joined) and first.operator == operator and operator in CHAINED
            parts = first.parts if chained and isinstance(first, Joined) else (first,)
            return Joined(operator, (*parts, _plainer(right)))
        case expressions.Path():
            return _path(node)


def _path(path: expressions.Path) -> Path:
    """A path in its short form; what current() starts stands where the expression stands."""
    steps = [_step(step) for step in path.steps]
    conditions = [*path.start_predicates, *(each for step in path.steps for each in step.predicates)]
    match path.start:
        case expressions.Call("current", ()):
            start: list[str] = []
        case expressions.Call(name, arguments):
            given = ", ".join(f"'{each.value}'" for each in arguments if isinstance(each, expressions.Text))
            start = [f"{name}({given})"]
        case _:
            start = [""] if path.is_absolute else []
    return Path("/".join([*start, *steps]) or ".", tuple(map(_plainer, conditions)))


def _step(step: expressions.Step) -> str:
    short = SHORT.get((step.axis, step.test))
    return f"{FOUND_BY.get(step.axis, f'{step.axis}::')}{step.test}" if short is None else short


def walk(node: Node | None) -> Iterator[Node]:
    """The node and everything in it, without the conditions of paths: these stand elsewhere."""
    if node is None:
        return
    yield node
    inner = node.arguments if isinstance(node, Call) else node.parts if isinstance(node, Joined) else ()
    for each in inner:
        yield from walk(each)


def absolute(path: str, context: str) -> str:
    """A path from the root; ``context`` is where the expression stands."""
    if path.startswith("/") or re.match(r"[\w-]+\(", path):
        return path
    steps = context.split("/")
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in (".", ""):
            steps.append(step)
    return "/".join(steps)


def references(node: Node | None, context: str) -> set[str]:
    """The absolute paths of all answers that an expression looks at, those in conditions too."""
    found = set()
    for each in walk(node):
        if isinstance(each, Path):
            whole = absolute(each.value, context)
            found.add(whole)
            for condition in each.conditions:
                # “current()” in a condition means the expression's own place, a plain name the path's.
                found |= references(condition, whole) | references(condition, context)
    return found

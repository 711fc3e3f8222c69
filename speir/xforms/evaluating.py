"""Runs expressions on lxml: our functions and operators registered once, each expression compiled once."""

import math
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC
from functools import lru_cache
from typing import Any

from lxml import etree

from speir.xforms import date_functions, number_functions
from speir.xforms.emitting import Place, absolute_names, for_server
from speir.xforms.expressions import Binary, Call, ExpressionFault, Node, Path, Text
from speir.xforms.functions import FUNCTIONS, Running
from speir.xforms.values import (
    Value,
    node_text,
    number_of,
    read_date,
    read_moment,
    singles,
    text_of,
    truth_of,
)
from speir.xforms.walking import calls_in

NAMESPACE = "https://speir.invalid/xforms/functions"
NAMES = {"f": NAMESPACE, "jr": "http://openrosa.org/javarosa", "orx": "http://openrosa.org/xforms"}
# Imported so that their functions are known.
ALSO = (date_functions, number_functions)
_running: ContextVar[Running] = ContextVar("running")


def _compared(left: Value, right: Value, compare: Callable[[float, float], bool]) -> bool:
    """Larger or smaller: numbers, days and moments; nothing answered is neither."""
    zone = _running.get().zone
    return any(
        compare(number_of(one, zone), number_of(other, zone))
        for one in singles(left)
        for other in singles(right)
    )


def _same(one: Value, other: Value) -> bool:
    zone = _running.get().zone
    if isinstance(one, bool) or isinstance(other, bool):
        return truth_of(one) == truth_of(other)
    if isinstance(one, float) or isinstance(other, float):
        return number_of(one, zone) == number_of(other, zone)
    if one == other:
        return True
    # The same moment may be written with another offset; a day is never the same as a moment.
    left, right = read_moment(one, zone), read_moment(other, zone)
    return left is not None and left == right and read_date(one) is None


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth_of(left) == truth_of(right)
    return any(_same(one, other) for one in singles(left) for other in singles(right))


def _unequal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth_of(left) != truth_of(right)
    return any(not _same(one, other) for one in singles(left) for other in singles(right))


def _reckoned(left: Value, right: Value, reckon: Callable[[float, float], float]) -> float:
    zone = _running.get().zone
    try:
        return float(reckon(number_of(left, zone), number_of(right, zone)))
    except (OverflowError, ValueError):
        return math.nan


def _divide(one: float, other: float) -> float:
    if other == 0:
        return math.nan if one == 0 or math.isnan(one) else math.copysign(math.inf, one)
    return one / other


def _modulo(one: float, other: float) -> float:
    return math.nan if other == 0 or math.isinf(one) else math.fmod(one, other)


_OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "eq": _equal,
    "ne": _unequal,
    "lt": lambda left, right: _compared(left, right, lambda one, other: one < other),
    "le": lambda left, right: _compared(left, right, lambda one, other: one <= other),
    "gt": lambda left, right: _compared(left, right, lambda one, other: one > other),
    "ge": lambda left, right: _compared(left, right, lambda one, other: one >= other),
    "add": lambda left, right: _reckoned(left, right, lambda one, other: one + other),
    "subtract": lambda left, right: _reckoned(left, right, lambda one, other: one - other),
    "multiply": lambda left, right: _reckoned(left, right, lambda one, other: one * other),
    "divide": lambda left, right: _reckoned(left, right, _divide),
    "modulo": lambda left, right: _reckoned(left, right, _modulo),
}


def _registered() -> dict[tuple[str, str], Callable[..., Value]]:
    def of_function(made: Callable[..., Value]) -> Callable[..., Value]:
        return lambda _, *values: made(_running.get(), *values)

    def of_operator(made: Callable[[Value, Value], Value]) -> Callable[..., Value]:
        return lambda _, left, right: made(left, right)

    found = {(NAMESPACE, name): of_function(made) for name, made in FUNCTIONS.items()}
    found |= {(NAMESPACE, name): of_operator(made) for name, made in _OPERATORS.items()}
    found[NAMESPACE, "negate"] = lambda _, value: _reckoned(0.0, value, lambda zero, one: -one)
    return found


_EXTENSIONS = _registered()
KNOWN = frozenset(FUNCTIONS)


@lru_cache(maxsize=20_000)
def _compiled(written: str) -> etree.XPath:
    return etree.XPath(written, namespaces=NAMES, extensions=_EXTENSIONS, smart_strings=False)


def _quick(tree: Node, place: Place) -> Callable[[Any], bool] | None:
    """What `/form/a = 'word'` says, found by looking there: most of what forms ask, at a tenth of the cost.

    So does what is always so, or never: `true()` stands at every question that must be answered. None for
    every other expression, for a path into a repeat, and for a word that is a moment, which is the same when
    it is written with another offset.
    """
    if isinstance(tree, Call) and tree.name in ("true", "false") and not tree.arguments:
        is_so = tree.name == "true"
        return lambda _: is_so
    if not (isinstance(tree, Binary) and tree.operator in ("=", "!=")):
        return None
    path, word = tree.left, tree.right
    if not (isinstance(path, Path) and isinstance(word, Text) and path.is_absolute and path.start is None):
        return None
    is_plain = all(step.axis == "child" and not step.predicates for step in path.steps)
    names = absolute_names(path)
    within = any(names[:length] in place.repeats for length in range(1, len(names) + 1))
    is_moment = read_moment(word.value, UTC) is not None
    if not is_plain or len(names) != len(path.steps) or len(names) < 2 or within or is_moment:
        return None
    below, top, is_equal = "/".join(names[1:]), names[0], tree.operator == "="

    def look(root: Any) -> bool:
        found = root.find(below) if root.tag == top else None
        return found is not None and (node_text(found) == word.value) is is_equal

    return look


class Expression:
    """One expression at one place of a form, ready to be run."""

    def __init__(self, source: str, tree: Node, place: Place) -> None:
        """Compile; raises ExpressionFault for what libxml2 does not read."""
        self.source, self.tree, self.place = source, tree, place
        self.written = for_server(tree, place)
        self._quick = _quick(tree, place)
        self.is_once = any(call.name == "once" for call in calls_in(tree))
        try:
            self._run = _compiled(self.written)
        except etree.XPathSyntaxError as fault:
            raise ExpressionFault(f"This is not understood: {fault}", 0) from fault

    def value(self, node: Any, root: Any, running: Running) -> Value:
        """What it comes to at a node; an expression that fails comes to nothing."""
        if self._quick is not None:
            return self._quick(root)
        token = _running.set(running)
        try:
            return self._run(node, root=[root], current=[node])
        except (etree.XPathEvalError, TypeError, ValueError, OverflowError):
            return ""
        finally:
            _running.reset(token)

    def is_true(self, node: Any, root: Any, running: Running) -> bool:
        """Whether it holds at a node."""
        return truth_of(self.value(node, root, running))

    def text(self, node: Any, root: Any, running: Running) -> str:
        """What it comes to, as text."""
        return text_of(self.value(node, root, running))

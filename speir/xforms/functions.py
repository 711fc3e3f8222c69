"""The functions of ODK's expressions that libxml2 does not have, by name; what runs them is `evaluating`."""

import base64
import hashlib
import math
import random as chance
import uuid as identities
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import Any, Protocol

import re2

from speir.xforms import geography
from speir.xforms.values import (
    Value,
    number_of,
    text_of,
    texts_of,
    truth_of,
)

LONGEST_PATTERN = 2000


class Running(Protocol):
    """What functions may ask of the session that runs them."""

    now: datetime

    @property
    def zone(self) -> tzinfo:
        """The zone of today and of every clock."""
        ...

    def choice_list(self, identity: str) -> list[Any]:
        """The element that holds another list, as a set of one; empty when there is none."""

    def choice_label(self, node: Any, value: str) -> str:
        """The label of a choice of the question at that node."""


Function = Callable[..., Value]
FUNCTIONS: dict[str, Function] = {}


def function(*names: str) -> Callable[[Function], Function]:
    """Give a function its names in expressions; it is called with what runs it and its values."""

    def register(made: Function) -> Function:
        for name in names:
            FUNCTIONS[name] = made
        return made

    return register


def _numbers(run: Running, values: Iterable[Value]) -> list[float]:
    """The number of every value; NaN for what is none, an empty answer included, as ODK has it."""
    return [number_of(text, run.zone) for value in values for text in texts_of(value)]


def rounded(number: float) -> float:
    """The nearest whole number; half goes up, as in XPath."""
    return number if math.isnan(number) or math.isinf(number) else float(math.floor(number + 0.5))


@function("if")
def _if(run: Running, condition: Value, yes: Value, no: Value) -> Value:
    return yes if truth_of(condition) else no


@function("coalesce")
def _coalesce(run: Running, first: Value, second: Value) -> str:
    text = text_of(first)
    # NaN comes of number('') alone, which means that nothing was answered.
    return text if text and text != "NaN" else text_of(second)


@function("once")
def _once(run: Running, value: Value, kept: Value = "") -> Value:
    """What stands there already, or the value; `emitting` hands in what stands there."""
    return text_of(kept) or value


@function("selected", "is-selected")
def _selected(run: Running, chosen: Value, name: Value) -> bool:
    # Nothing is "selected" where nothing is chosen: forms ask selected(x, '') for that.
    return text_of(name).strip() in (text_of(chosen).split() or [""])


@function("selected-at")
def _selected_at(run: Running, chosen: Value, place: Value) -> str:
    names, number = text_of(chosen).split(), number_of(place)
    return names[int(number)] if not math.isnan(number) and 0 <= number < len(names) else ""


@function("count-selected")
def _count_selected(run: Running, chosen: Value) -> float:
    return float(len(text_of(chosen).split()))


@function("jr-choice-name")
def _choice_name(run: Running, value: Value, path: Value) -> str:
    return run.choice_label(path, text_of(value))


@function("jr-itext")
def _itext(run: Running, identity: Value) -> str:
    return text_of(identity)


@function("instance")
def _instance(run: Running, identity: Value) -> list[Any]:
    return run.choice_list(text_of(identity))


@function("pulldata")
def _pulldata(run: Running, table: Value, wanted: Value, key: Value, value: Value) -> str:
    for item in (item for holder in run.choice_list(text_of(table)) for root in holder for item in root):
        if (item.findtext(text_of(key)) or "") == text_of(value):
            return item.findtext(text_of(wanted)) or ""
    return ""


@function("indexed-repeat")
def _indexed_repeat(run: Running, wanted: Value, *pairs: Value) -> list[Any]:
    nodes = list(wanted) if isinstance(wanted, list) else []
    for items, place in zip(pairs[::2], pairs[1::2], strict=False):
        number = number_of(place)
        nodes = (
            [] if math.isnan(number) else [node for node in nodes if _is_in_item(node, items, int(number))]
        )
    return nodes


def _is_in_item(node: Any, items: Value, place: int) -> bool:
    holders = set(items) if isinstance(items, list) else set()
    for above in node.iterancestors():
        if above in holders:
            return _place_of(above) == place
    return False


def _place_of(node: Any) -> int:
    return 1 + sum(1 for _ in node.itersiblings(node.tag, preceding=True))


@function("position")
def _position(run: Running, node: Value) -> float:
    return float(_place_of(node[0])) if isinstance(node, list) and node else math.nan


@function("count")
def _count(run: Running, nodes: Value) -> float:
    return float(len(nodes)) if isinstance(nodes, list) else math.nan


@function("count-non-empty")
def _count_non_empty(run: Running, nodes: Value) -> float:
    return float(sum(1 for text in texts_of(nodes) if text))


@function("sum")
def _sum(run: Running, nodes: Value) -> float:
    return sum(_numbers(run, [nodes]))


def _extreme(run: Running, values: tuple[Value, ...], choose: Callable[[list[float]], float]) -> float:
    """The least or the most; NaN as soon as one is no number, an empty answer included, as ODK has it."""
    numbers = _numbers(run, values)
    return math.nan if not numbers or any(map(math.isnan, numbers)) else choose(numbers)


@function("min")
def _min(run: Running, *values: Value) -> float:
    return _extreme(run, values, min)


@function("max")
def _max(run: Running, *values: Value) -> float:
    return _extreme(run, values, max)


@function("join")
def _join(run: Running, between: Value, *values: Value) -> str:
    return text_of(between).join(text for value in values for text in texts_of(value))


@function("concat")
def _concat(run: Running, *values: Value) -> str:
    return "".join(text for value in values for text in texts_of(value))


@function("substr")
def _substr(run: Running, text: Value, start: Value, end: Value = "") -> str:
    first = number_of(start)
    last = number_of(end)
    if math.isnan(first):
        return ""
    return text_of(text)[int(first) : None if math.isnan(last) else int(last)]


@function("substring")
def _substring(run: Running, text: Value, start: Value, length: Value = math.inf) -> str:
    first = rounded(number_of(start))
    last = first + (math.inf if length == math.inf else rounded(number_of(length)))
    return "".join(each for place, each in enumerate(text_of(text), start=1) if first <= place < last)


@function("string-length")
def _string_length(run: Running, text: Value) -> float:
    return float(len(text_of(text)))


@function("ends-with")
def _ends_with(run: Running, text: Value, end: Value) -> bool:
    return text_of(text).endswith(text_of(end))


@function("translate")
def _translate(run: Running, text: Value, given: Value, wanted: Value) -> str:
    new = text_of(wanted)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(text_of(given)):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return text_of(text).translate(table)


@function("regex")
def _regex(run: Running, text: Value, pattern: Value) -> bool:
    wanted = text_of(pattern)
    if len(wanted) > LONGEST_PATTERN:
        return False
    try:
        return re2.search(wanted, text_of(text)) is not None
    except re2.error:
        return False


@function("uuid")
def _uuid(run: Running, length: Value = "") -> str:
    number = number_of(length)
    if math.isnan(number):
        return str(identities.uuid4())
    return "".join(chance.choices("0123456789abcdefghijklmnopqrstuvwxyz", k=int(number)))  # noqa: S311 (no secret)


@function("digest")
def _digest(run: Running, text: Value, method: Value, encoding: Value = "base64") -> str:
    name = text_of(method).lower().replace("-", "")
    if name not in ("md5", "sha1", "sha256", "sha384", "sha512"):
        return ""
    made = hashlib.new(name, text_of(text).encode(), usedforsecurity=False)
    return (
        made.hexdigest() if text_of(encoding).lower() == "hex" else base64.b64encode(made.digest()).decode()
    )


@function("base64-decode")
def _base64_decode(run: Running, text: Value) -> str:
    try:
        return base64.b64decode(text_of(text), validate=True).decode(errors="replace")
    except ValueError:
        return ""


@function("boolean-from-string")
def _boolean_from_string(run: Running, text: Value) -> bool:
    return text_of(text) in ("1", "true")


@function("area")
def _area(run: Running, *values: Value) -> float:
    return geography.area([text for value in values for text in texts_of(value)])


@function("distance")
def _distance(run: Running, *values: Value) -> float:
    return geography.distance([text for value in values for text in texts_of(value)])


@function("enclosed-area")
def _enclosed_area(run: Running, *values: Value) -> float:
    return geography.area([text for value in values for text in texts_of(value)])

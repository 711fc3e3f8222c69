"""The functions of ODK's expressions that libxml2 does not have, by name; what runs them is `evaluating`."""

import base64
import hashlib
import math
import random as chance
import uuid as identities
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Protocol

import re2

from speir.xforms import geography
from speir.xforms.values import (
    EPOCH,
    Value,
    date_of,
    midnight,
    moment_text,
    number_of,
    number_text,
    read_date,
    read_moment,
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
    """Every number among the values; what is empty is left out, as in a repeat that is not filled in yet."""
    texts = [text for value in values for text in texts_of(value)]
    return [number_of(text, run.zone) for text in texts if text.strip()]


@function("if")
def _if(run: Running, condition: Value, yes: Value, no: Value) -> Value:
    return yes if truth_of(condition) else no


@function("coalesce")
def _coalesce(run: Running, first: Value, second: Value) -> str:
    text = text_of(first)
    # NaN comes of number('') alone, which means that nothing was answered.
    return text if text and text != "NaN" else text_of(second)


@function("once")
def _once(run: Running, value: Value) -> Value:
    return value


@function("selected", "is-selected")
def _selected(run: Running, chosen: Value, name: Value) -> bool:
    return text_of(name).strip() in text_of(chosen).split()


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


@function("min")
def _min(run: Running, *values: Value) -> float:
    return min(_numbers(run, values), default=math.nan)


@function("max")
def _max(run: Running, *values: Value) -> float:
    return max(_numbers(run, values), default=math.nan)


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
    first = _rounded(number_of(start))
    last = first + (math.inf if length == math.inf else _rounded(number_of(length)))
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
        return re2.fullmatch(wanted, text_of(text)) is not None
    except re2.error:
        return False


@function("number")
def _number(run: Running, value: Value) -> float:
    return number_of(value, run.zone)


@function("int")
def _int(run: Running, value: Value) -> float:
    number = number_of(value, run.zone)
    return number if math.isnan(number) or math.isinf(number) else float(math.trunc(number))


def _rounded(number: float) -> float:
    return number if math.isnan(number) or math.isinf(number) else float(math.floor(number + 0.5))


@function("round")
def _round(run: Running, value: Value, places: Value = 0.0) -> float:
    number, digits = number_of(value, run.zone), number_of(places)
    if math.isnan(number) or math.isinf(number) or math.isnan(digits):
        return math.nan
    # Half goes up, also below zero, as in XPath; on the decimal text, so that 2.675 is what it says.
    shift = Decimal(10) ** int(digits)
    return float((Decimal(repr(number)) * shift + Decimal("0.5")).to_integral_value(ROUND_FLOOR) / shift)


@function("floor")
def _floor(run: Running, value: Value) -> float:
    number = number_of(value, run.zone)
    return number if math.isnan(number) or math.isinf(number) else float(math.floor(number))


@function("ceiling")
def _ceiling(run: Running, value: Value) -> float:
    number = number_of(value, run.zone)
    return number if math.isnan(number) or math.isinf(number) else float(math.ceil(number))


def _numeric(name: str, reckon: Callable[..., float], values: int) -> None:
    def run_it(run: Running, *given: Value) -> float:
        numbers = [number_of(value, run.zone) for value in given[:values]]
        try:
            return float(reckon(*numbers))
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan

    FUNCTIONS[name] = run_it


def _exp10(power: float) -> float:
    return float(10.0**power)


_ONE_NUMBER: dict[str, Callable[[float], float]] = {
    "abs": abs, "sqrt": math.sqrt, "exp": math.exp, "log": math.log, "log10": math.log10, "exp10": _exp10,
    "sin": math.sin, "cos": math.cos, "tan": math.tan,
    "asin": math.asin, "acos": math.acos, "atan": math.atan,
}  # fmt: skip
for _name, _reckon in _ONE_NUMBER.items():
    _numeric(_name, _reckon, 1)
_numeric("pow", math.pow, 2)
_numeric("atan2", math.atan2, 2)


@function("pi")
def _pi(run: Running) -> float:
    return math.pi


@function("random")
def _random(run: Running) -> float:
    return chance.random()  # noqa: S311 (no secret hangs on it)


@function("randomize")
def _randomize(run: Running, nodes: Value, seed: Value = "") -> list[Any]:
    shuffled = list(nodes) if isinstance(nodes, list) else []
    chance.Random(text_of(seed) or None).shuffle(shuffled)  # noqa: S311 (no secret hangs on it)
    return shuffled


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
    return text_of(text).lower() in ("1", "true")


@function("checklist")
def _checklist(run: Running, low: Value, high: Value, *answers: Value) -> bool:
    return _within(sum(truth for answer in answers for truth in _truths(answer)), low, high)


@function("weighted-checklist")
def _weighted_checklist(run: Running, low: Value, high: Value, *pairs: Value) -> bool:
    truths = [truth for answer in pairs[::2] for truth in _truths(answer)]
    weights = [number_of(text) for weight in pairs[1::2] for text in texts_of(weight)]
    return _within(sum(weight for truth, weight in zip(truths, weights, strict=False) if truth), low, high)


def _truths(answer: Value) -> list[bool]:
    if isinstance(answer, bool):
        return [answer]
    return [text.lower() in ("1", "true") or number_of(text) == 1 for text in texts_of(answer)]


def _within(count: float, low: Value, high: Value) -> bool:
    least, most = number_of(low), number_of(high)
    return (least == -1 or count >= least) and (most == -1 or count <= most)


@function("today")
def _today(run: Running) -> str:
    return run.now.date().isoformat()


@function("now")
def _now(run: Running) -> str:
    return moment_text(run.now)


@function("date")
def _date(run: Running, value: Value) -> str:
    day = date_of(value, run.zone)
    return "" if day is None else day.isoformat()


@function("date-time")
def _date_time(run: Running, value: Value) -> str:
    text, zone = text_of(value).strip(), run.zone
    day, moment = read_date(text), read_moment(text, zone)
    if day is not None:
        return moment_text(midnight(day, zone))
    if moment is not None:
        return text
    days = number_of(value, zone)
    if math.isnan(days) or math.isinf(days):
        return ""
    start = datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=zone)
    return moment_text(start + timedelta(days=days))


@function("decimal-date-time")
def _decimal_date_time(run: Running, value: Value) -> float:
    zone, text = run.zone, text_of(value).strip()
    day = read_date(text)
    if day is not None:
        return midnight(day, zone).timestamp() / 86400
    return number_of(value, zone)


@function("decimal-time")
def _decimal_time(run: Running, value: Value) -> float:
    clock = text_of(value).strip().split("+")[0].split("-")[0].rstrip("Z")
    parts = clock.split(":")
    try:
        hours, minutes, seconds = (float(part) for part in (*parts, "0")[:3])
    except ValueError:
        return math.nan
    return (hours * 3600 + minutes * 60 + seconds) / 86400


@function("format-date", "format-date-time")
def _format_date(run: Running, value: Value, wanted: Value) -> str:
    zone = run.zone
    moment = read_moment(text_of(value).strip(), zone)
    if moment is None:
        day = date_of(value, zone)
        if day is None:
            return ""
        moment = midnight(day, zone)
    moment = moment.astimezone(zone)
    written, text, place = "", text_of(wanted), 0
    while place < len(text):
        if text[place] == "%" and place + 1 < len(text):
            place += 1
            written += _part(moment, text[place])
        else:
            written += text[place]
        place += 1
    return written


def _part(moment: datetime, code: str) -> str:
    parts: dict[str, Callable[[], str]] = {
        "Y": lambda: f"{moment.year:04d}", "y": lambda: f"{moment.year % 100:02d}",
        "m": lambda: f"{moment.month:02d}", "n": lambda: str(moment.month), "b": lambda: f"{moment:%b}",
        "B": lambda: f"{moment:%B}", "d": lambda: f"{moment.day:02d}", "e": lambda: str(moment.day),
        "H": lambda: f"{moment.hour:02d}", "h": lambda: str(moment.hour), "M": lambda: f"{moment.minute:02d}",
        "S": lambda: f"{moment.second:02d}", "3": lambda: f"{moment.microsecond // 1000:03d}",
        "a": lambda: f"{moment:%a}", "A": lambda: f"{moment:%A}",
        "W": lambda: f"{moment.isocalendar().week:02d}",
        "Z": lambda: f"{moment:%z}",
    }  # fmt: skip
    return parts[code]() if code in parts else f"%{code}"


@function("area")
def _area(run: Running, *values: Value) -> float:
    return geography.area([text for value in values for text in texts_of(value)])


@function("distance")
def _distance(run: Running, *values: Value) -> float:
    return geography.distance([text for value in values for text in texts_of(value)])


@function("enclosed-area")
def _enclosed_area(run: Running, *values: Value) -> float:
    return geography.area([text for value in values for text in texts_of(value)])


def as_number_text(value: float) -> str:
    """A number as an answer holds it."""
    return number_text(value)

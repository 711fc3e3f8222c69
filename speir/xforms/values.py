"""What an expression's values mean: texts, numbers, days and moments, as forms reckon with them."""

import math
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any, cast

EPOCH = date(1970, 1, 1)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d(?::?\d\d)?)?")
_NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*")
Value = Any  # str, float, bool, or a list of elements: what lxml hands over


def text_of(value: Value) -> str:
    """The text of a value: of a set of nodes, that of the first."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(float(value))
    if isinstance(value, list):
        return node_text(value[0]) if value else ""
    return str(value)


def node_text(node: Any) -> str:
    """The text inside an element, or an attribute's value."""
    if isinstance(node, str):
        return str(node)
    return "".join(node.itertext()) if len(node) else (node.text or "")


def number_text(value: float) -> str:
    """A number as XPath writes it."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    # The shortest text that means this number, as browsers and ODK's engine write it; never with an exponent.
    plain = repr(value)
    return f"{Decimal(plain):f}" if "e" in plain else plain


def number_of(value: Value, zone: tzinfo = UTC) -> float:
    """The number of a value; a day counts the days since 1 January 1970; NaN when it is none."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, (int, float)):
        return float(value)
    text = text_of(value).strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    days = days_of(text, zone)
    return math.nan if days is None else days


def days_of(text: str, zone: tzinfo) -> float | None:
    """Days since 1 January 1970 of a day or a moment; None for anything else.

    A day is a day on the calendar, so the days between two are whole also when the clocks change.
    """
    day = read_date(text)
    if day is not None:
        return float((day - EPOCH).days)
    moment = read_moment(text, zone)
    return None if moment is None else moment.timestamp() / 86400


def read_date(text: str) -> date | None:
    """The day that a text is, such as 2026-11-22; a day that does not exist is none."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def read_moment(text: str, zone: tzinfo) -> datetime | None:
    """The moment that a text is; one without an offset is local."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    offset = (match[3] or "").replace("Z", "+00:00")
    if len(offset) == 3:
        offset += ":00"
    try:
        found = datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The first moment of a day, here."""
    return datetime.combine(day, time(), zone)


def date_of(value: Value, zone: tzinfo) -> date | None:
    """The day that a value means: a text, a moment, or days since 1 January 1970."""
    text = text_of(value).strip()
    day = read_date(text)
    if day is not None:
        return day
    moment = read_moment(text, zone)
    if moment is not None:
        return moment.astimezone(zone).date()
    days = number_of(value, zone)
    if math.isnan(days) or math.isinf(days):
        return None
    try:
        return EPOCH + timedelta(days=math.floor(days))
    except OverflowError:
        return None


def moment_text(moment: datetime) -> str:
    """A moment as forms write it: milliseconds, and the offset with a colon."""
    return moment.isoformat(timespec="milliseconds")


def truth_of(value: Value) -> bool:
    """Whether a value is true, as XPath has it: a set or a text that is not empty, a number that is not 0."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return value != 0 and not math.isnan(value)
    return bool(value)


def texts_of(value: Value) -> list[str]:
    """Each node's text, or the one text."""
    if isinstance(value, list):
        return [node_text(node) for node in value]
    return [text_of(value)]


def is_set(value: Value) -> bool:
    """Whether a value is a set of nodes."""
    return isinstance(value, list)


def singles(value: Value) -> Sequence[Value]:
    """What a comparison tries one by one: every node's text, or the value itself."""
    return cast(Sequence[Value], [node_text(node) for node in value] if isinstance(value, list) else [value])

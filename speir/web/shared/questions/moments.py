"""Days and times typed in boxes: day, month, year, hour, minute; half of one is kept as it was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from speir.web.design_system.fields import MONTHS

LABELS = {"day": "Day", "month": "Month", "year": "Year", "hour": "Hour", "minute": "Minute"}
DAY, TIME = ("day", "month", "year"), ("hour", "minute")
OF_KIND = {"date": DAY, "time": TIME, "dateTime": (*DAY, *TIME)}
_DAY = re.compile(r"([^-T]*)-([^-T]*)-([^-T]*)")
_TIME = re.compile(r"(?:^|T)([^:T+Z-]*):([^:T.+Z-]*)")


@dataclass(frozen=True)
class Box:
    """One box with what stands in it."""

    part: str
    label: str
    value: str
    size: int


def boxes(kind: str, value: str) -> tuple[Box, ...]:
    """The boxes of a kind with an answer in them, also with half of one."""
    held = dict.fromkeys(LABELS, "")
    if found := _DAY.match(value):
        held |= {"year": found[1], "month": _bare(found[2]), "day": _bare(found[3])}
    if found := _TIME.search(value):
        held |= {"hour": found[1], "minute": found[2]}
    return tuple(Box(part, LABELS[part], held[part], 4 if part == "year" else 2) for part in OF_KIND[kind])


def from_boxes(kind: str, typed: Mapping[str, str]) -> str:
    """The answer as XForms writes it; "" when every box is empty, and half of one with its gaps."""
    told = {part: typed.get(part, "").strip() for part in OF_KIND[kind]}
    if not any(told.values()):
        return ""
    day = f"{told['year']}-{_month(told['month'])}-{_two(told['day'])}" if "day" in told else ""
    time = f"{_two(told['hour'])}:{_two(told['minute'])}" if "hour" in told else ""
    return "T".join(part for part in (day, time) if part)


def _month(typed: str) -> str:
    number = MONTHS.get(typed.lower().rstrip("."))
    return _two(str(number)) if number else _two(typed)


def _two(typed: str) -> str:
    return typed.zfill(2) if typed.isdigit() else typed


def _bare(typed: str) -> str:
    return typed.removeprefix("0") if len(typed) > 1 else typed

"""Functions of days and moments. They register themselves; importing this is what makes them known."""

import math
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from speir.xforms.functions import Running, function
from speir.xforms.values import (
    EPOCH,
    Value,
    date_of,
    midnight,
    moment_text,
    number_of,
    read_date,
    read_moment,
    text_of,
)


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


@function("difference-in-months", "cht-difference-in-months")
def _difference_in_months(run: Running, earlier: Value, later: Value) -> Value:
    """Whole months between two days, as the Community Health Toolkit counts them; "" where one is no day.

    A month that has no such day ends on its last one: from 31 January to 28 February is a month.
    """
    first, last = date_of(earlier, run.zone), date_of(later, run.zone)
    if first is None or last is None:
        return ""
    return -_whole_months(last, first) if last < first else _whole_months(first, last)


def _whole_months(first: date, last: date) -> float:
    months = (last.year - first.year) * 12 + last.month - first.month
    reached = min(first.day, monthrange(last.year, last.month)[1])
    return float(months if last.day >= reached else months - 1)


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

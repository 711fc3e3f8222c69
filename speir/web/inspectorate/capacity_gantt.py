"""A plan of capacity as a picture: a row an inspection, by team, over months."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, LEFT, ROW, TOP = 1000.0, 190.0, 22.0, 26.0
NAME_WIDTH = 60.0  # of "Aug 2027"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Bar:
    """One stage of an inspection; weeks left out are gaps between bars."""

    x: float
    width: float
    shade: int
    words: str


@dataclass(frozen=True)
class Row:
    """One inspection."""

    y: float
    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Team:
    """The heading of a team's rows."""

    y: float
    name: str


@dataclass(frozen=True)
class Month:
    """A line where a month begins, with its name where there is room."""

    x: float
    words: str


@dataclass(frozen=True)
class Gantt:
    """The picture, and what each shade means."""

    width: float
    height: float
    teams: tuple[Team, ...]
    rows: tuple[Row, ...]
    months: tuple[Month, ...]
    shades: tuple[tuple[int, str], ...]
    today: float | None = None


def gantt(answer: Mapping[str, Any], today: date) -> Gantt:
    """The picture of an answer that holds a plan, with a line for today where it falls within."""
    laid = sorted(
        answer["inspections"], key=lambda each: (each["team"], each["starts_on"], each["inspection"])
    )
    first = min(date.fromisoformat(each["weeks"][0]) for each in laid)
    last = max(date.fromisoformat(each["weeks"][-1]) for each in laid) + WEEK
    scale = (WIDTH - LEFT) / max((last - first).days, 1)
    shades = {stage["key"]: number for number, stage in enumerate(answer["inputs"]["stages"])}
    teams: list[Team] = []
    rows: list[Row] = []
    y = TOP
    for each in laid:
        if not teams or teams[-1].name != each["team"]:
            teams.append(Team(y + 15, each["team"]))
            y += ROW
        rows.append(Row(y, each["inspection"], _bars(each, answer, shades, first, scale)))
        y += ROW
    titles = [(number, answer["inputs"]["stages"][number]["title"]) for number in shades.values()]
    now = round(LEFT + (today - first).days * scale, 1) if first <= today < last else None
    return Gantt(WIDTH, y + 8, tuple(teams), tuple(rows), _months(first, last, scale), tuple(titles), now)


def _bars(
    laid: Mapping[str, Any], answer: Mapping[str, Any], shades: Mapping[str, int], first: date, scale: float
) -> tuple[Bar, ...]:
    stages = [stage for stage in answer["inputs"]["stages"] for _ in range(stage["weeks"])]
    return tuple(
        Bar(
            round(LEFT + (date.fromisoformat(monday) - first).days * scale, 1),
            round(7 * scale, 1),
            shades[stage["key"]],
            f"{laid['inspection']}: {stage['title'].lower()}",
        )
        for monday, stage in zip(laid["weeks"], stages, strict=True)
    )


def _months(first: date, last: date, scale: float) -> tuple[Month, ...]:
    found, begins = [], first.replace(day=1)
    every = 1 if (last - first).days < 400 else 3
    while begins <= last:
        if begins >= first:
            x = round(LEFT + (begins - first).days * scale, 1)
            named = (begins.month - 1) % every == 0 and x + NAME_WIDTH <= WIDTH
            found.append(Month(x, f"{begins:%b %Y}" if named else ""))
        begins = (begins + timedelta(days=32)).replace(day=1)
    return tuple(found)

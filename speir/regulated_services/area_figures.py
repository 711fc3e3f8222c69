"""Printing the counts of areas: as CSV, as JSON, or as a table to read. Plain Python."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol

from speir.regulated_services.choices import CARE_HOME_SUBTYPES, KINDS, Group
from speir.regulated_services.counting import RULES, Counts, percent, together

Cell = str | int | float | None
Column = tuple[str, Callable[[Counts], Cell]]
PREFIXES = {Group.ALL: "", Group.ADULTS: "adults_", Group.CHILDREN: "children_"}


class Counted(Protocol):
    """An area with its counts."""

    @property
    def name(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def month_on(self) -> date: ...
    @property
    def counts(self) -> Counts: ...


def columns(areas: Iterable[Counted], years: Sequence[str]) -> list[Column]:
    """The columns in order: kinds that nobody knew before come after those that are always there."""
    keys = {key for each in areas for key in each.counts}
    found: list[Column] = [("services", _count("all:services"))]
    for kind in (*KINDS, *sorted(_after("kind:", keys) - set(KINDS))):
        found.append((slug(kind), _count(f"kind:{kind}")))
    for subtype in (*CARE_HOME_SUBTYPES, *sorted(_after("care home:", keys) - set(CARE_HOME_SUBTYPES))):
        found.append((f"care_home_{slug(subtype)}", _count(f"care home:{subtype}")))
    for group, prefix in PREFIXES.items():
        if prefix:
            found.append((f"{prefix}services", _count(f"{group}:services")))
        found += [
            (f"{prefix}graded", _count(f"{group}:graded")),
            (f"{prefix}good_or_better", _count(f"{group}:good")),
            (f"{prefix}percent_good_or_better", _percent(group)),
            (f"{prefix}minimum_1_or_2", _count(f"{group}:low")),
        ]
    for what in ("complaints_upheld", "enforcements_issued"):
        found += [(f"{what}_{year.replace('/', '_')}", _count(f"{what}:{year}")) for year in years]
    return found


def slug(words: str) -> str:
    """Words as the name of a column: "Children & Young People" is children_and_young_people."""
    return re.sub(r"[^a-z0-9]+", "_", words.lower().replace("&", "and")).strip("_")


def _after(prefix: str, keys: Iterable[str]) -> set[str]:
    return {key.removeprefix(prefix) for key in keys if key.startswith(prefix)}


def _count(key: str) -> Callable[[Counts], Cell]:
    return lambda counts: counts.get(key, 0)


def _percent(group: Group) -> Callable[[Counts], Cell]:
    return lambda counts: percent(counts.get(f"{group}:good", 0), counts.get(f"{group}:graded", 0))


def records(areas: Sequence[Counted], years: Sequence[str]) -> list[dict[str, Cell]]:
    """One record an area, ready to be written."""
    wanted = columns(areas, years)
    found = []
    for each in areas:
        record: dict[str, Cell] = {"council": each.name, "code": each.code, "month": f"{each.month_on:%Y-%m}"}
        found.append(record | {name: value(each.counts) for name, value in wanted})
    return found


def as_csv(areas: Sequence[Counted], years: Sequence[str]) -> str:
    """Comma-separated, one row a council, headings first."""
    rows = records(areas, years)
    written = io.StringIO()
    writer = csv.DictWriter(written, fieldnames=list(rows[0]) if rows else ["council"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().rstrip("\n")


def as_json(areas: Sequence[Counted], years: Sequence[str], about: dict[str, object]) -> str:
    """What the figures are and by which rules, then one record a council."""
    return json.dumps({**about, "rules": RULES, "areas": records(areas, years)}, indent=1, ensure_ascii=False)


def as_table(areas: Sequence[Counted], title: str) -> str:
    """The few columns that fit a terminal, with Scotland at the end."""
    heads = ("Council", "Code", "Services", "Good+ %", "of", "1-2", "Adults %", "of", "Children %", "of")
    lines = [_line(each.name, each.code, each.counts) for each in areas]
    lines.append(_line("Scotland", "", together(each.counts for each in areas)))
    widths = [max(len(row[place]) for row in [heads, *lines]) for place in range(len(heads))]
    printed = [
        "  ".join(
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [heads, *lines]
    ]
    note = (
        "Good+: minimum grade 4 or more, of those graded (of). 1-2: minimum grade 1 or 2. More: --format csv"
    )
    return "\n".join([title, "", *printed, "", note])


def _line(name: str, code: str, counts: Counts) -> tuple[str, ...]:
    cells: list[Cell] = [counts.get("all:services", 0)]
    for group in PREFIXES:
        cells += [_percent(group)(counts), counts.get(f"{group}:graded", 0)]
        if group == Group.ALL:
            cells.append(counts.get("all:low", 0))
    return (name, code or "-", *("-" if cell is None else f"{cell:,}" for cell in cells))

"""The collections and indicators that come with Speir: names and sources, no values. Plain Python."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

import yaml

from speir.indicators.choices import Collection

LIBRARY = Path(__file__).parent / "library/collections.yaml"


@dataclass(frozen=True)
class Break:
    """From when on values are not comparable with those before, and why."""

    from_on: date
    says: str


@dataclass(frozen=True)
class IndicatorDefinition:
    """One indicator of a collection."""

    code: str
    name: str
    unit: str
    better: str
    counts_people: bool
    counts_notifications: bool
    is_indicative: bool
    breaks: Break | None


@dataclass(frozen=True)
class CollectionDefinition:
    """A collection: areas of which kind, when its year begins, and when a period is to be returned by."""

    collection: Collection
    area_kind: str
    year_starts: int
    due_days: int
    source: str
    link: str
    indicators: tuple[IndicatorDefinition, ...]


@cache
def collections() -> dict[Collection, CollectionDefinition]:
    """Every collection of the library."""
    written = yaml.safe_load(LIBRARY.read_text(encoding="utf-8"))
    return {Collection(each["collection"]): _collection(each) for each in written}


def _collection(written: dict[str, object]) -> CollectionDefinition:
    rows = cast(list[dict[str, object]], written["indicators"])
    return CollectionDefinition(
        collection=Collection(str(written["collection"])),
        area_kind=str(written["area_kind"]),
        year_starts=int(str(written["year_starts"])),
        due_days=int(str(written["due_days"])),
        source=str(written["source"]),
        link=str(written["link"]),
        indicators=tuple(_indicator(row) for row in rows),
    )


def _indicator(row: dict[str, object]) -> IndicatorDefinition:
    given = row.get("breaks")
    breaks = Break(given["from"], given["says"]) if isinstance(given, dict) else None
    return IndicatorDefinition(
        code=str(row["code"]),
        name=str(row["name"]),
        unit=str(row["unit"]),
        better=str(row["better"]),
        counts_people=bool(row.get("counts_people")),
        counts_notifications=bool(row.get("counts_notifications")),
        is_indicative=bool(row.get("indicative")),
        breaks=breaks,
    )

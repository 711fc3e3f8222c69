"""Layouts of files that come with Speir: which headings mean what, and how that is known. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from speir.indicators.choices import Collection
from speir.indicators.mapping import Columns

LIBRARY = Path(__file__).parent / "library/layouts.yaml"


@dataclass(frozen=True)
class Layout:
    """One layout; ``is_indicative``: it was read about, and not in a file."""

    key: str
    title: str
    says: str
    link: str
    is_indicative: bool
    columns: Columns


@cache
def layouts_of(collection: Collection) -> tuple[Layout, ...]:
    """The layouts of a collection, those of publishers first."""
    written = yaml.safe_load(LIBRARY.read_text(encoding="utf-8"))
    return tuple(
        Layout(
            key=each["key"],
            title=each["title"],
            says=each["says"],
            link=each["link"],
            is_indicative=bool(each["indicative"]),
            columns=Columns(each["columns"]),
        )
        for each in written
        if collection in each["collections"]
    )


def layout_of(collection: Collection, heads: Sequence[str]) -> Layout | None:
    """The first layout of which a file has every heading, or None."""
    return next(
        (each for each in layouts_of(collection) if set(each.columns.headings.values()) <= set(heads)), None
    )

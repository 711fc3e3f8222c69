"""What screens print about frameworks. Plain Python."""

from dataclasses import dataclass
from datetime import datetime

from speir.frameworks.terms import Terms


@dataclass(frozen=True)
class FrameworkLine:
    """One framework in the list of them."""

    key: str
    version: str
    title: str
    is_indicative: bool
    imported_at: datetime
    used_at: datetime | None
    items: int
    is_draft: bool = False


@dataclass(frozen=True)
class PageLevel:
    """One level as printed: its label and meaning, or an illustration of it."""

    key: str
    label: str
    words: str
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class PageItem:
    """One item as printed, with its illustrated levels and the items beneath it."""

    number: str
    title: str
    kind: str
    question: str
    is_evaluated: bool
    scale: str
    is_indicative: bool
    source: str
    illustrations: tuple[PageLevel, ...]
    beneath: tuple["PageItem", ...]


@dataclass(frozen=True)
class PageScale:
    """One scale as printed, best level first."""

    title: str
    levels: tuple[PageLevel, ...]


@dataclass(frozen=True)
class FrameworkPage:
    """One framework, whole."""

    key: str
    version: str
    title: str
    purpose: str
    source: str
    is_indicative: bool
    imported_at: datetime
    used_at: datetime | None
    items: tuple[PageItem, ...]
    scales: tuple[PageScale, ...]
    terms: Terms
    is_draft: bool = False


@dataclass(frozen=True)
class CrosswalkTold:
    """One line of how a framework stands to an earlier one; an item is "" where there is none."""

    earlier: str
    earlier_item: str
    item: str
    relation: str
    note: str
    is_indicative: bool
    source: str

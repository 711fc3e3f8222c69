"""A framework as its author wrote it: the checked shape that YAML and Excel are both read into."""

import hashlib
import json
from dataclasses import asdict, dataclass

SHEETS = {
    "framework": ("key", "version", "title", "purpose", "source"),
    "scales": ("key", "title"),
    "levels": ("scale", "key", "value", "label", "meaning", "wording", "source"),
    "items": ("number", "parent", "kind", "title", "question", "evaluated", "scale", "wording", "source"),
    "illustrations": ("item", "level", "text", "wording", "source"),
    "terms": ("key", "singular", "plural"),
    "crosswalk": (
        "earlier",
        "earlier_version",
        "earlier_number",
        "number",
        "relation",
        "note",
        "wording",
        "source",
    ),
}
NEEDED_SHEETS = ("framework", "scales", "levels")


@dataclass(frozen=True)
class LibraryLevel:
    """One level of a scale."""

    key: str
    value: int
    label: str
    meaning: str
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class LibraryScale:
    """One scale with its levels, best first."""

    key: str
    title: str
    levels: tuple[LibraryLevel, ...]


@dataclass(frozen=True)
class LibraryIllustration:
    """What one level of an item looks like."""

    level: str
    text: str
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class LibraryItem:
    """A key area or quality indicator with its illustrations."""

    number: str
    parent: str
    kind: str
    title: str
    question: str
    is_evaluated: bool
    scale: str
    is_indicative: bool
    source: str
    illustrations: tuple[LibraryIllustration, ...] = ()


@dataclass(frozen=True)
class LibraryTerm:
    """What the framework calls something."""

    key: str
    singular: str
    plural: str


@dataclass(frozen=True)
class LibraryCrosswalkLine:
    """How one item stands to one item of an earlier framework; a number is "" where there is none."""

    earlier: str
    earlier_version: str
    earlier_number: str
    number: str
    relation: str
    note: str
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class FrameworkLibrary:
    """A whole framework, checked."""

    key: str
    version: str
    title: str
    purpose: str
    source: str
    scales: tuple[LibraryScale, ...]
    items: tuple[LibraryItem, ...] = ()
    terms: tuple[LibraryTerm, ...] = ()
    crosswalk: tuple[LibraryCrosswalkLine, ...] = ()

    @property
    def is_indicative(self) -> bool:
        """Whether any wording stands in for official wording that could not be read."""
        levels = (level for scale in self.scales for level in scale.levels)
        illustrations = (each for item in self.items for each in item.illustrations)
        return any(part.is_indicative for parts in (levels, self.items, illustrations) for part in parts)

    @property
    def checksum(self) -> str:
        """SHA-256 of the content: the same however the author's file was laid out."""
        content = asdict(self)
        if not self.crosswalk:  # so that a framework without one keeps the checksum it always had
            del content["crosswalk"]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

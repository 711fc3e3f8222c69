"""The templates that come with Speir."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from speir.questionnaires.choices import TemplateKind

SHIPPED = Path(__file__).parent / "library"


@dataclass(frozen=True)
class Shipped:
    """One workbook of the library and what it is for."""

    name: str
    kind: str
    workbook: bytes


def shipped_templates(folder: Path) -> Iterator[Shipped]:
    """Every workbook of the library, in order of name."""
    for path in sorted(folder.glob("*.xlsx")):
        yield Shipped(path.name, kind_of(path.stem), path.read_bytes())


def kind_of(name: str) -> str:
    """What a file of the library is for, by its name: asp-record-reading is for record reading."""
    words = name.replace("-", "_")
    named = (kind.value for kind in TemplateKind if kind.value in words)
    return next(named, TemplateKind.RECORD_READING.value if words.endswith("reading") else "survey")

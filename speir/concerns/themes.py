"""What a concern was about: a list changed without code, in themes.yaml or in a file of one's own."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

SHIPPED = Path(__file__).with_name("themes.yaml")


@dataclass(frozen=True)
class Theme:
    """One theme: its key in the records, the words people read, and whether it may still be chosen."""

    key: str
    label: str
    is_retired: bool = False


@cache
def themes(path: Path = SHIPPED) -> tuple[Theme, ...]:
    """Every theme of the list, in its order."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Theme(str(one["key"]), str(one["label"]), bool(one.get("retired"))) for one in read["themes"]
    )


def label_of(key: str, path: Path = SHIPPED) -> str:
    """The words for a theme; its key when the list knows it no more."""
    return next((theme.label for theme in themes(path) if theme.key == key), key)

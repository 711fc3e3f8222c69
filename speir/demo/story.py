"""Reads the words of the demonstration."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def story() -> dict[str, Any]:
    """The whole of story.yaml."""
    text = Path(__file__).with_name("story.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read

"""A named value that carries the words people read."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A string value with a label: ``DRAFT = "draft", "Draft"``."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of value and label, in the order they are written."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def label_of(cls, value: str) -> str:
        """The words for a stored value."""
        return cls(value).label

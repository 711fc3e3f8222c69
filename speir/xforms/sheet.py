"""Raw answers by address, a path below the root with items by key: what is stored, sent and replayed."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

KEY = re.compile(r"[A-Za-z0-9_-]{1,36}")
_STEP = re.compile(r"([^\[\]/]+)(?:\[([A-Za-z0-9_-]{1,36})\])?")


@dataclass
class AnswerSheet:
    """Answers as XForms writes them, and the keys of each repeat's items in their order.

    ``files`` are the attached files that have arrived; None where nobody keeps any, as in a preview.
    """

    values: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=dict)
    files: Collection[UUID] | None = None

    def to_json(self) -> str:
        """The sheet as JSON."""
        return json.dumps({"values": self.values, "items": self.items}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "AnswerSheet":
        """The sheet that ``to_json`` wrote; raises ValueError for anything else."""
        told = json.loads(text)
        if not isinstance(told, dict):
            raise ValueError("an answer sheet is an object with values and items")
        values = {str(key): str(value) for key, value in dict(told.get("values", {})).items()}
        items = {str(key): [str(each) for each in keys] for key, keys in dict(told.get("items", {})).items()}
        return cls(values, items)


def steps_of(address: str) -> tuple[tuple[str, str], ...]:
    """The names of an address, each with the key of its item or ""; none for what is no address."""
    matches = [_STEP.fullmatch(part) for part in address.split("/")]
    return tuple((match[1], match[2] or "") for match in matches if match) if all(matches) else ()


def shares_items(address: str, near: str) -> bool:
    """Whether an address is in the same items as another, as far as both are in the same repeats."""
    own = {each.rpartition("[")[0]: each for each in _item_addresses(address)}
    other = {each.rpartition("[")[0]: each for each in _item_addresses(near)}
    return all(other[repeat] == item for repeat, item in own.items() if repeat in other)


def _item_addresses(address: str) -> list[str]:
    return [address[: place + 1] for place, letter in enumerate(address) if letter == "]"]

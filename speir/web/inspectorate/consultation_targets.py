"""The parts of a draft whose words a decision can change, each with a value that a form can send."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speir.consultations.choices import ChangedPart
from speir.consultations.queries import draft_items
from speir.frameworks.queries import illustrations_of_all, levels_by_scale_of

if TYPE_CHECKING:
    from uuid import UUID

    from speir.consultations.models import Consultation
    from speir.frameworks.models import FrameworkItem, ScaleLevel

APART = "|"


@dataclass(frozen=True)
class Target:
    """One part of one item: what it says now, and what it is called."""

    value: str
    item: str
    number: str
    part: str
    level: str
    words: str
    before: str

    @property
    def is_new(self) -> bool:
        """Whether a new indicator is to be written."""
        return self.part == ChangedPart.NEW_INDICATOR

    @property
    def is_removal(self) -> bool:
        """Whether the item is to be taken out."""
        return self.part == ChangedPart.REMOVED


def every_target(consultation: "Consultation") -> list[Target]:
    """Every part that can change, item by item."""
    items = draft_items(consultation)
    levels, illustrated = levels_by_scale_of(consultation.framework), illustrations_of_all(items)
    found = []
    for item in items:
        said = {each.key: each.words for each in illustrated.get(item.pk, [])}
        found += _targets_of(item, levels, said)
    return found


def _targets_of(
    item: "FrameworkItem", levels: "dict[UUID, list[ScaleLevel]]", said: dict[str, str]
) -> list[Target]:
    own = levels.get(item.scale_id, []) if item.scale_id else []
    return [
        _target(item, ChangedPart.TITLE, item.title),
        _target(item, ChangedPart.QUESTION, item.question),
        *(
            _target(item, ChangedPart.ILLUSTRATION, said.get(level.key, ""), level.key, level.label)
            for level in own
        ),
        _target(item, ChangedPart.NEW_INDICATOR, ""),
        _target(item, ChangedPart.REMOVED, ""),
    ]


def _target(
    item: "FrameworkItem", part: ChangedPart, before: str, level: str = "", label: str = ""
) -> Target:
    words = f"{part.label}: {label}" if label else part.label
    value = APART.join((item.number, part.value, level))
    return Target(value, str(item), item.number, part.value, level, words, before)


def targets(consultation: "Consultation") -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What can be chosen, under the name of each item."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for each in every_target(consultation):
        grouped.setdefault(each.item, []).append((each.value, each.words))
    return tuple((item, tuple(parts)) for item, parts in grouped.items())


def target_at(consultation: "Consultation", value: str) -> Target | None:
    """The part that a form or an address names."""
    if not value:
        return None
    return next((each for each in every_target(consultation) if each.value == value), None)

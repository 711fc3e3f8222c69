"""From events to answers: a pure function of the set of events, whatever order they came in; plain Python.

Each address is a slot of its own. In a slot an event is replaced by a later one of the same device (by the
device's own count, so a wrong clock does no harm) and by one that was typed with it in view (``based_on``).
What nobody replaced stands. Two standing events that say different things are a difference: both are kept and
told, and until somebody picks, the one typed last is shown.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from speir.record_reading.choices import EventKind

_ITEM = re.compile(r"\[([A-Za-z0-9_-]+)\]")
Slot = tuple[str, str]


class Change(NamedTuple):
    """One event as replaying needs it; when the server got it does not matter."""

    event_id: str
    device_id: str
    device_sequence: int
    kind: str
    address: str
    value: str | None
    typed_at: datetime
    based_on: str | None = None
    settles: tuple[str, ...] = ()

    @property
    def slot(self) -> Slot:
        """What it is about: an answer, or whether one of several is there."""
        if self.kind == EventKind.ANSWER:
            return "answer", self.address
        return "item", f"{self.address}[{self.value}]"

    @property
    def says(self) -> str | None:
        """What it makes of its slot."""
        return self.value if self.kind == EventKind.ANSWER else self.kind


@dataclass(frozen=True)
class Replayed:
    """The answers at one moment, the event behind each answer and item, and where two devices differ."""

    values: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    differing: dict[str, tuple[Change, ...]] = field(default_factory=dict)


def replay(changes: Iterable[Change]) -> Replayed:
    """What these events amount to; the same for every order and however often one is repeated."""
    slots: dict[Slot, dict[str, Change]] = defaultdict(dict)
    for change in changes:
        if change.kind != EventKind.SUBMIT:
            slots[change.slot][change.event_id] = change
    standing = {slot: _standing(found.values()) for slot, found in slots.items()}
    answers = {address: heads for (what, address), heads in standing.items() if what == "answer"}
    entries = {address: heads for (what, address), heads in standing.items() if what == "item"}
    there, brought_back = _items(answers, entries, slots)
    shown = {address: heads for address, heads in answers.items() if all(_inside(address, there))}
    differing = {address: tuple(heads) for address, heads in shown.items() if _differ(heads)}
    differing |= {address: tuple(heads) for address, heads in entries.items() if _differ(heads)}
    return Replayed(
        values={address: heads[0].value for address, heads in sorted(shown.items()) if heads[0].value},
        items=_listed(there),
        last={address: heads[0].event_id for address, heads in sorted({**entries, **answers}.items())},
        differing=dict(sorted((differing | brought_back).items())),
    )


def _newest_last(change: Change) -> tuple[datetime, int, str]:
    return change.typed_at, change.device_sequence, change.event_id


def _standing(changes: Collection[Change]) -> list[Change]:
    """Those that no other replaced, the one to show first."""
    if len(changes) == 1:
        return list(changes)
    newest: dict[str, Change] = {}
    for change in sorted(changes, key=lambda each: (each.device_sequence, *_newest_last(each))):
        newest[change.device_id] = change
    replaced = {each.based_on for each in changes if each.based_on != each.event_id}
    replaced |= {identity for each in changes for identity in each.settles if identity != each.event_id}
    heads = [change for change in newest.values() if change.event_id not in replaced]
    # Events that claim to follow each other in a ring replace nothing.
    return sorted(heads or newest.values(), key=_newest_last, reverse=True)


def _differ(heads: Collection[Change]) -> bool:
    return len(heads) > 1 and len({change.says for change in heads}) > 1


def _items(
    answers: Mapping[str, list[Change]],
    entries: Mapping[str, list[Change]],
    slots: Mapping[Slot, Mapping[str, Change]],
) -> tuple[dict[str, Change], dict[str, tuple[Change, ...]]]:
    """Every one-of-several that is there with the event that made it, and what an answer brought back."""
    inside: dict[str, list[Change]] = defaultdict(list)
    for address, heads in sorted(answers.items()):
        for item in _item_addresses(address):
            inside[item] += [change for change in heads if change.value]
    there: dict[str, Change] = {}
    brought_back: dict[str, tuple[Change, ...]] = {}
    for item in {*inside, *entries}:
        all_of = [each for each in slots.get(("item", item), {}).values() if each.kind == EventKind.ADD_ITEM]
        made = min([*all_of, *inside[item], *entries.get(item, [])], key=_newest_last, default=None)
        taken_out = [each for each in entries.get(item, [])[:1] if each.kind == EventKind.REMOVE_ITEM]
        answered = [each for each in inside[item] if _later_elsewhere(each, taken_out)]
        if made and (answered or not taken_out):
            there[item] = made
        if taken_out and answered:
            brought_back[item] = (*answered, *taken_out)
    return there, brought_back


def _later_elsewhere(answer: Change, taken_out: Collection[Change]) -> bool:
    """Whether another device answered in it after it was taken out: words are not dropped for that."""
    return any(answer.device_id != each.device_id and answer.typed_at > each.typed_at for each in taken_out)


def _item_addresses(address: str) -> list[str]:
    """Every one-of-several that an address goes through, outermost first."""
    return [] if "[" not in address else [address[: found.end()] for found in _ITEM.finditer(address)]


def _inside(address: str, there: Collection[str]) -> list[bool]:
    return [item in there for item in _item_addresses(address)]


def _listed(there: Mapping[str, Change]) -> dict[str, list[str]]:
    listed: dict[str, list[str]] = defaultdict(list)
    for item in sorted(there, key=lambda each: (*_newest_last(there[each]), each)):
        repeat, _, key = item[:-1].rpartition("[")
        if all(_inside(repeat, there)):
            listed[repeat].append(key)
    return dict(sorted(listed.items()))

"""Items of lists by their place, so that two readings of one record can be laid side by side; plain Python.

Each reader's device gives an item a key of its own: ``conference[4f1c]/minutes``. By place it is
``conference[2]/minutes``, and the list itself, ``conference``, is how many items there are.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from speir.record_reading.differences import Answers

_KEY = re.compile(r"\[([^\]]*)\]")
MOST_ITEMS = 500
Lists = Mapping[str, Sequence[str]]


def by_place(address: str, lists: Lists) -> str:
    """An address with the place of each item, not its key; ``lists`` are the keys by address of list."""
    told, end = "", 0
    for found in _KEY.finditer(address):
        keys = list(lists.get(address[: found.start()], ()))
        place = keys.index(found[1]) + 1 if found[1] in keys else 0
        told, end = f"{told}{address[end : found.start()]}[{place}]", found.end()
    return told + address[end:]


def by_key(address: str, lists: Lists) -> str:
    """The address of a place with keys again; "" where there is no item at such a place."""
    told, end = "", 0
    for found in _KEY.finditer(address):
        told += address[end : found.start()]
        keys, place = lists.get(told, ()), int(found[1])
        if not 0 < place <= len(keys):
            return ""
        told, end = f"{told}[{keys[place - 1]}]", found.end()
    return told + address[end:]


def bare(address: str) -> str:
    """The address of the question in the template, whichever item it is asked in."""
    return _KEY.sub("", address)


def place_in_words(address: str) -> str:
    """Which item an address is in: "2", or "2, 1" for an item within an item; "" where it is in none."""
    return ", ".join(_KEY.findall(address))


class InTemplate(Protocol):
    """A question of the template: its address, and what an item of its list is called, "" outside lists."""

    @property
    def address(self) -> str: ...
    @property
    def thing(self) -> str: ...


def answered(question: InTemplate, answers: Answers) -> list[tuple[str, str | None]]:
    """What one reading says to a question: once, or once for each item of its list, with its place."""
    if not question.thing:
        return [("", answers.get(question.address))]
    inside = [(address, value) for address, value in answers.items() if "[" in address]
    return [(place_in_words(a), value) for a, value in inside if bare(a) == question.address]


def with_settled_counts(lists: Lists, settled: Answers) -> dict[str, list[str]]:
    """The lists with as many items as was settled, outermost first; what is added has a key of its own."""
    agreed = {address: list(keys) for address, keys in lists.items()}
    for address in sorted(settled, key=len):
        own = by_key(address, agreed)
        if own in agreed and (settled[address] or "0").isdigit():
            wanted = min(int(settled[address] or "0"), MOST_ITEMS)
            added = [f"agreed-{number}" for number in range(len(agreed[own]) + 1, wanted + 1)]
            agreed[own] = [*agreed[own], *added][:wanted]
    return agreed


def merged(
    values: Mapping[str, str], lists: Lists, settled: Answers
) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Answers and items of a record: the first reader's, with what was settled in their place."""
    agreed = with_settled_counts(lists, settled)
    found: dict[str, str | None] = {each: value for each, value in values.items() if is_there(each, agreed)}
    found |= {by_key(address, agreed): value for address, value in settled.items()}
    return {a: value for a, value in found.items() if a and a not in agreed and value}, agreed


def is_there(address: str, lists: Lists) -> bool:
    """Whether every item that an address goes through is still there."""
    return all(found[1] in lists.get(address[: found.start()], ()) for found in _KEY.finditer(address))

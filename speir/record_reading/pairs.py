"""Who reads with whom: the records that two readers both read, and what conflicts keep from them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Seat:
    """One reading as pairs need it: of which record and whose; a declared conflict makes it ``is_barred``."""

    record: str
    person: str
    name: str
    is_local: bool
    is_barred: bool = False


@dataclass(frozen=True)
class Pair:
    """Two readers, the inspector first: the records both read, how many each reads, and what is barred.

    ``barred`` are the records that a declared conflict keeps from one of them, with whose conflict it is.
    ``are_partners`` when allocation puts them together first.
    """

    one: str
    other: str
    is_across: bool
    records: tuple[str, ...]
    of_one: int
    of_other: int
    barred: tuple[tuple[str, str], ...]
    are_partners: bool


def pairs(seats: Sequence[Seat], partners: Mapping[str, str]) -> list[Pair]:
    """Every two readers who both read a record, and every two partners; those of the two sides first."""
    standing = [seat for seat in seats if not seat.is_barred]
    people = {seat.person: seat for seat in seats}
    mine: dict[str, set[str]] = defaultdict(set)
    for seat in standing:
        mine[seat.person].add(seat.record)
    barred: dict[str, set[str]] = defaultdict(set)
    for seat in seats:
        if seat.is_barred:
            barred[seat.person].add(seat.record)
    found = []
    for one, other in combinations(sorted(people.values(), key=_in_order), 2):
        together = mine[one.person] & mine[other.person]
        are_partners = other.person == partners.get(one.person) or one.person == partners.get(other.person)
        if together or are_partners:
            found.append(
                Pair(
                    one=one.name,
                    other=other.name,
                    is_across=one.is_local != other.is_local,
                    records=tuple(sorted(together)),
                    of_one=len(mine[one.person]),
                    of_other=len(mine[other.person]),
                    barred=tuple(
                        (record, each.name) for each in (one, other) for record in sorted(barred[each.person])
                    ),
                    are_partners=are_partners,
                )
            )
    return sorted(found, key=lambda each: (not each.is_across, each.one, each.other))


def _in_order(seat: Seat) -> tuple[bool, str, str]:
    return seat.is_local, seat.name, seat.person

"""Who reads which record: balanced, spread over localities, free of conflicts, some read twice; plain Python.

Nothing is left to chance that nobody can repeat: where two readers are equal, SHA-256 of the seed decides, so
the same records, readers and seed always give the same allocation.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from speir.measures.sampling import allocate as share_out
from speir.record_reading.choices import ReadingOrder


@dataclass(frozen=True)
class Sampled:
    """A record that somebody is to read; ``first`` is who reads it already, "" when nobody does."""

    record: str
    locality: str
    first: str = ""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads records; local readers come from the partnership."""

    person: str
    body: str
    is_local: bool


@dataclass(frozen=True)
class Allotted:
    """One record with its reader, and the blind second reader where it is read twice."""

    record: str
    first: str
    second: str = ""


@dataclass(frozen=True)
class Allocation:
    """Everything allotted, the records nobody may read, and those that lack a second reader."""

    allotted: tuple[Allotted, ...]
    without_reader: tuple[str, ...]
    without_second: tuple[str, ...]
    partners: Mapping[str, str]


@dataclass(frozen=True)
class Held:
    """A reading there is, or was: of which record, whose, which of the two, given up or not."""

    record: str
    person: str
    order: str
    is_given_up: bool
    is_read_twice: bool


@dataclass(frozen=True)
class Needs:
    """What is to be allocated now: records, fresh or freed, who may read, and what stands in the way.

    ``lacking`` says which reading a record lacks beside the one it has.
    """

    waiting: list[Sampled]
    fresh: list[Sampled]
    readers: list[Reader]
    barred: set[tuple[str, str]]
    load: dict[str, int]
    twice: list[str]
    lacking: dict[str, ReadingOrder]


def needs(records: Sequence[Sampled], held: Sequence[Held], readers: Sequence[Reader]) -> Needs:
    """What lacks a reader, from the records to be read and the readings that there are."""
    standing = [each for each in held if not each.is_given_up]
    mine = {record.record: [each for each in standing if each.record == record.record] for record in records}
    twice = {each.record for each in held if each.is_read_twice}
    known = {each.record for each in held}
    waiting = [
        Sampled(each.record, each.locality, mine[each.record][0].person if mine[each.record] else "")
        for each in records
        if len(mine[each.record]) < (2 if each.record in twice else 1)
    ]
    return Needs(
        waiting=waiting,
        fresh=[each for each in waiting if each.record not in known],
        readers=list(readers),
        barred={(each.record, each.person) for each in held if each.is_given_up},
        load=dict(Counter(each.person for each in standing)),
        twice=sorted(twice),
        lacking={each.record: _other(mine[each.record][0].order) for each in waiting if each.first},
    )


def _other(order: str) -> ReadingOrder:
    return ReadingOrder.SECOND if order == ReadingOrder.FIRST else ReadingOrder.FIRST


@dataclass
class _Desk:
    """How much each reader has, in all and in each locality, while records are given out."""

    readers: Sequence[Reader]
    barred: Collection[tuple[str, str]]
    seed: str
    load: Counter[str]
    here: Counter[tuple[str, str]] = field(default_factory=Counter)

    def free(self, record: Sampled, other_than: str = "") -> list[Reader]:
        """The readers who may read a record."""
        return [
            reader
            for reader in self.readers
            if (record.record, reader.person) not in self.barred and reader.person != other_than
        ]

    def burden(self, reader: Reader, record: Sampled) -> tuple[int, int, str]:
        """Less is better: readings in all, then in this locality, then the seed."""
        places = self.here[reader.person, record.locality]
        return self.load[reader.person], places, _lot(self.seed, reader.person, record.record)

    def give(self, reader: Reader, record: Sampled) -> str:
        """Count a reading for a reader."""
        self.load[reader.person] += 1
        self.here[reader.person, record.locality] += 1
        return reader.person


def allocate(
    records: Sequence[Sampled],
    readers: Sequence[Reader],
    *,
    seed: str,
    double_share: int = 20,
    barred: Collection[tuple[str, str]] = (),
    load: Mapping[str, int] | None = None,
    twice: Collection[str] | None = None,
) -> Allocation:
    """Give every record a reader and a share of them a blind second one.

    ``barred`` are pairs of record and person; ``load`` what each reader has already. ``twice`` names the
    records to read twice, when that was decided before (a freed record keeps being read twice).
    """
    desk = _Desk(sorted(readers, key=lambda each: each.person), barred, seed, Counter(load or {}))
    partners = partners_of(readers, seed)
    doubled = set(read_twice(records, double_share, seed) if twice is None else twice)
    # Records that are read twice go first: the rest then even out what pairing made uneven.
    order = sorted(in_turn(records, seed), key=lambda each: each.record not in doubled)
    allotted, nobody, no_second = [], [], []
    for record in order:
        first = record.first or _first(record, desk)
        if not first:
            nobody.append(record.record)
            continue
        second = _second(record, first, desk, partners) if record.record in doubled else ""
        if record.record in doubled and not second:
            no_second.append(record.record)
        allotted.append(Allotted(record.record, first, second))
    return Allocation(tuple(allotted), tuple(nobody), tuple(no_second), partners)


def read_twice(records: Sequence[Sampled], double_share: int, seed: str) -> list[str]:
    """The records that are read twice: the share, rounded up, spread over localities in proportion."""
    by_locality: dict[str, list[str]] = {}
    for record in records:
        by_locality.setdefault(record.locality, []).append(record.record)
    wanted = -(-len(records) * double_share // 100)
    shares = share_out({place: len(found) for place, found in by_locality.items()}, wanted) if wanted else {}
    return [
        record
        for place, count in sorted(shares.items())
        for record in sorted(by_locality[place], key=lambda each: _lot(seed, "twice", each))[:count]
    ]


def partners_of(readers: Sequence[Reader], seed: str) -> dict[str, str]:
    """Each local reader's inspector, shared out evenly, and each inspector's first local reader."""
    local = _shuffled([each.person for each in readers if each.is_local], seed)
    inspectors = _shuffled([each.person for each in readers if not each.is_local], seed)
    if not local or not inspectors:
        return {}
    found = {person: inspectors[place % len(inspectors)] for place, person in enumerate(local)}
    for person in local:
        found.setdefault(found[person], person)
    return found


def in_turn(records: Sequence[Sampled], seed: str) -> list[Sampled]:
    """The records so that localities take turns, in a seeded order within each."""
    by_locality: dict[str, list[Sampled]] = {}
    for record in sorted(records, key=lambda each: _lot(seed, "order", each.record)):
        by_locality.setdefault(record.locality, []).append(record)
    deepest = max(map(len, by_locality.values()), default=0)
    rounds: Iterable[list[Sampled]] = (
        [found[place] for _, found in sorted(by_locality.items()) if place < len(found)]
        for place in range(deepest)
    )
    return [record for each in rounds for record in each]


def _first(record: Sampled, desk: _Desk) -> str:
    free = desk.free(record)
    return desk.give(min(free, key=lambda each: desk.burden(each, record)), record) if free else ""


def _second(record: Sampled, first: str, desk: _Desk, partners: Mapping[str, str]) -> str:
    """The other side, another body, and the partner where that costs nobody more than one reading."""
    free = desk.free(record, other_than=first)
    by_person = {each.person: each for each in desk.readers}
    mine = by_person.get(first)

    def fitness(reader: Reader) -> tuple[object, ...]:
        is_other_side = mine is not None and reader.is_local != mine.is_local
        is_other_body = mine is not None and reader.body != mine.body
        is_partner = partners.get(first) == reader.person or partners.get(reader.person) == first
        load, *rest = desk.burden(reader, record)
        return not is_other_side, not is_other_body, load - is_partner, *rest

    return desk.give(min(free, key=fitness), record) if free else ""


def _shuffled(people: Sequence[str], seed: str) -> list[str]:
    return sorted(people, key=lambda person: _lot(seed, "partner", person))


def _lot(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

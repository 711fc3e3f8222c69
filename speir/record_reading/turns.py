"""Whose turn it is because of records."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from speir.foundations.how_many import count
from speir.inspections.turns import Turn
from speir.record_reading.permissions import READERS


def read_by_both_readers(
    submitted: Iterable[tuple[UUID, date, UUID, UUID]],
) -> Mapping[tuple[UUID, date, UUID], int]:
    """How many records wait to be reconciled, by inspection, day and reader.

    ``submitted`` is inspection, day, record and reader of every reading that is handed in and not reconciled.
    """
    readers: dict[tuple[UUID, date, UUID], list[UUID]] = defaultdict(list)
    for inspection, due_on, record, reader in submitted:
        readers[inspection, due_on, record].append(reader)
    pairs = [(inspection, due_on, two) for (inspection, due_on, _), two in readers.items() if len(two) == 2]
    return Counter((inspection, due_on, reader) for inspection, due_on, two in pairs for reader in two)


def to_reconcile(person_id: str, many: int, due_on: date) -> Turn:
    """The line of each of two readers whose readings of a record are both in."""
    return Turn(
        key="reconcile_records",
        title=f"Reconcile {count(many, 'record')}",
        why="Read twice, and both readings are in: settle where they differ, or close it.",
        roles=frozenset(READERS),
        due_on=due_on,
        person_id=person_id,
    )


def to_read(person_id: str, many: int, due_on: date) -> Turn:
    """The line of somebody who has records to read."""
    return Turn(
        key="read_records",
        title=f"Read {count(many, 'record')}",
        why="Allocated to this reader and not handed in.",
        roles=frozenset(READERS),
        due_on=due_on,
        person_id=person_id,
    )

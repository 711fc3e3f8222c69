"""Whose turn it is because of records."""

from datetime import date

from speir.inspections.turns import Turn
from speir.record_reading.permissions import READERS


def to_reconcile(person_id: str, many: int, due_on: date) -> Turn:
    """The line of each of two readers whose readings of a record are both in."""
    return Turn(
        key="reconcile_records",
        title="Reconcile 1 record" if many == 1 else f"Reconcile {many} records",
        why="Read twice, and both readings are in: settle where they differ, or close it.",
        roles=frozenset(READERS),
        due_on=due_on,
        person_id=person_id,
    )


def to_read(person_id: str, many: int, due_on: date) -> Turn:
    """The line of somebody who has records to read."""
    return Turn(
        key="read_records",
        title="Read 1 record" if many == 1 else f"Read {many} records",
        why="Allocated to this reader and not handed in.",
        roles=frozenset(READERS),
        due_on=due_on,
        person_id=person_id,
    )

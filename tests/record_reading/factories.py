"""Exercises and readings for tests."""

import uuid
from datetime import date, datetime
from itertools import count

from speir.people.models import Person
from speir.record_reading.choices import ReadingOrder, ReadingStatus
from speir.record_reading.models import Exercise, Reading
from tests.factories import World, gathering, later, make_world

_numbers = count(1)


def make_exercise(world: World | None = None, population: str = "investigation") -> Exercise:
    """An exercise in a world where evidence is gathered."""
    world = world or gathering(make_world())
    return Exercise.objects.create(
        inspection=world.inspection,
        population=population,
        seed="a seed for tests",
        due_on=date(2026, 11, 30),
        started_at=later(days=9),
        started_by=world.lead,
    )


def make_reading(
    exercise: Exercise,
    reader: Person,
    order: ReadingOrder = ReadingOrder.FIRST,
    status: ReadingStatus = ReadingStatus.OPEN,
    record: str = "",
) -> Reading:
    """A reading; open unless asked otherwise."""
    return Reading.objects.create(
        exercise=exercise,
        record_reference=record or f"R-{next(_numbers):03}",
        reader=reader,
        order=order,
        status=status,
        allocated_at=later(days=10),
    )


def sent(
    address: str = "harm/what",
    value: str | None = "yes",
    *,
    device: str = "laptop",
    sequence: int = 1,
    kind: str = "answer",
    based_on: str | None = None,
    typed_at: datetime | None = None,
    event_id: str = "",
) -> dict[str, object]:
    """An event as a browser sends it."""
    return {
        "event_id": event_id or str(uuid.uuid4()),
        "device_id": device,
        "device_sequence": sequence,
        "kind": kind,
        "address": address,
        "value": value,
        "typed_at": (typed_at or later(days=11)).isoformat(),
        "based_on": based_on,
    }

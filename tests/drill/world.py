"""Who reads in the drill, what they read with, and what the server has at its end."""

from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection

from speir.demo.readings import TEMPLATE
from speir.inspections.operations import appoint
from speir.people.choices import Role
from speir.people.operations import SYSTEM
from speir.questionnaires.operations import import_shipped_templates
from speir.questionnaires.queries import newest_version
from speir.record_reading.choices import EventKind
from speir.record_reading.models import AnswerEvent, Exercise, Reading
from speir.record_reading.queries import replayed
from tests.drill.heard import Stored
from tests.factories import NOW, PASSWORD, World, later, make_person
from tests.record_reading.factories import make_exercise, make_reading, reading_world

# The template that record reading ships with, and the one that has every kind of question.
TEMPLATES = {"investigation": TEMPLATE, "inquiry": "every_kind_of_question"}


@dataclass(frozen=True)
class Reader:
    """Who reads, and where their readings open."""

    email: str
    password: str
    paths: tuple[str, ...]


def make_readers(count: int) -> list[Reader]:
    """A world in an empty database, with so many readers; each has two records open."""
    call_command("migrate", interactive=False, verbosity=0)
    world = reading_world()
    import_shipped_templates(by=SYSTEM, at=NOW)
    exercises = [_exercise(world, population, key) for population, key in TEMPLATES.items()]
    found = [_reader(world, exercises) for _ in range(count)]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # so that a copy of the file is whole
            cursor.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    return found


def _exercise(world: World, population: str, key: str) -> Exercise:
    exercise = make_exercise(world, population)
    version = newest_version(key)
    assert version is not None
    exercise.template_version = version
    exercise.save()
    return exercise


def _reader(world: World, exercises: list[Exercise]) -> Reader:
    person = make_person(world.bodies["ci"])
    appoint(inspection=world.inspection, person=person, role=Role.INSPECTOR, by=world.lead, at=later(days=4))
    reference = world.inspection.reference
    readings = [make_reading(exercise, person) for exercise in exercises]
    return Reader(
        person.email,
        PASSWORD,
        tuple(f"/inspections/{reference}/reading/{reading.pk}/offline/" for reading in readings),
    )


def stored_events() -> list[Stored]:
    """Every event that says something about an answer, as the server has it."""
    rows = AnswerEvent.objects.exclude(kind=EventKind.SUBMIT).values_list(
        "event_id", "reading_id", "address", "value"
    )
    return [Stored(str(event), str(reading), address, value) for event, reading, address, value in rows]


def conflicts_kept() -> int:
    """On how many questions two devices differ, with both answers kept."""
    return sum(len(replayed(reading).differing) for reading in Reading.objects.all())

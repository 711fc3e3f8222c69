"""Who reads in the drill, with the shipped template, and what the server has at its end."""

from speir.demo.readings import TEMPLATE
from speir.inspections.operations import appoint
from speir.people.choices import Role
from speir.people.operations import SYSTEM
from speir.questionnaires.operations import import_shipped_templates
from speir.questionnaires.queries import newest_version
from speir.record_reading.choices import EventKind
from speir.record_reading.models import AnswerEvent
from tests.drill.heard import Stored
from tests.drill.sessions import Reader
from tests.factories import NOW, PASSWORD, later, make_person
from tests.record_reading.factories import make_exercise, make_reading, reading_world


def readers(count: int) -> list[Reader]:
    """So many readers, each with a reading that is open."""
    world = reading_world()
    import_shipped_templates(by=SYSTEM, at=NOW)
    exercise = make_exercise(world)
    version = newest_version(TEMPLATE)
    assert version is not None
    exercise.template_version = version
    exercise.save()
    reference = world.inspection.reference
    found = []
    for _ in range(count):
        person = make_person(world.bodies["ci"])
        appoint(
            inspection=world.inspection, person=person, role=Role.INSPECTOR, by=world.lead, at=later(days=4)
        )
        reading = make_reading(exercise, person)
        found.append(
            Reader(
                email=person.email,
                password=PASSWORD,
                offline_path=f"/inspections/{reference}/reading/{reading.pk}/offline/",
                events_path=f"/reading/{reading.pk}/events/",
            )
        )
    return found


def stored_events() -> list[Stored]:
    """Every event that says something about an answer, as the server has it."""
    rows = AnswerEvent.objects.exclude(kind=EventKind.SUBMIT).values_list(
        "event_id", "reading_id", "address", "value"
    )
    return [Stored(str(event), str(reading), address, value) for event, reading, address, value in rows]

"""Exercises and readings for tests."""

import uuid
from datetime import date, datetime
from itertools import count

from django.db.models import QuerySet

from speir.foundations import files
from speir.inspections.models import Inspection
from speir.people.models import Person
from speir.questionnaires.models import TemplateVersion
from speir.record_reading.answering_operations import take_events
from speir.record_reading.choices import ReadingOrder, ReadingStatus
from speir.record_reading.models import AnswerEvent, AttachedFile, Exercise, Reading
from speir.record_samples.models import Draw, Frame, FrameUnit, SampledRecord
from tests.factories import NOW, World, gathering, later, make_person, pdf, world_at
from tests.record_reading.published import published
from tests.remembered import remembered

_numbers = count(1)
PLACES = ("Glen Affar", "Invertown", "Northern isles")


@remembered
def reading_world() -> World:
    """A world where evidence is gathered, with two local record readers."""
    world = world_at(gathering)
    for key, body in (("other_local_reader", "board"),):
        world.people[key] = make_person(world.bodies[body], key.replace("_", " ").title())
        from speir.inspections.operations import appoint
        from speir.people.choices import Role

        appoint(
            inspection=world.inspection,
            person=world.people[key],
            role=Role.LOCAL_READER,
            by=world.lead,
            at=later(days=3),
        )
    return world


def make_version(by: Person) -> TemplateVersion:
    """A published version of the small template."""
    return published(by)


def make_draw(inspection: Inspection, by: Person) -> Draw:
    """An empty draw of an inspection."""
    found = Draw.objects.filter(inspection=inspection).first()
    if found:
        return found
    frame = Frame.objects.create(
        inspection=inspection,
        number=1,
        file_sha256="0" * 64,
        first_day_on=date(2024, 11, 2),
        last_day_on=date(2026, 11, 2),
        imported_by=by,
        imported_at=NOW,
    )
    return Draw.objects.create(
        frame=frame,
        inspection=inspection,
        number=1,
        seed="s",
        targets={},
        receipt={},
        sha256="0" * 64,
        drawn_by=by,
        drawn_at=NOW,
    )


def make_records(
    inspection: Inspection, by: Person, many: int = 1, population: str = "investigation"
) -> list[SampledRecord]:
    """Records drawn and to be read, taking turns by locality."""
    draw = make_draw(inspection, by)
    return [_record(draw, next(_numbers), population) for _ in range(many)]


def _record(draw: Draw, number: int, population: str) -> SampledRecord:
    unit = FrameUnit.objects.create(
        frame=draw.frame,
        reference=f"ST-{number:04}",
        population=population,
        stratum=PLACES[number % 3],
        has_social_work=True,
        has_health=True,
        has_police=True,
        episode_on=date(2026, 1, 10),
        sheet="frame",
        row=number,
    )
    return SampledRecord.objects.create(
        draw=draw, unit=unit, order=number, is_reserve=False, status="to_read"
    )


def make_exercise(world: World | None = None, population: str = "investigation") -> Exercise:
    """An exercise in a world where evidence is gathered."""
    world = world or world_at(gathering)
    return Exercise.objects.create(
        inspection=world.inspection,
        population=population,
        template_version=make_version(world.manager),
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
    record: SampledRecord | None = None,
    is_read_twice: bool = False,
) -> Reading:
    """A reading; open unless asked otherwise."""
    return Reading.objects.create(
        exercise=exercise,
        record=record or make_records(exercise.inspection, exercise.started_by)[0],
        reader=reader,
        order=order,
        status=status,
        is_read_twice=is_read_twice,
        allocated_at=later(days=10),
        opened_at=None if status == ReadingStatus.ALLOCATED else later(days=10.5),
    )


def make_pair(exercise: Exercise, first: Person, second: Person) -> tuple[Reading, Reading]:
    """Two open readings of one record."""
    one = make_reading(exercise, first, is_read_twice=True)
    two = make_reading(exercise, second, ReadingOrder.SECOND, record=one.record, is_read_twice=True)
    return one, two


def sent(
    address: str = "chronology/why",
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


WHOLE = {
    "inquiry/held": "yes",
    "inquiry/days": "3",
    "chronology/there": "yes",
    "chronology/quality": "good",
    "chronology/why": "Most contacts are listed.",
}


def whole(start: int = 1, **changed: str | None) -> list[dict[str, object]]:
    """Answers to everything, then handing in; ``changed`` by the last name of an address."""
    answers = {a: changed.get(a.rpartition("/")[2], value) for a, value in WHOLE.items()}
    events = [sent(a, value, sequence=n) for n, (a, value) in enumerate(answers.items(), start)]
    return [*events, sent("", None, kind="submit", sequence=start + len(events))]


def take(reading: Reading, events: list[dict[str, object]]) -> None:
    """Events of a reading, kept."""
    take_events(reading=reading, events=list(events), by=reading.reader, at=later(days=11))
    reading.refresh_from_db()


def with_a_file(reading: Reading) -> AttachedFile:
    """A file in a reading."""
    return AttachedFile.objects.create(
        identity=uuid.uuid4(),
        reading=reading,
        address="papers/extract",
        file=files.keep(pdf(), by=reading.reader, at=later(days=11)),
        attached_at=later(days=11),
        attached_by=reading.reader,
    )


def under_way() -> World:
    """Readings of the inspector and of the local reader in every state, and a record that nobody has yet."""
    world = reading_world()
    exercise = make_exercise(world)
    for who in ("inspector", "local_reader"):
        person = world.people[who]
        make_reading(exercise, person, status=ReadingStatus.ALLOCATED)
        take(make_reading(exercise, person), [*whole()[:-1], sent("inquiry/days", "9", device="tablet")])
        take(make_reading(exercise, person), whole())
        take(make_reading(exercise, person), whole()[:-1])
    for days in ("3", "5"):
        first, second = make_pair(exercise, world.inspector, world.local_reader)
        take(first, whole(days="3"))
        take(second, whole(days=days))
    make_records(world.inspection, world.lead)
    with_a_file(open_reading(world, "inspector"))
    return world


def _mine(world: World, who: str, **wanted: object) -> QuerySet[Reading]:
    found = Reading.objects.filter(exercise__inspection=world.inspection, reader=world.people[who])
    return found.filter(**wanted).order_by("record__order")


def open_reading(world: World, who: str) -> Reading:
    """The reading that somebody has open, on which two devices differ."""
    return _mine(world, who, status=ReadingStatus.OPEN)[0]


def ready(world: World, who: str) -> Reading:
    """The reading in which nothing is missing."""
    return _mine(world, who, status=ReadingStatus.OPEN)[1]


def allocated(world: World, who: str) -> Reading:
    """The reading that somebody has not opened."""
    return _mine(world, who, status=ReadingStatus.ALLOCATED)[0]


def alike(world: World, who: str) -> Reading:
    """Theirs of a record on which two readers agree."""
    return _mine(world, who, is_read_twice=True)[0]


def differing(world: World, who: str) -> Reading:
    """Theirs of a record on which two readers differ."""
    return _mine(world, who, is_read_twice=True)[1]


def picked(world: World, who: str) -> AnswerEvent:
    """One of the two answers of two devices."""
    return AnswerEvent.objects.get(reading=open_reading(world, who), device_id="tablet")

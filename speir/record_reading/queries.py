"""Questions about readings and the answers in them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from speir.foundations import audit
from speir.inspections.models import Inspection
from speir.inspections.queries import NotVisible
from speir.people.models import Person
from speir.record_reading.choices import HANDED_IN, ReadingStatus
from speir.record_reading.differences import Answers, Difference, agreed, differences, outstanding
from speir.record_reading.models import AnswerEvent, Declaration, Exercise, LodgedFigure, Reading, Settlement
from speir.record_reading.progress import Line
from speir.record_reading.replay import Change, Replayed, replay


def reading_for(person: Person, reading_id: UUID, at: datetime) -> Reading:
    """One's own reading; raises NotVisible, audited, when it is not."""
    reading = Reading.objects.with_names().filter(pk=reading_id).first()
    if reading is None:
        raise NotVisible
    if reading.reader_id != person.pk:
        audit.record(
            "Refused: tried to open somebody else's reading",
            subject=reading,
            by=person,
            at=at,
            thread=reading.exercise.inspection_id,
        )
        raise NotVisible
    return reading


def reading_in(inspection: Inspection, reading_id: UUID) -> Reading | None:
    """A reading of this inspection."""
    return Reading.objects.with_names().filter(exercise__inspection=inspection, pk=reading_id).first()


def exercises_of(inspection: Inspection) -> list[Exercise]:
    """The exercises of an inspection, one for each population that is read."""
    found = Exercise.objects.filter(inspection=inspection).select_related("inspection__partnership")
    return list(found)


def exercise_of(inspection: Inspection, population: str) -> Exercise | None:
    """The exercise of one population."""
    return next((each for each in exercises_of(inspection) if each.population == population), None)


def readings_of(exercise: Exercise) -> list[Reading]:
    """Every reading of an exercise that was not given up."""
    return list(Reading.objects.with_names().current().filter(exercise=exercise))


def readings_by(person: Person, inspection: Inspection) -> list[Reading]:
    """One's own readings in an inspection that were not given up, in the order to read them."""
    found = Reading.objects.with_names().current().filter(exercise__inspection=inspection, reader=person)
    return list(found.order_by("allocated_at", "record_reference"))


def declared_conflicts(exercise: Exercise) -> list[Declaration]:
    """The conflicts of interest that were declared."""
    found = Declaration.objects.filter(reading__exercise=exercise, reading__status=ReadingStatus.BARRED)
    return list(found.select_related("reading__reader__body").order_by("declared_at"))


def statuses_of_record(reading: Reading) -> list[str]:
    """The statuses of all readings of the same record that were not given up."""
    return [each.status for each in pair_of(reading)]


def pair_of(reading: Reading) -> list[Reading]:
    """All readings of the same record that were not given up, the first one first."""
    found = Reading.objects.with_names().current().filter(
        exercise=reading.exercise, record_reference=reading.record_reference
    )
    return list(found.order_by("order"))


def events_of(reading: Reading, until: datetime | None = None) -> list[AnswerEvent]:
    """Every event of a reading in order of arrival, late ones included."""
    found = AnswerEvent.objects.filter(reading=reading)
    return list(found.filter(received_at__lte=until) if until else found)


def replayed(reading: Reading, until: datetime | None = None) -> Replayed:
    """The answers as they stand, or as they stood at a moment, with the events behind them."""
    return replay(effective(reading, events_of(reading, until)))


def effective(reading: Reading, events: Sequence[AnswerEvent]) -> list[Change]:
    """The events that count: late ones only once the reading was given back after they came."""
    given_back = reading.returned_at
    return [
        event.as_change()
        for event in events
        if not event.is_late or (given_back is not None and event.received_at <= given_back)
    ]


def late_events(reading: Reading) -> list[AnswerEvent]:
    """Answers that came after the reading was handed in: kept, and not part of it unless it is given back."""
    late = AnswerEvent.objects.filter(reading=reading, is_late=True)
    return list(late.filter(received_at__gt=reading.returned_at) if reading.returned_at else late)


def lines_of(readings: Sequence[Reading]) -> list[Line]:
    """Readings as progress counts them."""
    return [
        Line(
            record=each.record_reference,
            reader=each.reader.full_name,
            body=each.reader.body.short_name or each.reader.body.name,
            locality="",
            status=each.status,
            due_on=each.exercise.due_on,
        )
        for each in readings
    ]


def working_behind(source_id: str) -> LodgedFigure | None:
    """The working behind an item of evidence that came from record reading."""
    try:
        identity = UUID(source_id)
    except ValueError:
        return None
    return LodgedFigure.objects.filter(pk=identity).select_related("exercise").first()

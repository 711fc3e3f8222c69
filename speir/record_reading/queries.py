"""Questions about readings and the answers in them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from speir.foundations import audit
from speir.inspections.queries import NotVisible
from speir.people.models import Person
from speir.record_reading.models import AnswerEvent, Exercise, Reading
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


def readings_of(exercise: Exercise) -> list[Reading]:
    """Every reading of an exercise that was not given up."""
    return list(Reading.objects.with_names().current().filter(exercise=exercise))


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

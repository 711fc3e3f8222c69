"""Changes to record reading."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from speir.foundations import audit
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.people.models import Person
from speir.record_reading import rules
from speir.record_reading.choices import TAKING_ANSWERS, EventKind
from speir.record_reading.incoming import Incoming, Unfit, understand
from speir.record_reading.lifecycle import READING
from speir.record_reading.models import AnswerEvent, Reading
from speir.record_reading.queries import replayed

OTHER_ANSWER = "The server holds another answer under the same identity. Answer again, and it is sent anew."


@dataclass(frozen=True)
class Taken:
    """What became of the events that were sent: kept (now or before), or refused with a reason."""

    acknowledged: list[str] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    status: str = ""


@operation
def take_events(*, reading: Reading, events: Sequence[object], by: Person, at: datetime) -> Taken:
    """Keep what a reader's device sends: each event once, in any order, also after handing in."""
    rules.reading_is_yours.check(str(reading.reader_id), str(by.pk))
    # The lock makes the same events, sent twice at the same moment, follow one another.
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    understood = [understand(each) for each in events]
    fit = [each for each in understood if isinstance(each, Incoming)]
    refused = [each for each in understood if isinstance(each, Unfit)]
    new, other = _sort_out(reading, fit)
    submit = _submission_that_counts(reading)
    AnswerEvent.objects.bulk_create(_as_kept(reading, each, submit, by, at) for each in new.values())
    audit.record(
        f"{len(new)} answers kept" if new else "Answers sent again: nothing new",
        subject=reading,
        by=by,
        at=at,
        thread=reading.exercise.inspection_id,
        details={"events": [str(identity) for identity in new]},
    )
    _submit_if_asked(reading, by, at)
    return Taken(
        acknowledged=[str(each.event_id) for each in fit if each.event_id not in other],
        refused=[{"event_id": each.event_id, "reason": each.reason} for each in refused]
        + [{"event_id": str(identity), "reason": OTHER_ANSWER} for identity in other],
        conflicts=list(replayed(reading).differing),
        status=reading.status,
    )


def _sort_out(reading: Reading, fit: Sequence[Incoming]) -> tuple[dict[UUID, Incoming], set[UUID]]:
    """The events that are new, and the identities under which something else is kept already."""
    identities = [each.event_id for each in fit]
    kept = {row.event_id: row for row in AnswerEvent.objects.filter(event_id__in=identities)}
    new: dict[UUID, Incoming] = {}
    other: set[UUID] = set()
    for each in fit:
        row = kept.get(each.event_id)
        if row is not None:
            other |= set() if row.is_the_same_as(each, reading.pk) else {each.event_id}
        elif new.setdefault(each.event_id, each) != each:
            other.add(each.event_id)
    # Two different events under one identity in one sending: neither can be told from the other.
    return {identity: each for identity, each in new.items() if identity not in other}, other


def _submission_that_counts(reading: Reading) -> AnswerEvent | None:
    """The event with which the reader handed in, if the reading is handed in."""
    if reading.status in TAKING_ANSWERS or reading.submitted_at is None:
        return None
    handed_in = AnswerEvent.objects.filter(reading=reading, kind=EventKind.SUBMIT, is_late=False)
    return handed_in.last()


def _as_kept(
    reading: Reading, sent: Incoming, submit: AnswerEvent | None, by: Person, at: datetime
) -> AnswerEvent:
    # What the same device made before it handed in was only slow; whatever else comes now is late.
    was_before = (
        submit is not None
        and sent.device_id == submit.device_id
        and sent.device_sequence < submit.device_sequence
    )
    return AnswerEvent(
        event_id=sent.event_id,
        reading=reading,
        device_id=sent.device_id,
        device_sequence=sent.device_sequence,
        kind=sent.kind,
        address=sent.address,
        value=sent.value,
        typed_at=sent.typed_at,
        based_on=sent.based_on,
        is_late=reading.status not in TAKING_ANSWERS and not was_before,
        received_at=at,
        by=by,
    )


def _submit_if_asked(reading: Reading, by: Person, at: datetime) -> None:
    """Hand in when the last thing that a device said is that it hands in, and nothing is missing."""
    if reading.status not in TAKING_ANSWERS:
        return
    asked = AnswerEvent.objects.filter(reading=reading, kind=EventKind.SUBMIT, is_late=False)
    if reading.returned_at:
        asked = asked.filter(received_at__gt=reading.returned_at)
    submit = asked.last()
    if submit is None or _went_on(reading, submit):
        return
    _hand_in(reading, by, at)


def _went_on(reading: Reading, submit: AnswerEvent) -> bool:
    """Whether the reader answered more after asking to hand in, so that they have to ask again."""
    return AnswerEvent.objects.filter(
        reading=reading, device_id=submit.device_id, device_sequence__gt=submit.device_sequence
    ).exists()


def _hand_in(reading: Reading, by: Person, at: datetime) -> None:
    move(reading, READING, "submit", by=by, at=at)
    Reading.objects.filter(pk=reading.pk).update(submitted_at=at)
    reading.submitted_at = at
    audit.record("Reading handed in", subject=reading, by=by, at=at, thread=reading.exercise.inspection_id)

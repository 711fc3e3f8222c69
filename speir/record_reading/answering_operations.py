"""Changes while a record is read: answers are kept, one of two is picked, the reading is handed in."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from speir.foundations import audit
from speir.foundations.how_many import count
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.inspections.queries import standing_of
from speir.people.models import Person
from speir.record_reading import permissions, queries, rules
from speir.record_reading.choices import TAKING_ANSWERS, EventKind
from speir.record_reading.incoming import LARGEST_SEQUENCE, OTHER_ANSWER, Incoming, Taken, Unfit, understand
from speir.record_reading.lifecycle import READING
from speir.record_reading.models import (
    AnswerEvent,
    Reading,
)
from speir.record_reading.queries import replayed
from speir.record_reading.replay import Change, replay
from speir.record_reading.within import record


@operation
def take_events(
    *, reading: Reading, events: Sequence[object], by: Person, at: datetime, known: Sequence[Change] = ()
) -> Taken:
    """Keep what a reader's device sends: each event once, in any order, also after handing in.

    ``known`` are the events that count as they were read before, if they were.
    """
    rules.reading_is_yours.check(str(reading.reader_id), str(by.pk))
    # The lock makes the same events, sent twice at the same moment, follow one another.
    locked = Reading.objects.select_for_update().get(pk=reading.pk)
    locked.exercise = reading.exercise
    reading = locked
    understood = [understand(each) for each in events]
    fit = [each for each in understood if isinstance(each, Incoming)]
    refused = [each for each in understood if isinstance(each, Unfit)]
    new, other = _sort_out(reading, fit)
    submit = _submission_that_counts(reading)
    kept = AnswerEvent.objects.bulk_create(
        AnswerEvent.kept(each, reading, _is_late(reading, each, submit), by, at) for each in new.values()
    )
    audit.record(
        f"{count(len(new), 'answer')} kept" if new else "Answers sent again: nothing new",
        subject=reading,
        by=by,
        at=at,
        thread=reading.exercise.inspection_id,
        details={"events": [str(identity) for identity in new]},
    )
    changes = queries.changes_with(reading, known, kept) if known else queries.changes_of(reading)
    if any(each.kind == EventKind.SUBMIT for each in changes):
        _submit_if_asked(reading, by, at)
    held = replay(changes)
    return Taken(
        acknowledged=[str(each.event_id) for each in fit if each.event_id not in other],
        refused=[{"event_id": each.event_id, "reason": each.reason} for each in refused]
        + [{"event_id": str(identity), "reason": OTHER_ANSWER} for identity in other],
        conflicts=list(held.differing),
        status=reading.status,
        held=held,
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


def _is_late(reading: Reading, sent: Incoming, submit: AnswerEvent | None) -> bool:
    """What the same device made before it handed in was only slow; whatever else comes afterwards is late."""
    if reading.status in TAKING_ANSWERS:
        return False
    is_of_it = submit is not None and sent.device_id == submit.device_id
    return not (is_of_it and submit is not None and sent.device_sequence < submit.device_sequence)


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
    if not queries.faults_of(reading, at):
        _move_to_handed_in(reading, by, at)


def _went_on(reading: Reading, submit: AnswerEvent) -> bool:
    """Whether the reader answered more after asking to hand in, so that they have to ask again."""
    return AnswerEvent.objects.filter(
        reading=reading, device_id=submit.device_id, device_sequence__gt=submit.device_sequence
    ).exists()


def _move_to_handed_in(reading: Reading, by: Person, at: datetime) -> None:
    move(reading, READING, "submit", by=by, at=at)
    Reading.objects.filter(pk=reading.pk).update(submitted_at=at)
    reading.submitted_at = at
    record("Reading handed in", reading, by, at)


@operation
def hand_in(*, reading: Reading, by: Person, at: datetime, once: str = "") -> Reading:
    """Hand a reading in, once nothing is missing."""
    permissions.may_read_records.check(standing_of(by, reading.exercise.inspection))
    check_all(
        rules.reading_is_yours.reason(str(reading.reader_id), str(by.pk)),
        rules.nothing_is_missing.reason(len(queries.faults_of(reading, at))),
        rules.devices_agree.reason(len(replayed(reading).differing)),
    )
    AnswerEvent.objects.create(
        event_id=uuid.uuid4(),
        reading=reading,
        device_id=f"page-{uuid.uuid4()}",
        device_sequence=LARGEST_SEQUENCE,
        kind=EventKind.SUBMIT,
        typed_at=at,
        received_at=at,
        by=by,
    )
    _move_to_handed_in(reading, by, at)
    return reading


@operation
def pick_answer(*, reading: Reading, address: str, event_id: str, by: Person, at: datetime) -> None:
    """Pick one of the answers that two devices gave, with all of them in view; the others stay on file."""
    rules.reading_is_yours.check(str(reading.reader_id), str(by.pk))
    rules.reading_takes_answers.check(reading.status)
    standing = replayed(reading).differing.get(address, ())
    picked = next((each for each in standing if each.event_id == event_id), None)
    rules.answer_is_one_of_them.check(picked is not None)
    if picked is not None:
        AnswerEvent.objects.create(
            event_id=uuid.uuid4(),
            reading=reading,
            device_id="picked",
            device_sequence=AnswerEvent.objects.filter(reading=reading, device_id="picked").count() + 1,
            kind=picked.kind if picked.slot[0] == "item" else EventKind.ANSWER,
            address=picked.address,
            value=picked.value,
            typed_at=at,
            settles=[each.event_id for each in standing],
            received_at=at,
            by=by,
        )
    record("One of two answers picked", reading, by, at)

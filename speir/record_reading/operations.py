"""Changes to record reading."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import lodge_evidence
from speir.evidence.rules import inspection_takes_evidence
from speir.foundations import audit
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.frameworks.models import FrameworkItem
from speir.inspections.models import Inspection
from speir.inspections.operations import tell
from speir.inspections.queries import standing_of
from speir.people.models import Body, Person
from speir.people.queries import people_with_ids
from speir.questionnaires.models import TemplateVersion
from speir.record_reading import permissions, queries, rules
from speir.record_reading.allocation import Allocation, allocate, read_twice
from speir.record_reading.choices import TAKING_ANSWERS, Connection, EventKind
from speir.record_reading.figures import Tabulated
from speir.record_reading.incoming import LARGEST_SEQUENCE, OTHER_ANSWER, Incoming, Taken, Unfit, understand
from speir.record_reading.lifecycle import READING
from speir.record_reading.models import (
    AnswerEvent,
    Declaration,
    Exercise,
    LodgedFigure,
    Reading,
    Settlement,
)
from speir.record_reading.queries import replayed
from speir.record_samples.choices import Population
from speir.record_samples.operations import close_sample


def _record(what: str, subject: "Reading | Exercise | Settlement", by: Person, at: datetime) -> None:
    exercise = subject if isinstance(subject, Exercise) else subject.exercise
    audit.record(what, subject=subject, by=by, at=at, thread=exercise.inspection_id)


@operation
def start_exercise(
    *,
    inspection: Inspection,
    population: Population,
    template_version: TemplateVersion,
    double_share: int,
    due_on: date,
    seed: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> Exercise:
    """Start reading one population of the sample with one published version of a template."""
    permissions.may_arrange_reading.check(standing_of(by, inspection))
    started = Exercise.objects.filter(inspection=inspection, population=population)
    check_all(
        inspection_takes_evidence.reason(inspection.status),
        rules.population_not_started.reason(started.exists()),
        rules.share_is_a_percentage.reason(double_share),
        rules.reading_is_due_later.reason((due_on - uk_day(at)).days),
    )
    exercise = Exercise.objects.create(
        inspection=inspection,
        population=population,
        template_version=template_version,
        double_share=double_share,
        due_on=due_on,
        seed=seed.strip() or f"{inspection.reference} {population}",
        started_at=at,
        started_by=by,
    )
    _record(f"Reading of {population.label.lower()} started", exercise, by, at)
    # From here on the sample stands: a record that cannot be read is replaced by a reserve.
    close_sample(inspection=inspection, by=by, at=at)
    return exercise


@operation
def allocate_records(*, exercise: Exercise, by: Person, at: datetime, once: str = "") -> Allocation:
    """Give every sampled record that lacks a reader one, and the share that is read twice a blind second."""
    permissions.may_arrange_reading.check(standing_of(by, exercise.inspection))
    # The lock makes two allocations at the same moment follow one another.
    Exercise.objects.select_for_update().get(pk=exercise.pk)
    needs = queries.needs_of(exercise)
    rules.there_are_records_and_readers.check(len(needs.waiting), len(needs.readers))
    made = allocate(
        needs.waiting,
        needs.readers,
        seed=exercise.seed,
        double_share=exercise.double_share,
        barred=needs.barred,
        load=needs.load,
        twice=[*needs.twice, *read_twice(needs.fresh, exercise.double_share, exercise.seed)],
    )
    new = list(queries.unsaved_readings(exercise, needs, made.allotted, at))
    Reading.objects.bulk_create(new)
    audit.record(
        f"{len(new)} readings allocated",
        subject=exercise,
        by=by,
        at=at,
        thread=exercise.inspection_id,
        details={"seed": exercise.seed, "without_reader": list(made.without_reader)},
    )
    tell(
        exercise.inspection,
        people_with_ids({str(each.reader_id) for each in new}),
        key=f"records:{exercise.pk}:{uk_day(at)}",
        subject="Records are allocated to you in Speir",
        body=f"Please sign in to Speir to read them by {exercise.due_on.day} {exercise.due_on:%B %Y}.",
        at=at,
    )
    return made


@operation
def declare_and_open(
    *, reading: Reading, connection: Connection, says: str, by: Person, at: datetime, once: str = ""
) -> Reading:
    """Declare what connects the reader with a record before it opens; a conflict bars it and frees it."""
    permissions.may_read_records.check(standing_of(by, reading.exercise.inspection))
    check_all(
        rules.reading_is_yours.reason(str(reading.reader_id), str(by.pk)),
        rules.a_conflict_is_explained.reason(connection, says),
    )
    is_free = connection == Connection.NONE
    move(reading, READING, "open" if is_free else "bar", by=by, at=at)
    Declaration.objects.create(reading=reading, connection=connection, says=says.strip(), declared_at=at)
    if is_free:
        Reading.objects.filter(pk=reading.pk).update(opened_at=at)
        _record("No conflict of interest declared; record opened", reading, by, at)
    else:
        _record("Conflict of interest declared; record not opened", reading, by, at)
    return reading


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
    AnswerEvent.objects.bulk_create(
        AnswerEvent.kept(each, reading, _is_late(reading, each, submit), by, at) for each in new.values()
    )
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
    _record("Reading handed in", reading, by, at)


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
    _record("One of two answers picked", reading, by, at)


@operation
def give_back(*, reading: Reading, why: str, by: Person, at: datetime, once: str = "") -> None:
    """Give a reading back to its reader, who changes it and hands it in again."""
    permissions.may_return_reading.check(standing_of(by, reading.exercise.inspection))
    check_all(
        rules.giving_back_has_a_reason.reason(why),
        rules.only_one_reading_is_in.reason(queries.statuses_of_record(reading)),
    )
    move(reading, READING, "give_back", by=by, at=at, why=why.strip())
    Reading.objects.filter(pk=reading.pk).update(returned_at=at, returned_why=why.strip())
    _record("Reading given back", reading, by, at)


@operation
def take_back(*, reading: Reading, why: str, by: Person, at: datetime, once: str = "") -> None:
    """Take a reading from its reader, so that somebody else reads the record; what was typed stays."""
    permissions.may_arrange_reading.check(standing_of(by, reading.exercise.inspection))
    check_all(
        rules.taking_back_has_a_reason.reason(why),
        rules.only_one_reading_is_in.reason(queries.statuses_of_record(reading)),
    )
    move(reading, READING, "take_back", by=by, at=at, why=why.strip())
    _record("Reading taken back", reading, by, at)


@operation
def settle_difference(
    *, reading: Reading, address: str, value: str, why: str, by: Person, at: datetime, once: str = ""
) -> None:
    """Settle one difference between two readers, with the reason; both original answers stay."""
    standing = standing_of(by, reading.exercise.inspection)
    permissions.may_reconcile.check(standing)
    pair = queries.pair_of(reading)
    check_all(
        rules.both_readings_are_in.reason([each.status for each in pair]),
        rules.settled_by_its_readers.reason(standing, [str(each.reader_id) for each in pair]),
        rules.settling_has_a_reason.reason(why),
    )
    settlement = Settlement.objects.create(
        exercise=reading.exercise,
        record=reading.record,
        address=address,
        value=value,
        why=why.strip(),
        settled_at=at,
        settled_by=by,
    )
    _record("A difference between two readers settled", settlement, by, at)


@operation
def finish_reconciling(*, reading: Reading, by: Person, at: datetime, once: str = "") -> None:
    """Close the reconciliation of a record once every difference is settled."""
    standing = standing_of(by, reading.exercise.inspection)
    permissions.may_reconcile.check(standing)
    pair = queries.pair_of(reading)
    check_all(
        rules.both_readings_are_in.reason([each.status for each in pair]),
        rules.settled_by_its_readers.reason(standing, [str(each.reader_id) for each in pair]),
        rules.every_difference_is_settled.reason(len(queries.outstanding_of(pair, at))),
    )
    for each in pair:
        move(each, READING, "reconcile", by=by, at=at)
    _record(f"Record {reading.record_reference} reconciled", reading, by, at)


@operation
def lodge_figure(
    *,
    exercise: Exercise,
    found: Tabulated,
    records: Sequence[str],
    figure_words: str,
    item: FrameworkItem,
    says: str,
    bearing: Bearing,
    agency: Body | None,
    by: Person,
    at: datetime,
    once: str = "",
) -> EvidenceItem:
    """Lodge a figure against an indicator, so that the item leads back to the working and the records."""
    rules.a_figure_has_records.check(found.figure is not None and found.figure.denominator > 0)
    figure = found.figure
    working = LodgedFigure.objects.create(
        exercise=exercise,
        address=found.question.address,
        counting=list(found.counting),
        numerator=figure.numerator if figure else 0,
        denominator=figure.denominator if figure else 0,
        records=list(records),
        words=figure_words,
        lodged_at=at,
        lodged_by=by,
    )
    # The figure is Speir's and always stands as it was counted; what it means is the person's own sentence.
    return lodge_evidence(
        inspection=exercise.inspection,
        item=item,
        source_kind=SourceKind.RECORDS,
        source_title=f"Record reading: {found.question.label}"[:300],
        source_id=str(working.pk),
        locator=f"{len(records)} records",
        says=f"{figure_words}\n\n{says.strip()}".strip(),
        bearing=bearing,
        agency=agency,
        by=by,
        at=at,
    )

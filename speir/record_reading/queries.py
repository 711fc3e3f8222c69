"""Questions about readings and the answers in them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from speir.foundations import audit
from speir.foundations.moves import moves_of
from speir.inspections.models import Inspection
from speir.inspections.queries import NotVisible, team_of
from speir.inspections.turns import Turn
from speir.people.choices import Role
from speir.people.models import Person
from speir.questionnaires.queries import form_of
from speir.record_reading.allocation import Allotted, Held, Needs, Reader, Sampled, needs
from speir.record_reading.answers import (
    Asked,
    questions_of,
)
from speir.record_reading.choices import GIVEN_UP, TAKING_ANSWERS, TO_READ, ReadingOrder, ReadingStatus
from speir.record_reading.models import AnswerEvent, Declaration, Exercise, Reading
from speir.record_reading.permissions import READERS
from speir.record_reading.progress import Line
from speir.record_reading.replay import Change, Replayed, replay
from speir.record_reading.turns import read_by_both_readers, to_read, to_reconcile
from speir.record_reading.visibility import with_missing
from speir.record_samples.queries import sampled_records
from speir.xforms.session import Session
from speir.xforms.sheet import AnswerSheet
from speir.xforms.shown import AnswerFault


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
    return list(found.order_by("allocated_at", "record__order"))


def declared_conflicts(exercise: Exercise) -> list[Declaration]:
    """The conflicts of interest that were declared."""
    found = Declaration.objects.filter(reading__exercise=exercise, reading__status=ReadingStatus.BARRED)
    return list(found.select_related("reading__reader__body").order_by("declared_at"))


def statuses_of_record(reading: Reading) -> list[str]:
    """The statuses of all readings of a record; one that nobody has yet counts as allocated."""
    return with_missing([each.status for each in pair_of(reading)], reading.is_read_twice)


def pair_of(reading: Reading) -> list[Reading]:
    """All readings of the same record that were not given up, the first one first."""
    found = Reading.objects.with_names().current().filter(exercise=reading.exercise, record=reading.record)
    return list(found.order_by("order"))


def needs_of(exercise: Exercise) -> Needs:
    """What an allocation must know: nothing of it depends on who asks."""
    records = [
        Sampled(str(each.pk), each.unit.stratum)
        for each in sampled_records(exercise.inspection, exercise.population)
    ]
    held = [
        Held(
            str(each.record_id), str(each.reader_id), each.order, each.status in GIVEN_UP, each.is_read_twice
        )
        for each in Reading.objects.filter(exercise=exercise)
    ]
    return needs(records, held, readers_in(exercise.inspection))


def readers_in(inspection: Inspection) -> list[Reader]:
    """Everybody of the team who reads records: inspectors, and local record readers of the partnership."""
    reading = {str(m.person_id): m for m in team_of(inspection) if m.role in READERS}
    return [
        Reader(person, str(member.person.body_id), member.role == Role.LOCAL_READER)
        for person, member in reading.items()
    ]


def unsaved_readings(
    exercise: Exercise, needs: Needs, allotted: Sequence[Allotted], at: datetime
) -> Iterator[Reading]:
    """The readings that an allocation adds, not yet saved."""
    doubled = {each.record for each in allotted if each.second} | set(needs.twice)
    for each in allotted:
        pairs = [(each.first, ReadingOrder.FIRST), (each.second, ReadingOrder.SECOND)]
        if each.record in needs.lacking:
            pairs = [(each.second, needs.lacking[each.record])]
        for person, order in pairs:
            if person:
                yield Reading(
                    exercise=exercise,
                    record_id=each.record,
                    reader_id=person,
                    order=order,
                    is_read_twice=each.record in doubled,
                    allocated_at=at,
                )


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
            locality=each.locality,
            status=each.status,
            due_on=each.exercise.due_on,
        )
        for each in readings
    ]


def session_of(reading: Reading, at: datetime, until: datetime | None = None) -> Session:
    """The answers of a reading, worked out by the form logic."""
    held = replayed(reading, until)
    return worked_out(reading.exercise, held.values, held.items, as_of(reading, at))


def worked_out(
    exercise: Exercise, values: dict[str, str], items: dict[str, list[str]], at: datetime
) -> Session:
    """Answers of an exercise, worked out by the form logic."""
    form = form_of(exercise.template_version)
    return Session(form, AnswerSheet(dict(values), dict(items)), now=at)


def as_of(reading: Reading, at: datetime) -> datetime:
    """What a form's "today" means: now while a record is read, and the day it was handed in ever after."""
    is_in = reading.status not in TAKING_ANSWERS and reading.submitted_at is not None
    return reading.submitted_at if is_in and reading.submitted_at else at


def faults_of(reading: Reading, at: datetime) -> list[AnswerFault]:
    """What is missing or wrong before a reading can be handed in."""
    return session_of(reading, at).faults()


def first_page_of(reading: Reading, at: datetime) -> str:
    """The first page with something left to answer, or the first of all."""
    pages = [page for page in session_of(reading, at).pages() if page.is_relevant]
    return next((page.key for page in pages if page.answered < page.asked), pages[0].key)


def last_saved_at(reading: Reading) -> datetime | None:
    """When the server last kept an answer of a reading."""
    newest: datetime | None = AnswerEvent.objects.filter(reading=reading).aggregate(at=Max("received_at"))[
        "at"
    ]
    return newest


def questions_in(exercise: Exercise, at: datetime) -> list[Asked]:
    """The questions of an exercise, those of lists once each."""
    return questions_of(worked_out(exercise, {}, {}, at))


def differing_pairs(readings: Collection[Reading]) -> set[UUID]:
    """Of these readings, those whose record is read twice, both in, and not reconciled yet."""
    submitted = [each for each in readings if each.status == ReadingStatus.SUBMITTED]
    others = Reading.objects.filter(
        status=ReadingStatus.SUBMITTED, record__in=[each.record_id for each in submitted]
    ).values_list("exercise_id", "record_id")
    counts: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for key in others:
        counts[key] += 1
    return {each.pk for each in submitted if counts[each.exercise_id, each.record_id] == 2}


def steps_of(reading: Reading) -> tuple[tuple[str, datetime, str, str], ...]:
    """Every step of a reading: what, when, by whom and why."""
    return tuple(
        (ReadingStatus.label_of(each.to_status), each.at, each.by_name, each.why)
        for each in moves_of(reading)
    )


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """Who has records to read in each of several inspections, in one question."""
    found: dict[UUID, list[Turn]] = {inspection.pk: [] for inspection in inspections}
    waiting = Reading.objects.filter(exercise__inspection__in=list(found), status__in=TO_READ)
    by_reader = waiting.order_by("exercise__due_on", "reader").values_list(
        "exercise__inspection", "reader", "exercise__due_on"
    )
    for inspection_id, reader, due_on, many in by_reader.annotate(many=Count("pk")):
        found[inspection_id].append(to_read(str(reader), many, due_on))
    both = Reading.objects.filter(exercise__inspection__in=list(found), status=ReadingStatus.SUBMITTED)
    named = ("exercise__inspection", "exercise__due_on", "record", "reader")
    for (inspection_id, due_on, person), many in read_by_both_readers(both.values_list(*named)).items():
        found[inspection_id].append(to_reconcile(str(person), many, due_on))
    return found

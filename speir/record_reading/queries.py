"""Questions about readings and the answers in them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from speir.foundations import audit
from speir.foundations.moves import moves_of
from speir.inspections.models import Inspection
from speir.inspections.queries import NotVisible, team_of
from speir.inspections.turns import Turn
from speir.people.choices import Role, Side
from speir.people.models import Person
from speir.questionnaires.queries import form_of
from speir.record_reading.allocation import Allotted, Held, Needs, Reader, Sampled, needs, partners_of
from speir.record_reading.answers import (
    Asked,
    questions_of,
)
from speir.record_reading.choices import GIVEN_UP, TAKING_ANSWERS, TO_READ, ReadingOrder, ReadingStatus
from speir.record_reading.models import AnswerEvent, AttachedFile, Declaration, Exercise, Reading
from speir.record_reading.pairs import Pair, Seat, pairs
from speir.record_reading.permissions import READERS
from speir.record_reading.progress import Line
from speir.record_reading.replay import Change, Replayed, replay
from speir.record_reading.turns import read_by_both_readers, to_read, to_reconcile
from speir.record_reading.visibility import with_missing
from speir.record_samples.queries import sampled_records
from speir.xforms.attached import read_attached
from speir.xforms.languages import Language, language_of
from speir.xforms.session import Session
from speir.xforms.sheet import AnswerSheet
from speir.xforms.shown import AnswerFault


@dataclass(frozen=True)
class Arrivals:
    """When the server last kept an answer of a reading, and how many came late and do not count."""

    last_at: datetime | None
    late: int


def reading_for(person: Person, reading_id: UUID, at: datetime) -> Reading:
    """One's own reading; raises NotVisible, audited, when it is not."""
    reading = Reading.objects.with_names().filter(pk=reading_id).first()
    return _own(person, reading, at)


def reading_within(inspection: Inspection, person: Person, reading_id: UUID, at: datetime) -> Reading:
    """One's own reading in an inspection that is at hand; raises NotVisible, as ``reading_for`` does."""
    found = Reading.objects.of_known_people().filter(pk=reading_id).order_by()
    reading = _own(person, next(iter(found), None), at)
    if reading.exercise.inspection_id != inspection.pk:
        raise NotVisible
    reading.exercise.inspection, reading.reader = inspection, person
    return reading


def _own(person: Person, reading: Reading | None, at: datetime) -> Reading:
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


def pairs_of(exercise: Exercise) -> list[Pair]:
    """Who reads with whom; whoever asks has made sure that it may be told."""
    readers = readers_in(exercise.inspection)
    found = Reading.objects.with_names().filter(exercise=exercise).exclude(status=ReadingStatus.TAKEN_BACK)
    seats = [
        Seat(
            each.record_reference,
            str(each.reader_id),
            each.reader.full_name,
            each.reader.body.side == Side.PARTNERSHIP,
            each.status == ReadingStatus.BARRED,
        )
        for each in found
    ]
    return pairs(seats, partners_of(readers, exercise.seed))


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


def replayed(reading: Reading, until: datetime | None = None) -> Replayed:
    """The answers as they stand, or as they stood at a moment, with the events behind them.

    Late events count only once the reading was given back after they came.
    """
    return replay(changes_of(reading, until))


def changes_of(reading: Reading, until: datetime | None = None) -> list[Change]:
    """The events that count, as replaying needs them."""
    found = _that_count(reading)
    return list(AnswerEvent.changes(found.filter(received_at__lte=until) if until else found))


def changes_with(reading: Reading, known: Sequence[Change], new: Sequence[AnswerEvent]) -> list[Change]:
    """The events that count, without reading again what is known.

    An event is never changed nor deleted: when as many count as are known and new, it is these that count.
    """
    changes = [*known, *(each.change for each in new)]
    is_all = not any(each.is_late for each in new) and _that_count(reading).count() == len(changes)
    return changes if is_all else changes_of(reading)


def _that_count(reading: Reading) -> QuerySet[AnswerEvent]:
    counts = Q(is_late=False)
    if reading.returned_at is not None:
        counts |= Q(received_at__lte=reading.returned_at)
    return AnswerEvent.objects.filter(counts, reading=reading)


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


def session_of(
    reading: Reading, at: datetime, until: datetime | None = None, held: Replayed | None = None
) -> Session:
    """The answers of a reading, worked out by the form logic; ``held`` if they are replayed already."""
    held = held or replayed(reading, until)
    return worked_out(reading.exercise, held.values, held.items, as_of(reading, at), _arrived(reading, held))


def session_for_reader(
    reading: Reading, at: datetime, held: Replayed | None = None, language: str = ""
) -> Session:
    """The same in the language in which its reader reads it, or in another of the template's."""
    session = session_of(reading, at, held=held)
    chosen = language or reading.language
    if chosen in session.form.languages:
        session.read_in(chosen)
    return session


def languages_of(reading: Reading) -> list[Language]:
    """The languages of a reading's template, in the order of its author."""
    return [language_of(name) for name in form_of(reading.exercise.template_version).languages]


def _arrived(reading: Reading, held: Replayed) -> frozenset[UUID]:
    return files_arrived(reading, held.values.values())


def files_arrived(reading: Reading, answers: Collection[str]) -> frozenset[UUID]:
    """The files of a reading whose bytes are here; nobody is asked when no answer tells of a file."""
    if not any(read_attached(each) for each in answers):
        return frozenset()
    return frozenset(AttachedFile.objects.filter(reading=reading).values_list("identity", flat=True))


def worked_out(
    exercise: Exercise,
    values: dict[str, str],
    items: dict[str, list[str]],
    at: datetime,
    files: Collection[UUID] | None = None,
) -> Session:
    """Answers of an exercise, worked out by the form logic."""
    form = form_of(exercise.template_version)
    return Session(form, AnswerSheet(dict(values), dict(items), files), now=at)


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
    return arrivals_of(reading).last_at


def arrivals_of(reading: Reading) -> Arrivals:
    """When the server last kept an answer of a reading, and how many ``late_events`` there are."""
    late = Q(is_late=True)
    if reading.returned_at is not None:
        late &= Q(received_at__gt=reading.returned_at)
    found = AnswerEvent.objects.filter(reading=reading)
    return Arrivals(**found.aggregate(last_at=Max("received_at"), late=Count("pk", filter=late)))


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

"""Changes to record reading: begun, allocated, opened, given or taken back."""

from datetime import date, datetime

from speir.evidence.rules import inspection_takes_evidence
from speir.foundations import audit
from speir.foundations.identifiers import likely_identifiers
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.inspections.models import Inspection
from speir.inspections.operations import tell
from speir.inspections.queries import standing_of
from speir.people.models import Person
from speir.people.queries import people_with_ids
from speir.questionnaires.models import TemplateVersion
from speir.record_reading import permissions, queries, rules
from speir.record_reading.allocation import Allocation, allocate, read_twice
from speir.record_reading.choices import Connection
from speir.record_reading.lifecycle import READING
from speir.record_reading.models import (
    Declaration,
    Exercise,
    Reading,
)
from speir.record_reading.within import record
from speir.record_samples.choices import Population
from speir.record_samples.operations import close_sample


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
    record(f"Reading of {population.label.lower()} started", exercise, by, at)
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
        rules.a_conflict_names_nobody.reason(len(likely_identifiers(says))),
    )
    is_free = connection == Connection.NONE
    move(reading, READING, "open" if is_free else "bar", by=by, at=at)
    Declaration.objects.create(reading=reading, connection=connection, says=says.strip(), declared_at=at)
    if is_free:
        Reading.objects.filter(pk=reading.pk).update(opened_at=at)
        record("No conflict of interest declared; record opened", reading, by, at)
    else:
        record("Conflict of interest declared; record not opened", reading, by, at)
    return reading


@operation
def choose_language(*, reading: Reading, language: str, by: Person, at: datetime) -> None:
    """Choose in which of the template's languages a record is read; no answer changes."""
    rules.reading_is_yours.check(str(reading.reader_id), str(by.pk))
    rules.template_has_the_language.check(language, [each.name for each in queries.languages_of(reading)])
    Reading.objects.filter(pk=reading.pk).update(language=language)
    reading.language = language
    record("Language of a reading chosen", reading, by, at)


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
    record("Reading given back", reading, by, at)


@operation
def take_back(*, reading: Reading, why: str, by: Person, at: datetime, once: str = "") -> None:
    """Take a reading from its reader, so that somebody else reads the record; what was typed stays."""
    permissions.may_arrange_reading.check(standing_of(by, reading.exercise.inspection))
    check_all(
        rules.taking_back_has_a_reason.reason(why),
        rules.only_one_reading_is_in.reason(queries.statuses_of_record(reading)),
    )
    move(reading, READING, "take_back", by=by, at=at, why=why.strip())
    record("Reading taken back", reading, by, at)

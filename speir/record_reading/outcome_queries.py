"""Questions about what came of the readings: compared, agreed, counted."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from speir.foundations.uk_time import uk_day
from speir.questionnaires.queries import rules_of
from speir.record_reading.agreeing import Findings, One, findings
from speir.record_reading.answers import (
    answers_of,
    compared,
    counted,
    in_every_item,
    lists_of,
    questions_of,
)
from speir.record_reading.comparing import Comparison, Settled, compare, files_side_by_side, side_by_side
from speir.record_reading.figures import Counted, Figures, Read, tabulated
from speir.record_reading.models import Exercise, LodgedFigure, Reading, Settlement
from speir.record_reading.places import merged
from speir.record_reading.queries import (
    as_of,
    questions_in,
    readings_of,
    session_of,
    worked_out,
)
from speir.record_reading.visibility import counts_in_tallies, is_complete, with_missing
from speir.record_samples.queries import drawn_from
from speir.xforms.attached import Attached, read_attached


def working_behind(source_id: str) -> LodgedFigure | None:
    """The working behind an item of evidence that came from record reading."""
    try:
        identity = UUID(source_id)
    except ValueError:
        return None
    return LodgedFigure.objects.filter(pk=identity).select_related("exercise").first()


def counted_in(exercise: Exercise, at: datetime) -> list[Counted]:
    """The questions of an exercise that are counted, with their rules."""
    session = worked_out(exercise, {}, {}, at)
    rules = rules_of(exercise.template_version)
    return counted(questions_of(session), rules, session.form.root.tag)


def comparison_of(pair: Sequence[Reading], at: datetime) -> Comparison:
    """Two readings of one record side by side; whoever asks has made sure that they may see both."""
    first = pair[0]
    answers = [answers_of(session_of(each, at)) for each in pair]
    settled = settlements_of(first)
    agreed = agreed_answers(first, at)
    asked = in_every_item(questions_in(first.exercise, at), *answers, agreed)
    still = [address for address, value in agreed.items() if value is not None]
    found = compare(compared(asked), answers[0], answers[1], settled, still)
    return replace(
        found,
        words=side_by_side(asked, answers[0], answers[1]),
        files=files_side_by_side(asked, answers[0], answers[1]),
    )


def outstanding_of(pair: Sequence[Reading], at: datetime) -> list[str]:
    """The questions on which two readers still differ."""
    return [each.address for each in comparison_of(pair, at).outstanding]


def settlements_of(reading: Reading) -> dict[str, Settled]:
    """How the differences on a record were settled, the newest of each question."""
    found = Settlement.objects.filter(exercise=reading.exercise, record=reading.record)
    return {
        each.address: Settled(each.value, each.why, each.settled_by.full_name, each.settled_at)
        for each in found.select_related("settled_by")
    }


def agreed_answers(first: Reading, at: datetime) -> dict[str, str | None]:
    """The answers of a record: the first reading's, with what was settled in their place."""
    session = session_of(first, at)
    settled = {address: each.value for address, each in settlements_of(first).items()}
    values, items = merged(session.sheet.values, lists_of(session), settled)
    return answers_of(worked_out(first.exercise, values, items, as_of(first, at)))


def records_read(exercise: Exercise, at: datetime) -> list[Read]:
    """Every record that is wholly read: once, or twice and reconciled; one set of answers each."""
    return [
        Read(first.record_reference, first.locality, agreed_answers(first, at))
        for first in complete_records(exercise)
    ]


def read_by_both(exercise: Exercise) -> list[list[Reading]]:
    """The pairs of readings whose records are read twice and both in; originals, whatever was settled."""
    return [
        pair
        for pair in _by_record(exercise)
        if len(pair) == 2 and counts_in_tallies([each.status for each in pair])
    ]


def originals(exercise: Exercise) -> list[Reading]:
    """Every handed-in reading whose answers may be seen by now."""
    return [
        each
        for pair in _by_record(exercise)
        if counts_in_tallies(with_missing([one.status for one in pair], pair[0].is_read_twice))
        for each in pair
    ]


def _by_record(exercise: Exercise) -> list[list[Reading]]:
    found: dict[UUID, list[Reading]] = defaultdict(list)
    for reading in readings_of(exercise):
        found[reading.record_id].append(reading)
    return list(found.values())


def complete_records(exercise: Exercise) -> list[Reading]:
    """The first reading of every record that is wholly read: once, or twice and reconciled."""
    found = []
    for pair in _by_record(exercise):
        statuses = with_missing([each.status for each in pair], pair[0].is_read_twice)
        if is_complete(statuses):
            found.append(pair[0])
    return found


@dataclass(frozen=True)
class InWords:
    """One question that was asked, with its answer; ``file`` when the answer is one."""

    section: str
    question: str
    answer: str
    file: Attached | None


def answers_in_words(reading: Reading, at: datetime) -> tuple[InWords, ...]:
    """Every question that was asked with its answer; whoever asks has made sure that they may see it."""
    answers = answers_of(session_of(reading, at))
    asked = in_every_item(questions_in(reading.exercise, at), answers)
    return tuple(
        InWords(
            each.section,
            each.label,
            each.says(answers[each.address]),
            read_attached(answers[each.address]) if each.kind == "file" else None,
        )
        for each in asked
        if answers.get(each.address) is not None
    )


def agreement_of(exercise: Exercise, at: datetime) -> Findings:
    """How far readers agree, from the original answers that may be seen by now."""
    rules = {each.address: each.rule for each in counted_in(exercise, at)}
    readings = [
        One(
            record=each.record_reference,
            reader=each.reader.full_name,
            body=each.reader.body.short_name or each.reader.body.name,
            day=uk_day(each.submitted_at) if each.submitted_at else None,
            answers=answers_of(session_of(each, at)),
        )
        for each in originals(exercise)
    ]
    return findings(compared(questions_in(exercise, at)), readings, rules)


def figures_of(exercise: Exercise, at: datetime, counting: Collection[str] = ()) -> Figures:
    """Every counted question over the records wholly read; ``counting`` instead of the good answers."""
    records = records_read(exercise, at)
    source = drawn_from(exercise.inspection, exercise.population)
    answers = [each.answers for each in records]
    counted_questions = counted_in(exercise, at)
    size, is_all_drawn = (source.eligible, source.is_all_drawn) if source else (None, False)
    found = [tabulated(each, answers, size, counting, is_all_drawn) for each in counted_questions]
    return Figures(found, records, size, is_all_drawn)

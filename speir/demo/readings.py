"""Records read in an invented inspection: allocated, read by six people, some twice, a few reconciled."""

import hashlib
import uuid
from datetime import timedelta

from speir.demo.sign_ins import PASSWORD, email_of
from speir.demo.stages import Exercise
from speir.foundations.uk_time import uk_day
from speir.inspections.operations import appoint
from speir.people.choices import Role
from speir.people.operations import SYSTEM, register_person
from speir.questionnaires.queries import form_of, newest_version
from speir.record_reading.answering_operations import take_events
from speir.record_reading.choices import Connection
from speir.record_reading.models import Reading
from speir.record_reading.operations import allocate_records, declare_and_open, start_exercise
from speir.record_reading.outcome_operations import finish_reconciling, settle_difference
from speir.record_reading.outcome_queries import comparison_of
from speir.record_reading.queries import differing_pairs, pair_of, readings_of
from speir.record_samples.choices import Population
from speir.xforms.form import Form
from speir.xforms.instance import Cell
from speir.xforms.session import Session

TEMPLATE = "asp_record_reading_investigations"
LOCAL_READERS = (
    ("Morven Abernethy", "Senior social worker", "council"),
    ("Fergus Dunnet", "Adult protection nurse", "health"),
)
WORDS = "Fictional. The record shows what was done and, in most places, why."
READ, BEGUN = 70, 80  # of a hundred readings: handed in, and handed in or begun


def read_records(exercise: Exercise) -> None:
    """Start, allocate, read most, reconcile all but two of what was read twice."""
    _appoint_local_readers(exercise)
    version = newest_version(TEMPLATE)
    assert version is not None  # noqa: S101 (it is shipped)
    started = start_exercise(
        inspection=exercise.fresh(),
        population=Population.INVESTIGATION,
        template_version=version,
        double_share=20,
        due_on=uk_day(exercise.at(25)) + timedelta(days=21),
        seed="demonstration: a pair of sixes",
        by=exercise.who("lead"),
        at=exercise.at(25),
    )
    allocate_records(exercise=started, by=exercise.who("lead"), at=exercise.at(25, 11))
    form = form_of(version)
    readings = readings_of(started)
    _declare_a_conflict(exercise, readings[3])
    for reading in readings[4:]:
        _read(exercise, reading, form)
    _reconcile(exercise, readings_of(started))


def _appoint_local_readers(exercise: Exercise) -> None:
    place = exercise.place
    for name, post, body in LOCAL_READERS:
        key = f"{place.key}_council" if body == "council" else place.health
        person = register_person(
            email=email_of(name),
            full_name=name,
            post_title=post,
            body=exercise.cast.bodies[key],
            password=PASSWORD,
            by=SYSTEM,
            at=exercise.at(0),
        )
        appoint(
            inspection=exercise.inspection,
            person=person,
            role=Role.LOCAL_READER,
            by=exercise.who("lead"),
            at=exercise.at(19),
        )


def _declare_a_conflict(exercise: Exercise, reading: Reading) -> None:
    declare_and_open(
        reading=reading,
        connection=Connection.WORKED_WITH,
        says="I supervised this work two years ago.",
        by=reading.reader,
        at=exercise.at(26),
    )


def _read(exercise: Exercise, reading: Reading, form: Form) -> None:
    lot = _lot(reading.record_reference, "how far") % 100
    if lot >= BEGUN:
        return
    at = exercise.at(26 + lot % 8)
    declare_and_open(reading=reading, connection=Connection.NONE, says="", by=reading.reader, at=at)
    answers = invented_answers(form, reading, at)
    kept = answers if lot < READ else dict(list(answers.items())[:12])
    events = [
        _event(reading, number, "answer", address, value, at)
        for number, (address, value) in enumerate(kept.items(), 1)
    ]
    if lot < READ:
        events.append(_event(reading, len(events) + 1, "submit", "", None, at))
    take_events(reading=reading, events=events, by=reading.reader, at=at)


def _event(
    reading: Reading, number: int, kind: str, address: str, value: str | None, at: object
) -> dict[str, object]:
    return {
        "event_id": str(uuid.uuid5(reading.pk, f"{number}")),
        "device_id": f"demo-{reading.reader_id}",
        "device_sequence": number,
        "kind": kind,
        "address": address,
        "value": value,
        "typed_at": f"{at:%Y-%m-%dT%H:%M:%S%z}",
        "based_on": None,
    }


def invented_answers(form: Form, reading: Reading, at: object) -> dict[str, str]:
    """Answers to everything that applies: mostly the record's, now and then the reader's own view."""
    session = Session(form, now=at)  # type: ignore[arg-type]
    answers: dict[str, str] = {}
    for _ in range(4):
        for cell in list(session.asked()):
            if cell.address not in answers and (value := _answer(session, cell, reading)):
                answers[cell.address] = value
        for address, value in answers.items():
            session.answer(address, value)
    asked = {cell.address for cell in session.asked()}
    return {address: value for address, value in answers.items() if address in asked}


def _answer(session: Session, cell: Cell, reading: Reading) -> str:
    own_view = _lot(reading.record_reference, cell.address, reading.reader.full_name) % 8 == 0
    lot = _lot(reading.record_reference, cell.address, reading.order if own_view else "")
    offered = session.choices(cell.address)
    if offered:
        # The first choices of a list come more often, as good answers do in a partnership that does well.
        place = min(lot % (len(offered) + 3), (lot // 100) % len(offered))
        return offered[place].value
    kind = str(cell.question.kind)
    plain = {"integer": str(1 + lot % 9), "decimal": str(1 + lot % 9), "date": "2026-03-12", "text": WORDS}
    return plain.get(kind, "OK" if kind == "acknowledge" else "")


def _reconcile(exercise: Exercise, readings: list[Reading]) -> None:
    pairs = differing_pairs(readings)
    first = [each for each in readings if each.pk in pairs and each.order == "first"]
    for reading in first[2:]:
        pair = pair_of(reading)
        at = exercise.at(35)
        for _ in range(3):
            for each in comparison_of(pair, at).outstanding:
                settle_difference(
                    reading=pair[0],
                    address=each.address,
                    value=each.options[-1 if len(each.options) == 1 else 1][0],
                    why="Looked at together: the later entry in the record decides.",
                    by=pair[0].reader,
                    at=at,
                )
        if not comparison_of(pair, at).outstanding:
            finish_reconciling(reading=pair[0], by=pair[1].reader, at=at)


def _lot(*parts: str) -> int:
    return int(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12], 16)

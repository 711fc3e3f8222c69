"""Who has records to read is told who, how many and by when; nobody is told of what is handed in."""

import pytest

from speir.inspections.queries import standing_of
from speir.record_reading.choices import ReadingStatus
from speir.record_reading.outcome_operations import finish_reconciling, settle_difference
from speir.record_reading.queries import turns_of
from tests.factories import later
from tests.record_reading.factories import make_exercise, make_pair, make_reading, reading_world, take, whole

pytestmark = pytest.mark.django_db


def test_each_reader_is_told_of_their_own_records() -> None:
    world = reading_world()
    exercise = make_exercise(world)
    make_reading(exercise, world.inspector, status=ReadingStatus.ALLOCATED)
    make_reading(exercise, world.inspector)
    make_reading(exercise, world.inspector, status=ReadingStatus.SUBMITTED)
    make_reading(exercise, world.local_reader)
    turns = turns_of([world.inspection])[world.inspection.pk]
    titles = {
        who: [turn.title for turn in turns if turn.is_for(standing_of(getattr(world, who), world.inspection))]
        for who in ("inspector", "local_reader", "lead", "coordinator")
    }
    assert titles == {
        "inspector": ["Read 2 records"],
        "local_reader": ["Read 1 record"],
        "lead": [],
        "coordinator": [],
    }
    assert {turn.due_on for turn in turns} == {exercise.due_on}


def test_both_readers_of_a_record_are_told_to_reconcile_it() -> None:
    world = reading_world()
    exercise = make_exercise(world)
    first, second = make_pair(exercise, world.inspector, world.local_reader)
    take(first, whole())
    take(second, whole(days="5"))
    make_pair(exercise, world.inspector, world.local_reader)
    turns = turns_of([world.inspection])[world.inspection.pk]
    to_reconcile = {turn.person_id: turn.title for turn in turns if turn.key == "reconcile_records"}
    titles = dict.fromkeys((str(world.inspector.pk), str(world.local_reader.pk)), "Reconcile 1 record")
    assert to_reconcile == titles
    settle_difference(
        reading=first, address="inquiry/days", value="5", why="Page 3.", by=first.reader, at=later(days=12)
    )
    finish_reconciling(reading=first, by=first.reader, at=later(days=12))
    turns = turns_of([world.inspection])[world.inspection.pk]
    assert not [turn for turn in turns if turn.key == "reconcile_records"]


def test_no_inspections_have_no_turns() -> None:
    assert turns_of([]) == {}

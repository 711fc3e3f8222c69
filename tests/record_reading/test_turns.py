"""Who has records to read is told who, how many and by when; nobody is told of what is handed in."""

import pytest

from speir.inspections.queries import standing_of
from speir.record_reading.choices import ReadingStatus
from speir.record_reading.queries import turns_of
from tests.record_reading.factories import make_exercise, make_reading, reading_world

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


def test_no_inspections_have_no_turns() -> None:
    assert turns_of([]) == {}

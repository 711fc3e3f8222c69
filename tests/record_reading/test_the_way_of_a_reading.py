"""From allocation to figures: declared, opened, handed in, given back, reconciled, tabulated, lodged."""

import pytest

from speir.evidence.choices import Bearing
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.record_reading.answering_operations import hand_in, pick_answer, take_events
from speir.record_reading.choices import Connection, ReadingOrder, ReadingStatus
from speir.record_reading.figures import in_words, tabulated
from speir.record_reading.models import AnswerEvent, LodgedFigure, Reading, Settlement
from speir.record_reading.operations import (
    allocate_records,
    declare_and_open,
    give_back,
    start_exercise,
    take_back,
)
from speir.record_reading.outcome_operations import finish_reconciling, lodge_figure, settle_difference
from speir.record_reading.outcome_queries import (
    comparison_of,
    counted_in,
    outstanding_of,
    read_by_both,
    records_read,
    working_behind,
)
from speir.record_reading.queries import declared_conflicts, readings_of, replayed
from speir.record_samples.choices import Population
from tests.factories import World, later
from tests.record_reading.factories import (
    make_exercise,
    make_pair,
    make_reading,
    make_records,
    make_version,
    reading_world,
    sent,
    whole,
)

pytestmark = pytest.mark.django_db
AT = later(days=12)


@pytest.fixture
def world() -> World:
    return reading_world()


def do(reading: Reading, **changed: str | None) -> None:
    """Read the whole record and hand it in."""
    reading.refresh_from_db()
    take_events(reading=reading, events=whole(**changed), by=reading.reader, at=AT)
    reading.refresh_from_db()


def test_an_exercise_is_started_and_allocated(world: World) -> None:
    make_records(world.inspection, world.lead, 20)
    exercise = start_exercise(
        inspection=world.inspection,
        population=Population.INVESTIGATION,
        template_version=make_version(world.manager),
        double_share=20,
        due_on=later(days=20).date(),
        seed="",
        by=world.lead,
        at=AT,
    )
    allocate_records(exercise=exercise, by=world.lead, at=AT)
    readings = readings_of(exercise)
    assert len(readings) == 24
    assert sum(each.order == ReadingOrder.SECOND for each in readings) == 4
    assert {each.reader for each in readings} >= {world.inspector, world.local_reader}
    with pytest.raises(RuleBroken):
        allocate_records(exercise=exercise, by=world.lead, at=AT)


def test_only_those_who_arrange_may_start(world: World) -> None:
    with pytest.raises(NotAllowed):
        allocate_records(exercise=make_exercise(world), by=world.inspector, at=AT)


def test_a_conflict_bars_the_record_and_frees_it_for_somebody_else(world: World) -> None:
    exercise = make_exercise(world)
    reading = make_reading(exercise, world.inspector, status=ReadingStatus.ALLOCATED)
    with pytest.raises(RuleBroken):
        declare_and_open(reading=reading, connection=Connection.KNOWS, says=" ", by=world.inspector, at=AT)
    named = "Mrs Margaret Stewart is my aunt."
    with pytest.raises(RuleBroken, match="named somebody"):
        declare_and_open(reading=reading, connection=Connection.KNOWS, says=named, by=world.inspector, at=AT)
    declare_and_open(
        reading=reading, connection=Connection.KNOWS, says="A neighbour.", by=world.inspector, at=AT
    )
    assert reading.status == ReadingStatus.BARRED
    assert [each.says for each in declared_conflicts(exercise)] == ["A neighbour."]
    allocate_records(exercise=exercise, by=world.lead, at=AT)
    [again] = readings_of(exercise)
    assert again.record == reading.record
    assert again.reader != world.inspector


def test_a_freed_second_reading_stays_a_second_reading(world: World) -> None:
    exercise = make_exercise(world)
    first, second = make_pair(exercise, world.inspector, world.local_reader)
    take_back(reading=second, why="Ill.", by=world.lead, at=AT)
    allocate_records(exercise=exercise, by=world.lead, at=AT)
    new = next(each for each in readings_of(exercise) if each.pk != first.pk)
    assert (new.order, new.is_read_twice) == (ReadingOrder.SECOND, True)
    assert new.reader not in (world.inspector, world.local_reader)


def test_a_reading_is_taken_back_also_when_it_was_given_back_or_handed_in(world: World) -> None:
    exercise = make_exercise(world)
    returned, submitted = (make_reading(exercise, world.inspector) for _ in range(2))
    do(returned)
    give_back(reading=returned, why="Page 2.", by=world.lead, at=AT)
    do(submitted)
    for each in (returned, submitted):
        take_back(reading=each, why="A conflict came to light.", by=world.lead, at=AT)
        assert each.status == ReadingStatus.TAKEN_BACK
    assert not readings_of(exercise)
    allocate_records(exercise=exercise, by=world.lead, at=AT)
    assert {each.record_id for each in readings_of(exercise)} == {returned.record_id, submitted.record_id}


def test_a_reading_is_not_taken_back_once_both_are_in_and_seen(world: World) -> None:
    first, second = make_pair(make_exercise(world), world.inspector, world.local_reader)
    do(first)
    do(second)
    with pytest.raises(RuleBroken, match="Reconcile them instead"):
        take_back(reading=second, why="Ill.", by=world.lead, at=AT)


def test_no_conflict_opens_the_record(world: World) -> None:
    reading = make_reading(make_exercise(world), world.local_reader, status=ReadingStatus.ALLOCATED)
    declare_and_open(reading=reading, connection=Connection.NONE, says="", by=world.local_reader, at=AT)
    assert reading.status == ReadingStatus.OPEN
    with pytest.raises(NotNow):
        declare_and_open(reading=reading, connection=Connection.NONE, says="", by=world.local_reader, at=AT)


def test_nobody_opens_somebody_elses_record(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector, status=ReadingStatus.ALLOCATED)
    with pytest.raises(RuleBroken):
        declare_and_open(reading=reading, connection=Connection.NONE, says="", by=world.lead, at=AT)


def test_handing_in_needs_every_answer(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    with pytest.raises(RuleBroken):
        hand_in(reading=reading, by=world.inspector, at=AT)
    take_events(reading=reading, events=whole()[:-1], by=world.inspector, at=AT)
    hand_in(reading=reading, by=world.inspector, at=AT)
    assert reading.status == ReadingStatus.SUBMITTED


def test_what_two_devices_said_is_picked_before_handing_in(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    other = sent("inquiry/days", "9", device="tablet")
    take_events(reading=reading, events=[*whole()[:-1], other], by=world.inspector, at=AT)
    with pytest.raises(RuleBroken):
        hand_in(reading=reading, by=world.inspector, at=AT)
    pick_answer(
        reading=reading, address="inquiry/days", event_id=str(other["event_id"]), by=world.inspector, at=AT
    )
    assert replayed(reading).values["inquiry/days"] == "9"
    hand_in(reading=reading, by=world.inspector, at=AT)
    assert AnswerEvent.objects.filter(address="inquiry/days").count() == 3


def test_a_reading_given_back_is_handed_in_again(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    do(reading)
    with pytest.raises(RuleBroken):
        give_back(reading=reading, why="", by=world.lead, at=later(days=13))
    give_back(reading=reading, why="Look at page 2 again.", by=world.lead, at=later(days=13))
    reading.refresh_from_db()
    changed = sent("chronology/quality", "weak", sequence=50)
    submit = sent("", None, kind="submit", sequence=51)
    take_events(reading=reading, events=[changed, submit], by=world.inspector, at=later(days=14))
    reading.refresh_from_db()
    assert reading.status == ReadingStatus.SUBMITTED
    assert replayed(reading).values["chronology/quality"] == "weak"


def test_two_readers_reconcile_with_reasons_and_originals_stay(world: World) -> None:
    exercise = make_exercise(world)
    first, second = make_pair(exercise, world.inspector, world.local_reader)
    do(first, days="3", quality="good")
    assert records_read(exercise, AT) == []
    do(second, days="5", quality="good")
    pair = [first, second]
    assert outstanding_of(pair, AT) == ["inquiry/days"]
    with pytest.raises(RuleBroken):
        finish_reconciling(reading=first, by=world.inspector, at=AT)
    with pytest.raises(RuleBroken):
        settle_difference(
            reading=first, address="inquiry/days", value="5", why="Mine.", by=world.police_inspector, at=AT
        )
    settle_difference(
        reading=first,
        address="inquiry/days",
        value="5",
        why="The first working day counts.",
        by=world.local_reader,
        at=AT,
    )
    finish_reconciling(reading=second, by=world.inspector, at=AT)
    [read] = records_read(exercise, AT)
    assert read.answers["inquiry/days"] == "5"
    assert replayed(first).values["inquiry/days"] == "3"
    assert Settlement.objects.get().settled_by == world.local_reader
    assert len(read_by_both(exercise)) == 1


def test_settling_a_question_brings_up_what_hangs_on_it(world: World) -> None:
    first, second = make_pair(make_exercise(world), world.inspector, world.local_reader)
    do(first, there="no", quality=None)
    do(second, there="yes", quality="good")
    assert outstanding_of([first, second], AT) == ["chronology/there"]
    settle_difference(
        reading=first, address="chronology/there", value="yes", why="It is on page 9.", by=world.lead, at=AT
    )
    assert outstanding_of([first, second], AT) == ["chronology/quality"]
    assert comparison_of([first, second], AT).alike == 3  # and neither has a conference


def test_both_in_cannot_be_given_back(world: World) -> None:
    first, second = make_pair(make_exercise(world), world.inspector, world.local_reader)
    do(first)
    do(second)
    with pytest.raises(RuleBroken):
        give_back(reading=first, why="Look again.", by=world.lead, at=AT)


def test_a_figure_is_lodged_and_leads_back_to_its_working(world: World) -> None:
    exercise = make_exercise(world)
    for quality in ("good", "weak", "excellent"):
        do(make_reading(exercise, world.inspector), quality=quality)
    question = next(each for each in counted_in(exercise, AT) if each.address == "chronology/quality")
    records = records_read(exercise, AT)
    found = tabulated(question, [each.answers for each in records], population=30)
    words = in_words(found)
    assert words.startswith("67 % (2 of 3; 95 % interval")
    assert "Of the 3 records where this was asked" in words
    answers = [each.answers for each in records]
    whole = in_words(tabulated(question, answers, 4, is_all_drawn=True))
    assert whole.startswith("67 % (2 of 3; 50 to 75 %, whatever the 1 not read would say) of records")
    whole = in_words(tabulated(question, answers, 3, is_all_drawn=True))
    assert whole.startswith("67 % (2 of 3; every record that there is) of records")
    item = next(each for each in world.indicators() if each.number == question.indicator)
    lodged = lodge_figure(
        exercise=exercise,
        found=found,
        records=[each.reference for each in records],
        figure_words=words,
        item=item,
        says="Chronologies are often good.",
        bearing=Bearing.STRENGTH,
        agency=None,
        by=world.inspector,
        at=AT,
    )
    assert lodged.source_kind == "records"
    assert words in lodged.says
    assert "Chronologies are often good." in lodged.says
    working = working_behind(lodged.source_id)
    assert working == LodgedFigure.objects.get()
    assert (working.numerator, working.denominator) == (2, 3)
    assert len(working.records) == 3

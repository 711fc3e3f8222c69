"""Ninety records, six readers, online and offline, one in five read twice: reconciled, tabulated, lodged."""

import random
import uuid
from datetime import datetime, timedelta

import pytest

from speir.demo.readings import invented_answers
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.queries import from_source
from speir.foundations.uk_time import uk_day
from speir.frameworks.queries import indicators_of
from speir.people.operations import SYSTEM
from speir.questionnaires.operations import import_shipped_templates
from speir.questionnaires.queries import form_of, newest_version
from speir.record_reading.answering_operations import take_events
from speir.record_reading.choices import Connection, ReadingOrder, ReadingStatus
from speir.record_reading.figures import in_words
from speir.record_reading.models import AnswerEvent, Exercise, LodgedFigure, Reading
from speir.record_reading.operations import allocate_records, declare_and_open, start_exercise
from speir.record_reading.outcome_operations import finish_reconciling, lodge_figure, settle_difference
from speir.record_reading.outcome_queries import agreement_of, comparison_of, figures_of
from speir.record_reading.queries import differing_pairs, pair_of, readings_of
from speir.record_samples.choices import Agency, Population
from speir.record_samples.drawing import usually_asked
from speir.record_samples.frame_sheet import FrameRow
from speir.record_samples.frame_workbook import frame_workbook
from speir.record_samples.operations import draw_sample, import_frame
from speir.record_samples.queries import sampled_records
from tests.factories import World, later, make_person
from tests.record_reading.factories import PLACES, reading_world, sent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEMPLATES = {
    Population.INVESTIGATION: "asp_record_reading_investigations",
    Population.INQUIRY: "asp_record_reading_inquiries",
}


def world_of_six_readers() -> World:
    """Four inspectors and two local record readers."""
    from speir.inspections.operations import appoint
    from speir.people.choices import Role

    world = reading_world()
    import_shipped_templates(by=SYSTEM, at=later(days=1))
    for body in ("ci", "his"):
        person = make_person(world.bodies[body])
        appoint(
            inspection=world.inspection, person=person, role=Role.INSPECTOR, by=world.lead, at=later(days=4)
        )
    return world


def drawn(world: World) -> None:
    """A frame of 124 and 97, and a draw of 50 and 40."""
    rows = [
        FrameRow(
            reference=f"T-{population[:4]}-{n:03}",
            population=population,
            locality=PLACES[n % 3],
            agencies=tuple(Agency),
            episode_on=world.inspection.starts_on - timedelta(days=5 + (n * 53) % 700),
            sheet="frame",
            row=n + 1,
        )
        for population, number in ((Population.INVESTIGATION, 124), (Population.INQUIRY, 97))
        for n in range(1, number + 1)
    ]
    content = frame_workbook(rows)
    import_frame(inspection=world.fresh(), content=content, file="f.xlsx", by=world.support, at=later(days=5))
    draw_sample(inspection=world.fresh(), asked=usually_asked("a die"), by=world.support, at=later(days=6))


def started(world: World, population: Population) -> Exercise:
    """Reading of one population begun, and allocated."""
    version = newest_version(TEMPLATES[population])
    assert version is not None
    exercise = start_exercise(
        inspection=world.fresh(),
        population=population,
        template_version=version,
        double_share=20,
        due_on=uk_day(later(days=30)),
        seed="a seed",
        by=world.lead,
        at=later(days=7),
    )
    allocate_records(exercise=exercise, by=world.lead, at=later(days=7))
    return exercise


def read(reading: Reading, at: datetime, *, is_offline: bool, rng: random.Random) -> int:
    """Read one record; offline, all arrives at once, twice and in any order. How many events there were."""
    declare_and_open(reading=reading, connection=Connection.NONE, says="", by=reading.reader, at=at)
    form = form_of(reading.exercise.template_version)
    answers = invented_answers(form, reading, at)
    events = [
        sent(
            address,
            value,
            device=f"of-{reading.reader_id}",
            sequence=number,
            typed_at=at,
            event_id=str(uuid.uuid4()),
        )
        for number, (address, value) in enumerate(answers.items(), 1)
    ]
    events.append(
        sent("", None, kind="submit", sequence=len(events) + 1, device=f"of-{reading.reader_id}", typed_at=at)
    )
    batches = [[event] for event in events]
    if is_offline:
        twice = events + events
        rng.shuffle(twice)
        batches = [twice[start : start + 17] for start in range(0, len(twice), 17)]
    for batch in batches:
        taken = take_events(reading=reading, events=batch, by=reading.reader, at=at)
        assert not taken.refused
    return len(events)


def reconcile(exercise: Exercise, at: datetime) -> int:
    """Settle every difference of every pair; how many differences there were."""
    settled = 0
    for reading in [each for each in readings_of(exercise) if each.order == ReadingOrder.SECOND]:
        pair = pair_of(reading)
        while outstanding := comparison_of(pair, at).outstanding:
            for each in outstanding:
                value = each.options[0][0]
                settle_difference(
                    reading=pair[0],
                    address=each.address,
                    value=value,
                    why="Looked at together.",
                    by=pair[0].reader,
                    at=at,
                )
                settled += 1
        finish_reconciling(reading=pair[0], by=pair[1].reader, at=at)
    return settled


def test_ninety_records_are_drawn_read_reconciled_tabulated_and_lodged() -> None:
    world, rng = world_of_six_readers(), random.Random(5)
    drawn(world)
    assert len([each for each in sampled_records(world.inspection) if not each.is_reserve]) == 90
    exercises = [started(world, population) for population in Population]
    answers = 0
    for exercise in exercises:
        for place, reading in enumerate(readings_of(exercise)):
            answers += read(reading, later(days=8), is_offline=place % 2 == 1, rng=rng)
    assert AnswerEvent.objects.count() == answers  # each exactly once
    first = Reading.objects.filter(order=ReadingOrder.FIRST)
    second = Reading.objects.filter(order=ReadingOrder.SECOND)
    assert (first.count(), second.count()) == (90, 18)
    assert len({each.reader_id for each in first}) >= 6
    assert not Reading.objects.exclude(status=ReadingStatus.SUBMITTED).exists()
    for exercise in exercises:
        assert differing_pairs(readings_of(exercise))
        assert reconcile(exercise, later(days=10))
        assert agreement_of(exercise, later(days=11)) is not None
        figures = figures_of(exercise, later(days=11))
        assert (
            len(figures.records)
            == {Population.INVESTIGATION: 50, Population.INQUIRY: 40}[Population(exercise.population)]
        )
        with_figure = [each for each in figures.questions if each.figure and each.figure.percent is not None]
        assert with_figure
        for each in with_figure:
            figure = each.figure
            assert figure is not None
            assert 0 <= figure.numerator <= figure.denominator <= len(figures.records)
            assert (
                0 <= figure.interval.low <= figure.numerator / figure.denominator <= figure.interval.high <= 1
            )
            assert f"{figure.numerator} of {figure.denominator}" in in_words(each)
    found = with_figure[0]
    item = lodge_figure(
        exercise=exercises[-1],
        found=found,
        records=[each.reference for each in figures.records],
        figure_words=in_words(found),
        item=indicators_of(world.inspection.phase.framework)[0],
        says="Most inquiries were recorded in time.",
        bearing=Bearing.STRENGTH,
        agency=None,
        by=world.inspector,
        at=later(days=12),
    )
    working = LodgedFigure.objects.get()
    assert item.source_kind == SourceKind.RECORDS
    assert [each.pk for each in from_source(world.inspection, str(working.pk))] == [item.pk]
    assert in_words(found) in item.says

"""Taking in a frame, drawing from it and replacing a record, by the people who may."""

import pytest

from speir.foundations.library_faults import LibraryFaults
from speir.foundations.models import AuditEntry, ChangeRefused, StoredFile
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.record_samples.choices import Exclusion, Population, RecordStatus
from speir.record_samples.frame_sheet import CellsToLookAt
from speir.record_samples.models import Draw, Frame, FrameUnit, SampledRecord
from speir.record_samples.operations import close_sample, set_record_aside
from speir.record_samples.queries import (
    DrawnFrom,
    coverage,
    draw_of,
    drawn_from,
    drawn_records,
    frame_counts,
    frame_of,
    receipt_for,
    rows_of,
    sampled_records,
    sizes_of,
    turns_of,
    units_of,
)
from speir.record_samples.receipts import drawn_again
from tests.factories import World, evaluating, later, make_world, notified, world_at
from tests.record_samples.factories import (
    GOOD,
    asked,
    draw,
    early,
    framed,
    row,
    rows,
    sampled,
    take_in,
    workbook,
)

pytestmark = pytest.mark.django_db
ILLEGIBLE = "The social work file is a scan that cannot be read."


def aside(world: World, record: SampledRecord, **changes: object) -> SampledRecord | None:
    given: dict[str, object] = {"why": ILLEGIBLE, "by": world.support, "at": later(days=5), **changes}
    return set_record_aside(record=record, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["coordinator", "support", "lead"])
def test_a_frame_is_taken_in_by_those_who_may(who: str) -> None:
    world = world_at(notified)
    frame = take_in(world, by=world.people[who])
    assert frame_of(world.inspection) == frame
    assert len(units_of(frame)) == 215
    assert [(one.population, one.eligible) for one in frame_counts(units_of(frame))] == [
        ("investigation", 120),
        ("inquiry", 95),
    ]
    assert AuditEntry.objects.get(subject_id=str(frame.pk)).operation == "record_samples.import_frame"


@pytest.mark.parametrize("who", ["inspector", "contributor", "council_head", "manager", "link", "outsider"])
def test_others_take_in_no_frame(who: str) -> None:
    world = world_at(notified)
    with pytest.raises(NotAllowed):
        take_in(world, by=world.people[who])


def test_not_before_notification_and_not_once_evaluation_is_open() -> None:
    with pytest.raises(RuleBroken, match="between notification and the evaluation"):
        take_in(make_world())
    with pytest.raises(RuleBroken, match="between notification and the evaluation"):
        take_in(world_at(evaluating))


def test_a_refused_workbook_leaves_nothing_behind() -> None:
    world = world_at(notified)
    with pytest.raises(LibraryFaults):
        take_in(world, content=workbook(GOOD, ["1403520018", *GOOD[1:]]))
    assert not Frame.objects.exists()
    assert not FrameUnit.objects.exists()
    assert not StoredFile.objects.exists()


def test_cells_that_may_name_somebody_are_looked_at_first() -> None:
    world = world_at(notified)
    odd = [row(1, locality="Margaret Street")]
    with pytest.raises(CellsToLookAt) as held:
        take_in(world, odd)
    assert held.value.cells[0].place.row == 2
    assert not Frame.objects.exists()
    assert take_in(world, odd, is_looked_at=True).cells_looked_at == 1


def test_rows_that_cannot_be_drawn_are_kept_with_their_reason() -> None:
    world = world_at(notified)
    frame = take_in(world, [*rows(5, 0), row(900, episode_on=early(1)), row(901, agencies=())])
    why = {unit.reference: unit.excluded for unit in units_of(frame) if unit.excluded}
    assert why == {"R-0900": Exclusion.TOO_EARLY, "R-0901": Exclusion.NO_RECORD}
    draw(world)
    assert not {"R-0900", "R-0901"} & {one.reference for one in drawn_records(draw_of(world.inspection))}


def test_a_second_frame_replaces_the_first_until_something_is_drawn() -> None:
    world = framed()
    assert take_in(world, rows(30, 20)).number == 2
    assert len(units_of(frame_of(world.inspection))) == 50
    draw(world)
    with pytest.raises(RuleBroken, match="the frame stays"):
        take_in(world, rows(31, 20))


def test_a_frame_is_never_changed() -> None:
    frame = frame_of(framed().inspection)
    assert frame is not None
    with pytest.raises(ChangeRefused):
        frame.save()


def test_the_same_form_twice_counts_once() -> None:
    world = world_at(notified)
    take_in(world, once="0b6c2c1e-0000-4000-8000-000000000001")
    with pytest.raises(AlreadyDone):
        take_in(world, once="0b6c2c1e-0000-4000-8000-000000000001")
    assert Frame.objects.count() == 1


def test_fifty_and_forty_are_drawn_and_the_receipt_gives_them_again() -> None:
    world = framed()
    drawn = draw(world)
    assert len(sampled_records(world.inspection, Population.INVESTIGATION)) == 50
    assert len(sampled_records(world.inspection, Population.INQUIRY)) == 40
    assert len(sampled_records(world.inspection)) == 90
    assert drawn_records(drawn).filter(status=RecordStatus.RESERVE).count() == 20
    assert drawn_again(receipt_for(drawn), rows_of(drawn.frame))
    assert len(drawn.sha256) == 64


def test_a_small_population_is_read_whole_and_says_so() -> None:
    world = world_at(notified)
    take_in(world, rows(18, 39))
    drawn = draw(world)
    adults, episodes = sizes_of(drawn, units_of(drawn.frame))
    assert (adults.read, episodes.read) == (18, 39)
    assert adults.is_whole
    assert adults.half_width == 0
    assert all(not one.gaps for one in coverage(drawn, units_of(drawn.frame)))


def test_what_a_population_was_drawn_from() -> None:
    world = framed()
    assert drawn_from(world.inspection, Population.INQUIRY) == DrawnFrom(95, is_all_drawn=False)
    draw(world)
    assert drawn_from(world.inspection, Population.INVESTIGATION) == DrawnFrom(120, is_all_drawn=False)
    small = world_at(notified)
    assert drawn_from(small.inspection, Population.INQUIRY) is None
    take_in(small, rows(18, 39))
    drawn = draw(small)
    aside(small, drawn_records(drawn)[0])
    for population, eligible in ((Population.INVESTIGATION, 18), (Population.INQUIRY, 39)):
        assert drawn_from(small.inspection, population) == DrawnFrom(eligible, is_all_drawn=True)


def test_precision_counts_against_the_frame() -> None:
    world = sampled()
    drawn = draw_of(world.inspection)
    assert drawn is not None
    adults, _ = sizes_of(drawn, units_of(drawn.frame))
    assert 0.105 < adults.half_width < 0.107


@pytest.mark.parametrize("who", ["inspector", "coordinator", "manager", "ci_signatory"])
def test_others_do_not_draw(who: str) -> None:
    world = framed()
    with pytest.raises(NotAllowed):
        draw(world, by=world.people[who])


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        (asked(seed=" "), "seed"),
        (asked(seed="two\nlines"), "seed"),
        (asked(adults=-1), "from 0 to 500"),
        (asked(adults=501), "from 0 to 500"),
        (asked(0, 0), "Nothing would be drawn"),
    ],
)
def test_a_senseless_draw_is_refused(sizes: object, words: str) -> None:
    world = framed()
    with pytest.raises(RuleBroken, match=words):
        draw(world, sizes)  # type: ignore[arg-type]
    assert not Draw.objects.exists()


def test_nothing_is_drawn_without_a_frame() -> None:
    with pytest.raises(RuleBroken, match="There is no frame yet"):
        draw(world_at(notified))


def test_drawing_again_needs_a_reason_and_keeps_both() -> None:
    world = sampled()
    with pytest.raises(RuleBroken, match="Say why it is drawn again"):
        draw(world, asked(seed="another seed"))
    again = draw(world, asked(seed="another seed"), why_again="The target was agreed to be the same.")
    assert again.number == 2
    assert draw_of(world.inspection) == again
    assert Draw.objects.count() == 2


def test_once_reading_has_begun_nobody_draws_again() -> None:
    world = sampled()
    close_sample(inspection=world.inspection, by=world.lead, at=later(days=6))
    with pytest.raises(RuleBroken, match="this sample stands"):
        draw(world, why_again="Because we wish to.")


def test_a_record_set_aside_is_replaced_from_its_own_locality() -> None:
    world = sampled()
    record = sampled_records(world.inspection)[0]
    instead = aside(world, record)
    assert instead is not None
    instead.refresh_from_db()
    assert instead.replaces == record
    assert instead.status == RecordStatus.TO_READ
    assert instead.unit.stratum == record.unit.stratum
    assert instead.unit.population == record.unit.population
    assert len(sampled_records(world.inspection)) == 90
    record.refresh_from_db()
    assert (record.status, record.set_aside_why) == (RecordStatus.SET_ASIDE, ILLEGIBLE)
    assert AuditEntry.objects.filter(operation="record_samples.set_record_aside", thread=world.inspection.pk)


def test_without_reserves_a_record_is_set_aside_all_the_same() -> None:
    world = world_at(notified)
    take_in(world, rows(18, 39))
    draw(world)
    assert aside(world, sampled_records(world.inspection)[0]) is None
    assert len(sampled_records(world.inspection)) == 56


def test_setting_aside_is_refused() -> None:
    world = sampled()
    record = sampled_records(world.inspection)[0]
    with pytest.raises(NotAllowed):
        aside(world, record, by=world.inspector)
    with pytest.raises(RuleBroken, match="Say in a sentence"):
        aside(world, record, why=" ")
    with pytest.raises(RuleBroken, match="named somebody"):
        aside(world, record, why="Mrs Margaret Stewart has moved away.")
    aside(world, record)
    with pytest.raises(NotNow):
        aside(world, record)


def test_reserves_run_out_one_by_one_and_none_is_called_twice() -> None:
    world = framed()
    draw(world, asked(5, 5, reserves=3))
    called = [aside(world, record) for record in sampled_records(world.inspection, Population.INQUIRY)]
    assert sum(one is not None for one in called) == 3
    assert len({one.pk for one in called if one}) == 3


def test_whose_turn_it_is() -> None:
    world = world_at(notified)
    assert turns_of([world.inspection])[world.inspection.pk] == []
    take_in(world)
    (turn,) = turns_of([world.inspection])[world.inspection.pk]
    assert turn.key == "draw_sample"
    draw(world)
    assert turns_of([world.inspection])[world.inspection.pk] == []

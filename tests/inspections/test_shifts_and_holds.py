"""A hold stops the count, a shift lets the rest come later; what moves is seen first, said, and told."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.inspections.models import Milestone
from speir.inspections.operations import leave_weeks_out, reach_milestone, shift_timetable
from speir.inspections.queries import (
    milestone_of,
    shifts_of,
    would_move_by_pause,
    would_move_by_shift,
)
from speir.inspections.timetable import Slot, later, recompute
from tests.factories import NOW, World, gathering, make_world
from tests.factories import later as after

HELD = (date(2026, 11, 30), date(2027, 10, 29))


@pytest.fixture
def world() -> World:
    return gathering(make_world())


def days(world: World) -> dict[str, date]:
    return dict(Milestone.objects.filter(inspection=world.inspection).values_list("key", "due_on"))


def shift(world: World, by: str = "lead", **more: object) -> list[object]:
    given = {"from_key": "evidence_lodged", "weeks": 3, "reason": "Records could not be fetched.", **more}
    return shift_timetable(inspection=world.inspection, by=world.people[by], at=after(days=9), **given)


@pytest.mark.django_db
def test_a_hold_of_eleven_months_moves_the_rest_by_as_much_and_nothing_that_was_reached(world: World) -> None:
    before = days(world)
    reached = set(Milestone.objects.exclude(reached_at=None).values_list("key", flat=True))
    foreseen = would_move_by_pause(world.inspection, *HELD)
    assert days(world) == before
    moved = leave_weeks_out(
        inspection=world.inspection,
        first_day=HELD[0],
        last_day=HELD[1],
        reason="Pandemic",
        by=world.lead,
        at=after(days=9),
    )
    assert moved == foreseen
    assert {change.key for change in moved} == {k for k in before if before[k] >= HELD[0]} - reached
    assert all(change.now - change.was == timedelta(weeks=48) for change in moved)
    assert world.fresh().publishes_on == before["published"] + timedelta(weeks=48)


@pytest.mark.django_db
def test_a_shift_moves_what_is_to_come_from_a_milestone_on(world: World) -> None:
    before = days(world)
    foreseen = would_move_by_shift(world.inspection, "evidence_lodged", 3)
    assert days(world) == before
    moved = shift(world)
    assert moved == foreseen
    now = days(world)
    chosen = before["evidence_lodged"]
    assert all(now[key] - before[key] == timedelta(weeks=3) for key in before if before[key] >= chosen)
    assert all(now[key] == before[key] for key in before if before[key] < chosen - timedelta(days=7))
    assert shifts_of(world.inspection) == [("Records could not be fetched.", moved)]
    assert world.fresh().publishes_on == now["published"]


@pytest.mark.django_db
def test_weeks_left_out_after_a_shift_keep_the_shift(world: World) -> None:
    before = days(world)["published"]
    shift(world)
    leave_weeks_out(
        inspection=world.inspection,
        first_day=date(2026, 12, 21),
        last_day=date(2027, 1, 1),
        reason="Festive closure",
        by=world.lead,
        at=after(days=10),
    )
    assert days(world)["published"] == before + timedelta(weeks=5)


@pytest.mark.django_db
def test_what_is_reached_or_fixed_stays(world: World) -> None:
    reach_milestone(inspection=world.inspection, key="published", by=world.lead, at=NOW)
    Milestone.objects.filter(inspection=world.inspection, key="consolidated").update(is_fixed=True)
    keys = {change.key for change in shift(world)}
    assert keys
    assert not keys & {"published", "consolidated"}


@pytest.mark.django_db
def test_both_sides_are_told_once_and_whoever_did_it_is_not(world: World) -> None:
    OutgoingMessage.objects.all().delete()
    shift(world)
    told = [message.to for message in OutgoingMessage.objects.all()]
    assert len(told) == len(set(told))
    assert {world.coordinator.email, world.council_head.email, world.inspector.email} <= set(told)
    assert world.lead.email not in told
    assert world.outsider.email not in told


@pytest.mark.django_db
def test_before_the_letters_the_partnership_is_told_nothing() -> None:
    world = make_world()
    shift(world)
    told = {message.to for message in OutgoingMessage.objects.all()}
    assert world.inspector.email in told
    assert not told & {world.coordinator.email, world.council_head.email, world.board_head.email}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"weeks": 0}, "Enter 1 to 52 weeks"),
        ({"weeks": 53}, "Enter 1 to 52 weeks"),
        ({"reason": " "}, "Say why the rest moves"),
        ({"from_key": "notified"}, "has been reached or is fixed"),
        ({"from_key": "feasting"}, "has been reached or is fixed"),
    ],
)
def test_a_wrong_shift_is_refused_and_moves_nothing(
    world: World, wrong: dict[str, object], words: str
) -> None:
    before = days(world)
    with pytest.raises(RuleBroken, match=words):
        shift(world, **wrong)
    assert days(world) == before


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["inspector", "link", "coordinator", "outsider"])
def test_others_may_not_shift(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        shift(world, by=who)
    assert milestone_of(world.inspection, "published") is not None


slots = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 4), st.booleans()),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(slots, st.integers(1, 52), st.integers(0, 7))
def test_a_shift_never_moves_what_may_not_move(
    drawn: list[tuple[int, int, bool]], weeks: int, index: int
) -> None:
    start = date(2026, 11, 2)
    named = [
        Slot(str(number), week, weekday, start + timedelta(weeks=week - 1, days=weekday), may_move)
        for number, (week, weekday, may_move) in enumerate(drawn)
    ]
    chosen = named[index % len(named)]
    moved = recompute(start, [], later(named, chosen.key, weeks))
    may = {slot.key for slot in named if slot.may_move and slot.week >= chosen.week}
    assert {change.key for change in moved} == may
    assert all(change.now - change.was == timedelta(weeks=weeks) for change in moved)

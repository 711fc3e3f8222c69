"""A change of the timetable is said to those concerned, who say that they know; nobody else is asked."""

from datetime import date

import pytest

from speir.foundations.models import AuditEntry, ChangeRefused
from speir.foundations.refusals import NotAllowed
from speir.inspections.models import TimetableChange
from speir.inspections.operations import leave_weeks_out, shift_timetable, stand_down
from speir.inspections.queries import milestones_of, team_of
from speir.inspections.timetable_operations import acknowledge_timetable
from speir.inspections.timetable_queries import (
    as_the_partnership_may_see,
    changes_to_acknowledge,
    turns,
    who_knows,
)
from tests.factories import World, gathering, later, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return gathering(make_world())


def shift(world: World, from_key: str = "evidence_lodged", days: float = 9) -> list[object]:
    return shift_timetable(
        inspection=world.inspection,
        from_key=from_key,
        weeks=3,
        reason="Records could not be fetched.",
        by=world.lead,
        at=later(days=days),
    )


def asked(world: World) -> set[str]:
    return {turn.person_id for turn in turns(world.inspection)}


def know(world: World, who: str, days: float) -> int:
    return acknowledge_timetable(
        inspection=world.inspection, up_to=later(days=days), by=world.people[who], at=later(days=days + 1)
    )


def test_the_team_and_the_coordinator_are_asked_and_whoever_did_it_is_not(world: World) -> None:
    shift(world)
    expected = {str(world.people[who].pk) for who in ("inspector", "support", "coordinator")}
    assert expected <= asked(world)
    assert not asked(world) & {str(world.people[who].pk) for who in ("lead", "council_head", "outsider")}


def test_what_moved_stands_with_the_day_before_and_after(world: World) -> None:
    moved = shift(world)
    (change,) = changes_to_acknowledge(world.inspector, world.inspection)
    assert [(move.key, move.was, move.now) for move in change.moves] == [(m.key, m.was, m.now) for m in moved]
    assert change.reason == "Records could not be fetched."


def test_the_partnership_sees_its_own_milestones_and_publication_alone(world: World) -> None:
    shift(world)
    milestones = milestones_of(world.inspection)
    whole = changes_to_acknowledge(world.coordinator, world.inspection)
    (ours,) = as_the_partnership_may_see(whole, milestones)
    assert {"published"} <= {move.key for move in ours.moves} < {move.key for move in whole[0].moves}
    assert "consolidated" not in {move.key for move in ours.moves}


def test_knowing_ends_the_turn_and_is_safe_to_repeat(world: World) -> None:
    shift(world)
    assert know(world, "inspector", 10) == 1
    assert know(world, "inspector", 10) == 0
    assert str(world.inspector.pk) not in asked(world)
    assert str(world.coordinator.pk) in asked(world)
    known = {notice.person_id: notice.seen_at for notice in who_knows(world.inspection)}
    assert known[world.inspector.pk] == later(days=11)
    assert known[world.coordinator.pk] is None


def test_what_moves_while_the_page_is_open_is_not_known_by_it(world: World) -> None:
    shift(world, days=9)
    shift(world, days=12)
    assert know(world, "inspector", 10) == 1
    (left,) = changes_to_acknowledge(world.inspector, world.inspection)
    assert left.at == later(days=12)


def test_a_hold_asks_too_and_one_that_moves_nothing_asks_nobody(world: World) -> None:
    def hold(first: date, last: date) -> None:
        leave_weeks_out(
            inspection=world.inspection,
            first_day=first,
            last_day=last,
            reason="Festive closure",
            by=world.lead,
            at=later(days=9),
        )

    hold(date(2029, 1, 1), date(2029, 1, 5))
    assert not TimetableChange.objects.exists()
    assert not asked(world)
    hold(date(2026, 12, 21), date(2027, 1, 1))
    assert asked(world)


def test_before_the_letters_the_partnership_is_asked_nothing() -> None:
    world = make_world()
    shift(world)
    assert asked(world)
    assert str(world.coordinator.pk) not in asked(world)


def test_somebody_stood_down_is_not_waited_for(world: World) -> None:
    shift(world)
    for member in team_of(world.inspection):
        if member.person_id == world.inspector.pk:
            stand_down(member=member, by=world.lead, at=later(days=10))
    assert str(world.inspector.pk) not in asked(world)


@pytest.mark.parametrize("who", ["council_head", "contributor", "outsider", "link", "manager"])
def test_others_have_nothing_to_say(world: World, who: str) -> None:
    shift(world)
    before = AuditEntry.objects.count()
    with pytest.raises(NotAllowed):
        know(world, who, 10)
    assert AuditEntry.objects.count() == before


def test_a_change_is_kept_as_it_was(world: World) -> None:
    shift(world)
    change = TimetableChange.objects.get()
    with pytest.raises(ChangeRefused):
        change.save()

"""A programme's engagement as plan and log: who plans, what is late, what was done."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from speir.engagement import permissions, queries
from speir.engagement.choices import Channel, EngagementStatus
from speir.engagement.operations import (
    change_engagement,
    drop_engagement,
    plan_engagement_again,
    record_engagement,
    write_strategy,
)
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.people.choices import Role
from tests.engagement.factories import planned
from tests.factories import NOW, TODAY, World, later, make_world
from tests.people_standings import allowed_roles

OFFICE = {Role.METHODS_ANALYST, Role.SERVICE_MANAGER}


@pytest.fixture
def world(db: None) -> World:
    """A partnership with inspectors."""
    return make_world()


def test_who_may() -> None:
    assert allowed_roles(permissions.may_plan_engagement) == OFFICE
    assert allowed_roles(permissions.may_publish_involvement) == OFFICE
    inspectors = OFFICE | {Role.STRATEGIC_INSPECTOR}
    assert allowed_roles(permissions.may_record_involvement) == inspectors
    assert allowed_roles(permissions.may_record_engagement) == inspectors | {Role.SUPPORT_OFFICER}


def test_a_plan_is_whole_and_somebody_of_ours_is_responsible(world: World) -> None:
    with pytest.raises(NotAllowed):
        planned(world, by=world.lead)
    with pytest.raises(RuleBroken, match="whom you want to reach"):
        planned(world, purpose=" ")
    with pytest.raises(RuleBroken, match="of a scrutiny body"):
        planned(world, responsible=world.coordinator)
    once = str(uuid4())
    planned(world, once=once)
    with pytest.raises(AlreadyDone):
        planned(world, once=once)
    assert world.lead in queries.who_can_be_responsible()
    assert world.coordinator not in queries.who_can_be_responsible()


def test_what_is_late_is_the_turn_of_whoever_is_responsible(world: World) -> None:
    engagement = planned(world)
    on_the_day = engagement.planned_on
    assert queries.late_for(world.lead, on_the_day) == []
    day_after = on_the_day + timedelta(days=1)
    assert queries.late_for(world.lead, day_after) == [engagement]
    assert queries.late_for(world.manager, day_after) == []
    assert queries.late_of_others(world.manager, day_after) == [engagement]
    assert queries.numbers_late([engagement.programme], day_after) == {engagement.programme_id: 1}
    record_engagement(
        engagement=engagement,
        done_on=TODAY,
        to_whom="31 lead officers",
        reached=31,
        outcome="They asked for a shorter guide.",
        by=world.lead,
        at=NOW,
    )
    assert queries.late_for(world.lead, day_after) == []


def test_what_was_done_is_told_whole_and_can_be_done_again(world: World) -> None:
    engagement = planned(world)
    given: dict[str, Any] = {
        "done_on": TODAY,
        "to_whom": "Lead officers",
        "reached": None,
        "outcome": "Nothing yet.",
    }
    with pytest.raises(RuleBroken, match="what came of it"):
        record_engagement(engagement=engagement, **{**given, "outcome": ""}, by=world.lead, at=NOW)
    with pytest.raises(RuleBroken, match="today or in the past"):
        record_engagement(
            engagement=engagement, **{**given, "done_on": TODAY + timedelta(days=1)}, by=world.lead, at=NOW
        )
    with pytest.raises(NotAllowed):
        record_engagement(engagement=engagement, **given, by=world.coordinator, at=NOW)
    for _ in range(2):
        record_engagement(engagement=engagement, **given, by=world.lead, at=NOW)
    assert len(queries.done_in([engagement])[engagement.pk]) == 2
    with pytest.raises(NotNow):
        drop_engagement(engagement=engagement, reason="No.", by=world.manager, at=NOW)


def test_what_is_dropped_says_why_and_can_be_planned_again(world: World) -> None:
    engagement = planned(world)
    with pytest.raises(RuleBroken, match="why it is dropped"):
        drop_engagement(engagement=engagement, reason=" ", by=world.manager, at=NOW)
    drop_engagement(engagement=engagement, reason="Nobody came forward.", by=world.manager, at=NOW)
    assert queries.late_for(world.lead, later(days=60).date()) == []
    plan_engagement_again(engagement=engagement, by=world.manager, at=NOW)
    assert engagement.status == EngagementStatus.PLANNED


def test_two_at_one_plan(world: World) -> None:
    engagement = planned(world)
    base = engagement.saved_at.isoformat()
    given: dict[str, Any] = {
        "audience": "Chief officers",
        "purpose": "They know.",
        "channel": Channel.LETTER,
        "responsible": world.lead,
        "planned_on": TODAY,
        "is_public": True,
    }
    change_engagement(engagement=engagement, **given, based_on=base, by=world.manager, at=later(hours=1))
    with pytest.raises(NotNow, match="somebody else"):
        change_engagement(engagement=engagement, **given, based_on=base, by=world.manager, at=later(hours=2))
    assert [str(each) for each in queries.engagements_of(engagement.programme, is_public=True)] == [
        "Chief officers"
    ]


def test_the_aims_are_written_by_one_at_a_time(world: World) -> None:
    programme, by = world.phase.programme, world.manager
    with pytest.raises(RuleBroken, match="what this programme wants"):
        write_strategy(programme=programme, aims="", is_public=True, by=by, at=NOW)
    write_strategy(programme=programme, aims="Everybody knows.", is_public=True, based_on="", by=by, at=NOW)
    with pytest.raises(NotNow, match="somebody else"):
        write_strategy(programme=programme, aims="Other.", is_public=True, based_on="", by=by, at=NOW)
    strategy = queries.strategy_of(programme)
    assert strategy is not None
    assert strategy.aims == "Everybody knows."

"""Good practice with a warranty: checked by another, until a day; used elsewhere; mailed once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.good_practice import permissions, queries
from speir.good_practice.choices import Topic, UptakeKind
from speir.good_practice.operations import (
    agree_to_publish,
    check_practice,
    choose_topics,
    record_uptake,
    send_newsletter,
    withdraw_practice,
)
from speir.people.choices import PARTNERSHIP_ROLES, Role
from speir.people.operations import SYSTEM
from tests.factories import NOW, TODAY, World, later, make_world
from tests.good_practice.factories import checked, written
from tests.people_standings import allowed_roles


@pytest.fixture
def world(db: None) -> World:
    """A partnership with inspectors."""
    return make_world()


def test_who_may() -> None:
    inspectors = {Role.STRATEGIC_INSPECTOR, Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_write_practice) == inspectors
    assert allowed_roles(permissions.may_check_practice) == inspectors
    assert allowed_roles(permissions.may_record_uptake) == set(PARTNERSHIP_ROLES)


def test_nobody_checks_their_own_and_a_check_ends(world: World) -> None:
    practice, day = written(world), TODAY + timedelta(days=30)
    with pytest.raises(RuleBroken, match="who did not write it"):
        check_practice(practice=practice, seen="All.", expires_on=day, by=world.link, at=NOW)
    with pytest.raises(RuleBroken, match="at most three years"):
        check_practice(
            practice=practice, seen="All.", expires_on=TODAY + timedelta(days=1200), by=world.lead, at=NOW
        )
    assert queries.current_practices(TODAY) == []
    check_practice(practice=practice, seen="All.", expires_on=day, by=world.lead, at=NOW)
    assert [each.pk for each in queries.current_practices(day)] == [practice.pk]
    assert queries.current_practices(day + timedelta(days=1)) == []
    check_practice(
        practice=practice, seen="Still so.", expires_on=day + timedelta(days=99), by=world.lead, at=NOW
    )
    assert [each.pk for each in queries.current_practices(day + timedelta(days=1))] == [practice.pk]
    assert len(queries.checks_of(practice)) == 2


def test_a_practice_is_told_whole(world: World) -> None:
    with pytest.raises(RuleBroken, match="what shows that it works"):
        written(world, evidence=" ")
    with pytest.raises(NotAllowed):
        written(world, by=world.analyst)
    once = str(uuid4())
    written(world, once=once)
    with pytest.raises(AlreadyDone):
        written(world, once=once)


def test_it_is_public_once_the_partnership_agrees(world: World) -> None:
    practice = checked(world)
    assert queries.current_practices(TODAY, is_public=True) == []
    agree_to_publish(practice=practice, agreed_by="Chief officer", by=world.lead, at=NOW)
    assert [each.pk for each in queries.current_practices(TODAY, is_public=True)] == [practice.pk]
    withdraw_practice(practice=practice, why="It stopped.", by=world.link, at=NOW)
    assert queries.current_practice(practice.pk, TODAY, is_public=True) is None
    with pytest.raises(NotNow):
        withdraw_practice(practice=practice, why="Again.", by=world.link, at=NOW)


def test_other_partnerships_record_what_they_made_of_it(world: World) -> None:
    practice, other = checked(world), make_world("Elsewhere")
    with pytest.raises(NotAllowed, match="people of a partnership"):
        record_uptake(practice=practice, kind=UptakeKind.TRIED, result="Good.", by=world.lead, at=NOW)
    for kind, person in ((UptakeKind.TRIED, other.coordinator), (UptakeKind.ADAPTED, other.contributor)):
        record_uptake(practice=practice, kind=kind, result="Half a year.", by=person, at=NOW)
    assert [each.partnership for each in queries.uptakes_of(practice)] == [other.partnership] * 2
    assert queries.reach_of(practice).partnerships == 1
    with pytest.raises(RuleBroken, match="has expired"):
        record_uptake(
            practice=practice,
            kind=UptakeKind.DROPPED,
            result="Late.",
            by=other.coordinator,
            at=later(days=366),
        )


def test_a_newsletter_reaches_each_reader_once(world: World) -> None:
    practice = checked(world)
    choose_topics(topics={Topic.ADULTS}, by=world.outsider, at=NOW)
    choose_topics(topics={Topic.ADULTS, Topic.JUSTICE}, by=world.coordinator, at=NOW)
    choose_topics(topics={Topic.CHILDREN}, by=world.inspector, at=NOW)
    assert send_newsletter(by=SYSTEM, at=NOW) == 2
    assert send_newsletter(by=SYSTEM, at=later(days=1)) == 0
    assert queries.reach_of(practice).mailed == 2
    sent = {message.to: message.body for message in OutgoingMessage.objects.filter(key__startswith="news")}
    assert set(sent) == {world.outsider.email, world.coordinator.email}
    assert f"/practice-elsewhere/{practice.pk}/" in sent[world.coordinator.email]
    assert f"/office/good-practice/{practice.pk}/" in sent[world.outsider.email]
    choose_topics(topics=set(), by=world.outsider, at=NOW)
    assert queries.topics_of(world.outsider) == set()

"""Good practice with a warranty: checked by another, until a day; used elsewhere; mailed once."""

from datetime import date, timedelta
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
from speir.good_practice.rules import warranty_ends_within_three_years
from speir.partnerships.models import PartnershipMember
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


def test_a_letter_says_how_no_further_one_comes(world: World) -> None:
    checked(world)
    for person in (world.outsider, world.coordinator):
        choose_topics(topics={Topic.ADULTS}, by=person, at=NOW)
    send_newsletter(by=SYSTEM, at=NOW)
    sent = {message.to: message.body for message in OutgoingMessage.objects.filter(key__startswith="news")}
    assert "/office/good-practice/#topics\n" in sent[world.outsider.email]
    assert "/practice-elsewhere/#topics\n" in sent[world.coordinator.email]
    assert all("(fictional)" in body for body in sent.values())


def test_a_partnership_makes_nothing_of_its_own_practice(world: World) -> None:
    practice = checked(world)
    with pytest.raises(RuleBroken, match="comes from your own partnership"):
        record_uptake(practice=practice, kind=UptakeKind.TRIED, result="Well.", by=world.coordinator, at=NOW)
    assert queries.uptakes_of(practice) == []


def test_who_belongs_to_two_partnerships_says_which(world: World) -> None:
    practice, one, two = checked(world), make_world("Elsewhere"), make_world("Beyond")
    PartnershipMember.objects.create(partnership=two.partnership, body=one.coordinator.body)
    told = {"practice": practice, "kind": UptakeKind.ADAPTED, "result": "Well.", "by": one.coordinator}
    for where in (None, world.partnership):  # not said; and not one's own
        with pytest.raises(RuleBroken, match="Choose which"):
            record_uptake(**told, partnership=where, at=NOW)
    record_uptake(**told, partnership=two.partnership, at=NOW)
    assert [each.partnership for each in queries.uptakes_of(practice)] == [two.partnership]


@pytest.mark.parametrize(("made_on", "until"), [("2026-11-30", "2029-11-30"), ("2028-02-29", "2031-02-28")])
def test_a_check_holds_for_three_whole_years(made_on: str, until: str) -> None:
    day, last = date.fromisoformat(made_on), date.fromisoformat(until)
    assert warranty_ends_within_three_years.reason(last, day) is None
    assert warranty_ends_within_three_years.reason(last + timedelta(days=1), day) is not None

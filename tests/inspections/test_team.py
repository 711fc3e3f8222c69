"""Appointing people, and who may know of an inspection."""

import pytest

from speir.foundations.models import AuditEntry, OutgoingMessage
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.inspections.models import Inspection
from speir.inspections.operations import appoint, stand_down
from speir.inspections.queries import (
    NotVisible,
    inspection_and_standing,
    inspection_for,
    standing_of,
    team_of,
    visible_to,
)
from speir.partnerships.models import LinkAppointment
from speir.people.choices import Role
from speir.people.models import Person
from speir.people.standing import Standing
from tests.factories import NOW, World, make_body, make_person, make_world, notified

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_roles_belong_to_their_side(world: World) -> None:
    with pytest.raises(RuleBroken, match="belongs to the other side"):
        appoint(
            inspection=world.inspection,
            person=world.coordinator,
            role=Role.INSPECTOR,
            by=world.lead,
            at=NOW,
        )


def test_somebody_of_a_body_that_takes_no_part_cannot_be_appointed(world: World) -> None:
    stranger = make_person(make_body("Another council"))
    with pytest.raises(RuleBroken, match="takes no part"):
        appoint(inspection=world.inspection, person=stranger, role=Role.COORDINATOR, by=world.lead, at=NOW)


def test_there_is_one_lead_inspector(world: World) -> None:
    with pytest.raises(RuleBroken, match="lead inspector already"):
        appoint(
            inspection=world.inspection,
            person=world.outsider,
            role=Role.LEAD_INSPECTOR,
            by=world.manager,
            at=NOW,
        )


def test_appointing_again_changes_nothing(world: World) -> None:
    before = len(team_of(world.inspection))
    appoint(inspection=world.inspection, person=world.inspector, role=Role.INSPECTOR, by=world.lead, at=NOW)
    assert len(team_of(world.inspection)) == before


def test_an_inspector_appoints_nobody(world: World) -> None:
    with pytest.raises(NotAllowed):
        appoint(
            inspection=world.inspection,
            person=world.outsider,
            role=Role.INSPECTOR,
            by=world.inspector,
            at=NOW,
        )


def test_somebody_stood_down_no_longer_sees_the_inspection(world: World) -> None:
    member = next(m for m in team_of(world.inspection) if m.person == world.inspector)
    stand_down(member=member, by=world.lead, at=NOW)
    with pytest.raises(NotVisible):
        inspection_for(world.inspector, world.inspection.reference)


def test_somebody_outside_gets_nothing_and_the_attempt_is_audited(world: World) -> None:
    with pytest.raises(NotVisible):
        inspection_for(world.outsider, world.inspection.reference)
    entry = AuditEntry.objects.filter(thread=str(world.inspection.pk)).last()
    assert entry is not None
    assert entry.what.startswith("Refused: tried to open")
    assert entry.by_id == str(world.outsider.pk)


def test_the_partnership_learns_of_an_inspection_when_it_is_notified(world: World) -> None:
    assert world.inspection not in visible_to(world.coordinator)
    notified(world)
    assert world.inspection in visible_to(world.coordinator)


def test_the_link_inspector_of_the_area_sees_it_and_stands_in_that_role(world: World) -> None:
    assert world.inspection in visible_to(world.link)
    assert Role.LINK_INSPECTOR in standing_of(world.link, world.inspection).roles


def test_one_inspection_says_nothing_about_another(world: World) -> None:
    other = make_world("Glentest")
    assert list(visible_to(other.inspector)) == [other.inspection]
    assert standing_of(world.lead, other.inspection).roles == {Role.STRATEGIC_INSPECTOR}


def opened(person: Person, inspection: Inspection) -> Standing | None:
    """What asking for both at once gives; None when there is nothing for this person."""
    try:
        found, standing = inspection_and_standing(person, inspection.reference)
    except NotVisible:
        return None
    assert found == inspection
    return standing


@pytest.mark.parametrize("is_notified", [False, True])
def test_asking_for_both_at_once_says_the_same_of_everybody(world: World, is_notified: bool) -> None:
    other = make_world("Glentest")
    if is_notified:
        notified(world)
    # Nobody on the inspected side is a link inspector; if one were, they would still see nothing by it.
    LinkAppointment.objects.filter(partnership=other.partnership).update(person=world.coordinator)
    known = 0
    for person in [*world.people.values(), *other.people.values()]:
        for inspection in (world.inspection, other.inspection):
            may_know = inspection in visible_to(person)
            known += may_know
            said = standing_of(person, inspection) if may_know else None
            assert opened(person, inspection) == said
    assert 0 < known < 2 * len([*world.people, *other.people])


def test_asking_for_both_at_once_is_audited_when_it_is_refused(world: World) -> None:
    with pytest.raises(NotVisible):
        inspection_and_standing(world.outsider, world.inspection.reference)
    entry = AuditEntry.objects.filter(thread=str(world.inspection.pk)).last()
    assert entry is not None
    assert entry.what.startswith("Refused: tried to open")
    with pytest.raises(NotVisible):
        inspection_and_standing(world.outsider, "no-such-inspection")


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.INSPECTOR, Role.SUPPORT_OFFICER])
def test_nobody_gives_themselves_a_role(world: World, role: Role) -> None:
    """nobody_appoints_themselves"""
    with pytest.raises(RuleBroken, match="cannot give yourself a role"):
        appoint(inspection=world.inspection, person=world.lead, role=role, by=world.lead, at=NOW)
    assert role not in standing_of(world.lead, world.inspection).roles


def test_somebody_who_has_left_gets_no_e_mail(world: World) -> None:
    head = next(member.person for member in team_of(world.inspection) if member.role == Role.HEAD)
    head.is_active = False
    head.save()
    notified(world)
    assert OutgoingMessage.objects.exists()
    assert not OutgoingMessage.objects.filter(to=head.email).exists()

"""Sharing what was written for one scrutiny body with another, by name and with a reason."""

import pytest

from speir.area_monitoring.models import ContactNote
from speir.area_teams import permissions
from speir.area_teams.choices import Tier
from speir.area_teams.models import SharedWithBody
from speir.area_teams.queries import reader_of_areas, seen_by, shared_in
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.people.choices import Role
from tests.area_monitoring.factories import note
from tests.area_teams.factories import area_of, known, share
from tests.factories import NOW, TODAY, World, later, make_person
from tests.people_standings import allowed_roles


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector."""
    return known()


def test_who_may() -> None:
    may = {Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_share_with_body) == may


def test_shared_with_one_body_is_read_by_it_alone(world: World) -> None:
    written = note(world, tier=Tier.OWN_BODY)
    readers = {who: reader_of_areas(world.people[who], TODAY) for who in ("inspector", "police_inspector")}
    assert not any(seen_by(each, ContactNote.objects.all()).exists() for each in readers.values())
    for _ in range(2):  # the second time changes nothing
        share(written, world.bodies["hmics"], world)
    assert [seen_by(each, ContactNote.objects.all()).count() for each in readers.values()] == [0, 1]
    [line] = shared_in([area_of(world)], [written.pk])
    assert (line.body, line.shared_by, line.why) == (
        world.bodies["hmics"],
        world.link,
        "They prepare an inspection here.",
    )


@pytest.mark.parametrize("tier", [Tier.TEAM, Tier.SCRUTINY, Tier.COUNCIL])
def test_only_what_is_for_a_body_is_shared_by_hand(world: World, tier: Tier) -> None:
    with pytest.raises(RuleBroken, match="is for the team around the area stays"):
        share(note(world, tier=tier), world.bodies["hmics"], world)


def test_what_a_sharing_must_say(world: World) -> None:
    written = note(world)
    with pytest.raises(RuleBroken) as broken:
        share(written, world.bodies["council"], world, why=" ")
    assert {reason.field for reason in broken.value.reasons} == {"body", "why"}
    with pytest.raises(RuleBroken, match="another scrutiny body"):
        share(written, world.bodies["ci"], world)
    with pytest.raises(NotAllowed):
        share(written, world.bodies["his"], world, by=world.outsider)


def test_another_body_does_not_pass_it_on(world: World) -> None:
    theirs = make_person(world.bodies["hmics"], "Police Manager", Role.SERVICE_MANAGER)
    written = note(world)
    share(written, world.bodies["hmics"], world)
    with pytest.raises(RuleBroken, match="Only the scrutiny body that wrote it"):
        share(written, world.bodies["his"], world, by=theirs, at=later(days=1))
    assert SharedWithBody.objects.count() == 1
    assert SharedWithBody.objects.get().shared_at == NOW

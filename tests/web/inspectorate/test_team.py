"""The team: both sides, what is missing, appointing and standing down."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.inspections.models import TeamMember
from speir.inspections.queries import standing_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.web.inspectorate.team import team_page
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import World, make_person, make_world
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def newcomer(world: World) -> Person:
    """Somebody of a body that takes part, with no role yet."""
    return make_person(world.bodies["his"], "Newcomer Ross")


def filled(person: Person, role: str = Role.INSPECTOR) -> dict[str, str]:
    """The form filled in."""
    return {"person": str(person.pk), "role": str(role), "once": str(uuid4())}


def member_of(world: World, person: Person) -> TeamMember:
    """The role that this person holds."""
    return TeamMember.objects.get(inspection=world.inspection, person=person, until_on=None)


def test_both_sides_and_the_link_inspector_are_shown(client: Client, world: World) -> None:
    seen = page_of(client, world.inspector, address("team", world))
    for words in ("Hmics Signatory", "Board Head", "Link Inspector", "Every role that the inspection needs"):
        assert words in seen


def test_the_lead_inspector_stands_first(world: World) -> None:
    page = team_page(world.inspection, standing_of(world.lead, world.inspection))
    assert page.scrutiny[0].role == "Lead inspector"


def test_what_the_team_lacks_is_said(world: World) -> None:
    for person in (world.police_head, world.support, world.his_signatory):
        TeamMember.objects.filter(person=person).update(until_on="2026-11-02")
    page = team_page(world.inspection, standing_of(world.lead, world.inspection))
    assert page.missing == (
        "There is no strategic support officer.",
        f"{world.bodies['his'].name} has no signatory.",
        f"{world.bodies['police'].name} has no head to write to.",
    )


def test_the_lead_appoints_somebody(client: Client, world: World, newcomer: Person) -> None:
    client.force_login(world.lead)
    answer = client.post(address("team", world), filled(newcomer), follow=True)
    assert "Newcomer Ross appointed." in answer.content.decode()
    assert member_of(world, newcomer).role == Role.INSPECTOR


def test_a_role_of_the_other_side_is_refused_and_the_choice_is_kept(
    client: Client, world: World, newcomer: Person
) -> None:
    client.force_login(world.lead)
    seen = client.post(address("team", world), filled(newcomer, Role.COORDINATOR)).content.decode()
    assert "That role belongs to the other side." in seen
    assert f'<option value="{newcomer.pk}" selected>' in seen
    assert not TeamMember.objects.filter(person=newcomer).exists()


def test_somebody_of_a_body_that_takes_no_part_cannot_be_chosen(client: Client, world: World) -> None:
    stranger = make_person(make_world("Elsewhere").bodies["council"], "Stranger")
    client.force_login(world.lead)
    client.post(address("team", world), filled(stranger, Role.COORDINATOR))
    assert not TeamMember.objects.filter(person=stranger).exists()


def test_an_empty_form_says_what_to_choose(client: Client, world: World) -> None:
    client.force_login(world.lead)
    seen = client.post(address("team", world), {"person": "", "role": ""}).content.decode()
    assert "Choose the person." in seen
    assert "Choose the role." in seen


def test_the_same_form_sent_twice_appoints_once(client: Client, world: World, newcomer: Person) -> None:
    client.force_login(world.lead)
    sent = filled(newcomer)
    client.post(address("team", world), sent)
    again = client.post(address("team", world), sent, follow=True)
    assert ALREADY_SAVED in again.content.decode()
    assert TeamMember.objects.filter(person=newcomer).count() == 1


@pytest.mark.parametrize(
    ("who", "may"),
    [("manager", True), ("lead", True), ("support", True), ("inspector", False), ("link", False)],
)
def test_who_may_not_change_the_team_reads_why(client: Client, world: World, who: str, may: bool) -> None:
    seen = page_of(client, getattr(world, who), address("team", world))
    assert ("Stand down" in seen) is may
    assert ("Only the service manager, lead inspector or strategic support officer" in seen) is not may


def test_an_inspector_who_sends_the_form_all_the_same_changes_nothing(
    client: Client, world: World, newcomer: Person
) -> None:
    client.force_login(world.inspector)
    seen = client.post(address("team", world), filled(newcomer)).content.decode()
    assert "Only the service manager" in seen
    assert not TeamMember.objects.filter(person=newcomer).exists()


def test_standing_down_ends_the_role_and_says_so(client: Client, world: World) -> None:
    member = member_of(world, world.inspector)
    client.force_login(world.lead)
    answer = client.post(address("stand_down", world, member=member.pk), follow=True)
    assert "Inspector stood down: Inspector." in answer.content.decode()
    member.refresh_from_db()
    assert member.until_on is not None


def test_standing_down_somebody_twice_finds_nothing_the_second_time(client: Client, world: World) -> None:
    member = member_of(world, world.inspector)
    path = address("stand_down", world, member=member.pk)
    assert status_for(client, world.lead, path, "post") == 302
    assert status_for(client, world.lead, path, "post") == 404


def test_standing_down_needs_the_permission(client: Client, world: World) -> None:
    member = member_of(world, world.inspector)
    client.force_login(world.police_inspector)
    answer = client.post(address("stand_down", world, member=member.pk), follow=True)
    assert "Only the service manager" in answer.content.decode()
    member.refresh_from_db()
    assert member.until_on is None


def test_a_member_of_another_team_is_not_found_here(client: Client, world: World) -> None:
    other = make_world("Elsewhere")
    path = address("stand_down", world, member=member_of(other, other.inspector).pk)
    assert status_for(client, world.lead, path, "post") == 404


@pytest.mark.parametrize(("name", "method", "status"), [("team", "put", 405), ("team", "get", 404)])
def test_wrong_methods_and_other_teams_are_turned_away(
    client: Client, world: World, name: str, method: str, status: int
) -> None:
    who = world.outsider if status == 404 else world.lead
    assert status_for(client, who, address(name, world), method) == status


def test_standing_down_only_takes_a_change(client: Client, world: World) -> None:
    path = address("stand_down", world, member=member_of(world, world.inspector).pk)
    assert status_for(client, world.lead, path) == 405


def test_the_number_of_questions_does_not_grow_with_the_team(
    client: Client, world: World, newcomer: Person
) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address("team", world)).status_code == 200
        return len(asked)

    client.force_login(world.lead)
    before = questions()
    client.post(address("team", world), filled(newcomer))
    client.get(address("team", world))  # takes the notice away
    assert questions() == before

"""What happened outside Speir is marked on the timetable, by those who keep it."""

import pytest
from django.test import Client

from speir.inspections.queries import milestone_of
from tests.factories import World, make_world
from tests.web.inspectorate.reading import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_discussion_held_elsewhere_is_marked_with_its_day(client: Client, world: World) -> None:
    client.force_login(world.support)
    given = {"mark-key": "discussion_1", "mark-reached_on": f"{world.inspection.starts_on:%d/%m/%Y}"}
    client.post(address("mark_milestone", world), given)
    milestone = milestone_of(world.inspection, "discussion_1")
    assert milestone is not None
    assert milestone.reached_by == world.support


def test_a_day_to_come_is_refused_and_stays_in_the_form(client: Client, world: World) -> None:
    client.force_login(world.lead)
    given = {"mark-key": "discussion_1", "mark-reached_on": "1 December 2099"}
    seen = client.post(address("mark_milestone", world), given).content.decode()
    assert "not after today" in seen
    assert "1 December 2099" in seen


def test_an_inspector_sees_no_form_to_mark_and_is_refused(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    assert "Mark as reached" not in client.get(address("timetable", world)).content.decode()
    given = {"mark-key": "discussion_1", "mark-reached_on": "1 November 2026"}
    assert "Only the lead inspector" in client.post(address("mark_milestone", world), given).content.decode()

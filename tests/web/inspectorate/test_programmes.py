"""Programmes and phases: what they hold, and only the inspections that the reader may know of."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.inspections.models import Inspection
from speir.people.choices import BodyKind
from speir.programmes.models import PhaseMilestone
from speir.web.inspectorate.programmes import phase_page
from tests.factories import TODAY, World, make_body, make_person, make_world
from tests.web.inspectorate.reading import page_of, status_for

pytestmark = pytest.mark.django_db


def phase_address(world: World, name: str = "phase") -> str:
    """The address of the world's phase."""
    phase = world.phase
    return reverse(name, kwargs={"programme": phase.programme.slug, "phase": phase.slug})


def test_every_programme_shows_its_phases(client: Client) -> None:
    world = make_world()
    seen = page_of(client, world.lead, reverse("programmes"))
    assert world.phase.programme.name in seen
    assert phase_address(world) in seen
    assert "Indicative" in seen


def test_with_no_programme_the_page_says_how_to_load_one(client: Client) -> None:
    person = make_person(make_body("A scrutiny body", BodyKind.SCRUTINY))
    assert "speir load-reference" in page_of(client, person, reverse("programmes"))


@pytest.mark.parametrize("name", ["programmes", "phase"])
def test_pages_of_programmes_only_take_reading(client: Client, name: str) -> None:
    world = make_world()
    path = reverse("programmes") if name == "programmes" else phase_address(world)
    assert status_for(client, world.lead, path, "post") == 405


@pytest.mark.parametrize("name", ["programmes", "phase"])
def test_the_partnership_finds_no_programmes_here(client: Client, name: str) -> None:
    world = make_world()
    path = reverse("programmes") if name == "programmes" else phase_address(world)
    assert status_for(client, world.coordinator, path) == 404


def test_an_unknown_phase_is_not_found(client: Client) -> None:
    world = make_world()
    path = reverse("phase", kwargs={"programme": world.phase.programme.slug, "phase": "unknown"})
    assert status_for(client, world.lead, path) == 404


def test_a_phase_shows_its_inspections_by_stage_with_their_leads() -> None:
    world = make_world()
    page = phase_page(world.phase, world.lead, TODAY)
    assert [(stage.status, [lead for _, lead in stage.lines]) for stage in page.stages] == [
        ("Planned", ["Lead Inspector"])
    ]
    assert len(page.weeks) == 13
    assert page.documents[0][3]


def test_inspections_that_the_reader_may_not_know_of_are_neither_listed_nor_counted(client: Client) -> None:
    world = make_world()
    assert phase_page(world.phase, world.outsider, TODAY).stages == []
    assert 'data-label="Your inspections">0</td>' in page_of(client, world.outsider, reverse("programmes"))


def test_only_a_service_manager_may_start_planning() -> None:
    world = make_world()
    assert phase_page(world.phase, world.manager, TODAY).plan_refused == ""
    assert "service manager" in phase_page(world.phase, world.lead, TODAY).plan_refused


def test_a_phase_without_a_timetable_says_why_nothing_can_be_planned() -> None:
    world = make_world()
    PhaseMilestone.objects.filter(phase=world.phase).delete()
    assert "no timetable" in phase_page(world.phase, world.manager, TODAY).plan_refused


def test_the_number_of_questions_does_not_grow_with_the_inspections(client: Client) -> None:
    def questions(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    world = make_world()
    client.force_login(world.manager)
    paths = [reverse("programmes"), phase_address(world)]
    before = [questions(path) for path in paths]
    for other in (make_world(), make_world()):
        Inspection.objects.filter(pk=other.inspection.pk).update(phase=world.phase)
    assert [questions(path) for path in paths] == before

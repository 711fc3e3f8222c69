"""Planning an inspection: by a service manager, once, with everything it needs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from speir.inspections.models import Inspection
from speir.inspections.queries import lead_of
from speir.partnerships.models import Partnership
from speir.programmes.models import Phase, PhaseMilestone
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import World, make_world
from tests.web.inspectorate.reading import page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def elsewhere(db: None) -> Partnership:
    """A partnership that has no inspection."""
    return Partnership.objects.create(
        slug="glenfar", name="Glenfar", kind="adult_protection", is_fictional=True
    )


def path_of(world: World) -> str:
    """The address of the form."""
    phase = world.phase
    return reverse("plan_inspection", kwargs={"programme": phase.programme.slug, "phase": phase.slug})


def filled(world: World, **fields: str) -> dict[str, str]:
    """The form filled in well, changed as asked."""
    start = localdate() + timedelta(days=30)
    start += timedelta(days=7 - start.weekday())
    given = {
        "partnership": "glenfar",
        "starts_on": f"{start.day} {start:%B %Y}",
        "lead_inspector": str(world.lead.pk),
        "reason_chosen": "It has never been inspected.",
        "once": str(uuid4()),
    }
    return {**given, **fields}


def test_a_planned_inspection_has_its_lead_and_leads_to_its_team(
    client: Client, world: World, elsewhere: Partnership
) -> None:
    client.force_login(world.manager)
    answer = client.post(path_of(world), filled(world))
    planned = Inspection.objects.get(partnership=elsewhere)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("team", kwargs={"reference": planned.reference})
    assert lead_of(planned) == world.lead


def test_the_form_says_which_partnerships_are_fictional(
    client: Client, world: World, elsewhere: Partnership
) -> None:
    assert "Glenfar (fictional)" in page_of(client, world.manager, path_of(world))


@pytest.mark.parametrize("address", ["plan_inspection", "make_capacity_plan", "choosing"])
def test_only_partnerships_that_the_method_looks_at_are_offered_anywhere(
    client: Client, world: World, elsewhere: Partnership, address: str
) -> None:
    Partnership.objects.create(slug="just", name="Strathjust", kind="community_justice", is_fictional=True)
    phase = world.phase
    path = reverse(address, kwargs={"programme": phase.programme.slug, "phase": phase.slug})
    assert all(name in page_of(client, world.manager, path) for name in ("Glenfar", "Strathjust"))
    Phase.objects.filter(pk=phase.pk).update(looks_at=["community_justice"])
    page = page_of(client, world.manager, path)
    assert "Strathjust" in page
    assert "Glenfar" not in page


@pytest.mark.parametrize("who", ["lead", "inspector", "support", "link", "analyst"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_but_a_service_manager_may_plan(
    client: Client, world: World, elsewhere: Partnership, who: str, method: str
) -> None:
    client.force_login(getattr(world, who))
    answer = getattr(client, method)(path_of(world), filled(world) if method == "post" else None)
    assert answer.status_code == 403
    assert "Only the service manager can do this." in answer.content.decode()
    assert not Inspection.objects.filter(partnership=elsewhere).exists()


def test_the_partnership_finds_nothing(client: Client, world: World) -> None:
    assert status_for(client, world.coordinator, path_of(world)) == 404


BAD = {
    "partnership": ("", "Choose the partnership to be inspected."),
    "starts_on": ("3 November 2020", "The start is in the past."),
    "lead_inspector": ("", "Choose who leads."),
    "reason_chosen": ("", "Say why this partnership was chosen."),
}


@pytest.mark.parametrize("field", BAD)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, world: World, elsewhere: Partnership, field: str
) -> None:
    wrong, message = BAD[field]
    client.force_login(world.manager)
    seen = client.post(path_of(world), filled(world, **{field: wrong})).content.decode()
    assert message in seen
    assert "There is a problem" in seen
    if field != "reason_chosen":
        assert "It has never been inspected." in seen
    assert not Inspection.objects.filter(partnership=elsewhere).exists()


def test_a_date_that_is_no_date_is_said(client: Client, world: World, elsewhere: Partnership) -> None:
    client.force_login(world.manager)
    seen = client.post(path_of(world), filled(world, starts_on="soon")).content.decode()
    assert "Enter a date like 22 November 2026" in seen


def test_phase_has_a_timetable(client: Client, world: World, elsewhere: Partnership) -> None:
    PhaseMilestone.objects.filter(phase=world.phase).delete()
    client.force_login(world.manager)
    seen = client.post(path_of(world), filled(world)).content.decode()
    assert "This phase has no timetable" in seen
    assert not Inspection.objects.filter(partnership=elsewhere).exists()


def test_the_same_form_sent_twice_plans_once(client: Client, world: World, elsewhere: Partnership) -> None:
    client.force_login(world.manager)
    sent = filled(world)
    client.post(path_of(world), sent)
    again = client.post(path_of(world), sent, follow=True)
    assert ALREADY_SAVED in again.content.decode()
    assert Inspection.objects.filter(partnership=elsewhere).count() == 1

"""Another scenario is made from one there is: filled in as it was, changed, and held against the first."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from speir.capacity_plans.models import Scenario
from speir.capacity_plans.operations import take_holiday_out
from speir.capacity_plans.queries import holidays_kept
from speir.national_overview.choices import Basis
from speir.national_overview.operations import choose_partnership, set_choice_aside
from speir.partnerships.models import Partnership
from tests.area_teams.factories import area_of, known
from tests.capacity_plans.factories import answer, keep, planned, scenario
from tests.factories import NOW, World, later, make_world
from tests.house.html_forms import forms_of
from tests.web.inspectorate.reading import page_of
from tests.web.inspectorate.test_capacity_plans import filled, make_address, plan_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def make(client: Client, world: World, **more: Any) -> Scenario:
    """A scenario asked for by the form, with something of everything."""
    name = world.partnership.full_name
    given = {
        "name": "First",
        "team_skills": "Team 1; care, justice",
        "members": "Team 2; Health inspector; 40%; health",
        "members_leave": "Team 2; Health inspector; 1 June 2027; 11 June 2027; leave",
        "needs": f"{name}; justice",
        "not_before": f"{name}; 18 January 2027",
        **more,
    }
    client.force_login(world.manager)
    client.post(make_address(world), filled(world, **given))
    return Scenario.objects.get(name=given["name"])


def another(world: World, source: Scenario) -> str:
    """The address at which the form opens filled in from this one."""
    return f"{make_address(world)}?from={source.pk}"


def opened(client: Client, world: World, source: Scenario) -> dict[str, Any]:
    """The form as it opens, ready to be sent."""
    address = another(world, source)
    form = next(
        each for each in forms_of(page_of(client, world.manager, address), address) if "gap" in each.sent
    )
    return dict(form.sent)


def test_the_form_opens_as_it_was_and_sent_unchanged_asks_the_same(client: Client, world: World) -> None:
    first = make(client, world)
    assert f"?from={first.pk}" in page_of(client, world.manager, plan_address(first))
    sent = opened(client, world, first)
    assert sent.pop("name") == [""]
    before = Scenario.objects.values().get(pk=first.pk)
    client.post(another(world, first), {**sent, "name": "Second"})
    second = Scenario.objects.get(name="Second")
    assert (second.asked, second.typed, second.based_on) == (first.asked, first.typed, first)
    assert Scenario.objects.values().get(pk=first.pk) == before


def test_what_was_changed_stands_beside_what_moved_when_the_two_are_compared(
    client: Client, world: World
) -> None:
    first = answer(make(client, world))
    sent = opened(client, world, first)
    client.post(another(world, first), {**sent, "name": "Second", "months": "14", "leave": ""})
    second = answer(Scenario.objects.get(name="Second"))
    address = reverse("compare_capacity_plans", kwargs={"identity": first.pk, "other": second.pk})
    assert address in page_of(client, world.manager, plan_address(second))
    seen = page_of(client, world.manager, address)
    assert "Weeks in which a team is away" in seen
    assert "Team 1; 1 March 2027; 5 March 2027; training" in seen
    assert "Months" in seen
    assert "Stages" not in seen


def test_two_that_were_asked_the_same_say_so(client: Client) -> None:
    world = planned()
    made = Scenario.objects.filter(phase=world.phase)[0]
    twin = answer(scenario(world, "Twin", made.asked))
    address = reverse("compare_capacity_plans", kwargs={"identity": made.pk, "other": twin.pk})
    assert "Both were asked the same." in page_of(client, world.manager, address)


def test_what_is_kept_for_all_is_taken_as_it_is_now_and_what_was_typed_stays(client: Client) -> None:
    world = known()
    keep(world)
    first = make(client, world, school_holidays="", other_scrutiny="", kept_holidays="on")
    assert first.asked["areas"][0]["school_holidays"]
    for holiday in holidays_kept(date(2026, 1, 1)):
        take_holiday_out(holiday=holiday, reason="Moved.", by=world.manager, at=later(1))
    sent = opened(client, world, first)
    assert sent["school_holidays"] == [""]
    assert sent["kept_holidays"] == ["on"]
    client.post(another(world, first), {**sent, "name": "Second"})
    assert not any(each["school_holidays"] for each in Scenario.objects.get(name="Second").asked["areas"])


def test_one_of_which_nothing_typed_is_known_gives_its_holidays_as_lines(client: Client) -> None:
    world = known()
    keep(world)
    first = make(client, world, school_holidays="", other_scrutiny="", kept_holidays="on")
    Scenario.objects.filter(pk=first.pk).update(typed={})
    sent = opened(client, world, first)
    assert sent["school_holidays"] == [
        f"{area_of(world).name}; 15 February 2027; 19 February 2027; February holiday"
    ]
    assert "kept_holidays" not in sent


def test_what_was_planned_again_keeps_its_slip_what_is_fixed_and_what_it_may_not_disturb(
    client: Client, world: World
) -> None:
    first = answer(make(client, world))
    name = first.asked["inspections"][0]["name"]
    client.post(
        plan_address(first), {"name": "Again", "slipped": name, "not_before": "1 February 2027", "kept": []}
    )
    again = Scenario.objects.get(name="Again")
    sent = opened(client, world, again)
    assert sent["not_before"] == [f"{world.partnership.full_name}; 1 February 2027"]
    client.post(another(world, again), {**sent, "name": "Once more", "months": "10"})
    made = Scenario.objects.get(name="Once more")
    assert made.asked["current"] == again.asked["current"] != []
    assert made.asked["inspections"][0]["not_before"] == "2027-02-01"


def test_a_partnership_that_the_phase_offers_no_more_is_told(client: Client, world: World) -> None:
    first = make(client, world)
    Partnership.objects.filter(pk=world.partnership.pk).update(name="Renamed")
    assert "Not offered in this phase any more" in page_of(client, world.manager, another(world, first))


@pytest.mark.parametrize("wanted", ["nothing", str(UUID(int=1))])
def test_there_is_nothing_at_an_address_of_no_scenario(client: Client, world: World, wanted: str) -> None:
    client.force_login(world.manager)
    assert client.get(f"{make_address(world)}?from={wanted}").status_code == 404


def test_an_earliest_day_of_a_partnership_that_is_not_in_the_plan_is_told(
    client: Client, world: World
) -> None:
    client.force_login(world.manager)
    given = filled(world, not_before="Nowhere; 1 March 2027")
    assert "Not in this plan: Nowhere" in client.post(make_address(world), given).content.decode()


def test_who_was_chosen_for_the_phase_is_ticked_unless_set_aside_or_planned(
    client: Client, world: World
) -> None:
    def ticked() -> set[str]:
        boxes = re.findall(r'<input [^>]*name="partnerships"[^>]*>', page_of(client, world.manager, address))
        return {re.findall(r'value="([^"]+)"', box)[0] for box in boxes if " checked" in box}

    address, by = make_address(world), world.manager
    others = [make_world().partnership for _ in range(2)]
    chosen = [
        choose_partnership(
            phase=world.phase, partnership=each, basis=Basis.ROTATION, reason="Its turn.", by=by, at=NOW
        )
        for each in (world.partnership, *others)  # the first is inspected in this phase already
    ]
    assert ticked() == {each.slug for each in others}
    set_choice_aside(chosen=chosen[1], reason="Not now.", by=by, at=NOW)
    assert ticked() == {others[1].slug}

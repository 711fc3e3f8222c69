"""The screens of capacity: a scenario is asked for, seen, planned again, compared and adopted."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.models import Scenario
from speir.partnerships.models import Partnership
from speir.web.inspectorate.capacity_comparison import moved_lines
from speir.web.inspectorate.capacity_gantt import gantt
from tests.capacity_plans.factories import answer, impossible, planned, scenario
from tests.factories import World, make_world
from tests.scheduling.independent_check import broken
from tests.web.inspectorate.reading import page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def make_address(world: World) -> str:
    return reverse(
        "make_capacity_plan", kwargs={"programme": world.phase.programme.slug, "phase": world.phase.slug}
    )


def plan_address(made: Scenario, name: str = "capacity_plan") -> str:
    return reverse(name, kwargs={"identity": made.pk})


def filled(world: World, **more: Any) -> dict[str, Any]:
    """The form filled in well, changed as asked."""
    return {
        "name": "From spring",
        "start": "4 January 2027",
        "months": "12",
        "teams": "2",
        "stages": "Preparation; 2; 20%\nOn site; 1; 60; in the area\nPublication; 1; 10",
        "school_holidays": f"{world.partnership.name}; 15 February 2027; 19 February 2027; school holidays",
        "leave": "Team 1; 1 March 2027; 5 March 2027; training",
        "embargoes": "22 March 2027; 6 May 2027; election; Publication, On site",
        "other_scrutiny": f"{world.partnership.name}; Another body; 1/6/2027; 4/6/2027; visit",
        "gap": "4",
        "partnerships": [world.partnership.slug],
        **more,
    }


def test_a_scenario_is_asked_for_with_every_limit_and_its_plan_keeps_them(
    client: Client, world: World
) -> None:
    client.force_login(world.manager)
    seen = client.post(make_address(world), filled(world), follow=True)
    assert "being worked out" in seen.content.decode()
    assert seen["Refresh"] == "4"
    made = Scenario.objects.get()
    assert made.asked["embargoes"][0]["stages"] == ["publication", "on_site"]
    assert made.asked["teams"][0]["leave"][0]["reason"] == "training"
    assert made.asked["areas"][0]["school_holidays"][0]["first_day"] == "2027-02-15"
    answer(made)
    seen = page_of(client, world.manager, plan_address(made))
    assert "The plan by team and month" in seen
    assert "1 inspection; the last published by" in seen
    assert broken(json.loads(client.get(plan_address(made, "capacity_plan_file")).content)) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Give the scenario a name"),
        ({"partnerships": []}, "Choose at least one partnership."),
        ({"stages": "On site"}, "Line 1: write title; weeks; share of a team in percent; in the area."),
        ({"stages": "On site; two; 60"}, "“two” is not a whole number of weeks."),
        ({"leave": "Team 9; 1 March 2027; 5 March 2027; training"}, "Not in this plan: Team 9."),
        ({"school_holidays": "Nowhere; 1/3/2027; 5/3/2027; x"}, "Not in this plan: Nowhere."),
        ({"embargoes": "1/3/2027; 5/3/2027; election; Feasting"}, "name stages out of preparation, on_site"),
        ({"embargoes": "1/3/2027; 31/2/2027; election; On site"}, "There is no such day"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    client: Client, world: World, wrong: dict[str, Any], words: str
) -> None:
    client.force_login(world.manager)
    assert words in client.post(make_address(world), filled(world, **wrong)).content.decode()
    assert not Scenario.objects.exists()


def test_two_partnerships_of_one_name_are_told_apart(client: Client, world: World) -> None:
    other = Partnership.objects.create(
        slug="second", name=world.partnership.name, kind="community_justice", is_fictional=True
    )
    client.force_login(world.manager)
    client.post(make_address(world), filled(world, partnerships=[world.partnership.slug, "second"]))
    names = [each["name"] for each in Scenario.objects.get().asked["inspections"]]
    assert names == [world.partnership.full_name, other.full_name]


def test_without_a_plan_the_page_says_what_clashes_and_what_would_help(client: Client, world: World) -> None:
    made = answer(scenario(world, problem=impossible()))
    seen = page_of(client, world.manager, plan_address(made))
    assert "These limits clash" in seen
    assert "Let Ardmore be published later. With that alone there is a plan." in seen
    assert "Plan again" not in seen
    assert "Adopt this plan" not in seen


def test_planning_again_makes_another_scenario_and_keeps_this_one(client: Client, world: World) -> None:
    made = answer(scenario(world))
    client.force_login(world.manager)
    sent = {"name": "After the slip", "kept": ["Brae"], "slipped": "Ardmore", "not_before": "1 March 2027"}
    client.post(plan_address(made), sent)
    new = Scenario.objects.get(name="After the slip")
    assert new.based_on == made
    assert [each["inspection"] for each in new.asked["fixed"]] == ["Brae"]
    answer(new)
    address = reverse("compare_capacity_plans", kwargs={"identity": made.pk, "other": new.pk})
    seen = page_of(client, world.manager, address)
    assert "later" in seen
    assert "Unchanged: 1 inspection." in seen
    assert address in page_of(client, world.manager, plan_address(new))


def test_a_slip_needs_an_inspection_and_a_day(client: Client, world: World) -> None:
    made = answer(scenario(world))
    client.force_login(world.manager)
    seen = client.post(plan_address(made), {"name": "Again", "slipped": "Ardmore"}).content.decode()
    assert "Choose which one slipped and enter the day" in seen
    assert Scenario.objects.count() == 1


def test_adopting_says_so(client: Client, world: World) -> None:
    made = answer(scenario(world))
    client.force_login(world.manager)
    refused = client.post(plan_address(made, "adopt_capacity_plan"), {}).content.decode()
    assert "Say why this plan is adopted." in refused
    seen = client.post(plan_address(made, "adopt_capacity_plan"), {"adopt-reason": "It fits."}, follow=True)
    assert "each inspection is still planned in its phase" in seen.content.decode()
    made.refresh_from_db()
    assert made.status == ScenarioStatus.ADOPTED


@pytest.mark.parametrize("who", ["lead", "inspector", "link", "coordinator"])
def test_others_find_nothing(client: Client, world: World, who: str) -> None:
    made = answer(scenario(world))
    for name in ("capacity_plan", "capacity_plan_file"):
        assert status_for(client, world.people[who], plan_address(made, name)) == 404


def test_the_picture_has_a_row_an_inspection_inside_its_width() -> None:
    world = planned()
    drawn = gantt(Scenario.objects.filter(phase=world.phase)[0].answer)
    assert [row.name for row in drawn.rows] == ["Ardmore", "Brae"]
    assert all(bar.x >= 190 and bar.x + bar.width <= drawn.width for row in drawn.rows for bar in row.bars)


def test_a_plan_has_not_moved_against_itself() -> None:
    world = planned()
    kept = Scenario.objects.filter(phase=world.phase)[0].answer
    assert moved_lines(kept, kept) == ([], 2)


def test_the_number_of_questions_does_not_grow_with_the_scenarios(client: Client, world: World) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(reverse("capacity_plans")).status_code == 200
        return len(made)

    client.force_login(world.manager)
    scenario(world)
    first = questions()
    for name in ("Second", "Third"):
        scenario(world, name)
    assert questions() == first

"""The screens of capacity: a scenario is asked for, seen, planned again, compared and adopted."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.models import AreaHoliday, Scenario
from speir.inspections.operations import leave_weeks_out
from speir.partnerships.models import Partnership
from speir.web.inspectorate.capacity_comparison import moved_lines
from speir.web.inspectorate.capacity_gantt import LEFT, gantt
from tests.area_teams.factories import area_of
from tests.capacity_plans.factories import answer, impossible, planned, scenario, with_holidays
from tests.factories import World, later, make_world
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
    assert "The plan is being worked out" in seen.content.decode()
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


def test_without_the_planner_a_scenario_is_kept_and_answered_when_it_is_there(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setattr("speir.scheduling.presence.find_spec", lambda name: None)
        for address in (reverse("capacity_plans"), make_address(world)):
            assert "script/add planner" in page_of(client, world.manager, address)
        seen = client.post(make_address(world), filled(world), follow=True)
        assert "script/add planner" in seen.content.decode()
        assert "Refresh" not in seen
        call_command("answer_plans")
        assert Scenario.objects.get().status == ScenarioStatus.WAITING
    call_command("answer_plans")
    seen_then = page_of(client, world.manager, plan_address(Scenario.objects.get()))
    assert "The plan by team and month" in seen_then
    assert "script/add planner" not in seen_then


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
    assert f'Next: <a href="{make_address(world)}?from={made.pk}">' in seen
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


def test_a_plan_of_invented_partnerships_says_so(client: Client, world: World) -> None:
    client.force_login(world.manager)
    client.post(make_address(world), filled(world))
    made, words = Scenario.objects.get(), "With fictional partnerships"
    assert words in page_of(client, world.manager, plan_address(made))
    Partnership.objects.update(is_fictional=False)
    assert words not in page_of(client, world.manager, plan_address(made))


@pytest.mark.parametrize("who", ["lead", "inspector", "link", "coordinator"])
def test_others_find_nothing(client: Client, world: World, who: str) -> None:
    made = answer(scenario(world))
    for name in ("capacity_plan", "capacity_plan_file"):
        assert status_for(client, world.people[who], plan_address(made, name)) == 404


def test_the_picture_has_a_row_an_inspection_inside_its_width() -> None:
    world = planned()
    drawn = gantt(Scenario.objects.filter(phase=world.phase)[0].answer, date(2026, 11, 2))
    assert [row.name for row in drawn.rows] == ["Ardmore", "Brae"]
    assert all(bar.x >= 190 and bar.x + bar.width <= drawn.width for row in drawn.rows for bar in row.bars)
    assert all(month.x + 50 <= drawn.width for month in drawn.months if month.words)


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


def test_weeks_left_out_of_a_running_inspection_are_filled_in_and_kept_by_the_plan(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_weeks_out(
        inspection=world.inspection,
        first_day=date(2026, 12, 21),
        last_day=date(2027, 1, 1),
        reason="Festive; closure",
        by=world.lead,
        at=later(3),
    )
    world.inspection.refresh_from_db()
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(8))
    seen = page_of(client, world.manager, make_address(world))
    name = world.partnership.full_name
    assert f"{name}; Team 1; 2 November 2026" in seen
    assert f"{name}; 21 December 2026; 1 January 2027; Festive, closure" in seen
    given = {
        "running": f"{name}; Team 1; 7 December 2026",
        "left_out": f"{name.upper()}; 21 December 2026; 1 January 2027; Festive closure",
        "start": "30 November 2026",
        # On site may then begin on 11 January: the week before holds a public holiday.
        "stages": "Preparation; 3; 20%\nOn site; 1; 60; in the area\nPublication; 1; 10",
        "other_scrutiny": "",
    }
    client.post(make_address(world), filled(world, **given))
    made = answer(Scenario.objects.get())
    assert made.answer is not None
    reasons = [each["reason"] for each in made.answer["inspections"][0]["left_out"]]
    assert reasons == [
        "Christmas Day; Festive closure",
        "Boxing Day (observed); New Year's Day; Festive closure",
    ]
    assert broken(made.answer) == []


def test_a_name_copied_from_the_list_is_taken_with_its_label(client: Client, world: World) -> None:
    client.force_login(world.manager)
    listed = f"{world.partnership.full_name} (fictional)"
    assert listed in page_of(client, world.manager, make_address(world))
    client.post(make_address(world), filled(world, team_skills="Team 1; justice", needs=f"{listed}; justice"))
    assert Scenario.objects.get().asked["inspections"][0]["skills"] == ["justice"]


def test_weeks_left_out_of_an_inspection_that_is_not_in_the_plan_are_told(
    client: Client, world: World
) -> None:
    client.force_login(world.manager)
    given = filled(world, left_out="Nowhere; 21 December 2026; 1 January 2027; closed")
    assert "Not in this plan: Nowhere" in client.post(make_address(world), given).content.decode()


def test_kept_holidays_are_used_unless_it_is_said_otherwise(client: Client) -> None:
    world = with_holidays()
    area = area_of(world).name
    client.force_login(world.manager)
    given = filled(world, school_holidays="", other_scrutiny="", kept_holidays="on")
    client.post(make_address(world), given)
    client.post(make_address(world), {**given, "name": "Without", "kept_holidays": ""})
    without, using = Scenario.objects.order_by("-made_at", "name")
    if using.name == "Without":
        without, using = using, without
    named = {each["name"]: each for each in using.asked["areas"]}
    assert named[area]["school_holidays"][0]["reason"] == "February holiday"
    assert not any(each["school_holidays"] for each in without.asked["areas"])


def test_skills_and_somebody_away_reach_the_planner_and_its_plan_keeps_them(
    client: Client, world: World
) -> None:
    client.force_login(world.manager)
    away = {
        "team_skills": "Team 1; Care\nTeam 2; care",
        "members": "Team 1; Health inspector; 40%; health, justice",
        "members_leave": "Team 1; health inspector; 4 January 2027; 29 January 2027; leave",
        "needs": f"{world.partnership.full_name}; health",
    }
    client.post(make_address(world), filled(world, **away))
    made = Scenario.objects.get()
    team = made.asked["teams"][0]
    assert (team["skills"], team["members"][0]["skills"]) == (["care"], ["health", "justice"])
    assert team["members"][0]["leave"][0]["last_day"] == "2027-01-29"
    assert made.asked["inspections"][0]["skills"] == ["health"]
    answer(made)
    laid = made.answer["inspections"][0]
    assert (laid["team"], laid["starts_on"] >= "2027-02-01") == ("Team 1", True)
    assert broken(made.answer) == []


def test_the_page_says_what_the_plan_was_told_to_keep(client: Client, world: World) -> None:
    client.force_login(world.manager)
    name = world.partnership.full_name
    given = {
        "team_skills": "Team 1; care, justice",
        "members": "Team 2; Health inspector; 40%; health",
        "members_leave": "Team 2; Health inspector; 4 January 2027; 29 January 2027; long leave",
        "needs": f"{name}; justice",
    }
    client.post(make_address(world), filled(world, **given))
    seen = page_of(client, world.manager, plan_address(Scenario.objects.get()))  # before there is an answer
    for words in (
        "care, justice",
        "Health inspector: 40% of the team; health",
        "Team 1, the whole team",
        "1 March 2027 to 5 March 2027",
        "Team 2, Health inspector",
        "long leave",
        "22 March 2027 to 6 May 2027",
        "Publication, On site",
        "15 February 2027 to 19 February 2027",
        "Another body",
        "in the area, no public or local holiday in it",
        "4 whole weeks between scrutiny in one area",
    ):
        assert words in seen


def test_a_plan_that_was_told_nothing_more_says_so(client: Client, world: World) -> None:
    seen = page_of(client, world.manager, plan_address(answer(scenario(world, problem=impossible()))))
    assert "No leave was given" in seen
    assert "No embargo period was given." in seen
    assert "No school or local holidays were taken in" in seen
    assert "published by 22 January 2027" in seen


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"team_skills": "Team 9; care"}, "Not in this plan: Team 9."),
        ({"team_skills": "Team 1"}, "Write the name; then the skills"),
        ({"needs": "Nowhere; health"}, "Not in this plan: Nowhere."),
        ({"members_leave": "Team 1; A; 4 January 2027; 8 January 2027"}, "Not among the people in a team: A"),
        ({"members": "Team 1; A; most"}, "“most” is not a whole number of percent."),
    ],
)
def test_skills_and_people_that_are_not_there_are_said(
    client: Client, world: World, wrong: dict[str, Any], words: str
) -> None:
    client.force_login(world.manager)
    assert words in client.post(make_address(world), filled(world, **wrong)).content.decode()
    assert not Scenario.objects.exists()


def test_holidays_are_kept_and_taken_out_on_screen(client: Client) -> None:
    world = with_holidays()
    area, address = area_of(world).name, reverse("area_holidays")
    client.force_login(world.manager)
    wrong = {"kind": "school", "days": "Nowhere; 1/3/2027; 5/3/2027; x", "source": "Its page"}
    assert "No council area is called Nowhere." in client.post(address, wrong).content.decode()
    right = {"kind": "local", "days": f"{area}; 19/4/2027; 19/4/2027; Spring holiday", "source": "Its page"}
    shown = client.post(address, right, follow=True).content.decode()
    assert "Spring holiday" in shown
    kept = AreaHoliday.objects.get(name="Spring holiday")
    out = reverse("take_holiday_out", kwargs={"identity": kept.pk})
    assert "Say why it is taken out" in client.post(out, {"reason": ""}).content.decode()
    assert "Spring holiday" not in client.post(out, {"reason": "Moved."}, follow=True).content.decode()


def test_the_picture_has_a_line_for_today_within_the_plan_alone() -> None:
    plan = Scenario.objects.filter(phase=planned().phase)[0].answer
    first = date.fromisoformat(min(each["weeks"][0] for each in plan["inspections"]))
    assert gantt(plan, date(2026, 1, 1)).today is None
    assert gantt(plan, first).today == LEFT
    assert gantt(plan, date(2030, 1, 1)).today is None

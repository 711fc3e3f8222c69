"""A scenario is asked for, answered once, adopted with a reason; nothing else changes by it."""

from datetime import date
from typing import Any

import pytest

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.models import Scenario
from speir.capacity_plans.operations import adopt_plan, keep_answer, make_scenario
from speir.capacity_plans.planning_again import again
from speir.capacity_plans.queries import scenario_for, scenarios_for, waiting_scenarios
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.inspections.models import Inspection, Milestone
from speir.jobs.management.commands.answer_plans import Command
from speir.people.operations import SYSTEM
from tests.capacity_plans.factories import answer, asked, impossible, scenario
from tests.factories import NOW, World, make_world
from tests.scheduling.independent_check import broken

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_what_waits_is_worked_out_by_the_command_and_keeps_every_limit(world: World) -> None:
    made = scenario(world)
    assert waiting_scenarios() == [made]
    assert Command().call() == "1 worked out."
    made.refresh_from_db()
    assert made.status == ScenarioStatus.PLANNED
    assert made.answer is not None
    assert broken(made.answer) == []
    assert Command().call() == "0 worked out."


def test_the_whole_input_is_kept_so_that_anyone_can_check(world: World) -> None:
    made = answer(scenario(world))
    assert made.answer["inputs"] == made.asked
    assert made.asked["gaps"] == {"same_partnership": 26, "same_area": 4}


def test_where_there_is_none_the_clash_is_kept(world: World) -> None:
    made = answer(scenario(world, problem=impossible()))
    assert made.status == ScenarioStatus.WITHOUT_PLAN
    assert "Ardmore must be published by 22 January 2027." in made.answer["reasons"]["these_clash"]


def test_the_second_of_two_answers_is_refused(world: World) -> None:
    made = answer(scenario(world))
    with pytest.raises(NotNow):
        keep_answer(scenario=made, answer={**made.answer, "seed": 7}, by=SYSTEM, at=NOW)
    made.refresh_from_db()
    assert "seed" not in made.answer


@pytest.mark.parametrize(
    ("name", "problem", "words"),
    [
        (" ", asked(), "Give the scenario a name"),
        ("Two teams", asked() | {"teams": []}, "teams: give 1 to 12, not 0."),
        ("Two teams", asked() | {"start": "soon"}, "must be a day"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_words(
    world: World, name: str, problem: dict[str, Any], words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        scenario(world, name, problem)
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("who", ["lead", "inspector", "link", "coordinator", "analyst"])
def test_only_those_who_plan_capacity_see_or_make_one(world: World, who: str) -> None:
    made = scenario(world)
    person = world.people[who]
    assert scenario_for(person, made.pk) is None
    assert scenarios_for(person) == []
    with pytest.raises(NotAllowed):
        make_scenario(phase=world.phase, name="Mine", asked=asked(), by=person, at=NOW)
    with pytest.raises(NotAllowed):
        adopt_plan(scenario=answer(made), reason="Mine.", by=person, at=NOW)


def test_adopting_replaces_the_earlier_one_and_moves_no_inspection(world: World) -> None:
    one, other = answer(scenario(world)), answer(scenario(world, "Other"))
    before = list(Milestone.objects.values_list("pk", "due_on")), Inspection.objects.count()
    for each in (one, other):
        adopt_plan(scenario=each, reason="It fits.", by=world.manager, at=NOW)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, other.status) == (ScenarioStatus.REPLACED, ScenarioStatus.ADOPTED)
    assert (list(Milestone.objects.values_list("pk", "due_on")), Inspection.objects.count()) == before


def test_adopting_needs_a_reason_and_a_plan(world: World) -> None:
    waiting = scenario(world)
    with pytest.raises(NotNow):
        adopt_plan(scenario=waiting, reason="It fits.", by=world.manager, at=NOW)
    with pytest.raises(RuleBroken, match="Say why this plan"):
        adopt_plan(scenario=answer(waiting), reason=" ", by=world.manager, at=NOW)


def test_after_a_slip_what_is_kept_stays_and_the_other_moves(world: World) -> None:
    first = answer(scenario(world))
    problem = again(first.answer, ["Brae"], "Ardmore", date(2027, 3, 1))
    second = answer(scenario(world, "After the slip", problem))
    places = {each["inspection"]: each["starts_on"] for each in second.answer["inspections"]}
    earlier = {each["inspection"]: each["starts_on"] for each in first.answer["inspections"]}
    assert places == {"Brae": earlier["Brae"], "Ardmore": "2027-03-01"}
    assert broken(second.answer) == []

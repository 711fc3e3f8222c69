"""A scenario of a phase that was asked for, answered by the planner in a moment."""

from datetime import date
from typing import Any

from speir.capacity_plans.choices import HolidayKind
from speir.capacity_plans.holidays import Days
from speir.capacity_plans.models import Scenario
from speir.capacity_plans.operations import keep_answer, keep_holidays, make_scenario
from speir.people.operations import SYSTEM
from speir.scheduling.answering import answered
from speir.scheduling.reading import problem_from
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, World, make_world


def asked(*names: str, months: int = 12) -> dict[str, Any]:
    """A small problem: these inspections, two teams."""
    return {
        "start": date(2027, 1, 4),
        "months": months,
        "teams": [{"name": "Team 1"}, {"name": "Team 2"}],
        "stages": [
            {"key": "preparation", "title": "Preparation", "weeks": 2, "share": 20},
            {"key": "on_site", "title": "On site", "weeks": 1, "share": 60, "is_in_area": True},
            {"key": "publication", "title": "Publication", "weeks": 1, "share": 10},
        ],
        "inspections": [{"name": name, "areas": [name]} for name in names or ("Ardmore", "Brae")],
    }


def impossible() -> dict[str, Any]:
    """One inspection that should be published sooner than it can be."""
    return asked() | {"inspections": [{"name": "Ardmore", "publish_by": "2027-01-22"}]}


def scenario(world: World, name: str = "Two teams", problem: dict[str, Any] | None = None) -> Scenario:
    """A scenario that waits for the planner."""
    return make_scenario(phase=world.phase, name=name, asked=problem or asked(), by=world.manager, at=NOW)


def answer(made: Scenario) -> Scenario:
    """The same, answered."""
    keep_answer(scenario=made, answer=answered(problem_from(made.asked)), by=SYSTEM, at=NOW)
    made.refresh_from_db()
    return made


def planned() -> World:
    """A world with two scenarios that hold a plan."""
    world = make_world()
    answer(scenario(world))
    answer(scenario(world, "From February", {**asked(), "start": date(2027, 2, 1)}))
    return world


def keep(
    world: World,
    first: date = date(2027, 2, 15),
    last: date = date(2027, 2, 19),
    kind: HolidayKind = HolidayKind.SCHOOL,
    who: str = "manager",
) -> int:
    """Days of the world's council area are kept; how many were new."""
    return keep_holidays(
        days=[Days(area_of(world), first, last, "February holiday")],
        kind=kind,
        source="The council's page",
        by=world.people[who],
        at=NOW,
    )


def with_holidays() -> World:
    """A council area of which holidays are kept."""
    world = known()
    keep(world)
    return world

"""A scenario of capacity as the lines of its form, so that another can be made from it or held against it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404

from speir.capacity_plans.queries import scenario_for
from speir.web.inspectorate.capacity_form import ScenarioForm
from speir.web.inspectorate.capacity_running import in_a_line
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.capacity_plans.models import Scenario
    from speir.partnerships.models import Partnership
    from speir.people.models import Person
    from speir.programmes.models import Phase

Lines = dict[str, list[str]]
# What is typed for one scenario alone, and whether what is kept for all was taken in as well.
TYPED = ("school_holidays", "kept_holidays", "other_scrutiny", "shared_scrutiny")
WORKED = "Public holidays that are worked"


@dataclass(frozen=True)
class AskedDifferently:
    """One part of two scenarios that differs: the lines that only one of them has."""

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def source_of(person: "Person", phase: "Phase", wanted: str) -> "Scenario | None":
    """The scenario to begin from; None when none is asked for."""
    if not wanted:
        return None
    try:
        found = scenario_for(person, UUID(wanted))
    except ValueError:
        found = None
    if found is None or found.phase_id != phase.pk:
        raise Http404
    return found


def filled_from(source: "Scenario", offered: Mapping[str, "Partnership"]) -> dict[str, Any]:
    """The form filled in as this scenario was, but for its name.

    Where it is known what was typed, what is kept for all scenarios is taken in anew, as it is now.
    """
    asked = source.asked
    fixed = {each["inspection"] for each in asked["fixed"]}
    ticked = {each["partnership"] for each in asked["inspections"] if each["name"] not in fixed}
    lines = lines_of(asked)
    written = {name: "\n".join(lines[name]) for name in lines if name in ScenarioForm.base_fields}
    return {
        **written,
        "start": date.fromisoformat(asked["start"]),
        "partnerships": [slug for slug, each in offered.items() if each.full_name in ticked],
        "kept_holidays": False,
        "shared_scrutiny": False,
        **source.typed,
    }


def no_longer_offered(source: "Scenario", offered: Mapping[str, "Partnership"]) -> list[str]:
    """Partnerships of a scenario that its phase does not offer any more."""
    known = {each.full_name for each in offered.values()}
    return sorted({each["partnership"] for each in source.asked["inspections"]} - known)


def current_of(source: "Scenario | None", problem: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The plan that the first one was to disturb least, as far as it is still in the second."""
    if source is None:
        return []
    inspections = {each["name"] for each in problem["inspections"]}
    teams = {each["name"] for each in problem["teams"]}
    return [
        place
        for place in source.asked["current"]
        if place["inspection"] in inspections and place["team"] in teams
    ]


def asked_differently(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[AskedDifferently]:
    """What two scenarios were asked that is not the same, by what stands on the form."""
    old, new = lines_of(before), lines_of(after)
    return [
        AskedDifferently(
            _label(name),
            tuple(line for line in old[name] if line not in new[name]),
            tuple(line for line in new[name] if line not in old[name]),
        )
        for name in old
        if set(old[name]) != set(new[name])
    ]


def _label(name: str) -> str:
    field = ScenarioForm.base_fields.get(name)
    return str(field.label) if field else name


def lines_of(asked: Mapping[str, Any]) -> Lines:
    """The whole input as lines, by the field of the form that holds them."""
    titles = {stage["key"]: stage["title"] for stage in asked["stages"]}
    return {
        "start": [day(date.fromisoformat(asked["start"]))],
        "months": [str(asked["months"])],
        "teams": [str(len(asked["teams"]))],
        "partnerships": [each["partnership"] for each in asked["inspections"]],
        "stages": [_stage(stage) for stage in asked["stages"]],
        "gap": [str(asked["gaps"]["same_area"])],
        **_of_teams(asked["teams"]),
        **_of_inspections(asked),
        **_of_areas(asked),
        "embargoes": [
            _line(*_days(each), each["reason"], ", ".join(titles.get(key, key) for key in each["stages"]))
            for each in asked["embargoes"]
        ],
    }


def _of_teams(teams: Sequence[Mapping[str, Any]]) -> Lines:
    members = [(team["name"], each) for team in teams for each in team["members"]]
    return {
        "leave": [_stretch(team["name"], each) for team in teams for each in team["leave"]],
        "team_skills": [_line(team["name"], ", ".join(team["skills"])) for team in teams if team["skills"]],
        "members": [
            _line(team, each["name"], f"{each['share']}%", ", ".join(each["skills"]))
            for team, each in members
        ],
        "members_leave": [
            _line(team, each["name"], *_days(away), away["reason"])
            for team, each in members
            for away in each["leave"]
        ],
    }


def _of_inspections(asked: Mapping[str, Any]) -> Lines:
    inspections = asked["inspections"]
    called = {each["name"]: each["partnership"] for each in inspections}
    return {
        "needs": [
            _line(each["partnership"], ", ".join(each["skills"])) for each in inspections if each["skills"]
        ],
        "not_before": [
            _line(each["partnership"], day(date.fromisoformat(each["not_before"])))
            for each in inspections
            if each["not_before"]
        ],
        "running": [
            _line(called[each["inspection"]], each["team"], day(date.fromisoformat(each["starts_on"])))
            for each in asked["fixed"]
        ],
        "left_out": [
            _stretch(each["partnership"], out) for each in inspections for out in each.get("left_out", ())
        ],
    }


def _of_areas(asked: Mapping[str, Any]) -> Lines:
    return {
        "school_holidays": [line for area in asked["areas"] for line in _holidays(area)],
        WORKED: [
            _line(area["name"], day(date.fromisoformat(on)))
            for area in asked["areas"]
            for on in area["works_on"]
        ],
        "other_scrutiny": [
            _line(each["area"], each["body"], *_days(each), each["reason"])
            for each in asked["other_scrutiny"]
        ],
    }


def _holidays(area: Mapping[str, Any]) -> Iterator[str]:
    for each in (*area["school_holidays"], *area["local_holidays"]):
        yield _stretch(area["name"], each)


def _stage(stage: Mapping[str, Any]) -> str:
    there = ["in the area"] if stage["is_in_area"] else []
    return _line(stage["title"], str(stage["weeks"]), f"{stage['share']}%", *there)


def _stretch(whose: str, each: Mapping[str, Any]) -> str:
    return _line(whose, *_days(each), each["reason"])


def _days(each: Mapping[str, Any]) -> tuple[str, str]:
    return day(date.fromisoformat(each["first_day"])), day(date.fromisoformat(each["last_day"]))


def _line(*parts: str) -> str:
    return "; ".join(in_a_line(part) for part in parts)

"""The form of a scenario of capacity, and the planner's input made from it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from speir.partnerships.queries import areas_of
from speir.programmes.queries import milestones_of, stages_of
from speir.web.design_system.fields import DayField
from speir.web.inspectorate import capacity_lines as lines
from speir.web.inspectorate.capacity_lines import LinesField, of_whom
from speir.web.inspectorate.capacity_teams import (
    OF_TEAMS,
    members_field,
    members_leave_field,
    needs_field,
    not_in_their_team,
    skills_field,
    skills_of,
    teams_of,
)
from speir.web.shared.forms import SpeirForm

if TYPE_CHECKING:
    from speir.partnerships.models import Partnership
    from speir.programmes.models import Phase

SHARES = {"on_site": 60, "gather": 40}
USUAL_SHARE = 20
IN_AREA = "on_site"


@dataclass(frozen=True)
class Fixed:
    """An inspection that is running: its partnership, its team, its first day."""

    partnership: "Partnership"
    team: str
    starts_on: str


class ScenarioForm(SpeirForm):
    """What the planner is asked; long lists are lines, one entry each."""

    name = forms.CharField(
        label="Name of the scenario",
        max_length=120,
        error_messages={"required": "Give the scenario a name, such as “two teams, from April”."},
    )
    start = DayField(label="First day", error_messages={"required": "Enter the first day of the plan."})
    months = forms.IntegerField(label="Months", initial=24, min_value=1, max_value=60)
    teams = forms.IntegerField(label="Teams", initial=2, min_value=1, max_value=12)
    partnerships = forms.MultipleChoiceField(
        label="Partnerships to be inspected",
        help_text="At first, those chosen for the phase and not planned yet are ticked.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one partnership."},
    )
    stages = LinesField(
        reader=lines.stage,
        parts=("title", "weeks", "share of a team in percent", "in the area"),
        required=True,
        label="Stages",
        help_text="One a line: title; weeks; share of one team in percent; “in the area” if so. "
        "The shares are yours to set: no programme states them.",
        error_messages={"required": "Give the stages with their weeks and shares."},
    )
    school_holidays = LinesField(
        reader=lines.named_stretch,
        parts=("council area", "first day", "last day", "reason"),
        label="More school and local holidays, for this scenario alone",
        help_text="One a line: council area; first day; last day; reason.",
    )
    kept_holidays = forms.BooleanField(
        label="Use the holidays that are kept for council areas",
        initial=True,
        required=False,
        help_text="Kept once for every scenario, with their source, under Holidays of council areas.",
    )
    leave = LinesField(
        reader=lines.named_stretch,
        parts=("team", "first day", "last day", "reason"),
        label="Weeks in which a team is away",
        help_text="One a line: Team 1; first day; last day; reason.",
    )
    team_skills = skills_field()
    members = members_field()
    members_leave = members_leave_field()
    needs = needs_field()
    embargoes = LinesField(
        reader=lines.embargo,
        parts=("first day", "last day", "reason", "stages"),
        label="Embargo periods, such as elections",
        help_text="One a line: first day; last day; reason; the stages that may not fall there, with commas.",
    )
    other_scrutiny = LinesField(
        reader=lines.scrutiny,
        parts=("council area", "body", "first day", "last day", "what it is"),
        label="Other bodies' scrutiny",
        help_text="One a line: council area; body; first day; last day; what it is.",
    )
    shared_scrutiny = forms.BooleanField(
        label="Keep clear of the shared scrutiny calendar too",
        initial=True,
        required=False,
        help_text="Takes in what is agreed or likely in the areas of this plan, and nothing tentative.",
    )
    running = LinesField(
        reader=lines.running,
        parts=("partnership", "team", "first day"),
        label="Inspections that are running, kept where they are",
        help_text="One a line: partnership; Team 1; first day. Filled in with those of this phase; "
        "check which team has each.",
    )
    left_out = LinesField(
        reader=lines.named_stretch,
        parts=("partnership", "first day", "last day", "reason"),
        label="Weeks left out of inspections that are running",
        help_text="One a line: partnership; first day; last day; reason. Filled in with the weeks that "
        "do not count in their timetables.",
    )
    not_before = LinesField(
        reader=lines.earliest,
        parts=("partnership", "day"),
        label="Inspections that may not start before a day",
        help_text="One a line: partnership; day.",
    )
    gap = forms.IntegerField(
        label="Weeks between scrutiny in one area", initial=4, min_value=0, max_value=520
    )


def stage_lines(phase: "Phase") -> str:
    """The stages of a phase as lines, with shares to start from."""
    milestones = milestones_of(phase)
    written, before = [], 0
    for stage in stages_of(phase):
        last = max((each.week for each in milestones if each.stage_id == stage.pk), default=before)
        if last > before:
            share = SHARES.get(stage.key, USUAL_SHARE)
            there = "; in the area" if stage.key == IN_AREA else ""
            written.append(f"{stage.title}; {last - before}; {share}{there}")
            before = last
    return "\n".join(written)


def asked(
    given: dict[str, Any],
    chosen: Sequence["Partnership"],
    fixed: Sequence[Fixed] = (),
    shared: Sequence[dict[str, Any]] = (),
    kept: Mapping[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """The planner's input from a form filled in well.

    ``shared`` is what the shared calendar holds; ``kept`` the holidays that are kept, by area.
    """
    worked_in = places_of(chosen)
    names = sorted({name for areas in worked_in.values() for name in areas})
    closed = given["school_holidays"]
    called = Counter(each.name for each in chosen)

    def named(each: "Partnership") -> str:
        return each.name if called[each.name] == 1 else each.full_name

    return {
        "start": given["start"].isoformat(),
        "months": given["months"],
        "teams": teams_of(given),
        "stages": given["stages"],
        "inspections": [
            {
                "name": named(each),
                "partnership": each.full_name,
                "areas": worked_in[each.pk],
                "skills": skills_of(each.full_name, given["needs"]),
                "not_before": _earliest(each.full_name, given.get("not_before", ())),
                "left_out": of_whom(each.full_name, given.get("left_out", ())),
            }
            for each in chosen
        ],
        "areas": [_area(name, of_whom(name, closed), (kept or {}).get(name)) for name in names],
        "embargoes": given["embargoes"],
        "other_scrutiny": _without_repeats([*given["other_scrutiny"], *shared]),
        "fixed": [
            {"inspection": named(each.partnership), "team": each.team, "starts_on": each.starts_on}
            for each in fixed
        ],
        "gaps": {"same_area": given["gap"]},
    }


def _earliest(name: str, entries: Sequence[dict[str, Any]]) -> str | None:
    """The latest of the days before which an inspection may not start."""
    return max((each["day"] for each in lines.entries_of(name, entries)), default=None)


def _area(name: str, typed: list[dict[str, Any]], kept: dict[str, Any] | None) -> dict[str, Any]:
    school = [*(kept["school_holidays"] if kept else ()), *typed]
    return {"name": name, **(kept or {}), "school_holidays": _without_repeats(school)}


def places_of(chosen: Sequence["Partnership"]) -> dict[UUID, list[str]]:
    """The areas each partnership works in; its own name where none is known."""
    return {each.pk: [area.name for area in areas_of(each)] or [each.name] for each in chosen}


def unknown_names(given: dict[str, Any], chosen: Sequence["Partnership"]) -> dict[str, str]:
    """Entries about a team or an area that the plan does not have, by field: they would change nothing."""
    areas = {name for names in places_of(chosen).values() for name in names}
    teams = {f"Team {number}" for number in range(1, given["teams"] + 1)}
    running = {each.full_name for each in chosen}
    listed = {
        "left_out": ({each["of"] for each in given.get("left_out", ())}, running),
        "school_holidays": ({each["of"] for each in given["school_holidays"]}, areas),
        "other_scrutiny": ({each["area"] for each in given["other_scrutiny"]}, areas),
        **{field: ({each["of"] for each in given[field]}, teams) for field in OF_TEAMS},
        "needs": ({each["of"] for each in given["needs"]}, running),
        "not_before": ({each["of"] for each in given.get("not_before", ())}, running),
        "running": ({each["team"] for each in given.get("running", ())}, teams),
    }
    found = {
        field: f"Not in this plan: {', '.join(sorted(unknown))}. Known are {', '.join(sorted(known))}."
        for field, (named, known) in listed.items()
        if (unknown := {name for name in named if name.lower() not in {each.lower() for each in known}})
    }
    lost = not_in_their_team(given)
    return found | ({"members_leave": lost} if lost and "members_leave" not in found else {})


def _without_repeats(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for number, each in enumerate(entries) if each not in entries[:number]]

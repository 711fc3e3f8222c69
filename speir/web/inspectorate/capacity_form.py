"""The form of a scenario of capacity, and the planner's input made from it."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from speir.partnerships.queries import areas_of
from speir.programmes.queries import milestones_of, stages_of
from speir.web.design_system.fields import DayField
from speir.web.inspectorate import capacity_lines as lines
from speir.web.inspectorate.capacity_lines import LinesField
from speir.web.shared.forms import SpeirForm

if TYPE_CHECKING:
    from speir.partnerships.models import Partnership
    from speir.programmes.models import Phase

SHARES = {"on_site": 60, "gather": 40}
USUAL_SHARE = 20
IN_AREA = "on_site"


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
        label="School and local holidays",
        help_text="One a line: council area; first day; last day; reason. None come with Speir: take them "
        "from each council.",
    )
    leave = LinesField(
        reader=lines.named_stretch,
        parts=("team", "first day", "last day", "reason"),
        label="Weeks in which a team is away",
        help_text="One a line: Team 1; first day; last day; reason.",
    )
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


def asked(given: dict[str, Any], chosen: Sequence["Partnership"]) -> dict[str, Any]:
    """The planner's input from a form filled in well."""
    worked_in = places_of(chosen)
    names = sorted({name for areas in worked_in.values() for name in areas})
    closed = given["school_holidays"]
    called = Counter(each.name for each in chosen)
    return {
        "start": given["start"].isoformat(),
        "months": given["months"],
        "teams": [
            {"name": team, "leave": _of(team, given["leave"])}
            for team in [f"Team {number}" for number in range(1, given["teams"] + 1)]
        ],
        "stages": given["stages"],
        "inspections": [
            {
                "name": each.name if called[each.name] == 1 else each.full_name,
                "partnership": each.full_name,
                "areas": worked_in[each.pk],
            }
            for each in chosen
        ],
        "areas": [{"name": name, "school_holidays": _of(name, closed)} for name in names],
        "embargoes": given["embargoes"],
        "other_scrutiny": given["other_scrutiny"],
        "gaps": {"same_area": given["gap"]},
    }


def places_of(chosen: Sequence["Partnership"]) -> dict[UUID, list[str]]:
    """The areas each partnership works in; its own name where none is known."""
    return {each.pk: [area.name for area in areas_of(each)] or [each.name] for each in chosen}


def unknown_names(given: dict[str, Any], chosen: Sequence["Partnership"]) -> dict[str, str]:
    """Entries about a team or an area that the plan does not have, by field: they would change nothing."""
    areas = {name for names in places_of(chosen).values() for name in names}
    teams = {f"Team {number}" for number in range(1, given["teams"] + 1)}
    listed = {
        "school_holidays": ({each["of"] for each in given["school_holidays"]}, areas),
        "other_scrutiny": ({each["area"] for each in given["other_scrutiny"]}, areas),
        "leave": ({each["of"] for each in given["leave"]}, teams),
    }
    return {
        field: f"Not in this plan: {', '.join(sorted(named - known))}. Known are {', '.join(sorted(known))}."
        for field, (named, known) in listed.items()
        if named - known
    }


def _of(name: str, entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: each[key] for key in each if key != "of"} for each in entries if each["of"] == name]

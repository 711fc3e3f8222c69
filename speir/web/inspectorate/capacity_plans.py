"""Plans of capacity: every scenario, and asking for another."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.operations import make_scenario
from speir.capacity_plans.permissions import may_plan_capacity
from speir.capacity_plans.queries import scenarios_for
from speir.partnerships.queries import partnerships
from speir.people.queries import standing_everywhere
from speir.programmes.queries import phases_for_planning
from speir.web.inspectorate.capacity_form import ScenarioForm, asked, stage_lines, unknown_names
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.programmes import phase_address, phase_or_404
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.capacity_plans.models import Scenario
    from speir.partnerships.models import Partnership
    from speir.programmes.models import Phase

KINDS = {
    ScenarioStatus.WAITING: "info",
    ScenarioStatus.PLANNED: "grey",
    ScenarioStatus.WITHOUT_PLAN: "bad",
    ScenarioStatus.ADOPTED: "ok",
    ScenarioStatus.REPLACED: "grey",
}


@dataclass(frozen=True)
class ScenarioLine:
    """One scenario in the list."""

    identity: str
    name: str
    phase: str
    made: str
    status: str
    kind: str
    outcome: str


@dataclass(frozen=True)
class CapacityPlansPage:
    """Every scenario, and the phases for which one can be made."""

    scenarios: list[ScenarioLine]
    phases: list[tuple[str, str]]


@inspectorate_screen()
def capacity_plans(request: SignedInRequest) -> HttpResponseBase:
    """Every plan of capacity."""
    may_plan_capacity.check(standing_everywhere(request.user))
    page = CapacityPlansPage(
        scenarios=[scenario_line(scenario) for scenario in scenarios_for(request.user)],
        phases=[
            (f"{phase.programme.name}, {phase.name}", phase_address("make_capacity_plan", phase))
            for phase in phases_for_planning()
        ],
    )
    return render_page(request, "inspectorate/capacity_plans.html.jinja", page)


def scenario_line(scenario: "Scenario") -> ScenarioLine:
    """One scenario as the list shows it."""
    return ScenarioLine(
        identity=str(scenario.pk),
        name=scenario.name,
        phase=f"{scenario.phase.programme.name}, {scenario.phase.name}",
        made=f"{day(scenario.made_at)}, {scenario.made_by.full_name}",
        status=ScenarioStatus.label_of(scenario.status),
        kind=KINDS[ScenarioStatus(scenario.status)],
        outcome=outcome(scenario),
    )


def outcome(scenario: "Scenario") -> str:
    """What came of it, in one line."""
    if scenario.answer is None:
        return ""
    laid = scenario.answer["inspections"]
    if laid:
        last = max(str(each["publishes_by"]) for each in laid)
        return f"{count(len(laid), 'inspection')}; the last published by {day_of(last)}"
    return "The limits clash" if scenario.answer["reasons"] else "None was found in the search"


def day_of(written: str) -> str:
    """A day of an answer, as people read it."""
    return day(date.fromisoformat(written))


@dataclass(frozen=True)
class MakePage:
    """What the page prints around the form."""

    phase: str
    phase_address: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def make(request: SignedInRequest, programme: str, phase: str) -> HttpResponseBase:
    """Ask for a plan of capacity in a phase."""
    planned_in = phase_or_404(programme, phase)
    may_plan_capacity.check(standing_everywhere(request.user))
    in_order = sorted(partnerships(), key=lambda each: (each.kind, each.name))
    offered = {each.slug: each for each in in_order}
    form = ScenarioForm(request.POST or None, initial={"stages": stage_lines(planned_in)})
    set_choices(form, "partnerships", [(slug, _label(each)) for slug, each in offered.items()])
    made: list[Scenario] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = [offered[slug] for slug in given["partnerships"]]
        unknown = unknown_names(given, chosen)
        for field, words in unknown.items():
            form.add_error(field, words)
        if not unknown and perform(
            request,
            form,
            lambda: made.append(
                make_scenario(
                    phase=planned_in,
                    name=given["name"],
                    asked=asked(given, chosen),
                    by=request.user,
                    at=timezone.now(),
                    once=form.once_key,
                )
            ),
            done="Asked for. The plan is being worked out.",
        ):
            return redirect("capacity_plan", identity=made[0].pk) if made else redirect("capacity_plans")
    return render_page(
        request, "inspectorate/make_capacity_plan.html.jinja", make_page(planned_in), form=form
    )


def _label(partnership: "Partnership") -> str:
    made_up = " (fictional)" if partnership.is_fictional else ""
    return f"{partnership.full_name}{made_up}"


def make_page(phase: "Phase") -> MakePage:
    """What the page prints around the form."""
    return MakePage(f"{phase.programme.name}, {phase.name}", phase_address("phase", phase))


ADDRESSES = [
    path("capacity/", capacity_plans, name="capacity_plans"),
    path("programmes/<slug:programme>/<slug:phase>/capacity/", make, name="make_capacity_plan"),
]

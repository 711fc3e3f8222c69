"""Plans of capacity: every scenario, and asking for another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.operations import make_scenario
from speir.capacity_plans.permissions import may_plan_capacity
from speir.capacity_plans.queries import scenarios_for
from speir.foundations.uk_clock import uk_today
from speir.people.queries import standing_everywhere
from speir.programmes.queries import partnerships_for, phases_for_planning
from speir.scheduling.presence import why_plans_wait
from speir.web.inspectorate.capacity_form import ScenarioForm, asked, stage_lines, unknown_names
from speir.web.inspectorate.capacity_from import (
    TYPED,
    current_of,
    filled_from,
    no_longer_offered,
    source_of,
)
from speir.web.inspectorate.capacity_running import (
    chosen_to_be_laid,
    fixed_of,
    kept_holidays,
    left_out_lines,
    running_lines,
    shared_scrutiny,
)
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

USUAL_TEAMS = 2
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
    why_plans_wait: str


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
        why_plans_wait=why_plans_wait(),
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
    """What the page prints around the form; ``based_on`` is the scenario that it is filled in from."""

    phase: str
    phase_address: str
    why_plans_wait: str
    based_on: str
    takes_what_is_kept: bool
    not_offered: list[str]
    back: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def make(request: SignedInRequest, programme: str, phase: str) -> HttpResponseBase:
    """Ask for a plan of capacity in a phase, from the beginning or from another scenario."""
    planned_in = phase_or_404(programme, phase)
    may_plan_capacity.check(standing_everywhere(request.user))
    source = source_of(request.user, planned_in, request.GET.get("from", ""))
    in_order = sorted(partnerships_for(planned_in), key=lambda each: (each.kind, each.name))
    offered = {each.slug: each for each in in_order}
    form = _form(request, planned_in, offered, source)
    problem = _problem(request, form, offered, source) if request.method == "POST" else None
    made: list[Scenario] = []
    if problem is not None and perform(
        request,
        form,
        lambda: made.append(_ask(request, form, planned_in, source, problem)),
        done="Asked for. The page says what comes of it.",
    ):
        return redirect("capacity_plan", identity=made[0].pk) if made else redirect("capacity_plans")
    page = make_page(planned_in, source, offered)
    return render_page(request, "inspectorate/make_capacity_plan.html.jinja", page, form=form)


def _ask(
    request: SignedInRequest,
    form: ScenarioForm,
    phase: "Phase",
    source: "Scenario | None",
    problem: dict[str, Any],
) -> "Scenario":
    return make_scenario(
        phase=phase,
        name=form.cleaned_data["name"],
        asked=problem,
        based_on=source,
        typed={name: form[name].value() for name in TYPED},
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


def _form(
    request: SignedInRequest,
    phase: "Phase",
    offered: "Mapping[str, Partnership]",
    source: "Scenario | None",
) -> ScenarioForm:
    """The form, filled in from another scenario, or with what is running, chosen, and the phase's stages."""
    if source is not None:
        initial = filled_from(source, offered)
    else:
        initial = {
            "stages": stage_lines(phase),
            "running": running_lines(request.user, phase, uk_today(), USUAL_TEAMS),
            "left_out": left_out_lines(request.user, phase, uk_today()),
            "partnerships": chosen_to_be_laid(request.user, phase),
        }
    form = ScenarioForm(request.POST or None, initial=initial)
    set_choices(form, "partnerships", [(slug, _label(each)) for slug, each in offered.items()])
    return form


def _problem(
    request: SignedInRequest,
    form: ScenarioForm,
    offered: "Mapping[str, Partnership]",
    source: "Scenario | None",
) -> dict[str, Any] | None:
    """The planner's input from what was sent; None when something in the form has to be mended."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    fixed = fixed_of(form, offered)
    ticked = [offered[slug] for slug in given["partnerships"]]
    chosen = list(dict.fromkeys([*(each.partnership for each in fixed), *ticked]))
    for field, words in unknown_names(given, chosen).items():
        form.add_error(field, words)
    if form.errors:
        return None
    shared = shared_scrutiny(request.user, given, chosen)
    problem = asked(given, chosen, fixed, shared, kept_holidays(given, chosen))
    return {**problem, "current": current_of(source, problem)}


def _label(partnership: "Partnership") -> str:
    made_up = " (fictional)" if partnership.is_fictional else ""
    return f"{partnership.full_name}{made_up}"


def make_page(phase: "Phase", source: "Scenario | None", offered: "Mapping[str, Partnership]") -> MakePage:
    """What the page prints around the form."""
    return MakePage(
        phase=f"{phase.programme.name}, {phase.name}",
        phase_address=phase_address("phase", phase),
        why_plans_wait=why_plans_wait(),
        based_on=source.name if source else "",
        takes_what_is_kept=bool(source and source.typed),
        not_offered=no_longer_offered(source, offered) if source else [],
        back=reverse("capacity_plan", kwargs={"identity": source.pk})
        if source
        else reverse("capacity_plans"),
    )


ADDRESSES = [
    path("capacity/", capacity_plans, name="capacity_plans"),
    path("programmes/<slug:programme>/<slug:phase>/capacity/", make, name="make_capacity_plan"),
]

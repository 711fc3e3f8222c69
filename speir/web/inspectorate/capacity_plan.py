"""One plan of capacity: as a picture and a table, planned again after a slip, compared, adopted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.operations import adopt_plan, make_scenario
from speir.capacity_plans.permissions import may_adopt_plan
from speir.capacity_plans.planning_again import again
from speir.capacity_plans.queries import others_with_a_plan, scenario_for
from speir.foundations.uk_clock import uk_today
from speir.partnerships.queries import partnerships
from speir.people.queries import standing_everywhere
from speir.scheduling.presence import why_plans_wait
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.capacity_gantt import Gantt, gantt
from speir.web.inspectorate.capacity_inputs import PlanInputs, plan_inputs
from speir.web.inspectorate.capacity_moved import MovedSince, moved_since
from speir.web.inspectorate.capacity_plans import ScenarioLine, day_of, scenario_line
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.programmes import phase_address
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count

if TYPE_CHECKING:
    from speir.capacity_plans.models import Scenario


class AgainForm(SpeirForm):
    """What has begun or is settled, and what slipped."""

    name = forms.CharField(
        label="Name of the new scenario",
        max_length=120,
        error_messages={"required": "Give the new scenario a name, such as “after the slip in May”."},
    )
    kept = forms.MultipleChoiceField(
        label="Keep where they are",
        help_text="What has begun and what was kept before is ticked. What is not ticked may move.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    slipped = forms.ChoiceField(label="Which one slipped", required=False)
    not_before = DayField(label="It may not start before", required=False)

    def clean(self) -> dict[str, Any]:
        """A slip is an inspection and a day."""
        given = super().clean() or self.cleaned_data
        if bool(given.get("slipped")) != bool(given.get("not_before")) and "not_before" not in self.errors:
            self.add_error("not_before", "Choose which one slipped and enter the day, or leave both empty.")
        return given


class AdoptForm(SpeirForm):
    """Why people work to this plan."""

    reason = forms.CharField(
        label="Why this plan",
        widget=forms.Textarea,
        error_messages={"required": "Say why this plan is adopted."},
    )


@dataclass(frozen=True)
class PlanLine:
    """One inspection in the table beside the picture."""

    inspection: str
    team: str
    starts: str
    publishes: str
    left_out: str


@dataclass(frozen=True)
class CapacityPlanPage:
    """One scenario; ``gantt`` is None without a plan."""

    line: ScenarioLine
    has_fictional: bool
    is_waiting: bool
    why_plans_wait: str
    heading: str
    since: MovedSince | None
    picture: Gantt | None
    plan: list[PlanLine]
    clash: list[str]
    is_smallest: bool
    reliefs: list[str]
    inputs: PlanInputs
    facts: list[tuple[str, str]]
    others: list[tuple[str, str]]
    another_address: str
    adopt_refused: str
    may_be_adopted: bool
    why_adopted: str


HEADINGS = {
    "optimal": "It is shown that no plan is better by the measure below.",
    "feasible": "A better plan by the measure below may exist.",
    "infeasible": "There is no plan that keeps every limit.",
    "unknown": "No plan was found, nor shown that there is none. Relax a limit, or give more months.",
}


def scenario_or_404(request: SignedInRequest, identity: UUID) -> "Scenario":
    """The scenario at this address, for those who may see it."""
    found = scenario_for(request.user, identity)
    if found is None:
        raise Http404
    return found


@inspectorate_screen(methods=READ_AND_CHANGE)
def capacity_plan(request: SignedInRequest, identity: UUID) -> HttpResponseBase:
    """See a plan of capacity, and plan again from it."""
    scenario = scenario_or_404(request, identity)
    form = _again_form(scenario, request.POST or None)
    made: list[Scenario] = []
    if request.method == "POST" and scenario.answer and scenario.answer["inspections"] and form.is_valid():
        given = form.cleaned_data
        problem = again(scenario.answer, given["kept"], given["slipped"], given["not_before"])
        if perform(
            request,
            form,
            lambda: made.append(
                make_scenario(
                    phase=scenario.phase,
                    name=given["name"],
                    asked=problem,
                    based_on=scenario,
                    by=request.user,
                    at=timezone.now(),
                    once=form.once_key,
                )
            ),
            done="Asked for. This page says what comes of it; the plan it was made from stays as it is.",
        ):
            return redirect("capacity_plan", identity=made[0].pk if made else scenario.pk)
    return _show(request, scenario, form, AdoptForm(prefix="adopt"))


@inspectorate_screen(methods=CHANGE)
def adopt(request: SignedInRequest, identity: UUID) -> HttpResponseBase:
    """Say that people work to this plan."""
    scenario = scenario_or_404(request, identity)
    may_adopt_plan.check(standing_everywhere(request.user))
    form = AdoptForm(request.POST, prefix="adopt")
    if form.is_valid() and perform(
        request,
        form,
        lambda: adopt_plan(
            scenario=scenario,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Adopted. Nothing else changed: each inspection is still planned in its phase.",
    ):
        return redirect("capacity_plan", identity=scenario.pk)
    return _show(request, scenario, _again_form(scenario, None), form)


@inspectorate_screen()
def download(request: SignedInRequest, identity: UUID) -> HttpResponseBase:
    """The plan with all its inputs, as speir plan --json prints it."""
    scenario = scenario_or_404(request, identity)
    if scenario.answer is None:
        raise Http404
    answer = HttpResponse(json.dumps(scenario.answer, ensure_ascii=False, indent=1), "application/json")
    answer["Content-Disposition"] = f'attachment; filename="plan-{str(scenario.pk)[:8]}.json"'
    return answer


def _again_form(scenario: "Scenario", given: Any) -> AgainForm:
    form = AgainForm(given)
    names = [each["name"] for each in scenario.asked["inspections"]]
    set_choices(form, "kept", [(name, name) for name in names])
    form.initial["kept"] = _begun_or_kept(scenario)
    set_choices(form, "slipped", [("", "None"), *((name, name) for name in names)])
    return form


def _begun_or_kept(scenario: "Scenario") -> list[str]:
    """What was kept before, and what has begun by today: neither moves unless somebody says so."""
    today = uk_today().isoformat()
    laid = scenario.answer["inspections"] if scenario.answer else []
    begun = [each["inspection"] for each in laid if each["starts_on"] <= today]
    return [*begun, *(each["inspection"] for each in scenario.asked["fixed"])]


def _show(
    request: SignedInRequest, scenario: "Scenario", form: AgainForm, adopting: AdoptForm
) -> HttpResponseBase:
    refused = may_adopt_plan.reason_refused(standing_everywhere(request.user)) or ""
    page = capacity_plan_page(scenario, others_with_a_plan(scenario), refused)
    shown = render_page(request, "inspectorate/capacity_plan.html.jinja", page, form=form, adopting=adopting)
    if page.is_waiting and not page.why_plans_wait:
        shown["Refresh"] = "4"  # without a script, the page looks again by itself
    return shown


def capacity_plan_page(
    scenario: "Scenario", others: Sequence["Scenario"], adopt_refused: str
) -> CapacityPlanPage:
    """Everything the page shows."""
    answer: Mapping[str, Any] = scenario.answer or {}
    reasons = answer.get("reasons") or {}
    laid = answer.get("inspections") or []
    return CapacityPlanPage(
        line=scenario_line(scenario),
        has_fictional=_has_fictional(scenario),
        is_waiting=scenario.status == ScenarioStatus.WAITING,
        why_plans_wait=why_plans_wait(),
        heading=HEADINGS[answer["status"]] if answer else "",
        since=moved_since(scenario),
        picture=gantt(answer, uk_today()) if laid else None,
        plan=[
            _plan_line(each)
            for each in sorted(laid, key=lambda each: (each["starts_on"], each["inspection"]))
        ],
        clash=reasons.get("these_clash", []),
        is_smallest=reasons.get("none_can_be_left_out", False),
        reliefs=reasons.get("would_help", []),
        inputs=plan_inputs(scenario.asked),
        facts=_facts(scenario, answer) if answer else [],
        others=[(other.name, _comparison(scenario, other)) for other in others] if laid else [],
        another_address=f"{phase_address('make_capacity_plan', scenario.phase)}?from={scenario.pk}",
        adopt_refused=adopt_refused,
        may_be_adopted=scenario.status in (ScenarioStatus.PLANNED, ScenarioStatus.REPLACED),
        why_adopted=scenario.why_adopted,
    )


def _has_fictional(scenario: "Scenario") -> bool:
    invented = {each.full_name for each in partnerships(is_fictional=True)}
    return any(each["partnership"] in invented for each in scenario.asked["inspections"])


def _plan_line(laid: Mapping[str, Any]) -> PlanLine:
    reasons = dict.fromkeys(words for each in laid["left_out"] for words in each["reason"].split("; "))
    left_out = f"{count(len(laid['left_out']), 'week')}: {'; '.join(reasons)}" if reasons else "none"
    starts, publishes = day_of(laid["starts_on"]), day_of(laid["publishes_by"])
    return PlanLine(laid["inspection"], laid["team"].replace(" ", "\u00a0"), starts, publishes, left_out)


def _facts(scenario: "Scenario", answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    inputs = answer["inputs"]
    measured = f"{answer['objective']}; no plan can go below {answer['bound']}"
    return [
        ("Asked", _size(inputs)),
        ("From", day_of(inputs["start"])),
        *([("Made from", scenario.based_on.name)] if scenario.based_on else []),
        ("Kept where they are", ", ".join(each["inspection"] for each in inputs["fixed"]) or "none"),
        ("Measure", answer["what_the_objective_is"]),
        *([("Measured", measured)] if answer["objective"] is not None else []),
        ("Worked out by", f"{answer['solver']['name']}, seed {answer['solver']['seed']}"),
    ]


def _size(inputs: Mapping[str, Any]) -> str:
    inspections, teams = len(inputs["inspections"]), len(inputs["teams"])
    return f"{count(inspections, 'inspection')}, {count(teams, 'team')}, {count(inputs['months'], 'month')}"


def _comparison(scenario: "Scenario", other: "Scenario") -> str:
    return reverse("compare_capacity_plans", kwargs={"identity": other.pk, "other": scenario.pk})


ADDRESSES = [
    path("capacity/<uuid:identity>/", capacity_plan, name="capacity_plan"),
    path("capacity/<uuid:identity>/adopt/", adopt, name="adopt_capacity_plan"),
    path("capacity/<uuid:identity>/plan.json", download, name="capacity_plan_file"),
]

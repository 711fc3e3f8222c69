"""Changes to plans of capacity."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from speir.capacity_plans import rules
from speir.capacity_plans.answering_apart import start_answering
from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.lifecycle import SCENARIO
from speir.capacity_plans.models import Scenario
from speir.capacity_plans.permissions import may_adopt_plan, may_plan_capacity
from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason, RuleBroken
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.programmes.models import Phase
from speir.scheduling.reading import ProblemFaults, problem_from
from speir.scheduling.writing import inputs_of


@operation
def make_scenario(
    *,
    phase: Phase,
    name: str,
    asked: Mapping[str, Any],
    based_on: Scenario | None = None,
    by: Person,
    at: datetime,
    once: str = "",
) -> Scenario:
    """Ask the planner for a plan; the whole input is kept with it."""
    may_plan_capacity.check(standing_everywhere(by))
    rules.scenario_has_a_name.check(name)
    try:
        whole = inputs_of(problem_from(asked))
    except ProblemFaults as refused:
        raise RuleBroken(*(Reason(fault) for fault in refused.faults)) from refused
    scenario = Scenario.objects.create(
        phase=phase, name=name.strip(), asked=whole, based_on=based_on, made_by=by, made_at=at
    )
    audit.record(f"Plan of capacity asked for: {scenario}", subject=scenario, by=by, at=at)
    transaction.on_commit(start_answering)
    return scenario


@operation
def keep_answer(*, scenario: Scenario, answer: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Keep what the planner answered; the second of two answers is refused."""
    has_plan = bool(answer["inspections"])
    waiting = Scenario.objects.filter(pk=scenario.pk, status=ScenarioStatus.WAITING)
    waiting.update(answer=dict(answer), answered_at=at)
    move(scenario, SCENARIO, "find_plan" if has_plan else "find_none", by=by, at=at)
    what = "Plan of capacity found" if has_plan else "No plan of capacity found"
    audit.record(f"{what}: {scenario}", subject=scenario, by=by, at=at, details={"status": answer["status"]})


@operation
def adopt_plan(*, scenario: Scenario, reason: str, by: Person, at: datetime, once: str = "") -> None:
    """Say that people work to this plan; it plans no inspection and moves none."""
    may_adopt_plan.check(standing_everywhere(by))
    rules.adopting_has_a_reason.check(reason)
    for earlier in Scenario.objects.filter(phase=scenario.phase_id, status=ScenarioStatus.ADOPTED):
        if earlier.pk != scenario.pk:
            move(earlier, SCENARIO, "replace", by=by, at=at)
    move(scenario, SCENARIO, "adopt", by=by, at=at, why=reason.strip())
    scenario.why_adopted = reason.strip()
    scenario.save(update_fields=["why_adopted"])
    audit.record(f"Plan of capacity adopted: {scenario}", subject=scenario, by=by, at=at)

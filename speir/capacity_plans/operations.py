"""Changes to plans of capacity."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from speir.capacity_plans import rules
from speir.capacity_plans.choices import HolidayKind, ScenarioStatus
from speir.capacity_plans.holidays import Days
from speir.capacity_plans.lifecycle import SCENARIO
from speir.capacity_plans.models import AreaHoliday, Scenario
from speir.capacity_plans.permissions import may_adopt_plan, may_keep_holidays, may_plan_capacity
from speir.capacity_plans.queries import waiting_scenarios
from speir.foundations import audit
from speir.foundations.apart import start_apart
from speir.foundations.audit import Actor
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.rules import check_all
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.programmes.models import Phase
from speir.scheduling.inputs import inputs_of
from speir.scheduling.reading import ProblemFaults, problem_from


@operation
def make_scenario(
    *,
    phase: Phase,
    name: str,
    asked: Mapping[str, Any],
    based_on: Scenario | None = None,
    typed: Mapping[str, Any] | None = None,
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
    beside = based_on.typed if typed is None and based_on else dict(typed or {})
    scenario = Scenario.objects.create(
        phase=phase, name=name.strip(), asked=whole, typed=beside, based_on=based_on, made_by=by, made_at=at
    )
    audit.record(f"Plan of capacity asked for: {scenario}", subject=scenario, by=by, at=at)
    transaction.on_commit(_answer_what_waits)
    return scenario


def _answer_what_waits() -> None:
    """Start the planner, unless what was asked for has been answered in the same transaction."""
    if waiting_scenarios():
        start_apart("answer-plans")


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


@operation
def keep_holidays(
    *, days: Sequence[Days], kind: HolidayKind, source: str, by: Person, at: datetime, once: str = ""
) -> int:
    """Keep holidays of council areas for every scenario; what is kept already is not kept twice."""
    may_keep_holidays.check(standing_everywhere(by))
    check_all(
        rules.there_are_holidays_to_keep.reason(len(days)),
        rules.holidays_end_after_they_begin.reason(all(each.first_day <= each.last_day for each in days)),
        rules.holidays_have_a_source.reason(source),
    )
    new = [made for each in days for made, is_new in [_keep(each, kind, source, by, at)] if is_new]
    told = [f"{one}, {one.first_day} to {one.last_day}" for one in new]
    what = f"Holidays of council areas kept: {len(new)}"
    subject = new[0] if new else AreaHoliday()
    audit.record(what, subject=subject, by=by, at=at, details={"days": told, "source": source.strip()})
    return len(new)


def _keep(days: Days, kind: HolidayKind, source: str, by: Person, at: datetime) -> tuple[AreaHoliday, bool]:
    return AreaHoliday.objects.get_or_create(
        area=days.area,
        kind=kind,
        first_day=days.first_day,
        last_day=days.last_day,
        taken_out_at=None,
        defaults={"name": days.name, "source": source.strip(), "kept_by": by, "kept_at": at},
    )


@operation
def take_holiday_out(*, holiday: AreaHoliday, reason: str, by: Person, at: datetime, once: str = "") -> None:
    """Take one out: scenarios made from now on do not use it, those made before keep it."""
    may_keep_holidays.check(standing_everywhere(by))
    rules.taking_out_has_a_reason.check(reason)
    taken = AreaHoliday.objects.filter(pk=holiday.pk, taken_out_at=None).update(
        taken_out_at=at, taken_out_by=by, why_taken_out=reason.strip()
    )
    rules.holiday_is_still_kept.check(taken == 1)
    details: dict[str, object] = {"why": reason.strip()}
    audit.record(f"Holiday taken out: {holiday}", subject=holiday, by=by, at=at, details=details)

"""Questions about plans of capacity."""

from uuid import UUID

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.models import Scenario
from speir.capacity_plans.permissions import may_plan_capacity
from speir.people.models import Person
from speir.people.queries import standing_everywhere


def scenarios_for(person: Person) -> list[Scenario]:
    """Every scenario, newest first; none for somebody who may not plan capacity."""
    if may_plan_capacity.reason_refused(standing_everywhere(person)):
        return []
    return list(Scenario.objects.select_related("phase__programme", "made_by").defer("asked"))


def scenario_for(person: Person, identity: UUID) -> Scenario | None:
    """One scenario, or None when there is none or this person may not see it."""
    if may_plan_capacity.reason_refused(standing_everywhere(person)):
        return None
    return (
        Scenario.objects.select_related("phase__programme", "made_by", "based_on").filter(pk=identity).first()
    )


def others_with_a_plan(scenario: Scenario) -> list[Scenario]:
    """The other scenarios of its phase that hold a plan, newest first."""
    others = Scenario.objects.filter(phase=scenario.phase_id).exclude(pk=scenario.pk)
    held = (ScenarioStatus.PLANNED, ScenarioStatus.ADOPTED, ScenarioStatus.REPLACED)
    return list(others.filter(status__in=held).defer("asked", "answer"))


def waiting_scenarios() -> list[Scenario]:
    """The scenarios that nobody has worked out yet, oldest first."""
    return list(Scenario.objects.filter(status=ScenarioStatus.WAITING).order_by("made_at"))

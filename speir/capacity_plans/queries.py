"""Questions about plans of capacity."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from speir.capacity_plans.choices import ScenarioStatus
from speir.capacity_plans.models import AreaHoliday, Scenario
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


def holidays_kept(since: date) -> list[AreaHoliday]:
    """The holidays of every council area that end on a day or later, by area."""
    return list(_kept().filter(last_day__gte=since))


def holidays_between(area_ids: Collection[UUID], first: date, last: date) -> dict[UUID, list[AreaHoliday]]:
    """The holidays of several areas that fall between two days, in one question."""
    found: dict[UUID, list[AreaHoliday]] = {area: [] for area in area_ids}
    falling = _kept().filter(area__in=list(area_ids), first_day__lte=last, last_day__gte=first)
    for holiday in falling:
        found[holiday.area_id].append(holiday)
    return found


def holidays_taken_out(area_ids: Collection[UUID]) -> list[AreaHoliday]:
    """The holidays of several areas that were kept once and are no longer, in one question."""
    found = AreaHoliday.objects.filter(area__in=list(area_ids), taken_out_at__isnull=False)
    return list(found.select_related("area"))


def holiday_at(identity: UUID) -> AreaHoliday | None:
    """One that is kept."""
    return _kept().filter(pk=identity).first()


def _kept() -> QuerySet[AreaHoliday]:
    return AreaHoliday.objects.filter(taken_out_at=None).select_related("area", "kept_by")

"""Opening the improvement plan of one inspection for a page, as far as the reader may see it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from speir.foundations.uk_clock import uk_today
from speir.improvement_plans.permissions import may_read_plan
from speir.improvement_plans.queries import PlanPage, plan_of, plan_page
from speir.people.standing import Standing
from speir.web.inspectorate.opened import open_inspection
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from speir.improvement_plans.models import ImprovementPlan
    from speir.inspections.models import Inspection


@dataclass(frozen=True)
class OpenPlan:
    """One plan, who is looking, and what of it they may see."""

    inspection: "Inspection"
    standing: Standing
    plan: "ImprovementPlan"
    seen: PlanPage


def open_plan(request: SignedInRequest, reference: str) -> OpenPlan:
    """The plan; 404 when it is not there or not theirs, 403 when this person may not read it."""
    inspection, standing = open_inspection(request, reference, may_read_plan)
    plan = plan_of(inspection)
    seen = plan_page(plan, standing, uk_today()) if plan else None
    if plan is None or seen is None:
        raise Http404
    return OpenPlan(inspection, standing, plan, seen)

"""The improvement plan: areas, actions, claims of progress with evidence; agreeing or returning it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.moves import moves_of
from speir.foundations.uk_clock import uk_today
from speir.frameworks.queries import terms_of
from speir.improvement_plans import queries as plans
from speir.improvement_plans.operations import agree_plan, return_plan
from speir.improvement_plans.permissions import may_read_plan
from speir.inspections.choices import InspectionStatus
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection
from speir.web.inspectorate.plan_forms import ReturnForm
from speir.web.inspectorate.plan_opened import OpenPlan, open_plan
from speir.web.inspectorate.plan_page import ImprovementPlanPage, improvement_plan_page
from speir.web.inspectorate.report_text import trails_for
from speir.web.inspectorate.turns_here import turns_here
from speir.web.shared import words
from speir.web.shared.downloads import give_file
from speir.web.shared.forms import ButtonForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen


@dataclass(frozen=True)
class NoPlanPage:
    """The place of the plan before the report is published."""

    header: InspectionHeader
    is_closed: bool


@inspectorate_screen()
def improvement_plan(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The plan, or what it waits for."""
    inspection, standing = open_inspection(request, reference, may_read_plan)
    if plans.plan_of(inspection) is None:
        header = inspection_header(inspection, standing, here="improvement_plan")
        return render_page(
            request,
            "inspectorate/no_plan.html.jinja",
            NoPlanPage(header, inspection.status == InspectionStatus.CLOSED),
        )
    return _show(request, open_plan(request, reference))


def _show(request: SignedInRequest, opened: OpenPlan, failed: ReturnForm | None = None) -> HttpResponseBase:
    page = _page(opened)
    key = f"return-plan:{opened.plan.pk}:reason"
    kept = words.kept(key, version=moves_of(opened.plan).count(), by=request.user)
    back = failed or ReturnForm(prefix="back", initial={"reason": kept.or_else("")})
    return render_page(
        request,
        "inspectorate/improvement_plan.html.jinja",
        page,
        button=ButtonForm(),
        back=back,
        kept=kept,
        form=failed,
    )


def _page(opened: OpenPlan) -> ImprovementPlanPage:
    inspection, standing = opened.inspection, opened.standing
    today = uk_today()
    here = reverse("improvement_plan", args=[inspection.reference])
    return improvement_plan_page(
        inspection_header(inspection, standing, here="improvement_plan"),
        opened.seen,
        standing,
        turns_here(plans.turns(inspection, today), standing, inspection, today, here),
        terms_of(inspection.phase.framework).area_for_improvement,
        trails_for(standing, inspection),
        today,
    )


@inspectorate_screen(methods=CHANGE)
def agree(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Agree the plan."""
    opened = open_plan(request, reference)
    perform_button(
        request,
        lambda: agree_plan(plan=opened.plan, by=request.user, at=timezone.now()),
        done="The plan is agreed. The partnership carries it out and claims progress with evidence.",
    )
    return redirect("improvement_plan", reference=reference)


@inspectorate_screen(methods=CHANGE)
def return_it(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Return the plan to the partnership, with the reason."""
    opened = open_plan(request, reference)
    form = ReturnForm(request.POST, prefix="back")
    if form.is_valid() and perform(
        request,
        form,
        lambda: return_plan(
            plan=opened.plan, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        done="The plan is back with the partnership, with your reason.",
    ):
        return redirect("improvement_plan", reference=reference)
    return _show(request, opened, failed=form)


@inspectorate_screen()
def claim_file(request: SignedInRequest, reference: str, file_id: UUID) -> HttpResponseBase:
    """The bytes of one file, to be saved and not opened in the browser; who took it is on record."""
    opened = open_plan(request, reference)
    stored = plans.claim_file(opened.plan, file_id)
    if stored is None:
        raise Http404
    what = "Evidence of progress"
    return give_file(request, stored, what=what, subject=stored, thread=opened.inspection.pk)


_HERE = "inspections/<slug:reference>/improvement-plan/"
ADDRESSES = [
    path(_HERE, improvement_plan, name="improvement_plan"),
    path(f"{_HERE}agree/", agree, name="agree_plan"),
    path(f"{_HERE}return/", return_it, name="return_plan"),
    path(f"{_HERE}files/<uuid:file_id>/", claim_file, name="claim_file"),
]

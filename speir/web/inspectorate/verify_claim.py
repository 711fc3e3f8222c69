"""Verifying one claim of progress: the area, what was planned and the evidence first, then the conclusion."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.improvement_plans.choices import Verdict
from speir.improvement_plans.operations import verify_claim
from speir.improvement_plans.permissions import may_verify_claim
from speir.improvement_plans.queries import AreaLine, ClaimLine
from speir.improvement_plans.rules import a_claim_is_answered_once, nobody_verifies_their_own_claim
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.plan_forms import VerdictForm
from speir.web.inspectorate.plan_opened import OpenPlan, open_plan
from speir.web.inspectorate.plan_page import AreaRow, ClaimRow, area_row, claim_row
from speir.web.inspectorate.report_text import trails_for
from speir.web.shared import words
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.people.standing import Standing


@dataclass(frozen=True)
class ClaimPage:
    """One claim; ``refused`` is "" when this person may answer it now."""

    header: InspectionHeader
    claim: ClaimRow
    area: AreaRow
    earlier: tuple[ClaimRow, ...]
    refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def claim(request: SignedInRequest, reference: str, claim_id: UUID) -> HttpResponseBase:
    """One claim with its evidence; a POST answers it."""
    opened = open_plan(request, reference)
    area, line = _find(opened, claim_id)
    if request.method != "POST":
        return _show(request, opened, area, line)
    form = VerdictForm(request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: verify_claim(
            claim=line.claim,
            verdict=Verdict(form.cleaned_data["verdict"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"The claim on area {area.area.number} is answered. The coordinator is told by e-mail.",
    ):
        return redirect("improvement_plan", reference=reference)
    return _show(request, opened, area, line, failed=form)


def _find(opened: OpenPlan, claim_id: UUID) -> tuple[AreaLine, ClaimLine]:
    for area in opened.seen.areas:
        for line in area.claims:
            if line.claim.pk == claim_id:
                return area, line
    raise Http404


def refused(standing: "Standing", line: ClaimLine) -> str:
    """Why this person may not answer the claim now, "" when they may."""
    return why_not(
        standing,
        may_verify_claim,
        a_claim_is_answered_once.reason(line.verdict is not None),
        nobody_verifies_their_own_claim.reason(str(line.claim.claimed_by_id), standing.person_id),
    )


def _show(
    request: SignedInRequest,
    opened: OpenPlan,
    area: AreaLine,
    line: ClaimLine,
    failed: VerdictForm | None = None,
) -> HttpResponseBase:
    title = f"Claim {line.claim.number} on area {area.area.number}"
    trails = trails_for(opened.standing, opened.inspection)
    page = ClaimPage(
        inspection_header(opened.inspection, opened.standing, here="improvement_plan", heading=title),
        claim_row(line),
        area_row(area, trails, uk_today()),
        tuple(claim_row(each) for each in area.claims if each.claim.number < line.claim.number),
        refused(opened.standing, line),
    )
    # A claim is answered once, so what was typed belongs to its one answer.
    kept = words.kept(f"verdict:{line.claim.pk}:reason", version="first", by=request.user)
    form = failed or VerdictForm(initial={"reason": kept.or_else("")})
    return render_page(request, "inspectorate/verify_claim.html.jinja", page, form=form, kept=kept)


ADDRESSES = [
    path(
        "inspections/<slug:reference>/improvement-plan/claims/<uuid:claim_id>/",
        claim,
        name="verify_claim",
    )
]

"""Claiming progress on one part of the improvement plan, with evidence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.refusals import Reason, Refused
from speir.frameworks.queries import terms_of
from speir.improvement_plans.operations import claim_progress
from speir.improvement_plans.permissions import may_claim_progress, may_read_plan
from speir.improvement_plans.queries import area_of, claim_file, claims_of, plan_of
from speir.improvement_plans.rules import the_plan_is_being_carried_out
from speir.web.design_system.fields import FilesField
from speir.web.partnership.handing_over import files_hint
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared import words
from speir.web.shared.downloads import give_file
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.improvement_plans.models import PlanArea


@dataclass(frozen=True)
class ClaimPage:
    """The part of the plan beside the form; ``refused`` says why nothing can be claimed now."""

    header: InspectionHeader
    number: int
    title: str
    text: str
    last_reason: str
    refused: str


class ClaimForm(SpeirForm):
    """What has changed, and the evidence for it."""

    says = forms.CharField(
        label="What has changed, and for whom",
        widget=forms.Textarea,
        error_messages={"required": "Say what has changed, and for whom."},
    )
    evidence = FilesField(label="Files that show it", required=False)
    where = forms.CharField(
        label="Where the evidence can be seen, if it cannot be sent",
        max_length=500,
        required=False,
        help_text="A claim needs a file, or a place where the link inspector can see the evidence.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].help_text = f"You can choose several at once. {files_hint()}"

    def take(self, refused: Refused) -> None:
        """As every form does; what the operation says of its files belongs to the box for evidence."""
        super().take(
            Refused(
                *(
                    Reason(reason.message, "evidence" if reason.field == "files" else reason.field)
                    for reason in refused.reasons
                )
            )
        )


@partnership_screen(methods=READ_AND_CHANGE)
def claim(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Claim progress on one part of the plan."""
    inspection, standing = open_inspection(request, reference, may_claim_progress)
    plan = plan_of(inspection)
    area = area_of(plan, number) if plan else None
    if plan is None or area is None:
        raise Http404
    earlier = [line for line in claims_of(plan) if line.claim.area_id == area.pk]
    kept = words.kept(f"claim:{area.pk}:says", version=len(earlier), by=request.user)
    form = ClaimForm(request.POST or None, request.FILES or None, initial={"says": kept.or_else("")})
    if request.method == "POST" and form.is_valid() and _claim(request, area, form):
        return redirect(f"{reverse('partnership_plan', args=[reference])}#area-{number}")
    broken = the_plan_is_being_carried_out.reason(plan.status)
    term = terms_of(inspection.phase.framework).area_for_improvement
    heading = f"{term.singular.capitalize()} {number}: claim progress"
    answered = [line.verdict.reason for line in earlier if line.verdict]
    page = ClaimPage(
        header=inspection_header(inspection, standing, "partnership_plan", heading),
        number=number,
        title=area.title,
        text=area.text,
        last_reason=answered[-1] if answered else "",
        refused=broken.message if broken else "",
    )
    return render_page(request, "partnership/claim.html.jinja", page, form=form, kept=kept)


def _claim(request: SignedInRequest, area: "PlanArea", form: ClaimForm) -> bool:
    return perform(
        request,
        form,
        lambda: claim_progress(
            area=area,
            says=form.cleaned_data["says"],
            uploads=form.cleaned_data["evidence"],
            where=form.cleaned_data["where"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Progress claimed. The link inspector verifies it, or says not yet with a reason.",
    )


@partnership_screen()
def evidence_file(request: SignedInRequest, reference: str, file_id: UUID) -> HttpResponseBase:
    """The bytes of one file given as evidence of progress, to be saved; who took it is on record."""
    inspection, _ = open_inspection(request, reference, may_read_plan)
    plan = plan_of(inspection)
    stored = claim_file(plan, file_id) if plan else None
    if stored is None:
        raise Http404
    what = "Evidence of progress"
    return give_file(request, stored, what=what, subject=stored, thread=inspection.pk)


_PLAN = "partnership/<slug:reference>/improvement-plan/"
ADDRESSES = [
    path(f"{_PLAN}areas/<int:number>/claim/", claim, name="partnership_claim"),
    path(f"{_PLAN}files/<uuid:file_id>/", evidence_file, name="partnership_claim_file"),
]

"""Recording a finding from its evidence, and withdrawing one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.evaluations.choices import FindingKind
from speir.evaluations.operations import record_finding, withdraw_finding
from speir.evaluations.permissions import may_make_findings, may_read_judgements
from speir.evaluations.queries import finding_by_number, findings_made
from speir.evaluations.rules import (
    evidence_is_cited,
    finding_says_something,
    inspection_is_evaluating,
    reason_is_given,
    there_is_evidence_to_evaluate,
)
from speir.evidence.queries import evidence_for
from speir.frameworks.queries import items_found_about, terms_of
from speir.inspections.queries import partnership_bodies
from speir.web.inspectorate.evidence_forms import agencies
from speir.web.inspectorate.evidence_item import finding_words
from speir.web.inspectorate.evidence_lines import EvidenceLine, evidence_lines
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.judging_forms import cited_choices, cited_hints
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.evaluations.models import Finding
    from speir.frameworks.models import FrameworkItem
    from speir.frameworks.terms import Terms
    from speir.inspections.models import Inspection
    from speir.people.models import Body


class FindingForm(SpeirForm):
    """A finding, in a sentence, and what it rests on."""

    kind = forms.ChoiceField(
        label="Kind of finding",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of finding it is."},
    )
    text = forms.CharField(
        label="Finding",
        widget=forms.Textarea,
        help_text="One full sentence that the partnership will understand. It goes into the report as it is.",
        error_messages={"required": finding_says_something.message},
    )
    evidence = forms.MultipleChoiceField(
        label="Evidence it rests on",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": evidence_is_cited.message},
    )
    agency = forms.ChoiceField(label="Body it is about", required=False)

    def __init__(
        self,
        *args: Any,
        terms: "Terms",
        lines: Sequence[EvidenceLine],
        bodies: Sequence["Body"],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._bodies = {str(body.pk): body for body in bodies}
        kinds = [(kind.value, finding_words(kind, terms)) for kind in FindingKind]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["evidence"].choices = cited_choices(lines)  # type: ignore[attr-defined]
        self.fields["agency"].choices = agencies(bodies)  # type: ignore[attr-defined]

    @property
    def body(self) -> "Body | None":
        """The body that was chosen, if any."""
        return self._bodies.get(self.cleaned_data["agency"])


class WithdrawFindingForm(SpeirForm):
    """Why a finding is taken out of use."""

    why = forms.CharField(
        label="Why it is withdrawn",
        widget=forms.Textarea,
        help_text="The finding stays readable, struck through, with your reason.",
        error_messages={"required": reason_is_given.message},
    )


@dataclass(frozen=True)
class RecordPage:
    """The form for one evaluated item; ``refused`` is "" when this person may record."""

    header: InspectionHeader
    hints: dict[str, str]
    refused: str


@dataclass(frozen=True)
class WithdrawPage:
    """The finding to withdraw."""

    header: InspectionHeader
    item: str
    text: str
    refused: str


def _item(inspection: "Inspection", number: str) -> "FrameworkItem":
    for item in items_found_about(inspection.phase.framework):
        if item.number == number:
            return item
    raise Http404


@inspectorate_screen(methods=READ_AND_CHANGE)
def record(request: SignedInRequest, reference: str, number: str) -> HttpResponseBase:
    """Record a finding of one evaluated item."""
    inspection, standing = open_inspection(request, reference, may_read_judgements)
    item = _item(inspection, number)
    lines = evidence_lines(evidence_for(inspection, item))
    kept = _kept(request, inspection, item)
    form = _form(request, inspection, lines, kept)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(request, form, lambda: _record(request, inspection, item, form), done="Finding recorded.")
    ):
        return redirect("findings", reference=reference)
    heading = f"Record a finding: {item.number} {item.title}"
    page = RecordPage(
        inspection_header(inspection, standing, here="findings", heading=heading),
        cited_hints(lines),
        why_not(
            standing,
            may_make_findings,
            inspection_is_evaluating.reason(inspection.status),
            there_is_evidence_to_evaluate.reason(len(lines)),
        ),
    )
    return render_page(request, "inspectorate/record_finding.html.jinja", page, form=form, kept=kept)


def _kept(request: SignedInRequest, inspection: "Inspection", item: "FrameworkItem") -> words.Kept:
    version = findings_made(inspection, item, request.user)
    return words.kept(f"finding:{inspection.pk}:{item.number}:text", version=version, by=request.user)


def _form(
    request: SignedInRequest, inspection: "Inspection", lines: Sequence[EvidenceLine], kept: words.Kept
) -> FindingForm:
    return FindingForm(
        request.POST or None,
        initial={"text": kept.or_else("")},
        terms=terms_of(inspection.phase.framework),
        lines=lines,
        bodies=partnership_bodies(inspection),
    )


def _record(
    request: SignedInRequest, inspection: "Inspection", item: "FrameworkItem", form: FindingForm
) -> object:
    return record_finding(
        inspection=inspection,
        item=item,
        kind=FindingKind(form.cleaned_data["kind"]),
        text=form.cleaned_data["text"],
        evidence_ids=form.cleaned_data["evidence"],
        agency=form.body,
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def withdraw(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Withdraw one finding, with the reason."""
    inspection, standing = open_inspection(request, reference, may_read_judgements)
    finding = finding_by_number(inspection, number)
    if finding is None:
        raise Http404
    kept = words.kept(f"withdraw-finding:{finding.pk}:why", version="standing", by=request.user)
    form = WithdrawFindingForm(request.POST or None, initial={"why": kept.or_else("")})
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(request, form, lambda: _withdraw(request, finding, form), done=f"F{number} withdrawn.")
    ):
        return redirect("findings", reference=reference)
    page = WithdrawPage(
        inspection_header(inspection, standing, here="findings", heading=f"Withdraw F{number}"),
        f"{finding.item.number} {finding.item.title}",
        finding.text,
        why_not(standing, may_make_findings, inspection_is_evaluating.reason(inspection.status)),
    )
    return render_page(request, "inspectorate/withdraw_finding.html.jinja", page, form=form, kept=kept)


def _withdraw(request: SignedInRequest, finding: "Finding", form: WithdrawFindingForm) -> object:
    return withdraw_finding(finding=finding, why=form.cleaned_data["why"], by=request.user, at=timezone.now())


ADDRESSES = [
    path("inspections/<slug:reference>/findings/record/<str:number>/", record, name="record_finding"),
    path("inspections/<slug:reference>/findings/<int:number>/withdraw/", withdraw, name="withdraw_finding"),
]

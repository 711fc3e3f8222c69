"""Where the team stands on an indicator while evidence is gathered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.evaluations.choices import Position
from speir.evaluations.operations import take_position
from speir.evaluations.permissions import may_make_findings, may_read_judgements
from speir.evaluations.queries import positions_taken
from speir.evaluations.rules import position_may_change, reason_is_given
from speir.evidence.queries import evidence_for
from speir.frameworks.queries import indicators_of
from speir.web.inspectorate.evidence import PositionLine, position_line
from speir.web.inspectorate.evidence_lines import (
    SourceRow,
    by_source,
    contradictions,
    evidence_lines,
)
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.evaluations.models import PositionTaken
    from speir.evidence.models import EvidenceItem
    from speir.frameworks.models import FrameworkItem
    from speir.inspections.models import Inspection


class PositionForm(SpeirForm):
    """A position and why."""

    position = forms.ChoiceField(
        label="Where we stand for now",
        choices=Position.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the team stands."},
    )
    why = forms.CharField(
        label="Why",
        widget=forms.Textarea,
        help_text="What the evidence says so far, and what is still to be settled.",
        error_messages={"required": reason_is_given.message},
    )


@dataclass(frozen=True)
class PositionPage:
    """The evidence on an indicator, the positions taken so far, newest first, and the form."""

    header: InspectionHeader
    number: str
    is_indicative: bool
    question: str
    sources: tuple[SourceRow, ...]
    total: int
    contradictions: tuple[str, ...]
    taken: tuple[PositionLine, ...]
    refused: str


def position_page(
    header: InspectionHeader,
    item: "FrameworkItem",
    evidence: Sequence["EvidenceItem"],
    taken: Sequence["PositionTaken"],
    refused: str,
) -> PositionPage:
    """The page of one indicator's positions."""
    lines = evidence_lines(evidence)
    return PositionPage(
        header=header,
        number=item.number,
        is_indicative=item.is_indicative,
        question=item.question,
        sources=by_source(lines),
        total=len(lines),
        contradictions=contradictions(lines),
        taken=tuple(position_line(each) for each in taken),
        refused=refused,
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def position(request: SignedInRequest, reference: str, number: str) -> HttpResponseBase:
    """Take a position on one indicator."""
    inspection, standing = open_inspection(request, reference, may_read_judgements)
    item = _indicator(inspection, number)
    taken = positions_taken(inspection, item)
    mine = sum(each.taken_by_id == request.user.pk for each in taken)
    kept = words.kept(f"position:{inspection.pk}:{number}:why", version=mine, by=request.user)
    form = PositionForm(request.POST or None, initial={"why": kept.or_else("")})
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(request, form, lambda: _take(request, inspection, item, form), done="Position taken.")
    ):
        return redirect(f"{reverse('evidence', args=[reference])}?indicator={number}")
    page = position_page(
        inspection_header(inspection, standing, here="evidence", heading=f"{item.number} {item.title}"),
        item,
        evidence_for(inspection, item),
        taken,
        why_not(standing, may_make_findings, position_may_change.reason(inspection.status)),
    )
    return render_page(request, "inspectorate/take_position.html.jinja", page, form=form, kept=kept)


def _indicator(inspection: "Inspection", number: str) -> "FrameworkItem":
    for item in indicators_of(inspection.phase.framework):
        if item.number == number:
            return item
    raise Http404


def _take(
    request: SignedInRequest, inspection: "Inspection", item: "FrameworkItem", form: PositionForm
) -> object:
    return take_position(
        inspection=inspection,
        item=item,
        position=Position(form.cleaned_data["position"]),
        why=form.cleaned_data["why"],
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


ADDRESSES = [
    path("inspections/<slug:reference>/evidence/positions/<str:number>/", position, name="take_position"),
]

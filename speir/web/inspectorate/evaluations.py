"""Every evaluated item: who has submitted, what the team judged, and opening the evaluation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.evaluations.operations import open_evaluation
from speir.evaluations.permissions import may_open_evaluation, may_read_judgements
from speir.evaluations.queries import consolidations_of, submissions_of
from speir.evaluations.rules import there_is_evidence_to_evaluate
from speir.evidence.queries import evidence_for
from speir.frameworks.queries import evaluated_items, indicators_of
from speir.inspections.choices import InspectionStatus
from speir.inspections.lifecycle import INSPECTION
from speir.inspections.queries import judging_team
from speir.web.inspectorate.evidence_lines import SourceRow, by_source, evidence_line
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.evaluations.models import Consolidation
    from speir.evidence.models import EvidenceItem
    from speir.frameworks.models import FrameworkItem
    from speir.people.models import Person

BEFORE = {InspectionStatus.PLANNED, InspectionStatus.NOTIFIED, InspectionStatus.GATHERING}


@dataclass(frozen=True)
class Inspector:
    """One judging member on one item: their name and whether it is in, nothing of what they judged."""

    name: str
    body: str
    is_in: bool


@dataclass(frozen=True)
class ItemRow:
    """One evaluated item."""

    number: str
    title: str
    is_indicative: bool
    sources: tuple[SourceRow, ...]
    evidence: int
    inspectors: tuple[Inspector, ...]
    is_my_turn: bool
    judged: str
    judged_is_indicative: bool

    @property
    def submitted(self) -> int:
        """How many have submitted."""
        return sum(inspector.is_in for inspector in self.inspectors)


@dataclass(frozen=True)
class EvaluationsPage:
    """All evaluated items; ``open_refused`` is "" when this person may open the evaluation now."""

    header: InspectionHeader
    is_open: bool
    is_before: bool
    rows: tuple[ItemRow, ...]
    evidence: int
    open_refused: str
    is_graded: bool


@dataclass(frozen=True)
class Gathered:
    """What the queries returned for the list."""

    items: Sequence["FrameworkItem"]
    indicators: Sequence["FrameworkItem"]
    evidence: Sequence["EvidenceItem"]
    team: Sequence["Person"]
    submitted: Mapping[UUID, set[UUID]]
    consolidations: Sequence["Consolidation"]


def evaluations_page(
    header: InspectionHeader, gathered: Gathered, reader_id: UUID, status: str, open_refused: str
) -> EvaluationsPage:
    """The list, in the framework's order."""
    is_open = status == InspectionStatus.EVALUATING
    return EvaluationsPage(
        header=header,
        is_open=is_open,
        is_before=status in BEFORE,
        rows=tuple(_row(item, gathered, reader_id, is_open) for item in gathered.items),
        evidence=len(gathered.evidence),
        open_refused=open_refused,
        is_graded=bool(gathered.items),
    )


def _row(item: "FrameworkItem", gathered: Gathered, reader_id: UUID, is_open: bool) -> ItemRow:
    beneath = {item.pk} | {each.pk for each in gathered.indicators if each.parent_id == item.pk}
    lines = [evidence_line(each) for each in gathered.evidence if each.item_id in beneath]
    submitted = gathered.submitted.get(item.pk, set())
    judged = next((each.level for each in gathered.consolidations if each.item_id == item.pk), None)
    judging = {person.pk for person in gathered.team}
    return ItemRow(
        number=item.number,
        title=item.title,
        is_indicative=item.is_indicative,
        sources=by_source(lines),
        evidence=len(lines),
        inspectors=tuple(
            Inspector(person.full_name, person.body.short_name, person.pk in submitted)
            for person in gathered.team
        ),
        is_my_turn=is_open and judged is None and reader_id in judging - submitted,
        judged=judged.label if judged else "",
        judged_is_indicative=judged.is_indicative if judged else False,
    )


@inspectorate_screen()
def evaluations(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The evaluated items and who has submitted."""
    inspection, standing = open_inspection(request, reference, may_read_judgements)
    framework = inspection.phase.framework
    gathered = Gathered(
        items=evaluated_items(framework),
        indicators=indicators_of(framework),
        evidence=evidence_for(inspection),
        team=judging_team(inspection),
        submitted=submissions_of(inspection),
        consolidations=consolidations_of(inspection),
    )
    refused = why_not(
        standing,
        may_open_evaluation,
        INSPECTION.reason_refused(inspection.status, "open_evaluation"),
        there_is_evidence_to_evaluate.reason(len(gathered.evidence)),
    )
    page = evaluations_page(
        inspection_header(inspection, standing, here="evaluations"),
        gathered,
        request.user.pk,
        inspection.status,
        refused,
    )
    return render_page(request, "inspectorate/evaluations.html.jinja", page, button=ButtonForm())


@inspectorate_screen(methods=CHANGE)
def open_it(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Open the evaluation: from now each inspector judges alone."""
    inspection, _ = open_inspection(request, reference, may_read_judgements)
    perform_button(
        request,
        lambda: open_evaluation(inspection=inspection, by=request.user, at=timezone.now()),
        done="The evaluation is open. Each inspector now judges alone."
        if inspection.is_graded
        else "Gathering is closed. Follow up what is uncertain, and record what the team found.",
    )
    return redirect("evaluations" if inspection.is_graded else "findings", reference=reference)


ADDRESSES = [
    path("inspections/<slug:reference>/evaluations/", evaluations, name="evaluations"),
    path("inspections/<slug:reference>/evaluations/open/", open_it, name="open_evaluation"),
]

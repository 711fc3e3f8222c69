"""One item of evidence: where it came from, what rests on it, and withdrawing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.concerns.choices import ConcernSource
from speir.document_requests.permissions import may_read_documents
from speir.document_requests.queries import file_of
from speir.evaluations.choices import FindingKind
from speir.evaluations.permissions import may_read_judgements
from speir.evaluations.queries import evaluations_citing, findings_resting_on
from speir.evidence.choices import SourceKind
from speir.evidence.operations import withdraw_evidence
from speir.evidence.permissions import may_lodge_evidence, may_read_evidence
from speir.evidence.queries import evidence_item as evidence_by_number
from speir.evidence.rules import inspection_takes_evidence, item_still_stands
from speir.frameworks.queries import terms_of
from speir.record_reading.outcome_queries import working_behind
from speir.web.inspectorate.evidence_forms import WithdrawEvidenceForm
from speir.web.inspectorate.evidence_lines import EvidenceLine, evidence_line
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

# Where a concern was come upon that somebody raises while they read an item: in the source behind it.
COME_UPON = {
    SourceKind.DOCUMENT: ConcernSource.DOCUMENT,
    SourceKind.RECORDS: ConcernSource.READING,
    SourceKind.STAFF_SURVEY: ConcernSource.SURVEY,
    SourceKind.PEOPLE: ConcernSource.MEETING,
}

if TYPE_CHECKING:
    from speir.document_requests.models import HandedOver
    from speir.evaluations.models import Evaluation, Finding
    from speir.evidence.models import EvidenceItem
    from speir.frameworks.terms import Terms
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing
    from speir.record_reading.models import LodgedFigure


@dataclass(frozen=True)
class FromFile:
    """The handed-over file that an item was read out of."""

    number: int
    title: str
    handed_id: UUID
    name: str


@dataclass(frozen=True)
class RestingEvaluation:
    """An evaluation that the reader may see and that cites the item."""

    item: str
    title: str
    inspector: str


@dataclass(frozen=True)
class RestingFinding:
    """A finding that rests on the item."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True)
class EvidencePage:
    """One item; ``withdraw_refused`` is "" when this person may withdraw it."""

    header: InspectionHeader
    line: EvidenceLine
    indicator: str
    is_indicative: bool
    file: FromFile | None
    working: "LodgedFigure | None"
    evaluations: tuple[RestingEvaluation, ...]
    findings: tuple[RestingFinding, ...]
    withdraw_refused: str


def evidence_page(
    header: InspectionHeader,
    item: "EvidenceItem",
    handed: "HandedOver | None",
    evaluations: Sequence["Evaluation"],
    findings: Sequence["Finding"],
    terms: "Terms",
    withdraw_refused: str,
) -> EvidencePage:
    """The page of one item."""
    return EvidencePage(
        header=header,
        line=evidence_line(item),
        indicator=f"{item.item.number} {item.item.title}",
        is_indicative=item.item.is_indicative,
        file=_from_file(handed) if handed else None,
        working=working_behind(item.source_id) if item.source_kind == SourceKind.RECORDS else None,
        evaluations=tuple(
            RestingEvaluation(each.item.number, each.item.title, each.inspector.full_name)
            for each in evaluations
        ),
        findings=tuple(
            RestingFinding(each.number, finding_words(FindingKind(each.kind), terms), each.text)
            for each in findings
        ),
        withdraw_refused=withdraw_refused,
    )


def _from_file(handed: "HandedOver") -> FromFile:
    return FromFile(handed.document.number, handed.document.title, handed.pk, handed.file.name)


def finding_words(kind: FindingKind, terms: "Terms") -> str:
    """What this framework calls a kind of finding, to stand at the beginning of a line."""
    singular = terms.of(kind.value).singular
    return singular[:1].upper() + singular[1:]


@inspectorate_screen(methods=READ_AND_CHANGE)
def evidence_item(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """One item, and the form that withdraws it."""
    inspection, standing = open_inspection(request, reference, may_read_evidence)
    item = evidence_by_number(inspection, number)
    if item is None:
        raise Http404
    kept = words.kept(f"withdraw:{item.pk}:why", version="standing", by=request.user)
    form = WithdrawEvidenceForm(request.POST or None, initial={"why": kept.or_else("")})
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: withdraw_evidence(
                evidence=item, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
            ),
            done=f"Evidence E{number} withdrawn.",
        )
    ):
        return redirect("evidence_item", reference=reference, number=number)
    page = _page(inspection, standing, item)
    return render_page(request, "inspectorate/evidence_item.html.jinja", page, form=form, kept=kept)


def _page(inspection: "Inspection", standing: "Standing", item: "EvidenceItem") -> EvidencePage:
    may_see = may_read_judgements.reason_refused(standing) is None
    return evidence_page(
        inspection_header(
            inspection,
            standing,
            here="evidence",
            heading=f"Evidence E{item.number}",
            source=COME_UPON[SourceKind(item.source_kind)],
        ),
        item,
        _file(inspection, standing, item),
        evaluations_citing(standing, inspection, item),
        findings_resting_on(item) if may_see else [],
        terms_of(inspection.phase.framework),
        why_not(
            standing,
            may_lodge_evidence,
            item_still_stands.reason(item.withdrawn_at is not None),
            inspection_takes_evidence.reason(inspection.status),
        ),
    )


def _file(inspection: "Inspection", standing: "Standing", item: "EvidenceItem") -> "HandedOver | None":
    if item.source_kind != SourceKind.DOCUMENT or may_read_documents.reason_refused(standing):
        return None
    try:
        return file_of(inspection, UUID(item.source_id), standing)
    except ValueError:  # lodged from a document that was not handed over here
        return None


ADDRESSES = [
    path("inspections/<slug:reference>/evidence/<int:number>/", evidence_item, name="evidence_item"),
]

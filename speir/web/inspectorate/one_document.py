"""One requested document: its files, what to do with it, and the evidence lodged from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.document_requests.choices import DocumentStatus
from speir.document_requests.lifecycle import REQUESTED_DOCUMENT
from speir.document_requests.operations import accept_document, ask_again, lodge_from_document
from speir.document_requests.permissions import may_read_documents, may_receive_documents
from speir.document_requests.queries import DocumentLine, document_of
from speir.evidence.permissions import may_lodge_evidence, may_read_evidence
from speir.evidence.queries import from_sources, times_lodged
from speir.evidence.rules import inspection_takes_evidence
from speir.foundations.uk_clock import uk_today
from speir.frameworks.queries import indicators_of
from speir.inspections.queries import partnership_bodies
from speir.web.inspectorate.documents import DocumentRow, document_row
from speir.web.inspectorate.documents_forms import AskAgainForm, a_week_from
from speir.web.inspectorate.evidence_forms import LodgeFromDocumentForm
from speir.web.inspectorate.evidence_lines import EvidenceLine, evidence_lines
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.handed_over import FileRow, file_row, give_handed_over
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.document_requests.models import HandedOver
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing

NOTHING_YET = "Nothing has been handed over for it yet."
NOT_ANSWERED = "The partnership has not handed it over yet, nor said that it is not held."


@dataclass(frozen=True)
class DocumentPage:
    """One document; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    document: DocumentRow
    last_word: str
    files: tuple[FileRow, ...]
    evidence: tuple[EvidenceLine, ...] | None
    is_accepted: bool
    accept_refused: str
    again_refused: str
    lodge_refused: str


def document_page(
    header: InspectionHeader,
    row: DocumentRow,
    line: DocumentLine,
    evidence: tuple[EvidenceLine, ...] | None,
    standing: "Standing",
    inspection_status: str,
) -> DocumentPage:
    """The page of one document, newest file first."""
    return DocumentPage(
        header=header,
        document=row,
        last_word=line.document.last_word,
        files=tuple(file_row(handed) for handed in reversed(line.files)),
        evidence=evidence,
        is_accepted=line.document.status == DocumentStatus.ACCEPTED,
        accept_refused=_step_refused(standing, line, "accept"),
        again_refused=_step_refused(standing, line, "ask_again"),
        lodge_refused=why_not(
            standing,
            may_lodge_evidence,
            None if line.files else NOTHING_YET,
            inspection_takes_evidence.reason(inspection_status),
        ),
    )


def _step_refused(standing: "Standing", line: DocumentLine, step: str) -> str:
    refused = REQUESTED_DOCUMENT.reason_refused(line.document.status, step)
    if refused and line.document.status == DocumentStatus.ASKED:
        refused = NOT_ANSWERED
    return why_not(standing, may_receive_documents, refused)


def _open(
    request: SignedInRequest, reference: str, number: int
) -> tuple["Inspection", "Standing", DocumentLine]:
    inspection, standing = open_inspection(request, reference, may_read_documents)
    line = document_of(inspection, number)
    if line is None:
        raise Http404
    return inspection, standing, line


@inspectorate_screen()
def document(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """One document."""
    return _show(request, *_open(request, reference, number))


def _show(
    request: SignedInRequest,
    inspection: "Inspection",
    standing: "Standing",
    line: DocumentLine,
    failed: SpeirForm | None = None,
) -> HttpResponseBase:
    """The page with its forms; ``failed`` is the one that was sent and refused, with what was typed."""
    says, why = _kept_says(request, inspection, line), _kept_why(request, line)
    heading = f"Document {line.document.number}: {line.document.title}"
    page = document_page(
        inspection_header(inspection, standing, here="documents", heading=heading),
        document_row(line, uk_today()),
        line,
        _lodged(inspection, standing, line),
        standing,
        inspection.status,
    )
    lodge = failed if isinstance(failed, LodgeFromDocumentForm) else _lodge_form(inspection, line, says)
    again = failed if isinstance(failed, AskAgainForm) else _again_form(why)
    forms: dict[str, Any] = {"lodge": lodge, "again": again, "button": ButtonForm(), "form": failed}
    return render_page(
        request, "inspectorate/document.html.jinja", page, kept_says=says, kept_why=why, **forms
    )


def _lodged(
    inspection: "Inspection", standing: "Standing", line: DocumentLine
) -> tuple[EvidenceLine, ...] | None:
    """What was lodged from its files; None for a reader who may not know."""
    if may_read_evidence.reason_refused(standing):
        return None
    return evidence_lines(from_sources(inspection, _sources(line)))


def _sources(line: DocumentLine) -> list[str]:
    return [str(handed.pk) for handed in line.files]


def _kept_says(request: SignedInRequest, inspection: "Inspection", line: DocumentLine) -> words.Kept:
    version = times_lodged(inspection, request.user, _sources(line))
    return words.kept(f"lodge:{line.document.pk}:says", version=version, by=request.user)


def _kept_why(request: SignedInRequest, line: DocumentLine) -> words.Kept:
    # Asking again always gives a new day and moves the status, so one of them tells two askings apart.
    version = f"{line.document.due_on}:{line.document.status}:{len(line.files)}"
    return words.kept(f"ask-again:{line.document.pk}:why", version=version, by=request.user)


def _again_form(kept: words.Kept, sent: QueryDict | None = None) -> AskAgainForm:
    initial = {"due_on": a_week_from(uk_today()), "why": kept.or_else("")}
    return AskAgainForm(sent, prefix="again", initial=initial)


def _lodge_form(
    inspection: "Inspection", line: DocumentLine, kept: words.Kept, sent: QueryDict | None = None
) -> LodgeFromDocumentForm:
    return LodgeFromDocumentForm(
        sent,
        prefix="lodge",
        initial={"says": kept.or_else("")},
        indicators=indicators_of(inspection.phase.framework),
        bodies=partnership_bodies(inspection),
        files=_file_choices(line.files),
    )


def _file_choices(files: Sequence["HandedOver"]) -> list[tuple[str, str]]:
    return [(str(handed.pk), handed.file.name) for handed in reversed(files)]


@inspectorate_screen(methods=CHANGE)
def accept(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Accept what came."""
    _, _, line = _open(request, reference, number)
    perform_button(
        request,
        lambda: accept_document(document=line.document, by=request.user, at=timezone.now()),
        done=f"Document {number} accepted.",
    )
    return redirect("document", reference=reference, number=number)


@inspectorate_screen(methods=CHANGE)
def ask_for_it_again(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Ask for the document again, with a reason and a new day."""
    inspection, standing, line = _open(request, reference, number)
    form = _again_form(_kept_why(request, line), request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: ask_again(
            document=line.document,
            why=form.cleaned_data["why"],
            due_on=form.cleaned_data["due_on"],
            by=request.user,
            at=timezone.now(),
        ),
        done=f"Document {number} has been asked for again.",
    ):
        return redirect("document", reference=reference, number=number)
    return _show(request, inspection, standing, line, failed=form)


@inspectorate_screen(methods=CHANGE)
def lodge_from(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Lodge what the document says."""
    inspection, standing, line = _open(request, reference, number)
    form = _lodge_form(inspection, line, _kept_says(request, inspection, line), request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: lodge_from_document(
            handed=next(each for each in line.files if str(each.pk) == form.cleaned_data["file"]),
            item=form.indicator,
            locator=form.cleaned_data["locator"],
            says=form.cleaned_data["says"],
            bearing=form.bears,
            agency=form.body,
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Evidence lodged from this document.",
    ):
        return redirect("document", reference=reference, number=number)
    return _show(request, inspection, standing, line, failed=form)


@inspectorate_screen()
def document_file(request: SignedInRequest, reference: str, number: int, handed_id: UUID) -> HttpResponseBase:
    """The bytes of one file, to be saved and not opened in the browser; who took it is on record."""
    inspection, standing = open_inspection(request, reference, may_read_documents)
    return give_handed_over(request, inspection, standing, number, handed_id)


_HERE = "inspections/<slug:reference>/documents/<int:number>/"
ADDRESSES = [
    path(_HERE, document, name="document"),
    path(f"{_HERE}accept/", accept, name="accept_document"),
    path(f"{_HERE}ask-again/", ask_for_it_again, name="ask_again"),
    path(f"{_HERE}lodge/", lodge_from, name="lodge_from_document"),
    path(f"{_HERE}files/<uuid:handed_id>/", document_file, name="document_file"),
]

"""What the partnership is asked for, and where each document stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.document_requests.choices import DocumentStatus
from speir.document_requests.operations import Wanted, ask_for_documents
from speir.document_requests.permissions import may_ask_for_documents, may_read_documents
from speir.document_requests.queries import DocumentLine, documents_of, request_of
from speir.document_requests.rules import nothing_asked_before
from speir.foundations.uk_clock import uk_today
from speir.inspections.lifecycle import INSPECTION
from speir.inspections.queries import milestone_of
from speir.programmes.queries import documents_of as documents_of_phase
from speir.web.inspectorate.documents_forms import AskForm
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count

if TYPE_CHECKING:
    from speir.document_requests.models import DocumentRequest
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing
    from speir.programmes.models import PhaseDocument

STATUS_TAGS = {
    DocumentStatus.ASKED: "grey",
    DocumentStatus.RECEIVED: "info",
    DocumentStatus.ACCEPTED: "ok",
    DocumentStatus.NOT_HELD: "warn",
}
GROUPS = (
    ("To be read", {DocumentStatus.RECEIVED}),
    ("Still to come", {DocumentStatus.ASKED}),
    ("Read", {DocumentStatus.ACCEPTED, DocumentStatus.NOT_HELD}),
)
STATEMENT = "position statement"


@dataclass(frozen=True)
class DocumentRow:
    """One requested document in the list."""

    number: int
    title: str
    why: str
    is_position_statement: bool
    due_on: date
    status: str
    tag: str
    files: int
    state: DocumentStatus


@dataclass(frozen=True)
class Asked:
    """The request itself."""

    asked_on: date
    asked_by: str
    due_on: date
    message: str
    facts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class DocumentsPage:
    """Everything asked of the partnership; ``ask_refused`` is "" when this person may ask."""

    header: InspectionHeader
    asked: Asked | None
    rows: tuple[DocumentRow, ...]
    ask_refused: str

    @property
    def groups(self) -> list[tuple[str, list[DocumentRow]]]:
        """The documents by what is to be done: read, wait for (soonest due first), nothing; none empty."""
        found = [(title, [row for row in self.rows if row.state in states]) for title, states in GROUPS]
        found[1][1].sort(key=lambda row: (row.due_on, row.number))
        return [(title, rows) for title, rows in found if rows]


@dataclass(frozen=True)
class AskPage:
    """The form that asks."""

    header: InspectionHeader
    partnership: str
    hints: dict[str, str]
    refused: str


def documents_page(
    header: InspectionHeader,
    request: "DocumentRequest | None",
    lines: Sequence[DocumentLine],
    today: date,
    ask_refused: str,
) -> DocumentsPage:
    """The list with its counts."""
    asked = (
        Asked(
            request.asked_on,
            request.asked_by.full_name,
            request.due_on,
            request.message,
            _facts(lines, today),
        )
        if request
        else None
    )
    return DocumentsPage(header, asked, tuple(document_row(line, today) for line in lines), ask_refused)


def _facts(lines: Sequence[DocumentLine], today: date) -> tuple[tuple[str, int], ...]:
    def number(*statuses: DocumentStatus) -> int:
        return sum(line.document.status in statuses for line in lines)

    return (
        ("Asked for", len(lines)),
        ("Received, to be read", number(DocumentStatus.RECEIVED)),
        ("Accepted", number(DocumentStatus.ACCEPTED)),
        ("Not held", number(DocumentStatus.NOT_HELD)),
        ("Still to come", number(DocumentStatus.ASKED)),
        ("Of these late", sum(line.days_late(today) > 0 for line in lines)),
    )


def document_row(line: DocumentLine, today: date) -> DocumentRow:
    """One document as printed; late says by how much."""
    document, late = line.document, line.days_late(today)
    status = DocumentStatus(document.status)
    again = " again" if status == DocumentStatus.ASKED and line.files else ""
    return DocumentRow(
        number=document.number,
        title=document.title,
        why=document.why,
        is_position_statement=document.is_position_statement and STATEMENT not in document.title.lower(),
        due_on=document.due_on,
        status=f"{count(late, 'day')} late" if late else status.label + again,
        tag="bad" if late else STATUS_TAGS[status],
        files=len(line.files),
        state=status,
    )


@inspectorate_screen()
def documents(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """What was asked for and what came."""
    inspection, standing = open_inspection(request, reference, may_read_documents)
    asked = request_of(inspection)
    page = documents_page(
        inspection_header(inspection, standing, here="documents"),
        asked,
        documents_of(inspection),
        uk_today(),
        _ask_refused(inspection, standing, has_request=asked is not None),
    )
    return render_page(request, "inspectorate/documents.html.jinja", page)


def _ask_refused(inspection: "Inspection", standing: "Standing", has_request: bool) -> str:
    return why_not(
        standing,
        may_ask_for_documents,
        nothing_asked_before.reason(has_request),
        INSPECTION.reason_refused(inspection.status, "open_gathering"),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def ask(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Ask the partnership for its documents."""
    inspection, standing = open_inspection(request, reference, may_read_documents)
    offered = documents_of_phase(inspection.phase)
    kept = words.kept(f"ask:{inspection.pk}:message", version="new", by=request.user)
    form = _ask_form(request, inspection, offered, kept)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: _ask(request, inspection, offered, form),
            done="The documents are asked for.",
        )
    ):
        return redirect("documents", reference=reference)
    page = AskPage(
        header=inspection_header(inspection, standing, here="documents", heading="Ask for documents"),
        partnership=inspection.partnership.full_name,
        hints={str(document.pk): document.why for document in offered if document.why},
        refused=_ask_refused(inspection, standing, has_request=request_of(inspection) is not None),
    )
    return render_page(request, "inspectorate/ask_for_documents.html.jinja", page, form=form, kept=kept)


def _ask(
    request: SignedInRequest, inspection: "Inspection", offered: list["PhaseDocument"], form: AskForm
) -> object:
    return ask_for_documents(
        inspection=inspection,
        documents=wanted(offered, form.cleaned_data["documents"], form.cleaned_data["others"]),
        due_on=form.cleaned_data["due_on"],
        message=form.cleaned_data["message"],
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


def _ask_form(
    request: SignedInRequest, inspection: "Inspection", offered: list["PhaseDocument"], kept: words.Kept
) -> AskForm:
    due = milestone_of(inspection, "documents_due")
    return AskForm(
        request.POST or None,
        offered=[(str(each.pk), _offered_words(each)) for each in offered],
        initial={
            "documents": [str(each.pk) for each in offered],
            "due_on": due.due_on if due else None,
            "message": kept.or_else(""),
        },
    )


def _offered_words(document: "PhaseDocument") -> str:
    if document.is_position_statement and STATEMENT not in document.title.lower():
        return f"{document.title} (position statement)"
    return document.title


def wanted(offered: Sequence["PhaseDocument"], ticked: Sequence[str], others: str) -> list[Wanted]:
    """The documents to ask for: those ticked, in the phase's order, then one for each line written."""
    listed = [
        Wanted(each.title, each.why, each.is_position_statement) for each in offered if str(each.pk) in ticked
    ]
    return listed + [Wanted(line.strip()) for line in others.splitlines() if line.strip()]


ADDRESSES = [
    path("inspections/<slug:reference>/documents/", documents, name="documents"),
    path("inspections/<slug:reference>/documents/ask/", ask, name="ask_for_documents"),
]

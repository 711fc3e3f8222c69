"""What the partnership is asked for: each document with why, by when, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path

from speir.document_requests.choices import DocumentStatus
from speir.document_requests.permissions import may_read_documents
from speir.document_requests.queries import DocumentLine, as_read_by, documents_of, request_of
from speir.foundations.uk_clock import uk_today
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.partnership.whose_turn import how_near
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.document_requests.models import DocumentRequest

# Where a document stands, said from the partnership's side.
STATUS_WORDS = {
    DocumentStatus.ASKED: ("to hand over", "grey"),
    DocumentStatus.RECEIVED: ("handed over, being read", "info"),
    DocumentStatus.ACCEPTED: ("accepted", "ok"),
    DocumentStatus.NOT_HELD: ("said to be not held", "grey"),
}
STATEMENT = "position statement"


@dataclass(frozen=True)
class DocumentRow:
    """One document; ``asked_again`` says why it was asked for again, "" when it was not."""

    number: int
    title: str
    why: str
    is_position_statement: bool
    due_on: date
    status: str
    tag: str
    files: int
    asked_again: str


@dataclass(frozen=True)
class DocumentsPage:
    """The documents still to hand over, soonest first, and the others."""

    header: InspectionHeader
    is_asked: bool
    asked_on: date | None
    asked_by: str
    message: str
    waiting: tuple[DocumentRow, ...]
    settled: tuple[DocumentRow, ...]
    late: int


def documents_page(
    header: InspectionHeader, request: "DocumentRequest | None", lines: Sequence[DocumentLine], today: date
) -> DocumentsPage:
    """The two lists."""
    waiting = [line for line in lines if line.document.status == DocumentStatus.ASKED]
    waiting.sort(key=lambda line: (line.document.due_on, line.document.number))
    settled = [line for line in lines if line.document.status != DocumentStatus.ASKED]
    return DocumentsPage(
        header=header,
        is_asked=request is not None,
        asked_on=request.asked_on if request else None,
        asked_by=request.asked_by.full_name if request else "",
        message=request.message if request else "",
        waiting=tuple(document_row(line, today) for line in waiting),
        settled=tuple(document_row(line, today) for line in settled),
        late=sum(line.days_late(today) > 0 for line in lines),
    )


def document_row(line: DocumentLine, today: date) -> DocumentRow:
    """One document as printed; one that is waited for says how late it is or when it is due."""
    document = line.document
    status = DocumentStatus(document.status)
    is_waiting = status == DocumentStatus.ASKED
    words, tag = how_near(document.due_on, today) if is_waiting else STATUS_WORDS[status]
    return DocumentRow(
        number=document.number,
        title=document.title,
        why=document.why,
        # The title usually says so itself.
        is_position_statement=document.is_position_statement and STATEMENT not in document.title.lower(),
        due_on=document.due_on,
        status=words,
        tag=tag,
        files=len(line.files) + line.withheld,
        asked_again=document.last_word if is_waiting else "",
    )


@partnership_screen()
def documents(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """What is asked for and where each stands."""
    inspection, standing = open_inspection(request, reference, may_read_documents)
    header = inspection_header(inspection, standing, here="partnership_documents")
    lines = [as_read_by(standing, line) for line in documents_of(inspection)]
    page = documents_page(header, request_of(inspection), lines, uk_today())
    return render_page(request, "partnership/documents.html.jinja", page)


ADDRESSES = [path("partnership/<slug:reference>/documents/", documents, name="partnership_documents")]

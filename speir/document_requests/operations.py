"""Asking for documents, handing them over, reading evidence out of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile

from speir.document_requests import permissions, rules
from speir.document_requests.choices import DocumentStatus
from speir.document_requests.lifecycle import REQUESTED_DOCUMENT
from speir.document_requests.models import DocumentRequest, HandedOver, RequestedDocument
from speir.document_requests.queries import request_of
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import lodge_evidence
from speir.foundations import audit, files
from speir.foundations.how_many import count
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.frameworks.models import FrameworkItem
from speir.inspections.models import Inspection
from speir.inspections.operations import advance, reach_milestone, tell
from speir.inspections.queries import partnership_people, standing_of
from speir.people.models import Body, Person


@dataclass(frozen=True)
class Wanted:
    """One document to ask for."""

    title: str
    why: str = ""
    is_position_statement: bool = False


@operation
def ask_for_documents(
    *,
    inspection: Inspection,
    documents: Sequence[Wanted],
    due_on: date,
    message: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> DocumentRequest:
    """Ask the partnership for a position statement and supporting documents, all due by one day."""
    permissions.may_ask_for_documents.check(standing_of(by, inspection))
    today = uk_day(at)
    check_all(
        rules.nothing_asked_before.reason(request_of(inspection) is not None),
        rules.due_after_the_request.reason(due_on, today),
        rules.due_on_a_working_day.reason(due_on),
        rules.due_before_publication.reason(due_on, inspection.publishes_on),
        rules.something_is_asked_for.reason([wanted.title for wanted in documents]),
        rules.one_position_statement.reason(sum(wanted.is_position_statement for wanted in documents)),
    )
    advance(inspection=inspection, step="open_gathering", by=by, at=at)
    request = DocumentRequest.objects.create(
        inspection=inspection, asked_on=today, due_on=due_on, asked_by=by, message=message.strip()
    )
    RequestedDocument.objects.bulk_create(
        RequestedDocument(
            request=request,
            number=number,
            title=wanted.title.strip(),
            why=wanted.why.strip(),
            is_position_statement=wanted.is_position_statement,
            due_on=due_on,
        )
        for number, wanted in enumerate(documents, 1)
    )
    tell(
        inspection,
        partnership_people(inspection),
        key="documents",
        subject="Documents are asked for in Speir",
        body=f"Please sign in to Speir to see which, and hand them over by {due_on.day} {due_on:%B %Y}.",
        at=at,
    )
    audit.record(
        f"{count(len(documents), 'document')} asked for", subject=request, by=by, at=at, thread=inspection.pk
    )
    reach_milestone(inspection=inspection, key="documents_requested", by=by, at=at)
    return request


@operation
def hand_over(
    *,
    document: RequestedDocument,
    upload: "UploadedFile[bytes]",
    note: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> HandedOver:
    """Hand over one file for one requested document; earlier files for it stay."""
    inspection = document.request.inspection
    permissions.may_hand_over.check(standing_of(by, inspection))
    stored = files.keep(upload, by=by, at=at)
    before = HandedOver.objects.filter(document=document).values_list("file__sha256", flat=True)
    rules.file_is_new.check(stored.sha256, list(before))
    move(document, REQUESTED_DOCUMENT, "hand_over", by=by, at=at)
    handed = HandedOver.objects.create(
        document=document, file=stored, note=note.strip(), handed_over_by=by, handed_over_at=at
    )
    audit.record(
        f"Document {document.number} handed over: {stored.name}",
        subject=handed,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"sha256": stored.sha256, "size": stored.size},
    )
    _reach_when_all_in(inspection, by, at)
    return handed


@operation
def say_not_held(*, document: RequestedDocument, why: str, by: Person, at: datetime) -> None:
    """Say for the partnership that a document does not exist, and why."""
    inspection = document.request.inspection
    permissions.may_hand_over.check(standing_of(by, inspection))
    rules.not_held_is_explained.check(why)
    _turn_over(document, "say_not_held", why, by, at)
    audit.record(
        f"Document {document.number} is not held", subject=document, by=by, at=at, thread=inspection.pk
    )
    _reach_when_all_in(inspection, by, at)


@operation
def accept_document(*, document: RequestedDocument, by: Person, at: datetime) -> None:
    """Accept what was handed over."""
    inspection = document.request.inspection
    permissions.may_receive_documents.check(standing_of(by, inspection))
    _turn_over(document, "accept", "", by, at)
    audit.record(f"Document {document.number} accepted", subject=document, by=by, at=at, thread=inspection.pk)


@operation
def ask_again(*, document: RequestedDocument, why: str, due_on: date, by: Person, at: datetime) -> None:
    """Ask for a document again, saying what is missing, with a new due day."""
    inspection = document.request.inspection
    permissions.may_receive_documents.check(standing_of(by, inspection))
    check_all(
        rules.asking_again_has_a_reason.reason(why),
        rules.due_after_the_request.reason(due_on, uk_day(at)),
        rules.due_on_a_working_day.reason(due_on),
    )
    _turn_over(document, "ask_again", why, by, at)
    RequestedDocument.objects.filter(pk=document.pk).update(due_on=due_on)
    audit.record(
        f"Document {document.number} asked for again",
        subject=document,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"why": why.strip()},
    )


def _turn_over(document: RequestedDocument, step: str, why: str, by: Person, at: datetime) -> None:
    move(document, REQUESTED_DOCUMENT, step, by=by, at=at, why=why.strip())
    RequestedDocument.objects.filter(pk=document.pk).update(last_word=why.strip())


def _reach_when_all_in(inspection: Inspection, by: Person, at: datetime) -> None:
    waiting = RequestedDocument.objects.filter(
        request__inspection=inspection, status=DocumentStatus.ASKED
    ).exists()
    if not waiting:
        reach_milestone(inspection=inspection, key="documents_due", by=by, at=at)


@operation
def lodge_from_document(
    *,
    handed: HandedOver,
    item: FrameworkItem,
    locator: str,
    says: str,
    bearing: Bearing,
    agency: Body | None,
    by: Person,
    at: datetime,
    once: str = "",
) -> EvidenceItem:
    """Lodge what a handed-over document says, so that the item leads back to the very file."""
    document = handed.document
    return lodge_evidence(
        inspection=document.request.inspection,
        item=item,
        source_kind=SourceKind.DOCUMENT,
        source_title=f"Document {document.number}: {document.title}",
        source_id=str(handed.pk),
        locator=locator,
        says=says,
        bearing=bearing,
        agency=agency,
        by=by,
        at=at,
    )

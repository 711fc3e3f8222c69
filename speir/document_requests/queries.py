"""Questions about requested and handed-over documents."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from speir.document_requests.choices import DocumentStatus
from speir.document_requests.models import DocumentRequest, HandedOver, RequestedDocument
from speir.inspections.models import Inspection
from speir.inspections.queries import milestone_of
from speir.inspections.turns import Turn
from speir.people.choices import JUDGING_ROLES, Role


@dataclass(frozen=True)
class DocumentLine:
    """One requested document with every file handed over for it, newest last."""

    document: RequestedDocument
    files: list[HandedOver]

    def days_late(self, today: date) -> int:
        """How many days it has been asked for past its day; 0 when it is not waited for."""
        if self.document.status != DocumentStatus.ASKED:
            return 0
        return max((today - self.document.due_on).days, 0)


def request_of(inspection: Inspection) -> DocumentRequest | None:
    """The document request of an inspection."""
    return DocumentRequest.objects.filter(inspection=inspection).select_related("asked_by").first()


def documents_of(inspection: Inspection) -> list[DocumentLine]:
    """Every requested document with its files."""
    files: dict[object, list[HandedOver]] = defaultdict(list)
    for handed in HandedOver.objects.filter(document__request__inspection=inspection).select_related(
        "file", "handed_over_by__body"
    ):
        files[handed.document_id].append(handed)
    documents = RequestedDocument.objects.filter(request__inspection=inspection)
    return [DocumentLine(document, files[document.pk]) for document in documents]


def document_of(inspection: Inspection, number: int) -> DocumentLine | None:
    """One requested document by its number."""
    document = (
        RequestedDocument.objects.filter(request__inspection=inspection, number=number)
        .select_related("request__inspection")
        .first()
    )
    if document is None:
        return None
    files = HandedOver.objects.filter(document=document).select_related("file", "handed_over_by__body")
    return DocumentLine(document, list(files))


def file_of(inspection: Inspection, handed_id: UUID) -> HandedOver | None:
    """One handed-over file of this inspection."""
    return (
        HandedOver.objects.filter(document__request__inspection=inspection, pk=handed_id)
        .select_related("file", "document")
        .first()
    )


def turns(inspection: Inspection) -> list[Turn]:
    """What waits for somebody because of documents."""
    request = request_of(inspection)
    if request is None:
        return _ask_turn(inspection) if inspection.status == "notified" else []
    found = []
    lines = documents_of(inspection)
    waiting = [line.document for line in lines if line.document.status == DocumentStatus.ASKED]
    if waiting:
        first = min(waiting, key=lambda document: document.due_on)
        found.append(
            Turn(
                key="documents",
                title=f"Hand over {_count(len(waiting))}",
                why="Still asked for: "
                + "; ".join(d.title for d in waiting[:3])
                + (" …" if waiting[3:] else ""),
                roles=frozenset({Role.COORDINATOR, Role.CONTRIBUTOR}),
                due_on=first.due_on,
            )
        )
    received = [line for line in lines if line.document.status == DocumentStatus.RECEIVED]
    if received and inspection.status in {"gathering", "evaluating"}:
        found.append(
            Turn(
                key="documents",
                title=f"Read {_count(len(received))} that came in",
                why="Accept each, or ask for it again; lodge what it says against the indicators.",
                roles=frozenset(JUDGING_ROLES),
            )
        )
    return found


def _ask_turn(inspection: Inspection) -> list[Turn]:
    due = milestone_of(inspection, "documents_requested")
    return [
        Turn(
            key="documents",
            title="Ask the partnership for its documents",
            why="The partnership has been notified; no documents have been asked for.",
            roles=frozenset({Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER}),
            due_on=due.due_on if due else None,
        )
    ]


def _count(number: int) -> str:
    return f"{number} document" + ("" if number == 1 else "s")

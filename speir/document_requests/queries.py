"""Questions about requested and handed-over documents."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from speir.document_requests.choices import DocumentStatus
from speir.document_requests.models import DocumentRequest, HandedOver, RequestedDocument
from speir.document_requests.visibility import may_read_file_from
from speir.inspections.models import Inspection
from speir.inspections.queries import due_days_of
from speir.inspections.turns import Turn
from speir.people.choices import JUDGING_ROLES, Role
from speir.people.standing import Standing


@dataclass(frozen=True)
class DocumentLine:
    """One requested document with the files handed over for it, newest last.

    ``withheld`` counts files that are not the reader's to see, ``withheld_from`` names whose they are.
    """

    document: RequestedDocument
    files: list[HandedOver]
    withheld: int = 0
    withheld_from: tuple[str, ...] = ()

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


def as_read_by(standing: Standing, line: DocumentLine) -> DocumentLine:
    """A document with only those files that this person may read; the others are counted."""
    mine = [one for one in line.files if _may_read(standing, one)]
    others = [one.handed_over_by.body.name for one in line.files if not _may_read(standing, one)]
    return DocumentLine(line.document, mine, len(others), tuple(sorted(set(others))))


def _may_read(standing: Standing, handed: HandedOver) -> bool:
    return may_read_file_from(standing, str(handed.handed_over_by.body_id))


def file_of(inspection: Inspection, handed_id: UUID, standing: Standing) -> HandedOver | None:
    """One handed-over file of this inspection, when this person may read it."""
    handed = (
        HandedOver.objects.filter(document__request__inspection=inspection, pk=handed_id)
        .select_related("file", "document", "handed_over_by")
        .first()
    )
    return handed if handed and _may_read(standing, handed) else None


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of the documents of each of several inspections, in three questions."""
    requests = DocumentRequest.objects.filter(inspection__in=inspections)
    asked = set(requests.values_list("inspection_id", flat=True))
    documents: dict[UUID, list[RequestedDocument]] = {pk: [] for pk in asked}
    for document in RequestedDocument.objects.filter(request__inspection__in=asked).select_related("request"):
        documents[document.request.inspection_id].append(document)
    to_ask = [one for one in inspections if one.pk not in asked and one.status == "notified"]
    due = due_days_of(to_ask)
    found: dict[UUID, list[Turn]] = {inspection.pk: [] for inspection in inspections}
    found |= {pk: [_to_ask(days)] for pk, days in due.items()}
    for inspection in inspections:
        if inspection.pk in asked:
            found[inspection.pk] = _turns_about(documents[inspection.pk], inspection.status)
    return found


def turns(inspection: Inspection) -> list[Turn]:
    """What waits for somebody because of documents."""
    return turns_of([inspection])[inspection.pk]


def _turns_about(documents: Sequence[RequestedDocument], status: str) -> list[Turn]:
    waiting = [document for document in documents if document.status == DocumentStatus.ASKED]
    received = [document for document in documents if document.status == DocumentStatus.RECEIVED]
    found = [_to_hand_over(waiting)] if waiting and status != "closed" else []
    if received and status in {"gathering", "evaluating"}:
        found.append(_to_read(len(received)))
    return found


def _to_hand_over(waiting: Sequence[RequestedDocument]) -> Turn:
    titles = "; ".join(document.title for document in waiting[:3])
    return Turn(
        key="documents",
        title=f"Hand over {_count(len(waiting))}",
        why=f"Still asked for: {titles}" + (" …" if waiting[3:] else ""),
        roles=frozenset({Role.COORDINATOR, Role.CONTRIBUTOR}),
        due_on=min(document.due_on for document in waiting),
    )


def _to_read(received: int) -> Turn:
    return Turn(
        key="documents",
        title=f"Read {_count(received)} that came in",
        why="Accept each, or ask for it again; lodge what it says against the indicators.",
        roles=frozenset(JUDGING_ROLES),
    )


def _to_ask(due_on: Mapping[str, date]) -> Turn:
    return Turn(
        key="documents",
        title="Ask the partnership for its documents",
        why="The partnership has been notified; no documents have been asked for.",
        roles=frozenset({Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER}),
        due_on=due_on.get("documents_requested"),
    )


def _count(number: int) -> str:
    return f"{number} document" + ("" if number == 1 else "s")

"""Files handed over for a requested document, as both sides list and take them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import FileResponse, Http404

from speir.document_requests.queries import file_of
from speir.web.shared.downloads import give_file
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from speir.document_requests.models import HandedOver
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing


@dataclass(frozen=True)
class FileRow:
    """One file that was handed over."""

    id: UUID
    name: str
    size: int
    sha256: str
    handed_over_by: str
    handed_over_at: datetime
    note: str


def file_row(handed: "HandedOver") -> FileRow:
    """One file as it is listed."""
    return FileRow(
        id=handed.pk,
        name=handed.file.name,
        size=handed.file.size,
        sha256=handed.file.sha256,
        handed_over_by=f"{handed.handed_over_by.full_name}, {handed.handed_over_by.body.short_name}",
        handed_over_at=handed.handed_over_at,
        note=handed.note,
    )


def give_handed_over(
    request: SignedInRequest, inspection: "Inspection", standing: "Standing", number: int, handed_id: UUID
) -> FileResponse:
    """The bytes of one file of that document; not found when this person may not read it."""
    handed = file_of(inspection, handed_id, standing)
    if handed is None or handed.document.number != number:
        raise Http404
    what = f"Document {number}"
    return give_file(request, handed.file, what=what, subject=handed, thread=inspection.pk)

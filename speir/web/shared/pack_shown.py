"""One document of the pack as both sides read it, and the pack with what is due released."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.utils import timezone

from speir.document_packs.operations import release_due_documents
from speir.document_packs.queries import pack_of
from speir.foundations.uk_clock import uk_today
from speir.people.operations import SYSTEM
from speir.web.shared.downloads import give_file
from speir.web.shared.screens import SignedInRequest
from speir.web.shared.showing import moment

if TYPE_CHECKING:
    from speir.document_packs.pages import PackLine, Words
    from speir.inspections.models import Inspection


@dataclass(frozen=True)
class VersionShown:
    """One version; ``file_name`` is "" when it has words of its own."""

    number: int
    text: str
    file_name: str
    file_size: int
    what_changed: str
    issued: str
    is_indicative: bool
    source: str
    is_there: bool


def version_shown(words: "Words") -> VersionShown:
    """One version for a page."""
    issued = f"{words.issued_by}, {moment(words.issued_at)}" if words.issued_by else "from the method"
    return VersionShown(
        number=words.number,
        text=words.text,
        file_name=words.file.name if words.file else "",
        file_size=words.file.size if words.file else 0,
        what_changed=words.what_changed,
        issued=issued,
        is_indicative=words.is_indicative,
        source=words.source,
        is_there=words.is_there,
    )


def pack_now(inspection: "Inspection") -> list["PackLine"]:
    """The pack of an inspection; what is due and was not released yet is released first."""
    lines = pack_of(inspection)
    today = uk_today()
    if any(line.is_in_use(inspection.status) and line.is_ready(today) for line in lines):
        release_due_documents(inspections=[inspection], by=SYSTEM, at=timezone.now())
        lines = pack_of(inspection)
    return lines


def line_or_404(lines: list["PackLine"], key: str) -> "PackLine":
    """One document of the pack."""
    found = next((line for line in lines if line.key == key), None)
    if found is None:
        raise Http404
    return found


def give_version(
    request: SignedInRequest, inspection: "Inspection", line: "PackLine", number: int
) -> FileResponse:
    """The file of one version."""
    words = next((one for one in line.versions if one.number == number), None)
    if words is None or words.file is None:
        raise Http404
    what = f"Version {number} of “{line.document.title}”"
    return give_file(request, words.file, what=what, subject=line.document, thread=inspection.pk)

"""One requested document: hand over files for it, say that it is not held, see what was handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zlib import crc32

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.document_requests.choices import DocumentStatus
from speir.document_requests.lifecycle import REQUESTED_DOCUMENT
from speir.document_requests.operations import hand_over, say_not_held
from speir.document_requests.permissions import may_hand_over, may_read_documents
from speir.document_requests.queries import DocumentLine, as_read_by, document_of, documents_of
from speir.foundations.uk_clock import uk_today
from speir.web.partnership.documents import DocumentRow, document_row
from speir.web.partnership.handing_over import HandOverForm, NotHeldForm, each_alone, say_what_became
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.handed_over import FileRow, file_row, give_handed_over
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing


@dataclass(frozen=True)
class DocumentPage:
    """One document; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    document: DocumentRow
    not_held_why: str
    files: tuple[FileRow, ...]
    withheld: int
    withheld_from: tuple[str, ...]
    hand_over_refused: str
    not_held_refused: str
    next_asked: tuple[int, str] | None


def document_page(
    header: InspectionHeader,
    row: DocumentRow,
    line: DocumentLine,
    standing: "Standing",
    others: Sequence[DocumentLine],
) -> DocumentPage:
    """The page of one document, newest file first, with the next one that is still waited for."""
    status = line.document.status
    return DocumentPage(
        header=header,
        document=row,
        not_held_why=line.document.last_word if status == DocumentStatus.NOT_HELD else "",
        files=tuple(file_row(handed) for handed in reversed(line.files)),
        withheld=line.withheld,
        withheld_from=line.withheld_from,
        hand_over_refused=why_not(
            standing, may_hand_over, REQUESTED_DOCUMENT.reason_refused(status, "hand_over")
        ),
        not_held_refused=why_not(
            standing, may_hand_over, REQUESTED_DOCUMENT.reason_refused(status, "say_not_held")
        ),
        next_asked=_next_asked(line, others),
    )


def _next_asked(line: DocumentLine, others: Sequence[DocumentLine]) -> tuple[int, str] | None:
    waiting = [
        (other.document.due_on, other.document.number, other.document.title)
        for other in others
        if other.document.status == DocumentStatus.ASKED and other.document.pk != line.document.pk
    ]
    return min(waiting)[1:] if waiting else None


def _open(
    request: SignedInRequest, reference: str, number: int
) -> tuple["Inspection", "Standing", DocumentLine]:
    inspection, standing = open_inspection(request, reference, may_read_documents)
    line = document_of(inspection, number)
    if line is None:
        raise Http404
    return inspection, standing, as_read_by(standing, line)


@partnership_screen()
def document(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """One document."""
    return _show(request, reference, number)


def _show(
    request: SignedInRequest, reference: str, number: int, failed: SpeirForm | None = None
) -> HttpResponseBase:
    """The page as it stands now; ``failed`` is the form that was refused, with what was typed."""
    inspection, standing, line = _open(request, reference, number)
    kept = _kept_why(request, line)
    page = document_page(
        inspection_header(
            inspection,
            standing,
            here="partnership_documents",
            heading=f"{line.document.number} {line.document.title}",
        ),
        document_row(line, uk_today()),
        line,
        standing,
        documents_of(inspection),
    )
    own = HandOverForm(prefix="hand_over")
    not_held = NotHeldForm(prefix="not_held", initial={"why": kept.or_else("")})
    forms: dict[str, Any] = {
        "hand_over": failed if isinstance(failed, HandOverForm) else own,
        "not_held": failed if isinstance(failed, NotHeldForm) else not_held,
        "form": failed,
    }
    return render_page(request, "partnership/document.html.jinja", page, kept_why=kept, **forms)


def _kept_why(request: SignedInRequest, line: DocumentLine) -> words.Kept:
    document = line.document
    # What was said last tells one asking from the next, also when both give the same day.
    version = f"{document.due_on}:{document.status}:{crc32(document.last_word.encode())}"
    return words.kept(f"not-held:{document.pk}:why", version=version, by=request.user)


@partnership_screen(methods=CHANGE)
def hand_over_files(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Hand over one or more files; those that can be taken are, the others are named with the reason."""
    _, _, line = _open(request, reference, number)
    form = HandOverForm(request.POST, request.FILES, prefix="hand_over")
    if form.is_valid():
        became = each_alone(
            form.cleaned_data["file"],
            lambda upload, place: hand_over(
                document=line.document,
                upload=upload,
                note=form.cleaned_data["note"],
                by=request.user,
                at=timezone.now(),
                once=f"{form.once_key}:{place}" if form.once_key else "",
            ),
        )
        if say_what_became(request, form, became):
            return redirect("partnership_document", reference=reference, number=number)
    return _show(request, reference, number, failed=form)


@partnership_screen(methods=CHANGE)
def not_held(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Say that the partnership does not hold this document, and why."""
    _, _, line = _open(request, reference, number)
    form = NotHeldForm(request.POST, prefix="not_held")
    if form.is_valid() and perform(
        request,
        form,
        lambda: say_not_held(
            document=line.document, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
        ),
        done="The inspectors see that this document is not held, and why.",
    ):
        return redirect("partnership_document", reference=reference, number=number)
    return _show(request, reference, number, failed=form)


@partnership_screen()
def document_file(request: SignedInRequest, reference: str, number: int, handed_id: UUID) -> HttpResponseBase:
    """The bytes of one file we handed over, to be saved; who took it is on record."""
    inspection, standing = open_inspection(request, reference, may_read_documents)
    return give_handed_over(request, inspection, standing, number, handed_id)


_HERE = "partnership/<slug:reference>/documents/<int:number>/"
ADDRESSES = [
    path(_HERE, document, name="partnership_document"),
    path(f"{_HERE}hand-over/", hand_over_files, name="partnership_hand_over"),
    path(f"{_HERE}not-held/", not_held, name="partnership_not_held"),
    path(f"{_HERE}files/<uuid:handed_id>/", document_file, name="partnership_file"),
]

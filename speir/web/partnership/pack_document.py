"""One document for us: read it, acknowledge it, ask about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.document_packs.operations import acknowledge_document, ask_question, open_document
from speir.document_packs.permissions import may_have_documents
from speir.document_packs.queries import common_answers, questions_on, shown_to
from speir.document_packs.rules import inspection_is_not_over, question_is_written
from speir.people.choices import Role
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.partnership.pack import Answered, asked, asked_elsewhere, receipt_words
from speir.web.shared import words
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pack_shown import VersionShown, give_version, line_or_404, pack_now, version_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, partnership_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.document_packs.pages import PackLine
    from speir.inspections.models import Inspection
    from speir.people.models import Person
    from speir.people.standing import Standing


class AskForm(SpeirForm):
    """One question."""

    text = forms.CharField(
        label="Your question",
        widget=forms.Textarea,
        help_text="The inspection team sees who asks. If others read the answer, they do not.",
        error_messages={"required": question_is_written.message},
    )


class AcknowledgeForm(ButtonForm):
    """A button that says which version was read."""

    number = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class DocumentPage:
    """What the page prints; ``is_to_acknowledge`` when the reader is asked to."""

    header: InspectionHeader
    key: str
    purpose: str
    newest: VersionShown
    earlier: tuple[VersionShown, ...]
    released: str
    by_when: str
    receipt: str
    receipt_kind: str
    is_to_acknowledge: bool
    missing: tuple[str, ...]
    questions: tuple[Answered, ...]
    common: tuple[Answered, ...]
    ask_refused: str


def _open(request: SignedInRequest, reference: str, key: str) -> tuple["Inspection", "Standing", "PackLine"]:
    """One released document that this person may read; not found otherwise."""
    inspection, standing = open_inspection(request, reference, may_have_documents)
    line = line_or_404(pack_now(inspection), key)
    if not line.is_released or not line.may_be_read_by(standing, request.user.body.kind):
        raise Http404
    return inspection, standing, line


@partnership_screen()
def pack_document(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Read the newest version; that it was opened is noted once."""
    inspection, standing, line = _open(request, reference, key)
    reader = line.reader(request.user)
    if reader is not None and reader.receipt is None:
        open_document(inspection=inspection, document=line.document, by=request.user, at=timezone.now())
    return _show(request, inspection, standing, line)


def _show(
    request: SignedInRequest,
    inspection: "Inspection",
    standing: "Standing",
    line: "PackLine",
    failed: AskForm | None = None,
) -> HttpResponseBase:
    kept = _kept(request, inspection, line.document.pk)
    page = document_page(inspection, standing, line, request.user)
    form = failed or AskForm(initial={"text": kept.or_else("")})
    button = AcknowledgeForm(initial={"number": line.newest.number})
    template = "partnership/pack_document.html.jinja"
    return render_page(request, template, page, ask=form, form=failed, button=button, kept=kept)


def _kept(request: SignedInRequest, inspection: "Inspection", document_id: UUID) -> words.Kept:
    mine = sum(one.asked_by_id == request.user.pk for one in questions_on(inspection))
    return words.kept(f"pack-question:{inspection.pk}:{document_id}", version=mine, by=request.user)


def document_page(
    inspection: "Inspection", standing: "Standing", line: "PackLine", person: "Person"
) -> DocumentPage:
    """One document for one reader."""
    document, reader = line.document, line.reader(person)
    receipt, kind = receipt_words(line, person)
    asked_here = [one for one in questions_on(inspection) if one.document_id == document.pk]
    questions = shown_to(person, asked_here)
    others = [one.person.full_name for one in line.missing if one.person.pk != person.pk]
    return DocumentPage(
        header=inspection_header(inspection, standing, here="partnership_pack", heading=document.title),
        key=line.key,
        purpose=document.purpose,
        newest=version_shown(line.newest),
        earlier=tuple(version_shown(one) for one in reversed(line.versions[:-1])),
        released=day(line.given_at),
        by_when=day(line.receipts_due_on),
        receipt=receipt,
        receipt_kind=kind,
        is_to_acknowledge=reader is not None and not reader.has_acknowledged,
        missing=tuple(others) if standing.has(Role.COORDINATOR) else (),
        questions=tuple(asked(one, person) for one in questions),
        common=asked_elsewhere(common_answers(inspection.phase.programme_id), questions, {document.key}),
        ask_refused=_ask_refused(inspection.status),
    )


def _ask_refused(status: str) -> str:
    over = inspection_is_not_over.reason(status)
    return over.message if over else ""


@partnership_screen(methods=CHANGE)
def acknowledge(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Acknowledge the version that was read."""
    inspection, _, line = _open(request, reference, key)
    form = AcknowledgeForm(request.POST)
    number = form.cleaned_data["number"] if form.is_valid() else 0
    perform_button(
        request,
        lambda: acknowledge_document(
            inspection=inspection, document=line.document, number=number, by=request.user, at=timezone.now()
        ),
        done="Thank you. The inspection team sees that you have read it.",
    )
    return redirect("partnership_pack_document", reference=reference, key=key)


@partnership_screen(methods=CHANGE)
def ask_about(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Ask the inspection team about this document."""
    inspection, standing, line = _open(request, reference, key)
    form = AskForm(request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: ask_question(
            inspection=inspection,
            document=line.document,
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Your question is with the inspection team. You get an e-mail when it is answered.",
    ):
        return redirect("partnership_pack_document", reference=reference, key=key)
    return _show(request, inspection, standing, line, failed=form)


@partnership_screen()
def pack_file(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponseBase:
    """The file of one version, to be saved."""
    inspection, _, line = _open(request, reference, key)
    return give_version(request, inspection, line, number)


_HERE = "partnership/<slug:reference>/for-you/<slug:key>/"
ADDRESSES = [
    path(_HERE, pack_document, name="partnership_pack_document"),
    path(f"{_HERE}acknowledge/", acknowledge, name="partnership_acknowledge_document"),
    path(f"{_HERE}ask/", ask_about, name="partnership_ask_about_document"),
    path(f"{_HERE}versions/<int:number>/", pack_file, name="partnership_pack_file"),
]

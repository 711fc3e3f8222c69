"""One document of the pack: its words, its day, its versions, and the receipt of each person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.document_packs import rules
from speir.document_packs.operations import (
    issue_version,
    release_document,
    release_on_another_day,
    remind_of_receipts,
)
from speir.document_packs.permissions import may_release_documents, may_see_pack
from speir.foundations.uk_clock import uk_today
from speir.people.choices import BodyKind, Role
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.inspectorate.pack import released_words
from speir.web.inspectorate.pack_forms import OtherDayForm, ReleaseForm, VersionForm
from speir.web.shared import words
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pack_shown import VersionShown, give_version, line_or_404, pack_now, version_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.document_packs.pages import PackLine, Reader
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing


@dataclass(frozen=True)
class ReceiptRow:
    """One person whom the document is for."""

    name: str
    body: str
    opened_at: datetime | None
    receipt: str
    kind: str
    reminded_at: datetime | None


@dataclass(frozen=True)
class DocumentPage:
    """What the page prints; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    key: str
    facts: tuple[tuple[str, str], ...]
    released: str
    released_kind: str
    newest: VersionShown
    earlier: tuple[VersionShown, ...]
    is_released: bool
    receipts: tuple[ReceiptRow, ...]
    missing: int
    release_refused: str
    day_refused: str
    version_refused: str
    remind_refused: str


def _open(request: SignedInRequest, reference: str, key: str) -> tuple["Inspection", "Standing", "PackLine"]:
    inspection, standing = open_inspection(request, reference, may_see_pack)
    return inspection, standing, line_or_404(pack_now(inspection), key)


@inspectorate_screen()
def pack_document(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """One document."""
    return _show(request, *_open(request, reference, key))


def _show(
    request: SignedInRequest,
    inspection: "Inspection",
    standing: "Standing",
    line: "PackLine",
    failed: SpeirForm | None = None,
) -> HttpResponseBase:
    """The page with its forms; ``failed`` is the one that was sent and refused, with what was typed."""
    kept = _kept(request, inspection, line)
    page = document_page(inspection, standing, line, uk_today())
    said = {"base": line.newest.number, "text": kept.or_else(line.newest.text)}
    version = VersionForm(prefix="version", initial=said)
    shown: dict[str, Any] = {
        "release": _or_new(failed, ReleaseForm),
        "other_day": _or_new(failed, OtherDayForm),
        "version": failed if isinstance(failed, VersionForm) else version,
    }
    template = "inspectorate/pack_document.html.jinja"
    return render_page(request, template, page, form=failed, button=ButtonForm(), kept=kept, **shown)


def _or_new(failed: SpeirForm | None, kind: type[SpeirForm]) -> SpeirForm:
    return failed if isinstance(failed, kind) else kind(prefix=kind.__name__.lower())


def _kept(request: SignedInRequest, inspection: "Inspection", line: "PackLine") -> words.Kept:
    key = f"pack-version:{inspection.pk}:{line.document.pk}"
    return words.kept(key, version=line.newest.number, by=request.user)


def document_page(
    inspection: "Inspection", standing: "Standing", line: "PackLine", today: date
) -> DocumentPage:
    """What is known of one document, and what this person may do with it now."""
    document = line.document
    released, kind, note = released_words(line, today)
    told = rules.partnership_has_been_told.reason(inspection.status)
    over = rules.inspection_is_not_over.reason(inspection.status)
    already = rules.document_is_not_released.reason(line.is_released)
    empty = rules.there_is_something_to_read.reason(line.newest.is_there)
    return DocumentPage(
        header=inspection_header(inspection, standing, here="pack", heading=document.title),
        key=line.key,
        facts=_facts(line, note),
        released=released,
        released_kind=kind,
        newest=version_shown(line.newest),
        earlier=tuple(version_shown(one) for one in reversed(line.versions[:-1])),
        is_released=line.is_released,
        receipts=tuple(_receipt_row(reader, line, today) for reader in line.readers),
        missing=len(line.missing),
        release_refused=why_not(standing, may_release_documents, told, over, already, empty),
        day_refused=why_not(standing, may_release_documents, over, already),
        version_refused=why_not(standing, may_release_documents, over),
        remind_refused=why_not(
            standing,
            may_release_documents,
            rules.document_is_released.reason(line.is_released),
            rules.somebody_has_not_acknowledged.reason(len(line.missing)),
        ),
    )


def _facts(line: "PackLine", note: str) -> tuple[tuple[str, str], ...]:
    document = line.document
    roles = [Role.label_of(role) for role in document.audience]
    kinds = [BodyKind.label_of(kind) for kind in document.bodies]
    rows = [
        ("What it is for", document.purpose),
        ("For", ", ".join(roles)),
        ("Of", ", ".join(kinds) or "every body of the partnership"),
        ("In the method", f"{line.stage}, week {document.week}"),
        ("By the timetable", day(line.timetable_day)),
    ]
    if line.other_day:
        by = line.other_day.set_by.full_name
        rows.append(("Moved to", f"{day(line.other_day.release_on)}, by {by}: {line.other_day.reason}"))
    if line.release and line.release.released_by:
        rows.append(("Released by hand", f"{line.release.released_by.full_name}: {note}"))
    if line.receipts_due_on:
        rows.append(("Receipts looked for by", day(line.receipts_due_on)))
    return tuple(rows)


def _receipt_row(reader: "Reader", line: "PackLine", today: date) -> ReceiptRow:
    receipt = reader.receipt
    if receipt and receipt.acknowledged_at:
        words_, kind = f"acknowledged {day(receipt.acknowledged_at)}", "ok"
    else:
        words_ = "opened, not acknowledged" if receipt else "not opened"
        kind = "bad" if reader in line.late(today) else "warn" if line.is_released else "grey"
    return ReceiptRow(
        name=reader.person.full_name,
        body=reader.person.body.short_name,
        opened_at=receipt.opened_at if receipt else None,
        receipt=words_ if line.is_released else "not released yet",
        kind=kind,
        reminded_at=reader.reminded_at,
    )


@inspectorate_screen(methods=CHANGE)
def release_now(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Release it by hand, with the reason."""
    inspection, standing, line = _open(request, reference, key)
    form = ReleaseForm(request.POST, prefix="releaseform")
    if form.is_valid() and perform(
        request,
        form,
        lambda: release_document(
            inspection=inspection,
            document=line.document,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Released. Everybody whom it is for is told by e-mail.",
    ):
        return redirect("pack_document", reference=reference, key=key)
    return _show(request, inspection, standing, line, failed=form)


@inspectorate_screen(methods=CHANGE)
def set_another_day(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Set another day on which it is released by itself."""
    inspection, standing, line = _open(request, reference, key)
    form = OtherDayForm(request.POST, prefix="otherdayform")
    if form.is_valid() and perform(
        request,
        form,
        lambda: release_on_another_day(
            inspection=inspection,
            document=line.document,
            release_on=form.cleaned_data["release_on"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="It is released on that day.",
    ):
        return redirect("pack_document", reference=reference, key=key)
    return _show(request, inspection, standing, line, failed=form)


@inspectorate_screen(methods=CHANGE)
def give_new_version(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Give it newer words or a file."""
    inspection, standing, line = _open(request, reference, key)
    form = VersionForm(request.POST, request.FILES, prefix="version")
    if form.is_valid() and perform(
        request,
        form,
        lambda: issue_version(
            inspection=inspection,
            document=line.document,
            text=form.cleaned_data["text"],
            upload=form.cleaned_data["file"],
            source=form.cleaned_data["source"],
            what_changed=form.cleaned_data["what_changed"],
            based_on=form.cleaned_data["base"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The new version counts from now on.",
    ):
        return redirect("pack_document", reference=reference, key=key)
    form.start_from(str(line.newest.number))
    return _show(request, inspection, standing, line, failed=form)


@inspectorate_screen(methods=CHANGE)
def remind(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Remind those whose receipt is missing."""
    inspection, _, line = _open(request, reference, key)
    form = ButtonForm(request.POST)
    once = form.once_key if form.is_valid() else ""
    perform_button(
        request,
        lambda: remind_of_receipts(
            inspection=inspection, document=line.document, by=request.user, at=timezone.now(), once=once
        ),
        done="They are reminded by e-mail.",
    )
    return redirect("pack_document", reference=reference, key=key)


@inspectorate_screen()
def pack_file(request: SignedInRequest, reference: str, key: str, number: int) -> HttpResponseBase:
    """The file of one version, to be saved."""
    inspection, _, line = _open(request, reference, key)
    return give_version(request, inspection, line, number)


_HERE = "inspections/<slug:reference>/pack/<slug:key>/"
ADDRESSES = [
    path(_HERE, pack_document, name="pack_document"),
    path(f"{_HERE}release/", release_now, name="release_pack_document"),
    path(f"{_HERE}day/", set_another_day, name="pack_document_day"),
    path(f"{_HERE}version/", give_new_version, name="pack_document_version"),
    path(f"{_HERE}remind/", remind, name="remind_of_receipts"),
    path(f"{_HERE}versions/<int:number>/", pack_file, name="pack_file"),
]

"""The notification letters: to whom, in what words, sending them, and their receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.inspections.choices import InspectionStatus
from speir.inspections.lifecycle import INSPECTION
from speir.inspections.operations import send_notification_letters
from speir.inspections.permissions import may_notify
from speir.inspections.queries import (
    bodies_without_head,
    inspection_for,
    letters_of,
    letters_to_send,
    standing_of,
)
from speir.inspections.rules import every_body_has_a_head
from speir.people.standing import Standing
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, moment

if TYPE_CHECKING:
    from speir.inspections.models import Inspection, Letter
    from speir.people.models import Body, Person


@dataclass(frozen=True)
class LetterLine:
    """One letter, sent or to be sent."""

    name: str
    post: str
    body: str
    sent: str
    receipt: str
    receipt_kind: str
    text: str


@dataclass(frozen=True)
class LettersPage:
    """The letters; ``refused`` says why they cannot be sent by the reader or now."""

    header: InspectionHeader
    is_sent: bool
    letters: list[LetterLine]
    without_head: tuple[str, ...]
    summary: str
    refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def letters(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """See the letters; a POST sends them."""
    inspection = inspection_for(request.user, reference)
    if request.method == "POST":
        form = ButtonForm(request.POST)
        once = form.once_key if form.is_valid() else ""
        perform_button(
            request,
            lambda: send_notification_letters(
                inspection=inspection, by=request.user, at=timezone.now(), once=once
            ),
            done="Letters sent. Each head is told by e-mail that a letter waits in Speir.",
        )
        return redirect("letters", reference=reference)
    page = letters_page(inspection, standing_of(request.user, inspection))
    return render_page(request, "inspectorate/letters.html.jinja", page, button=ButtonForm())


def letters_page(inspection: "Inspection", standing: Standing) -> LettersPage:
    """The letters as this person sees them."""
    header = inspection_header(inspection, standing, here="letters")
    if inspection.status != InspectionStatus.PLANNED:
        return sent_page(header, letters_of(inspection))
    return draft_page(header, letters_to_send(inspection), bodies_without_head(inspection), standing)


def sent_page(header: InspectionHeader, sent: Sequence["Letter"]) -> LettersPage:
    """Letters that have gone, with their receipts."""
    read = sum(letter.received_at is not None for letter in sent)
    return LettersPage(
        header=header,
        is_sent=True,
        letters=[_sent_line(letter) for letter in sent],
        without_head=(),
        summary=f"{read} of {count(len(sent), 'letter')} acknowledged",
        refused=INSPECTION.reason_refused(InspectionStatus.NOTIFIED, "notify") or "",
    )


def _sent_line(letter: "Letter") -> LetterLine:
    acknowledged = letter.received_at is not None
    return LetterLine(
        name=letter.recipient.full_name,
        post=letter.recipient.post_title,
        body=letter.recipient.body.name,
        sent=f"{moment(letter.sent_at)} by {letter.sent_by.full_name}",
        receipt=f"acknowledged {moment(letter.received_at)}" if acknowledged else "not acknowledged yet",
        receipt_kind="ok" if acknowledged else "warn",
        text=letter.text,
    )


def draft_page(
    header: InspectionHeader,
    drafts: Sequence[tuple["Person", str]],
    without_head: Sequence["Body"],
    standing: Standing,
) -> LettersPage:
    """Letters as they would go now, and what keeps them from going."""
    names = tuple(body.name for body in without_head)
    broken = every_body_has_a_head.reason(names)
    return LettersPage(
        header=header,
        is_sent=False,
        letters=[
            LetterLine(head.full_name, head.post_title, head.body.name, "", "draft", "grey", text)
            for head, text in drafts
        ],
        without_head=names,
        summary=f"{count(len(drafts), 'letter').capitalize()} ready",
        refused=may_notify.reason_refused(standing) or (broken.message if broken else ""),
    )


ADDRESSES = [path("inspections/<slug:reference>/letters/", letters, name="letters")]

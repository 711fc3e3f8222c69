"""The notification letters: to whom, in what words, sending them, and their receipts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.inspections.choices import InspectionStatus
from speir.inspections.letter_queries import drafts_of, missing_fields, operational_leads, templates_of
from speir.inspections.lifecycle import INSPECTION
from speir.inspections.operations import send_notification_letters
from speir.inspections.permissions import may_notify
from speir.inspections.queries import (
    bodies_without_head,
    inspection_for,
    letters_of,
    standing_of,
)
from speir.inspections.rules import every_body_has_a_head, every_field_is_filled
from speir.people.standing import Standing
from speir.programmes.letter_fields import NOTIFICATION
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, day, moment

if TYPE_CHECKING:
    from speir.inspections.letter_queries import Draft, Template
    from speir.inspections.models import Inspection, Letter
    from speir.people.models import Body


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
    reminded: str = ""


@dataclass(frozen=True)
class OtherLetter:
    """A further letter of the method, and how far it is."""

    key: str
    title: str
    status: str
    kind: str


@dataclass(frozen=True)
class LettersPage:
    """The letters; ``refused`` says why they cannot be sent by the reader or now."""

    header: InspectionHeader
    is_sent: bool
    letters: list[LetterLine]
    without_head: tuple[str, ...]
    summary: str
    refused: str
    operational_leads: tuple[str, ...] = ()
    others: tuple[OtherLetter, ...] = ()
    is_indicative: bool = True


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
    header, all_sent = inspection_header(inspection, standing, here="letters"), letters_of(inspection)
    templates = templates_of(inspection)
    page = (
        sent_page(header, [letter for letter in all_sent if letter.key == NOTIFICATION])
        if inspection.status != InspectionStatus.PLANNED
        else draft_page(
            header, drafts_of(inspection, templates[0]), bodies_without_head(inspection), standing
        )
    )
    leads = tuple(person.full_name for person in operational_leads(inspection))
    others = tuple(other_letter(template, all_sent) for template in templates)
    return replace(
        page,
        operational_leads=leads,
        others=others if page.is_sent else others[1:],
        is_indicative=templates[0].is_indicative,
    )


def other_letter(template: "Template", all_sent: Sequence["Letter"]) -> OtherLetter:
    """One letter of the method in the list of them."""
    sent = [letter for letter in all_sent if letter.key == template.key]
    if not sent:
        return OtherLetter(template.key, template.title, "not sent", "grey")
    read = sum(letter.received_at is not None for letter in sent)
    kind = "ok" if read == len(sent) else "warn"
    return OtherLetter(template.key, template.title, f"{read} of {len(sent)} acknowledged", kind)


def sent_page(header: InspectionHeader, sent: Sequence["Letter"]) -> LettersPage:
    """Letters that have gone, with their receipts."""
    read = sum(letter.received_at is not None for letter in sent)
    return LettersPage(
        header=header,
        is_sent=True,
        letters=[sent_line(letter) for letter in sent],
        without_head=(),
        summary=f"{read} of {count(len(sent), 'letter')} acknowledged",
        refused=INSPECTION.reason_refused(InspectionStatus.NOTIFIED, "notify") or "",
    )


def sent_line(letter: "Letter") -> LetterLine:
    """One letter that has gone, with its receipt."""
    acknowledged = letter.received_at is not None
    return LetterLine(
        name=letter.recipient.full_name,
        post=letter.recipient.post_title,
        body=letter.recipient.body.name,
        sent=f"{moment(letter.sent_at)} by {letter.sent_by.full_name}",
        receipt=f"acknowledged {moment(letter.received_at)}" if acknowledged else "not acknowledged yet",
        receipt_kind="ok" if acknowledged else "warn",
        text=letter.text,
        reminded=day(letter.reminded_at),
    )


def draft_line(draft: "Draft") -> LetterLine:
    """One letter that would go now, or that lacks something."""
    person = draft.recipient
    receipt, kind = ("incomplete", "bad") if draft.missing else ("draft", "grey")
    return LetterLine(person.full_name, person.post_title, person.body.name, "", receipt, kind, draft.text)


def draft_page(
    header: InspectionHeader,
    drafts: Sequence["Draft"],
    without_head: Sequence["Body"],
    standing: Standing,
) -> LettersPage:
    """Letters as they would go now, and what keeps them from going."""
    names = tuple(body.name for body in without_head)
    missing = missing_fields(drafts)
    broken = every_body_has_a_head.reason(names) or every_field_is_filled.reason(missing)
    named = f" Missing: {', '.join(missing)}." if missing and not names else ""
    return LettersPage(
        header=header,
        is_sent=False,
        letters=[draft_line(draft) for draft in drafts],
        without_head=names,
        summary=f"{count(len(drafts), 'letter').capitalize()} ready",
        refused=may_notify.reason_refused(standing) or (broken.message + named if broken else ""),
    )


ADDRESSES = [path("inspections/<slug:reference>/letters/", letters, name="letters")]

"""The letters to a head or an operational lead: each reads and acknowledges their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.inspections.operations import acknowledge_letter
from speir.inspections.permissions import may_acknowledge_letter
from speir.inspections.queries import letters_for
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.inspections.models import Letter


class AcknowledgeForm(ButtonForm):
    """A button that says which letter; without it the newest that waits."""

    letter = forms.UUIDField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class ShownLetter:
    """One of the reader's own letters."""

    subject: str
    text: str
    sent_by: str
    sent_at: datetime
    received_at: datetime | None
    is_indicative: bool
    button: AcknowledgeForm


@dataclass(frozen=True)
class LettersPage:
    """What the page prints; no letter for somebody appointed after the letters went out."""

    header: InspectionHeader
    letters: tuple[ShownLetter, ...]


@partnership_screen(methods=READ_AND_CHANGE)
def letter(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Read one's own letters; sending the page acknowledges one."""
    inspection, standing = open_inspection(request, reference, may_acknowledge_letter)
    own = letters_for(request.user, inspection)
    if request.method == "POST":
        named = _named(request, own)
        perform_button(
            request,
            lambda: acknowledge_letter(letter=named, by=request.user, at=timezone.now()),
            done="Thank you. The scrutiny bodies see that the letter has arrived.",
        )
        return redirect("partnership_letter", reference=reference)
    header = inspection_header(inspection, standing, here="partnership_letter")
    page = LettersPage(header, tuple(_shown(one) for one in own))
    return render_page(request, "partnership/letter.html.jinja", page)


def _named(request: SignedInRequest, own: list["Letter"]) -> "Letter":
    """The letter whose button was pressed, or else the newest that waits."""
    form = AcknowledgeForm(request.POST)
    wanted = form.cleaned_data.get("letter") if form.is_valid() else None
    found = [one for one in own if one.pk == wanted] if wanted else sorted(own, key=_is_acknowledged)
    if not found:
        raise Http404
    return found[0]


def _is_acknowledged(letter: "Letter") -> bool:
    return letter.received_at is not None


def _shown(own: "Letter") -> ShownLetter:
    button = AcknowledgeForm(initial={"letter": own.pk}, auto_id=f"id_{own.pk}_%s")
    return ShownLetter(
        subject=own.subject,
        text=own.text,
        sent_by=own.sent_by.full_name,
        sent_at=own.sent_at,
        received_at=own.received_at,
        is_indicative=own.is_indicative,
        button=button,
    )


ADDRESSES = [path("partnership/<slug:reference>/letter/", letter, name="partnership_letter")]

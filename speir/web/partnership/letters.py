"""The notification letter: each head reads and acknowledges their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.inspections.operations import acknowledge_letter
from speir.inspections.permissions import may_acknowledge_letter
from speir.inspections.queries import letter_for
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.inspections.models import Letter


@dataclass(frozen=True)
class ShownLetter:
    """The reader's own letter."""

    subject: str
    text: str
    sent_by: str
    sent_at: datetime
    received_at: datetime | None


@dataclass(frozen=True)
class LetterPage:
    """What the page prints; ``letter`` is None for a head appointed after the letters went out."""

    header: InspectionHeader
    letter: ShownLetter | None


@partnership_screen(methods=READ_AND_CHANGE)
def letter(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Read one's own letter; sending the page acknowledges it."""
    inspection, standing = open_inspection(request, reference, may_acknowledge_letter)
    own = letter_for(request.user, inspection)
    if request.method == "POST":
        if own is None:
            raise Http404
        perform_button(
            request,
            lambda: acknowledge_letter(letter=own, by=request.user, at=timezone.now()),
            done="Thank you. The scrutiny bodies see that the letter has arrived.",
        )
        return redirect("partnership_letter", reference=reference)
    page = LetterPage(inspection_header(inspection, standing, here="partnership_letter"), _shown(own))
    return render_page(request, "partnership/letter.html.jinja", page, button=ButtonForm())


def _shown(own: "Letter | None") -> ShownLetter | None:
    if own is None:
        return None
    return ShownLetter(own.subject, own.text, own.sent_by.full_name, own.sent_at, own.received_at)


ADDRESSES = [path("partnership/<slug:reference>/letter/", letter, name="partnership_letter")]

"""One letter of the method: to whom it would go in what words, what is missing, and the receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.inspections.letter_operations import remind_of_letters, send_letters
from speir.inspections.letter_queries import (
    Draft,
    Template,
    drafts_of,
    letters_with,
    missing_fields,
    template_of,
)
from speir.inspections.permissions import may_notify
from speir.inspections.queries import inspection_for, standing_of
from speir.inspections.rules import (
    a_letter_is_not_acknowledged,
    every_field_is_filled,
    letters_go_while_it_runs,
    notification_has_gone,
    somebody_gets_the_letter,
)
from speir.programmes.letter_fields import FIELDS
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.letters import LetterLine, draft_line, sent_line
from speir.web.inspectorate.opened import why_not
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count

if TYPE_CHECKING:
    from speir.inspections.models import Inspection, Letter
    from speir.people.standing import Standing


@dataclass(frozen=True)
class KindPage:
    """What the page prints; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    key: str
    is_indicative: bool
    source: str
    goes_to: str
    drafts: tuple[LetterLine, ...]
    missing: tuple[tuple[str, str], ...]
    sent: tuple[LetterLine, ...]
    summary: str
    send_refused: str
    remind_refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def letters_of_kind(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """See one letter of the method; a POST sends it to those who have not had it."""
    inspection, template = _open(request, reference, key)
    if request.method == "POST":
        form = ButtonForm(request.POST)
        once = form.once_key if form.is_valid() else ""
        perform_button(
            request,
            lambda: send_letters(
                inspection=inspection, template=template, by=request.user, at=timezone.now(), once=once
            ),
            done="Sent. Each is told by e-mail that a letter waits in Speir.",
        )
        return redirect("letters_of_kind", reference=reference, key=key)
    page = kind_page(
        inspection,
        standing_of(request.user, inspection),
        template,
        drafts_of(inspection, template),
        letters_with(inspection, key),
    )
    return render_page(request, "inspectorate/letters_of_kind.html.jinja", page, button=ButtonForm())


def _open(request: SignedInRequest, reference: str, key: str) -> tuple["Inspection", Template]:
    inspection = inspection_for(request.user, reference)
    template = template_of(inspection, key)
    if template is None:
        raise Http404
    return inspection, template


def kind_page(
    inspection: "Inspection",
    standing: "Standing",
    template: Template,
    drafts: Sequence[Draft],
    sent: Sequence["Letter"],
) -> KindPage:
    """One letter as it stands, and what keeps it from going."""
    missing, waiting = missing_fields(drafts), sum(letter.received_at is None for letter in sent)
    return KindPage(
        header=inspection_header(inspection, standing, here="letters", heading=template.title),
        key=template.key,
        is_indicative=template.is_indicative,
        source=template.source,
        goes_to=" and ".join(role.label.lower() for role in template.recipients),
        drafts=tuple(draft_line(draft) for draft in drafts),
        missing=tuple((name, FIELDS[name]) for name in missing),
        sent=tuple(sent_line(letter) for letter in sent),
        summary=f"{len(sent) - waiting} of {count(len(sent), 'letter')} acknowledged",
        send_refused=_send_refused(inspection.status, standing, len(drafts), missing),
        remind_refused=why_not(standing, may_notify, a_letter_is_not_acknowledged.reason(waiting)),
    )


def _send_refused(status: str, standing: "Standing", drafts: int, missing: Sequence[str]) -> str:
    return why_not(
        standing,
        may_notify,
        notification_has_gone.reason(status),
        letters_go_while_it_runs.reason(status),
        somebody_gets_the_letter.reason(drafts),
        every_field_is_filled.reason(missing),
    )


@inspectorate_screen(methods=CHANGE)
def remind(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Remind those who have not acknowledged this letter."""
    inspection, template = _open(request, reference, key)
    form = ButtonForm(request.POST)
    once = form.once_key if form.is_valid() else ""
    perform_button(
        request,
        lambda: remind_of_letters(
            inspection=inspection, key=template.key, by=request.user, at=timezone.now(), once=once
        ),
        done="They are reminded by e-mail.",
    )
    return redirect("letters_of_kind", reference=reference, key=key)


_HERE = "inspections/<slug:reference>/letters/<slug:key>/"
ADDRESSES = [
    path(_HERE, letters_of_kind, name="letters_of_kind"),
    path(f"{_HERE}remind/", remind, name="remind_of_letters"),
]

"""One concern for the partnership: its named senior manager acknowledges it and says what was done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.concerns.lifecycle import CONCERN
from speir.concerns.operations import acknowledge_concern, say_what_was_done
from speir.concerns.permissions import may_answer_concern, may_have_concerns
from speir.concerns.queries import concern_seen, hidden_concern
from speir.concerns.rules import referral_is_recorded, says_what_was_done
from speir.foundations import audit
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.concern_form import GuardedForm
from speir.web.shared.concern_page import ConcernShown, GivenAnswer, concern_shown, given_answers
from speir.web.shared.forms import ButtonForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.concerns.models import Concern
    from speir.people.standing import Standing

Opened = tuple["Standing", "Concern"]


class DoneForm(GuardedForm):
    """What was done, and where it stands in the partnership's own system."""

    what_was_done = forms.CharField(
        label="What was done",
        widget=forms.Textarea,
        help_text="For the person's safety, or why nothing needed doing. Name nobody.",
        error_messages={"required": says_what_was_done.message},
    )
    local_reference = forms.CharField(
        label="Reference in your own system",
        max_length=100,
        help_text="Under which you find the referral again. Only your side ever sees it. Never a CHI number.",
        error_messages={"required": referral_is_recorded.message},
    )
    field_order = ["what_was_done", "local_reference", "is_checked"]


@dataclass(frozen=True)
class ConcernPage:
    """One concern; ``…_refused`` is "" when the reader may do that now, None when it is not shown."""

    header: InspectionHeader
    concern: ConcernShown
    reason: str
    acknowledged: str
    answers: tuple[GivenAnswer, ...]
    acknowledge_refused: str | None
    answer_refused: str | None


def concern_page(header: InspectionHeader, concern: "Concern", standing: "Standing") -> ConcernPage:
    """The page of one concern for one reader."""
    answers = may_answer_concern.reason_refused(standing) is None
    to_acknowledge = CONCERN.reason_refused(concern.status, "acknowledge") is None
    to_answer = CONCERN.reason_refused(concern.status, "say_what_was_done") is None
    by = concern.acknowledged_by
    return ConcernPage(
        header=header,
        concern=concern_shown(concern),
        reason=concern.reason,
        acknowledged=f"{by.full_name}, {by.body.short_name}" if by else "",
        answers=given_answers(concern, with_local_reference=answers),
        acknowledge_refused=why_not(standing, may_answer_concern) if to_acknowledge else None,
        answer_refused=why_not(standing, may_answer_concern) if to_answer else None,
    )


def _open(request: SignedInRequest, reference: str, concern_id: UUID) -> tuple[InspectionHeader, Opened]:
    inspection, standing = open_inspection(request, reference, may_have_concerns)
    found = concern_seen(inspection, standing, concern_id)
    if found is None:
        hidden = hidden_concern(inspection, concern_id)
        if hidden is not None:
            _write_down(request, hidden, "Refused: tried to open a concern")
        raise Http404
    header = inspection_header(
        inspection, standing, here="partnership_concerns", heading=f"Concern {found.mark}"
    )
    return header, (standing, found)


def _write_down(request: SignedInRequest, concern: "Concern", what: str) -> None:
    audit.record(what, subject=concern, by=request.user, at=timezone.now(), thread=concern.pk)


@partnership_screen()
def our_concern(request: SignedInRequest, reference: str, concern_id: UUID) -> HttpResponseBase:
    """One concern; who has read it and when is on record."""
    header, opened = _open(request, reference, concern_id)
    _write_down(request, opened[1], "Concern read by the partnership")
    return _show(request, header, opened)


def _show(
    request: SignedInRequest, header: InspectionHeader, opened: Opened, failed: DoneForm | None = None
) -> HttpResponseBase:
    standing, found = opened
    page = concern_page(header, found, standing)
    kept = words.kept(f"done:{found.pk}", version=len(page.answers), by=request.user)
    form = failed or DoneForm(initial={"what_was_done": kept.or_else("")})
    return render_page(
        request,
        "partnership/concern.html.jinja",
        page,
        form=failed,
        done=form,
        kept=kept,
        button=ButtonForm(),
    )


@partnership_screen(methods=CHANGE)
def acknowledge(request: SignedInRequest, reference: str, concern_id: UUID) -> HttpResponseBase:
    """Acknowledge it."""
    _, (_, found) = _open(request, reference, concern_id)
    perform_button(
        request,
        lambda: acknowledge_concern(concern=found, by=request.user, at=timezone.now()),
        done="Thank you. The lead inspector sees that you have it. Say below what was done.",
    )
    return redirect("partnership_concern", reference=reference, concern_id=concern_id)


@partnership_screen(methods=CHANGE)
def say_done(request: SignedInRequest, reference: str, concern_id: UUID) -> HttpResponseBase:
    """Say what was done."""
    header, opened = _open(request, reference, concern_id)
    form = DoneForm(request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: say_what_was_done(
            concern=opened[1],
            what_was_done=form.cleaned_data["what_was_done"],
            local_reference=form.cleaned_data["local_reference"],
            is_checked=form.cleaned_data["is_checked"],
            by=request.user,
            at=timezone.now(),
        ),
        done="Thank you. The lead inspector reads it and closes the concern, or asks for more.",
    ):
        return redirect("partnership_concern", reference=reference, concern_id=concern_id)
    return _show(request, header, opened, form)


_HERE = "partnership/<slug:reference>/concerns/<uuid:concern_id>/"
ADDRESSES = [
    path(_HERE, our_concern, name="partnership_concern"),
    path(f"{_HERE}acknowledge/", acknowledge, name="partnership_acknowledge_concern"),
    path(f"{_HERE}done/", say_done, name="partnership_say_what_was_done"),
]

"""One concern: what was raised, how it stands, and what the lead inspector does about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.concerns import queries
from speir.concerns.lifecycle import CONCERN
from speir.concerns.operations import ask_for_more, close_concern, hold_back_concern, pass_on_concern
from speir.concerns.permissions import (
    may_close_concern,
    may_decide_on_concern,
    may_raise_concern,
    may_see_concerns,
)
from speir.foundations import audit
from speir.web.inspectorate.concern_forms import HOLD_BACK, CloseForm, DecideForm, MoreForm
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.concern_form import GuardedForm
from speir.web.shared.concern_page import ConcernShown, GivenAnswer, concern_shown, given_answers
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, moment

if TYPE_CHECKING:
    from speir.concerns.models import Concern
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing

Opened = tuple["Inspection", "Standing", "Concern"]


@dataclass(frozen=True)
class ConcernPage:
    """One concern; each ``…_refused`` is "" when the reader may do that now, None when it is not shown."""

    header: InspectionHeader
    concern: ConcernShown
    facts: tuple[tuple[str, str], ...]
    reason: str
    answers: tuple[GivenAnswer, ...]
    reminded: str
    decide_refused: str | None
    hold_refused: str
    close_refused: str | None
    senior_managers: str


def concern_page(header: InspectionHeader, concern: "Concern", standing: "Standing") -> ConcernPage:
    """The page of one concern for one reader."""
    decides = CONCERN.reason_refused(concern.status, "pass_on")
    closes = CONCERN.reason_refused(concern.status, "close")
    named = queries.senior_managers(concern.inspection)
    return ConcernPage(
        header=header,
        concern=concern_shown(concern),
        facts=_facts(concern),
        reason=concern.reason,
        answers=given_answers(concern),
        reminded=_reminded(concern) if may_see_concerns.reason_refused(standing) is None else "",
        decide_refused=None if decides else why_not(standing, may_decide_on_concern),
        hold_refused=CONCERN.reason_refused(concern.status, "not_pass_on") or "",
        close_refused=None if closes else why_not(standing, may_close_concern),
        senior_managers=", ".join(f"{one.full_name}, {one.body.short_name}" for one in named),
    )


def _facts(concern: "Concern") -> tuple[tuple[str, str], ...]:
    facts = [
        ("Raised", f"{concern.raised_by.full_name}, {moment(concern.raised_at)}"),
        ("Came upon it", concern_shown(concern).source),
        ("Reference", concern.source_reference or "none given"),
    ]
    steps = (
        ("Decided", concern.decided_by, concern.decided_at),
        ("Acknowledged", concern.acknowledged_by, concern.acknowledged_at),
        ("Closed", concern.closed_by, concern.closed_at),
    )
    facts += [(step, f"{by.full_name}, {moment(at)}") for step, by, at in steps if by and at]
    return (*facts, ("About", queries.theme_label(concern.theme))) if concern.theme else tuple(facts)


def _reminded(concern: "Concern") -> str:
    sent = queries.reminders_of(concern)
    return (
        f"{count(len(sent), 'message')} sent about it, the last {moment(sent[-1].sent_at)}." if sent else ""
    )


def _open(request: SignedInRequest, reference: str, concern_id: UUID) -> Opened:
    inspection, standing = open_inspection(request, reference, may_raise_concern)
    concern = queries.concern_seen(inspection, standing, concern_id)
    if concern is None:
        hidden = queries.hidden_concern(inspection, concern_id)
        if hidden is not None:
            _write_down(request, hidden, "Refused: tried to open a concern")
        raise Http404
    return inspection, standing, concern


def _write_down(request: SignedInRequest, concern: "Concern", what: str) -> None:
    audit.record(what, subject=concern, by=request.user, at=timezone.now(), thread=concern.pk)


@inspectorate_screen()
def concern(request: SignedInRequest, reference: str, concern_id: UUID) -> HttpResponseBase:
    """One concern; who has read it and when is on record."""
    opened = _open(request, reference, concern_id)
    _write_down(request, opened[2], "Concern read")
    return _show(request, opened)


def _show(request: SignedInRequest, opened: Opened, failed: SpeirForm | None = None) -> HttpResponseBase:
    inspection, standing, found = opened
    kept = _kept(request, found)
    header = inspection_header(inspection, standing, here="concerns", heading=f"Concern {found.mark}")
    return render_page(
        request,
        "inspectorate/concern.html.jinja",
        concern_page(header, found, standing),
        form=failed,
        kept=kept,
        decide=failed if isinstance(failed, DecideForm) else _decide_form(kept),
        ask=failed if isinstance(failed, MoreForm) else MoreForm(prefix="ask"),
        close=failed if isinstance(failed, CloseForm) else CloseForm(prefix="close"),
    )


def _kept(request: SignedInRequest, found: "Concern") -> words.Kept:
    version = f"{found.status}:{found.decided_at:%Y%m%d%H%M%S}" if found.decided_at else found.status
    return words.kept(f"decide:{found.pk}:reason", version=version, by=request.user)


def _decide_form(kept: words.Kept) -> DecideForm:
    return DecideForm(prefix="decide", initial={"reason": kept.or_else("")})


@inspectorate_screen(methods=CHANGE)
def decide(request: SignedInRequest, reference: str, concern_id: UUID) -> HttpResponseBase:
    """Pass the concern on, or decide that it need not go to the partnership."""
    opened = _open(request, reference, concern_id)
    form = DecideForm(request.POST, prefix="decide")
    holds = request.POST.get("decision") == HOLD_BACK
    change = hold_back_concern if holds else pass_on_concern
    done = "Not passed on. Whoever raised it can read why." if holds else "Passed to the partnership."
    if form.is_valid() and perform(
        request,
        form,
        lambda: change(
            concern=opened[2],
            reason=form.cleaned_data["reason"],
            is_checked=form.cleaned_data["is_checked"],
            by=request.user,
            at=timezone.now(),
        ),
        done=done,
    ):
        return redirect("concern", reference=reference, concern_id=concern_id)
    return _show(request, opened, form)


@inspectorate_screen(methods=CHANGE)
def ask_the_partnership(request: SignedInRequest, reference: str, concern_id: UUID) -> HttpResponseBase:
    """Ask the partnership for more before closing."""
    opened = _open(request, reference, concern_id)
    form: GuardedForm = MoreForm(request.POST, prefix="ask")
    if form.is_valid() and perform(
        request,
        form,
        lambda: ask_for_more(
            concern=opened[2],
            more=form.cleaned_data["more"],
            is_checked=form.cleaned_data["is_checked"],
            by=request.user,
            at=timezone.now(),
        ),
        done="The partnership has been asked.",
    ):
        return redirect("concern", reference=reference, concern_id=concern_id)
    return _show(request, opened, form)


@inspectorate_screen(methods=CHANGE)
def close_it(request: SignedInRequest, reference: str, concern_id: UUID) -> HttpResponseBase:
    """Close the concern."""
    opened = _open(request, reference, concern_id)
    form = CloseForm(request.POST, prefix="close")
    if form.is_valid() and perform(
        request,
        form,
        lambda: close_concern(
            concern=opened[2], theme=form.cleaned_data["theme"], by=request.user, at=timezone.now()
        ),
        done="Concern closed.",
    ):
        return redirect("concern", reference=reference, concern_id=concern_id)
    return _show(request, opened, form)


_HERE = "inspections/<slug:reference>/concerns/<uuid:concern_id>/"
ADDRESSES = [
    path(_HERE, concern, name="concern"),
    path(f"{_HERE}decide/", decide, name="decide_on_concern"),
    path(f"{_HERE}ask/", ask_the_partnership, name="ask_about_concern"),
    path(f"{_HERE}close/", close_it, name="close_concern"),
]

"""Enquiries from outside: one of them, to be answered or set aside."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.enquiries import queries
from speir.enquiries.choices import EnquiryStatus
from speir.enquiries.lifecycle import ENQUIRY
from speir.enquiries.operations import answer_enquiry, set_enquiry_aside
from speir.enquiries.rules import answer_says_something, setting_aside_has_a_reason
from speir.foundations.uk_clock import uk_today
from speir.web.inspectorate.area_scope import place_address
from speir.web.shared.forms import SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day, moment
from speir.web.shared.small_forms import Given, SmallForms

if TYPE_CHECKING:
    from speir.enquiries.models import Enquiry


class AnswerForm(SpeirForm):
    """What is sent to whoever asked."""

    answer = forms.CharField(
        label="Answer",
        help_text="It is sent as it stands, without your name.",
        widget=forms.Textarea,
        max_length=8000,
        error_messages={"required": answer_says_something.message},
    )


class SetAsideForm(SpeirForm):
    """Why an enquiry gets no answer."""

    reason = forms.CharField(
        label="Why it gets no answer",
        max_length=500,
        error_messages={"required": setting_aside_has_a_reason.message},
    )


@dataclass(frozen=True)
class EnquiryShown:
    """One enquiry as who answers it sees it; each ``…_refused`` is "" when that can be done now."""

    mark: str
    area: str
    area_address: str
    is_fictional: bool
    status: str
    facts: tuple[tuple[str, str], ...]
    asked: str
    answer: str
    answer_refused: str
    aside_refused: str


def enquiry_shown(enquiry: "Enquiry") -> EnquiryShown:
    """The page of one enquiry."""
    facts = [("Received", moment(enquiry.received_at)), ("From", f"{enquiry.name}, {enquiry.email}")]
    if enquiry.answered_at and enquiry.answered_by:
        facts.append(("Answered", f"{moment(enquiry.answered_at)}, {enquiry.answered_by.full_name}"))
    aside = queries.why_set_aside(enquiry)
    if aside:
        facts.append(("Set aside", f"{day(aside.at)}, {aside.by_name}: {aside.why}"))
    return EnquiryShown(
        mark=enquiry.mark,
        area=enquiry.area.name,
        area_address=place_address(enquiry.area),
        is_fictional=enquiry.area.is_fictional,
        status=EnquiryStatus.label_of(enquiry.status),
        facts=tuple(facts),
        asked=enquiry.asked,
        answer=enquiry.answer,
        answer_refused=ENQUIRY.reason_refused(enquiry.status, "answer") or "",
        aside_refused=ENQUIRY.reason_refused(enquiry.status, "set_aside") or "",
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def enquiry(request: SignedInRequest, enquiry_id: UUID) -> HttpResponseBase:
    """One enquiry; a POST answers it or sets it aside."""
    found = queries.enquiry_for(request.user, enquiry_id, uk_today())
    if found is None:
        raise Http404

    def answer(given: Given) -> object:
        return answer_enquiry(enquiry=found, answer=given["answer"], by=request.user, at=timezone.now())

    def set_aside(given: Given) -> object:
        return set_enquiry_aside(enquiry=found, reason=given["reason"], by=request.user, at=timezone.now())

    answered = f"Answered. The answer goes by e-mail to {found.name}."
    sent = SmallForms(
        request,
        {
            "answer": (AnswerForm, answer, answered),
            "aside": (SetAsideForm, set_aside, "Set aside. No answer is sent."),
        },
    )
    if sent.is_done:
        return redirect("enquiry", enquiry_id=enquiry_id)
    page = enquiry_shown(found)
    return render_page(request, "inspectorate/enquiry.html.jinja", page, form=sent.failed, forms=sent.shown)


ADDRESSES = [path("office/enquiries/<uuid:enquiry_id>/", enquiry, name="enquiry")]

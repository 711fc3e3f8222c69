"""Asking something about an area: it reaches who knows the area, and nobody's name is shown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.enquiries.operations import receive_enquiry
from speir.enquiries.rules import says_what_is_asked
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import area_at
from speir.people.operations import VISITOR
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, public_screen
from speir.web.shared.sender_marks import sender_mark

if TYPE_CHECKING:
    from speir.partnerships.models import Area

DONE = "Thank you. Your enquiry has been received. A receipt and later the answer go to your e-mail."


class EnquiryForm(SpeirForm):
    """What somebody outside asks; ``website`` is seen by programs alone."""

    name = forms.CharField(label="Your name", max_length=200, error_messages={"required": "Enter your name."})
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="The answer goes there.",
        error_messages={
            "required": "Enter your e-mail address: the answer goes there.",
            "invalid": "Enter an e-mail address such as name@example.org.",
        },
    )
    asked = forms.CharField(
        label="What you want to know or to tell",
        help_text="Please name no adult, child or carer. If somebody is in danger, phone 999.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": says_what_is_asked.message},
    )
    website = forms.CharField(label="Leave this empty", required=False, max_length=200)


@dataclass(frozen=True)
class EnquiryPage:
    """The page around the form."""

    name: str
    address: str
    is_fictional: bool


@public_screen(methods=READ_AND_CHANGE)
def public_enquiry(request: HttpRequest, address: str) -> HttpResponseBase:
    """Ask something about a council area."""
    area = area_at(address)
    if area is None or area.kind != AreaKind.COUNCIL:
        raise Http404
    place = address_of(area.kind, area.name)
    form = EnquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _received(request, area, form):
        return redirect("public_area", address=place)
    page = EnquiryPage(area.name, place, area.is_fictional)
    return render_page(request, "public/enquiry.html.jinja", page, form=form)


def _received(request: HttpRequest, area: "Area", form: EnquiryForm) -> bool:
    given = form.cleaned_data
    return perform(
        request,
        form,
        lambda: receive_enquiry(
            area=area,
            name=given["name"],
            email=given["email"],
            asked=given["asked"],
            filled_in=given["website"],
            sender_mark=sender_mark(request.META.get("REMOTE_ADDR", "")),
            by=VISITOR,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=DONE,
    )


ADDRESSES = [path("areas/<str:address>/enquiry/", public_enquiry, name="public_enquiry")]

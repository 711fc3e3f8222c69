"""Concerns for the partnership: those passed to its named senior manager, and those its readers raised."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.concerns.permissions import may_answer_concern, may_have_concerns, may_raise_concern
from speir.concerns.queries import concerns_seen
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared.concern_form import kept_words, own_path, raise_form, raise_with
from speir.web.shared.concern_page import ConcernShown, concern_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen

HERE = "partnership_concerns"


@dataclass(frozen=True)
class RaisePage:
    """The page on which a local record reader raises a concern."""

    header: InspectionHeader
    back: str


@dataclass(frozen=True)
class ConcernsPage:
    """The concerns that the reader may know of; ``answers`` says that they are the named senior manager."""

    header: InspectionHeader
    concerns: list[ConcernShown]
    answers: bool


@partnership_screen()
def our_concerns(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The concerns passed to the partnership, or one's own."""
    inspection, standing = open_inspection(request, reference, may_have_concerns)
    page = ConcernsPage(
        header=inspection_header(inspection, standing, here=HERE),
        concerns=[concern_shown(concern) for concern in concerns_seen(inspection, standing)],
        answers=may_answer_concern.reason_refused(standing) is None,
    )
    return render_page(request, "partnership/concerns.html.jinja", page)


@partnership_screen(methods=READ_AND_CHANGE)
def raise_one(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Raise a concern as a local record reader."""
    inspection, standing = open_inspection(request, reference, may_raise_concern)
    kept = kept_words(request, inspection)
    form = raise_form(request, kept)
    back = own_path(request, form["back"].value() or "")
    if request.method == "POST" and raise_with(request, form, inspection):
        return redirect(back) if back else redirect(HERE, reference=reference)
    header = inspection_header(
        inspection, standing, here=HERE, heading="Raise a concern about a person's safety"
    )
    return render_page(
        request, "partnership/raise_concern.html.jinja", RaisePage(header, back), form=form, kept=kept
    )


_HERE = "partnership/<slug:reference>/concerns/"
ADDRESSES = [
    path(_HERE, our_concerns, name=HERE),
    path(f"{_HERE}new/", raise_one, name="partnership_raise_concern"),
]

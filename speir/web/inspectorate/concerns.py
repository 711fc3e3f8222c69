"""Concerns of an inspection: raising one, and the list of those that the reader may know of."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.concerns.permissions import may_raise_concern, may_see_concerns
from speir.concerns.queries import concerns_seen, senior_managers
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection
from speir.web.shared.concern_form import kept_words, own_path, raise_form, raise_with
from speir.web.shared.concern_page import ConcernShown, concern_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen


@dataclass(frozen=True)
class RaisePage:
    """The page on which a concern is raised."""

    header: InspectionHeader
    back: str


@dataclass(frozen=True)
class ConcernsPage:
    """The concerns that the reader may know of; ``senior_managers`` is None for who sees only their own."""

    header: InspectionHeader
    concerns: list[ConcernShown]
    senior_managers: tuple[str, ...] | None


@inspectorate_screen(methods=READ_AND_CHANGE)
def raise_one(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Raise a concern; afterwards one is back where one came from."""
    inspection, standing = open_inspection(request, reference, may_raise_concern)
    kept = kept_words(request, inspection)
    form = raise_form(request, kept)
    back = own_path(request, form["back"].value() or "")
    if request.method == "POST" and raise_with(request, form, inspection):
        return redirect(back) if back else redirect("concerns", reference=reference)
    header = inspection_header(
        inspection, standing, here="concerns", heading="Raise a concern about a person's safety"
    )
    return render_page(
        request, "inspectorate/raise_concern.html.jinja", RaisePage(header, back), form=form, kept=kept
    )


@inspectorate_screen()
def concerns(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The concerns that the reader may know of."""
    inspection, standing = open_inspection(request, reference, may_raise_concern)
    sees_all = may_see_concerns.reason_refused(standing) is None
    named = tuple(person.full_name for person in senior_managers(inspection))
    page = ConcernsPage(
        header=inspection_header(inspection, standing, here="concerns"),
        concerns=[concern_shown(concern) for concern in concerns_seen(inspection, standing)],
        senior_managers=named if sees_all else None,
    )
    return render_page(request, "inspectorate/concerns.html.jinja", page)


_HERE = "inspections/<slug:reference>/concerns/"
ADDRESSES = [
    path(_HERE, concerns, name="concerns"),
    path(f"{_HERE}new/", raise_one, name="raise_concern"),
]

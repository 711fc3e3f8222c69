"""The two ends of a national exercise: an area is concluded; the national one takes in what areas found."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.evaluations.operations import conclude_area
from speir.evaluations.permissions import may_read_judgements
from speir.handovers.operations import bring_in_what_areas_found
from speir.web.inspectorate.opened import open_inspection
from speir.web.shared.forms import perform_button
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen


@inspectorate_screen(methods=CHANGE)
def conclude(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """End the work in one area."""
    inspection, _ = open_inspection(request, reference, may_read_judgements)
    perform_button(
        request,
        lambda: conclude_area(inspection=inspection, by=request.user, at=timezone.now()),
        done="Concluded. What was found can go into the national report, without the name of the area.",
    )
    return redirect("report", reference=reference)


@inspectorate_screen(methods=CHANGE)
def bring_in(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Lodge what concluded areas found."""
    inspection, _ = open_inspection(request, reference, may_read_judgements)
    perform_button(
        request,
        lambda: bring_in_what_areas_found(inspection=inspection, by=request.user, at=timezone.now()),
        done="What concluded areas found is in the evidence now, without the names of areas.",
    )
    return redirect("report", reference=reference)


_HERE = "inspections/<slug:reference>/"
ADDRESSES = [
    path(f"{_HERE}conclude/", conclude, name="conclude_area"),
    path(f"{_HERE}bring-in-areas/", bring_in, name="bring_in_areas"),
]

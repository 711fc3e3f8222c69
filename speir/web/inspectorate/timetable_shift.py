"""Letting the rest of a timetable come later: seen before it is done, and told to those concerned."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.inspections.operations import shift_timetable
from speir.inspections.permissions import may_change_timetable
from speir.inspections.queries import inspection_for, standing_of, would_move_by_shift
from speir.inspections.rules import shift_is_at_most_a_year
from speir.web.inspectorate.shift_form import shift_form
from speir.web.inspectorate.timetable import look_at, show
from speir.web.shared.forms import perform
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen


@inspectorate_screen(methods=CHANGE)
def shift(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """See what would come later, and let it."""
    inspection = inspection_for(request.user, reference)
    # Those who may not are shown no form that could hold the reason.
    may_change_timetable.check(standing_of(request.user, inspection))
    form = shift_form(inspection, request.POST)
    look = None
    if form.is_valid():
        given = form.cleaned_data
        if "look" in request.POST and shift_is_at_most_a_year.reason(given["weeks"]) is None:
            look = look_at(inspection, would_move_by_shift(inspection, given["from_key"], given["weeks"]))
        elif perform(
            request,
            form,
            lambda: shift_timetable(
                inspection=inspection,
                from_key=given["from_key"],
                weeks=given["weeks"],
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done="The rest comes later. What moved stands under “Shifts”; those concerned get an e-mail.",
        ):
            return redirect("timetable", reference=reference)
    return show(request, inspection, shifting=form, look=look)


ADDRESSES = [path("inspections/<slug:reference>/timetable/shift/", shift, name="shift_timetable")]

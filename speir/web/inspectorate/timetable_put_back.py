"""Putting days back that a timetable leaves out: what would move is seen first, with who and why kept."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.inspections.permissions import may_change_timetable
from speir.inspections.queries import inspection_for, standing_of
from speir.inspections.rules import putting_back_has_a_reason
from speir.inspections.timetable_operations import put_weeks_back
from speir.inspections.timetable_queries import left_out_from, would_move_back
from speir.people.standing import Standing
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.timetable import Look, look_at
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.inspections.models import Inspection


class BackForm(SpeirForm):
    """Why the days count after all."""

    reason = forms.CharField(
        label="Why these days count after all",
        max_length=200,
        error_messages={
            "required": putting_back_has_a_reason.message,
            "max_length": "Use at most 200 characters.",
        },
    )


@dataclass(frozen=True)
class PutBackPage:
    """The days, for what they were left out, and what would move."""

    header: InspectionHeader
    days: str
    left_out_for: str
    look: Look


@inspectorate_screen(methods=READ_AND_CHANGE)
def put_back(request: SignedInRequest, reference: str, first_day: str) -> HttpResponseBase:
    """See what would move if days counted again, and put them back."""
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    may_change_timetable.check(standing)
    begins = _day(first_day)
    form = BackForm(request.POST or None)
    if form.is_valid() and perform(
        request,
        form,
        lambda: put_weeks_back(
            inspection=inspection,
            first_day=begins,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Put back. What moved stands under “Days put back”; those concerned get an e-mail.",
    ):
        return redirect("timetable", reference=reference)
    page = put_back_page(inspection, standing, begins)
    if not (page.left_out_for or form.is_bound):
        raise Http404
    return render_page(request, "inspectorate/put_weeks_back.html.jinja", page, form=form)


def put_back_page(inspection: "Inspection", standing: Standing, begins: date) -> PutBackPage:
    """What the page prints; also when somebody else has put the days back meanwhile."""
    left_out = left_out_from(inspection, begins)
    return PutBackPage(
        header=inspection_header(inspection, standing, here="timetable", heading="Put days back"),
        days=f"{day(left_out.first_day)} to {day(left_out.last_day)}" if left_out else day(begins),
        left_out_for=left_out.reason if left_out else "",
        look=look_at(inspection, would_move_back(inspection, begins) if left_out else []),
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as unknown:
        raise Http404 from unknown


ADDRESSES = [
    path("inspections/<slug:reference>/timetable/put-back/<str:first_day>/", put_back, name="put_weeks_back"),
]

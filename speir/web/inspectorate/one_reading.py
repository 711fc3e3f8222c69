"""One reading for those who run record reading: where it stands, giving it back, taking it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.record_reading import outcome_queries, queries
from speir.record_reading.attaching_queries import readers_of_record
from speir.record_reading.choices import ReadingOrder, ReadingStatus
from speir.record_reading.lifecycle import READING
from speir.record_reading.operations import give_back, take_back
from speir.record_reading.permissions import may_arrange_reading, may_return_reading, may_see_progress
from speir.record_reading.visibility import may_see_answers
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.reading.my_records import TAGS
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing
    from speir.record_reading.models import Reading


class BackForm(SpeirForm):
    """Why a reading goes back, to its reader or to somebody else."""

    why = forms.CharField(
        label="Why", widget=forms.Textarea, error_messages={"required": "Say why, in a sentence."}
    )


@dataclass(frozen=True)
class OneReadingPage:
    """One reading; ``answers`` is None while they may not be seen."""

    header: InspectionHeader
    facts: tuple[tuple[str, str], ...]
    status: str
    tag: str
    steps: tuple[tuple[str, datetime, str, str], ...]
    late: int
    reading_id: str
    answers: tuple[outcome_queries.InWords, ...] | None
    give_back_refused: str
    take_back_refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def one_reading(request: SignedInRequest, reference: str, reading_id: UUID) -> HttpResponseBase:
    """See one reading, give it back to its reader or take it from them."""
    inspection, standing = open_inspection(request, reference, may_see_progress)
    reading = queries.reading_in(inspection, reading_id)
    if reading is None:
        raise Http404
    form = BackForm(request.POST or None)
    change = give_back if request.POST.get("what") == "give_back" else take_back
    if form.is_valid() and perform(
        request,
        form,
        lambda: change(
            reading=reading,
            why=form.cleaned_data["why"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Done. What was answered stays on file.",
    ):
        return redirect("record_reading", reference=reference)
    page = one_reading_page(inspection, standing, reading)
    return render_page(request, "inspectorate/one_reading.html.jinja", page, form=form)


def one_reading_page(inspection: "Inspection", standing: "Standing", reading: "Reading") -> OneReadingPage:
    """The page of one reading."""
    status, reader = ReadingStatus(reading.status), reading.reader
    sees = may_see_answers(standing, str(reading.reader_id), readers_of_record(reading))
    return OneReadingPage(
        header=inspection_header(
            inspection, standing, here="record_reading", heading=f"Record {reading.record_reference}"
        ),
        facts=(
            ("Reader", f"{reader.full_name}, {reader.body.name}"),
            ("Reading", ReadingOrder.label_of(reading.order)),
            ("Locality", reading.locality),
            ("Population", reading.population_label),
        ),
        status=status.label,
        tag=TAGS.get(status, "grey"),
        steps=queries.steps_of(reading),
        late=len(queries.late_events(reading)),
        reading_id=str(reading.pk),
        answers=outcome_queries.answers_in_words(reading, timezone.now()) if sees else None,
        give_back_refused=why_not(
            standing, may_return_reading, READING.reason_refused(reading.status, "give_back")
        ),
        take_back_refused=why_not(
            standing, may_arrange_reading, READING.reason_refused(reading.status, "take_back")
        ),
    )


ADDRESSES = [
    path("inspections/<slug:reference>/reading/<uuid:reading_id>/about/", one_reading, name="one_reading"),
]

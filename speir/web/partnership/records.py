"""The frame of records that we hand in, and which of our records were drawn."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.record_samples import rules
from speir.record_samples.choices import Population, RecordStatus
from speir.record_samples.permissions import may_fetch_records, may_import_frame
from speir.record_samples.queries import draw_of, drawn_records, frame_counts, frame_of, units_of
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection, why_not
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.record_frames import (
    COLUMNS,
    CountLine,
    FrameFileForm,
    Told,
    count_lines,
    take_in,
    template_response,
)
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing
    from speir.record_samples.models import SampledRecord


@dataclass(frozen=True)
class DrawnLine:
    """One of our records that is read; ``note`` says when it is no longer needed or instead of which."""

    reference: str
    locality: str
    agencies: str
    note: str


@dataclass(frozen=True)
class RecordsPage:
    """What we handed in, what was drawn; ``refused`` is "" when we may hand a frame in now."""

    header: InspectionHeader
    number: int
    imported_by: str
    imported_at: datetime | None
    counts: tuple[CountLine, ...]
    drawn: tuple[tuple[str, tuple[DrawnLine, ...]], ...]
    told: Told
    columns: tuple[tuple[str, str], ...]
    refused: str


def drawn_line(record: "SampledRecord") -> DrawnLine:
    """One record as the coordinator sees it."""
    is_needed = record.status == RecordStatus.TO_READ
    instead = f"instead of {record.replaces.reference}" if record.replaces else ""
    return DrawnLine(
        record.reference,
        record.unit.stratum,
        ", ".join(agency.label for agency in record.unit.agencies),
        instead if is_needed else "not needed any more",
    )


def records_page(inspection: "Inspection", standing: "Standing", told: Told) -> RecordsPage:
    """What the page prints; reserves are no business of ours until one is called up."""
    frame, draw = frame_of(inspection), draw_of(inspection)
    drawn = [one for one in drawn_records(draw) if one.status != RecordStatus.RESERVE] if draw else []
    return RecordsPage(
        header=inspection_header(inspection, standing, here="partnership_records"),
        number=frame.number if frame else 0,
        imported_by=frame.imported_by.full_name if frame else "",
        imported_at=frame.imported_at if frame else None,
        counts=count_lines(frame_counts(units_of(frame))) if frame else (),
        drawn=tuple(
            (population.label, tuple(drawn_line(one) for one in drawn if one.population == population))
            for population in Population
        )
        if draw
        else (),
        told=told,
        columns=COLUMNS,
        refused=why_not(
            standing,
            may_import_frame,
            rules.inspection_takes_a_frame.reason(inspection.status),
            rules.nothing_is_drawn_yet.reason(draw is not None),
        ),
    )


@partnership_screen(methods=READ_AND_CHANGE)
def records(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Hand the frame in; once drawn, see which records to fetch."""
    inspection, standing = open_inspection(request, reference, may_fetch_records)
    form, told = FrameFileForm(request.POST or None, request.FILES or None), Told()
    if form.is_valid() and perform(
        request,
        form,
        lambda: take_in(request, form, inspection, told),
        done="The frame is taken in. The workbook itself is not kept.",
    ):
        return redirect("partnership_records", reference=reference)
    page = records_page(inspection, standing, told)
    return render_page(request, "partnership/records.html.jinja", page, form=form)


@partnership_screen()
def frame_template(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The empty workbook."""
    open_inspection(request, reference, may_fetch_records)
    return template_response()


ADDRESSES = [
    path("partnership/<slug:reference>/records/", records, name="partnership_records"),
    path(
        "partnership/<slug:reference>/records/template.xlsx",
        frame_template,
        name="partnership_frame_template",
    ),
]

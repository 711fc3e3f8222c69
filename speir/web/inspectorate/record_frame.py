"""The rows of a frame, and taking a frame in for the partnership."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.record_samples import rules
from speir.record_samples.choices import Exclusion, Population
from speir.record_samples.permissions import may_import_frame, may_see_samples
from speir.record_samples.queries import draw_of, frame_of, units_of
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.record_frames import COLUMNS, FrameFileForm, Told, take_in
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.record_samples.models import Frame, FrameUnit

A_PAGE = 100


@dataclass(frozen=True)
class UnitLine:
    """One row of the frame; ``left_out`` is "" when it can be drawn."""

    reference: str
    population: str
    locality: str
    agencies: str
    episode_on: date
    left_out: str


@dataclass(frozen=True)
class FramePage:
    """One page of the rows, those left out first."""

    header: InspectionHeader
    number: int
    lines: tuple[UnitLine, ...]
    rows: int
    left_out: int
    page: int
    last: int


@dataclass(frozen=True)
class ImportFramePage:
    """The form that takes a frame in, and what was wrong with the workbook just sent."""

    header: InspectionHeader
    told: Told
    columns: tuple[tuple[str, str], ...]
    refused: str


def unit_line(unit: "FrameUnit") -> UnitLine:
    """One row as printed."""
    return UnitLine(
        reference=unit.reference,
        population=Population.label_of(unit.population),
        locality=unit.stratum,
        agencies=", ".join(agency.label for agency in unit.agencies) or "none",
        episode_on=unit.episode_on,
        left_out=Exclusion.label_of(unit.excluded) if unit.excluded else "",
    )


def frame_page(
    header: InspectionHeader, frame: "Frame", units: "Sequence[FrameUnit]", wanted: str
) -> FramePage:
    """One page of a long list."""
    ordered = sorted(units, key=lambda unit: not unit.excluded)
    last = max(1, -(-len(ordered) // A_PAGE))
    page = min(max(int(wanted), 1), last) if wanted.isdecimal() else 1
    shown = ordered[(page - 1) * A_PAGE : page * A_PAGE]
    return FramePage(
        header=header,
        number=frame.number,
        lines=tuple(unit_line(unit) for unit in shown),
        rows=len(units),
        left_out=sum(bool(unit.excluded) for unit in units),
        page=page,
        last=last,
    )


@inspectorate_screen()
def record_frame(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Every row of the frame in use, with the reason where it cannot be drawn."""
    inspection, standing = open_inspection(request, reference, may_see_samples)
    frame = frame_of(inspection)
    if frame is None:
        raise Http404
    header = inspection_header(inspection, standing, here="records", heading=f"Frame {frame.number}")
    page = frame_page(header, frame, units_of(frame), request.GET.get("page", ""))
    return render_page(request, "inspectorate/record_frame.html.jinja", page)


@inspectorate_screen(methods=READ_AND_CHANGE)
def import_record_frame(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Choose a workbook; after faults the same page lists them all."""
    inspection, standing = open_inspection(request, reference, may_see_samples)
    form, told = FrameFileForm(request.POST or None, request.FILES or None), Told()
    if form.is_valid() and perform(
        request,
        form,
        lambda: take_in(request, form, inspection, told),
        done="The frame is taken in. The workbook itself is not kept.",
    ):
        return redirect("records", reference=reference)
    page = ImportFramePage(
        header=inspection_header(inspection, standing, here="records", heading="Take in a frame"),
        told=told,
        columns=COLUMNS,
        refused=why_not(
            standing,
            may_import_frame,
            rules.inspection_takes_a_frame.reason(inspection.status),
            rules.nothing_is_drawn_yet.reason(draw_of(inspection) is not None),
        ),
    )
    return render_page(request, "inspectorate/import_frame.html.jinja", page, form=form)


ADDRESSES = [
    path("inspections/<slug:reference>/records/frame/", record_frame, name="record_frame"),
    path("inspections/<slug:reference>/records/import/", import_record_frame, name="import_frame"),
]

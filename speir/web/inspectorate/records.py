"""The records of an inspection: the frame, what was drawn from it, how exact that is and whom it covers."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import path

from speir.record_samples import rules
from speir.record_samples.coverage import Coverage
from speir.record_samples.frame_workbook import frame_workbook
from speir.record_samples.permissions import may_draw_sample, may_import_frame, may_see_samples
from speir.record_samples.queries import (
    Size,
    coverage,
    draws_of,
    frame_counts,
    frame_of,
    receipt_for,
    rows_of,
    sizes_of,
    units_of,
)
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared.pages import render_page
from speir.web.shared.record_frames import CountLine, count_lines, template_response, workbook_response
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing
    from speir.record_samples.models import Draw, Frame, FrameUnit


@dataclass(frozen=True)
class FrameShown:
    """The frame in use."""

    number: int
    imported_by: str
    imported_at: datetime
    first_day: date
    last_day: date
    sha256: str
    looked_at: int
    counts: tuple[CountLine, ...]


@dataclass(frozen=True)
class SizeLine:
    """One population of the draw; ``means`` says in words how exact a figure can be."""

    words: str
    read: int
    eligible: int
    target: int
    reserves: int
    means: str


@dataclass(frozen=True)
class DrawShown:
    """The draw that stands, and those before it as (number, when, why it was drawn again)."""

    number: int
    drawn_by: str
    drawn_at: datetime
    seed: str
    sha256: str
    why_again: str
    sizes: tuple[SizeLine, ...]
    coverage: tuple[Coverage, ...]
    gaps: tuple[str, ...]
    earlier: tuple[tuple[int, datetime, str], ...]


@dataclass(frozen=True)
class RecordsPage:
    """Each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    frame: FrameShown | None
    draw: DrawShown | None
    import_refused: str
    draw_refused: str


def frame_shown(frame: "Frame", units: "list[FrameUnit]") -> FrameShown:
    """The frame as printed."""
    return FrameShown(
        number=frame.number,
        imported_by=f"{frame.imported_by.full_name}, {frame.imported_by.body.name}",
        imported_at=frame.imported_at,
        first_day=frame.first_day_on,
        last_day=frame.last_day_on,
        sha256=frame.file_sha256,
        looked_at=frame.cells_looked_at,
        counts=count_lines(frame_counts(units)),
    )


def size_line(size: Size) -> SizeLine:
    """How many are read, and what that means for a percentage, in plain words."""
    if not size.eligible:
        means = "There is nobody to read about."
    elif size.is_whole:
        means = f"All {size.eligible} are read, so figures have no sampling error."
    elif not size.read:
        means = "None is read."
    elif size.is_all_drawn:
        means = _all_drawn(size)
    else:
        points = f"{100 * size.half_width:.0f}"
        means = (
            f"A percentage of all {size.eligible} is known to within about {points} points either way, "
            "in 95 of 100 samples drawn so. This is at its widest, for answers near half."
        )
    return SizeLine(size.population.label, size.read, size.eligible, size.target, size.reserves, means)


def _all_drawn(size: Size) -> str:
    """What is missing where all were drawn: chance did not choose it, so no interval speaks of it."""
    missing = size.eligible - size.read
    points = f"{100 * missing / size.eligible:.0f}"
    return (
        f"All {size.eligible} were drawn and {missing} cannot be read. No chance was involved: "
        f"what is missing could move a percentage of all {size.eligible} by {points} points at most."
    )


def draw_shown(draws: "list[Draw]", units: "list[FrameUnit]") -> DrawShown:
    """The draw that stands, as printed."""
    draw, *before = draws
    covered = tuple(coverage(draw, units))
    return DrawShown(
        number=draw.number,
        drawn_by=draw.drawn_by.full_name,
        drawn_at=draw.drawn_at,
        seed=draw.seed,
        sha256=draw.sha256,
        why_again=draw.why_again,
        sizes=tuple(size_line(size) for size in sizes_of(draw, units)),
        coverage=tuple(one for one in covered if one.frame),
        gaps=tuple(gap for one in covered for gap in one.gaps),
        earlier=tuple((one.number, one.drawn_at, one.why_again) for one in before),
    )


def records_page(inspection: "Inspection", standing: "Standing") -> RecordsPage:
    """What the page prints."""
    frame, draws = frame_of(inspection), draws_of(inspection)
    units = units_of(draws[0].frame if draws else frame) if frame else []
    stage = rules.inspection_takes_a_frame.reason(inspection.status)
    return RecordsPage(
        header=inspection_header(inspection, standing, here="records"),
        frame=frame_shown(frame, units) if frame else None,
        draw=draw_shown(draws, units) if draws else None,
        import_refused=why_not(
            standing, may_import_frame, stage, rules.nothing_is_drawn_yet.reason(bool(draws))
        ),
        draw_refused=why_not(
            standing,
            may_draw_sample,
            stage,
            rules.there_is_a_frame.reason(frame is not None),
            rules.reading_has_not_begun.reason(bool(draws) and draws[0].closed_at is not None),
        ),
    )


@inspectorate_screen()
def records(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The frame, the draw, precision and coverage."""
    inspection, standing = open_inspection(request, reference, may_see_samples)
    return render_page(request, "inspectorate/records.html.jinja", records_page(inspection, standing))


@inspectorate_screen()
def sample_receipt(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The receipt of the draw that stands, to keep and to check."""
    inspection, _ = open_inspection(request, reference, may_see_samples)
    draws = draws_of(inspection)
    if not draws:
        raise Http404
    told = json.dumps(receipt_for(draws[0]), ensure_ascii=False, indent=1, sort_keys=True)
    answer = HttpResponse(told, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{reference}-{draws[0].number}.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@inspectorate_screen()
def frame_as_workbook(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The frame in use as Excel, to draw again from."""
    inspection, _ = open_inspection(request, reference, may_see_samples)
    frame = frame_of(inspection)
    if frame is None:
        raise Http404
    return workbook_response(frame_workbook(rows_of(frame)), f"frame-{reference}-{frame.number}.xlsx")


@inspectorate_screen()
def frame_template(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The empty workbook."""
    open_inspection(request, reference, may_see_samples)
    return template_response()


_HERE = "inspections/<slug:reference>/records/"
ADDRESSES = [
    path(_HERE, records, name="records"),
    path(f"{_HERE}receipt.json", sample_receipt, name="sample_receipt"),
    path(f"{_HERE}frame.xlsx", frame_as_workbook, name="frame_workbook"),
    path(f"{_HERE}template.xlsx", frame_template, name="frame_template"),
]

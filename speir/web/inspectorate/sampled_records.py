"""The records drawn, in order of reading, and setting one aside that cannot be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.record_samples import rules
from speir.record_samples.choices import Population, RecordStatus
from speir.record_samples.operations import set_record_aside
from speir.record_samples.permissions import may_draw_sample, may_see_samples
from speir.record_samples.queries import draw_of, drawn_records, next_reserve, record_of
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing
    from speir.record_samples.models import SampledRecord

TAGS = {RecordStatus.TO_READ: "info", RecordStatus.RESERVE: "grey", RecordStatus.SET_ASIDE: "warn"}


class SetAsideForm(SpeirForm):
    """Why a record cannot be read."""

    why = forms.CharField(
        label="Why it cannot be read",
        widget=forms.Textarea,
        max_length=1000,
        help_text="Nothing that leads to the person. For example: the police hold no record after all.",
        error_messages={"required": rules.setting_aside_has_a_reason.message},
    )


@dataclass(frozen=True)
class RecordLine:
    """One drawn record as printed."""

    id: UUID
    order: str
    reference: str
    locality: str
    agencies: str
    status: str
    tag: str
    note: str
    is_to_read: bool


@dataclass(frozen=True)
class SampledPage:
    """The records of the draw that stands, by population, and its reserves apart."""

    header: InspectionHeader
    draw: int
    to_read: tuple[tuple[str, tuple[RecordLine, ...]], ...]
    reserves: tuple[RecordLine, ...]
    set_aside_refused: str


@dataclass(frozen=True)
class SetAsidePage:
    """One record, and who would be read instead ("" when no reserve is left)."""

    header: InspectionHeader
    record: RecordLine
    population: str
    instead: str
    refused: str


def record_line(record: "SampledRecord") -> RecordLine:
    """One record as printed."""
    status = RecordStatus(record.status)
    instead_of = f"Instead of {record.replaces.reference}." if record.replaces else ""
    return RecordLine(
        id=record.pk,
        order=f"Reserve {record.order}" if record.is_reserve else str(record.order),
        reference=record.reference,
        locality=record.unit.stratum,
        agencies=", ".join(agency.label for agency in record.unit.agencies),
        status=status.label,
        tag=TAGS[status],
        note=record.set_aside_why or instead_of,
        is_to_read=status == RecordStatus.TO_READ,
    )


def sampled_page(
    header: InspectionHeader, number: int, records: "Iterable[SampledRecord]", refused: str
) -> SampledPage:
    """Records to read or set aside by population, then the reserves."""
    drawn = list(records)
    shown = [record for record in drawn if record.status != RecordStatus.RESERVE]
    return SampledPage(
        header=header,
        draw=number,
        to_read=tuple(
            (population.label, tuple(record_line(one) for one in shown if one.population == population))
            for population in Population
        ),
        reserves=tuple(record_line(one) for one in drawn if one.status == RecordStatus.RESERVE),
        set_aside_refused=refused,
    )


def set_aside_page(record: "SampledRecord", inspection: "Inspection", standing: "Standing") -> SetAsidePage:
    """What the page prints."""
    instead = next_reserve(record)
    heading = f"Set {record.reference} aside"
    return SetAsidePage(
        header=inspection_header(inspection, standing, here="records", heading=heading),
        record=record_line(record),
        population=record.population.label,
        instead=f"{instead.reference} ({instead.unit.stratum})" if instead else "",
        refused=why_not(standing, may_draw_sample, rules.inspection_takes_a_frame.reason(inspection.status)),
    )


@inspectorate_screen()
def sampled(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Every record drawn, where it stands, and the reserves."""
    inspection, standing = open_inspection(request, reference, may_see_samples)
    draw = draw_of(inspection)
    if draw is None:
        raise Http404
    header = inspection_header(inspection, standing, here="records", heading="Sampled records")
    stage = rules.inspection_takes_a_frame.reason(inspection.status)
    refused = why_not(standing, may_draw_sample, stage)
    page = sampled_page(header, draw.number, drawn_records(draw), refused)
    return render_page(request, "inspectorate/sampled_records.html.jinja", page)


@inspectorate_screen(methods=READ_AND_CHANGE)
def set_aside(request: SignedInRequest, reference: str, record_id: UUID) -> HttpResponseBase:
    """Say why a record cannot be read; the next reserve is read instead."""
    inspection, standing = open_inspection(request, reference, may_see_samples)
    record = record_of(inspection, record_id)
    if record is None:
        raise Http404
    form = SetAsideForm(request.POST or None)
    if form.is_valid() and perform(
        request,
        form,
        lambda: set_record_aside(
            record=record,
            why=form.cleaned_data["why"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"{record.reference} is set aside.",
    ):
        return redirect("sampled_records", reference=reference)
    page = set_aside_page(record, inspection, standing)
    return render_page(request, "inspectorate/set_aside_record.html.jinja", page, form=form)


_HERE = "inspections/<slug:reference>/records/sampled/"
ADDRESSES = [
    path(_HERE, sampled, name="sampled_records"),
    path(f"{_HERE}<uuid:record_id>/", set_aside, name="set_aside_record"),
]

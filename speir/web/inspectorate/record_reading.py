"""Record reading for those who run it: how far it is, who reads what, what differs, and allocating."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.questionnaires.queries import versions_in_use
from speir.record_reading import outcome_queries, queries
from speir.record_reading.choices import ReadingOrder, ReadingStatus
from speir.record_reading.operations import allocate_records, start_exercise
from speir.record_reading.pairs import Pair
from speir.record_reading.permissions import may_arrange_reading, may_see_progress
from speir.record_reading.progress import Progress, progress, progress_by
from speir.record_samples.choices import Population
from speir.record_samples.queries import coverage, draw_of, units_of
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.reading.my_records import TAGS
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.record_reading.models import Exercise, Reading

RECORD_READING = "record_reading"


@dataclass(frozen=True)
class ReadingLine:
    """One reading in the list of all."""

    record: str
    locality: str
    reader: str
    order: str
    status: str
    tag: str
    address: str


@dataclass(frozen=True)
class Part:
    """One population that is read: how far, by whom, where, and what waits for somebody."""

    population: str
    title: str
    template: str
    due_on: date
    double_share: int
    whole: Progress
    readers: tuple[Progress, ...]
    localities: tuple[Progress, ...]
    waiting: int
    complete: int
    twice: int
    conflicts: tuple[tuple[str, str, str], ...]
    differing: tuple[tuple[str, str], ...]
    lines: tuple[ReadingLine, ...]
    pairs: tuple[Pair, ...] | None


@dataclass(frozen=True)
class ReadingHomePage:
    """Everything about record reading in one inspection."""

    header: InspectionHeader
    at: datetime
    parts: tuple[Part, ...]
    start_refused: str
    allocate_refused: str
    reads: bool


class StartForm(SpeirForm):
    """Which population, with which template, how much twice, by when."""

    population = forms.ChoiceField(
        label="Who is read about",
        choices=Population.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose records are read."},
    )
    template = forms.ChoiceField(
        label="Template",
        help_text="Only published versions. Readers finish on the version they began with.",
        error_messages={"required": "Choose a published template."},
    )
    double_share = forms.IntegerField(
        label="Share that is read twice, blind, in per cent",
        initial=20,
        error_messages={"required": "Enter a percentage from 0 to 100.", "invalid": "Enter a whole number."},
    )
    due_on = DayField(label="Read by", error_messages={"required": "Enter the day by which all is read."})
    seed = forms.CharField(
        label="Seed",
        required=False,
        max_length=64,
        help_text="Any words. The same seed gives the same allocation again; empty takes the reference.",
    )


def part(exercise: "Exercise", today: date, reference: str, *, is_arranging: bool) -> Part:
    """One population as printed; pairs and declared conflicts only for those who arrange reading."""
    readings = queries.readings_of(exercise)
    lines = queries.lines_of(readings)
    pairs = queries.differing_pairs(readings)
    waiting = queries.needs_of(exercise).waiting
    lacking = Counter(each.locality for each in waiting)
    return Part(
        population=exercise.population,
        title=Population.label_of(exercise.population),
        template=str(exercise.template_version),
        due_on=exercise.due_on,
        double_share=exercise.double_share,
        whole=progress(lines, today, without_reader=len(waiting)),
        readers=tuple(progress_by(lines, lambda line: f"{line.reader}, {line.body}", today)),
        localities=tuple(progress_by(lines, lambda line: line.locality, today, lacking)),
        waiting=len(waiting),
        complete=len(outcome_queries.complete_records(exercise)),
        conflicts=tuple(
            (each.reading.record_reference, each.reading.reader.full_name, each.says)
            for each in (queries.declared_conflicts(exercise) if is_arranging else ())
        ),
        differing=tuple(
            (each.record_reference, reverse("reconcile", args=[reference, each.pk]))
            for each in readings
            if each.pk in pairs and each.order == ReadingOrder.FIRST
        ),
        lines=tuple(_line(each, reference) for each in readings),
        twice=sum(each.is_read_twice and each.order == ReadingOrder.FIRST for each in readings),
        pairs=tuple(queries.pairs_of(exercise)) if is_arranging else None,
    )


def _line(reading: "Reading", reference: str) -> ReadingLine:
    status = ReadingStatus(reading.status)
    return ReadingLine(
        record=reading.record_reference,
        locality=reading.locality,
        reader=reading.reader.full_name,
        order=ReadingOrder.label_of(reading.order),
        status=status.label,
        tag=TAGS[status],
        address=reverse("one_reading", args=[reference, reading.pk]),
    )


@inspectorate_screen()
def record_reading(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The home of record reading."""
    inspection, standing = open_inspection(request, reference, may_see_progress)
    today = uk_today()
    page = ReadingHomePage(
        header=inspection_header(inspection, standing, here=RECORD_READING),
        at=timezone.now(),
        parts=tuple(
            part(each, today, reference, is_arranging=may_arrange_reading.reason_refused(standing) is None)
            for each in queries.exercises_of(inspection)
        ),
        start_refused=why_not(standing, may_arrange_reading),
        allocate_refused=why_not(standing, may_arrange_reading),
        reads=bool(queries.readings_by(request.user, inspection)),
    )
    return render_page(request, "inspectorate/record_reading.html.jinja", page, form=ButtonForm())


@dataclass(frozen=True)
class StartPage:
    """The form that starts an exercise; ``gaps`` is None when nothing has been drawn yet."""

    header: InspectionHeader
    refused: str
    gaps: tuple[str, ...] | None


@inspectorate_screen(methods=READ_AND_CHANGE)
def start(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Start reading one population."""
    inspection, standing = open_inspection(request, reference, may_see_progress)
    versions = {str(each.pk): each for each in versions_in_use("record_reading")}
    form = StartForm(request.POST or None, initial={"due_on": uk_today() + timedelta(days=14)})
    form.fields["template"].choices = [(pk, str(each)) for pk, each in versions.items()]  # type: ignore[attr-defined]
    if form.is_valid() and perform(
        request,
        form,
        lambda: start_exercise(
            inspection=inspection,
            population=Population(form.cleaned_data["population"]),
            template_version=versions[form.cleaned_data["template"]],
            double_share=form.cleaned_data["double_share"],
            due_on=form.cleaned_data["due_on"],
            seed=form.cleaned_data["seed"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Started. Allocate the records next.",
    ):
        return redirect(RECORD_READING, reference=reference)
    page = StartPage(
        inspection_header(inspection, standing, here=RECORD_READING, heading="Start record reading"),
        why_not(standing, may_arrange_reading),
        _gaps(inspection),
    )
    return render_page(request, "inspectorate/start_reading.html.jinja", page, form=form)


def _gaps(inspection: "Inspection") -> tuple[str, ...] | None:
    """Which localities and agencies the sample leaves out: from the start of reading the sample stands."""
    draw = draw_of(inspection)
    if draw is None:
        return None
    return tuple(gap for one in coverage(draw, units_of(draw.frame)) for gap in one.gaps)


@inspectorate_screen(methods=CHANGE)
def allocate(request: SignedInRequest, reference: str, population: str) -> HttpResponseBase:
    """Allocate every record that lacks a reader."""
    inspection, _ = open_inspection(request, reference, may_see_progress)
    exercise = exercise_or_404(inspection, population)
    form = ButtonForm(request.POST)
    if form.is_valid():
        perform_button(
            request,
            lambda: allocate_records(
                exercise=exercise, by=request.user, at=timezone.now(), once=form.once_key
            ),
            done="Allocated. Each reader has been told.",
        )
    return redirect(RECORD_READING, reference=reference)


def exercise_or_404(inspection: "Inspection", population: str) -> "Exercise":
    """The exercise of one population."""
    exercise = queries.exercise_of(inspection, population)
    if exercise is None:
        raise Http404
    return exercise


ADDRESSES = [
    path("inspections/<slug:reference>/reading/", record_reading, name=RECORD_READING),
    path("inspections/<slug:reference>/reading/start/", start, name="start_reading"),
    path(
        "inspections/<slug:reference>/reading/<slug:population>/allocate/", allocate, name="allocate_records"
    ),
]

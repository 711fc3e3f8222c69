"""Lodging one figure of record reading against its indicator: Speir counts, a person says what it means."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.evidence.permissions import may_lodge_evidence
from speir.evidence.rules import inspection_takes_evidence
from speir.frameworks.queries import indicators_of
from speir.inspections.queries import partnership_bodies
from speir.record_reading.figures import Figures, Tabulated, in_words
from speir.record_reading.outcome_operations import lodge_figure
from speir.record_reading.outcome_queries import figures_of
from speir.record_reading.permissions import may_see_progress
from speir.web.inspectorate.evidence_forms import LodgeForm
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.inspectorate.record_reading import exercise_or_404
from speir.web.shared import words
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.record_reading.models import Exercise


@dataclass(frozen=True)
class LodgeFigurePage:
    """The figure in the words in which it will stand; ``refused`` is "" when this person may lodge it."""

    header: InspectionHeader
    population: str
    words: str
    refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def lodge(request: SignedInRequest, reference: str, population: str, question: str) -> HttpResponseBase:
    """Lodge a figure."""
    inspection, standing = open_inspection(request, reference, may_see_progress)
    exercise = exercise_or_404(inspection, population)
    figures = figures_of(exercise, timezone.now())
    found = _wanted(figures, question)
    kept = words.kept(
        f"figure:{exercise.pk}:{found.question.address[:60]}", version=len(figures.records), by=request.user
    )
    form = _form(request, inspection, found, kept)
    if form.is_valid() and perform(
        request, form, lambda: _lodge(request, exercise, figures, found, form), done="Evidence lodged."
    ):
        return redirect("reading_figures", reference=reference, population=population)
    header = inspection_header(inspection, standing, here="record_reading", heading="Lodge a figure")
    refused = why_not(standing, may_lodge_evidence, inspection_takes_evidence.reason(inspection.status))
    page = LodgeFigurePage(header, population, in_words(found), refused)
    return render_page(request, "inspectorate/lodge_figure.html.jinja", page, form=form, kept=kept)


def _wanted(figures: Figures, address: str) -> Tabulated:
    found = next((each for each in figures.questions if each.question.address == address), None)
    if found is None or not in_words(found):
        raise Http404
    return found


def _form(
    request: SignedInRequest, inspection: "Inspection", found: Tabulated, kept: words.Kept
) -> LodgeForm:
    indicators = indicators_of(inspection.phase.framework)
    item = next((each for each in indicators if each.number == found.question.indicator), None)
    form = LodgeForm(
        request.POST or None,
        indicators=indicators,
        bodies=partnership_bodies(inspection),
        initial={"item": str(item.pk) if item else "", "says": kept.or_else("")},
    )
    form.fields["says"].label = "What it means, in your own words"
    return form


def _lodge(
    request: SignedInRequest, exercise: "Exercise", figures: Figures, found: Tabulated, form: LodgeForm
) -> object:
    return lodge_figure(
        exercise=exercise,
        found=found,
        records=[each.reference for each in figures.records],
        figure_words=in_words(found),
        item=form.indicator,
        says=form.cleaned_data["says"],
        bearing=form.bears,
        agency=form.body,
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


ADDRESSES = [
    path(
        "inspections/<slug:reference>/reading/<slug:population>/figures/lodge/<path:question>/",
        lodge,
        name="lodge_figure",
    ),
]

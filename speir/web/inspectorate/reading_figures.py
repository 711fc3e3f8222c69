"""Figures of record reading: bars and the table, each with its n, denominator, rule and interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import path
from django.utils import timezone

from speir.evidence.permissions import may_lodge_evidence
from speir.evidence.rules import inspection_takes_evidence
from speir.measures.tabulation import BLANK, Line
from speir.measures.wording import rounded
from speir.record_reading.figures import Tabulated, in_words
from speir.record_reading.permissions import may_see_progress
from speir.record_reading.queries import figures_of
from speir.record_samples.choices import Population
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.inspectorate.record_reading import exercise_or_404
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen


@dataclass(frozen=True)
class Bar:
    """One answer: how often it was given and what it is of the denominator."""

    label: str
    count: int
    percent: int | None
    low: int
    high: int
    is_good: bool
    outside: str


@dataclass(frozen=True)
class FigureBlock:
    """One question with its bars; ``words`` is the figure of the good answers, "" where there is none."""

    address: str
    label: str
    section: str
    indicator: str
    n: int
    denominator: int
    rule: str
    words: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class FiguresPage:
    """The figures of one population."""

    header: InspectionHeader
    population: str
    title: str
    complete: int
    size: int | None
    blocks: tuple[FigureBlock, ...]
    lodge_refused: str


@inspectorate_screen()
def reading_figures(request: SignedInRequest, reference: str, population: str) -> HttpResponseBase:
    """Every counted question over the records that are wholly read."""
    inspection, standing = open_inspection(request, reference, may_see_progress)
    exercise = exercise_or_404(inspection, population)
    found = figures_of(exercise, timezone.now())
    page = FiguresPage(
        header=inspection_header(inspection, standing, here="record_reading", heading="Figures"),
        population=population,
        title=Population.label_of(population),
        complete=len(found.records),
        size=found.population,
        blocks=tuple(block(each) for each in found.questions) if found.records else (),
        lodge_refused=why_not(
            standing, may_lodge_evidence, inspection_takes_evidence.reason(inspection.status)
        ),
    )
    return render_page(request, "inspectorate/reading_figures.html.jinja", page)


def block(found: Tabulated) -> FigureBlock:
    """One question as printed."""
    base, question = found.distribution.base, found.question
    return FigureBlock(
        address=question.address,
        label=question.label,
        section=question.section,
        indicator=question.indicator,
        n=base.asked,
        denominator=base.denominator,
        rule=found.distribution.rule_text,
        words=in_words(found),
        bars=bars(found.distribution.lines, found),
    )


def bars(lines: Sequence[Line], found: Tabulated) -> tuple[Bar, ...]:
    """The answers in the order of the choices."""
    return tuple(
        Bar(
            label="Left empty"
            if line.choice == BLANK
            else found.question.choices.get(line.choice, line.choice),
            count=line.count,
            percent=None if line.percent is None else rounded(line.percent),
            low=round(100 * line.interval.low) if line.interval else 0,
            high=round(100 * line.interval.high) if line.interval else 0,
            is_good=line.choice in found.counting,
            outside="" if line.is_in_denominator else "outside the percentage",
        )
        for line in lines
    )


def _label(choice: str, found: Tabulated) -> str:
    return "Left empty" if choice == BLANK else found.question.choices.get(choice, choice)


ADDRESSES = [
    path(
        "inspections/<slug:reference>/reading/<slug:population>/figures/",
        reading_figures,
        name="reading_figures",
    ),
]

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
from speir.record_reading.for_print import Printed, for_print
from speir.record_reading.outcome_queries import figures_of
from speir.record_reading.permissions import may_see_progress
from speir.record_samples.choices import Population
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.inspectorate.record_reading import exercise_or_404
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

KEPT_BACK = "Numbers below five are kept back, with as many others as it takes and the rule that names them."


@dataclass(frozen=True)
class Bar:
    """One answer: how often it was given and what it is of the denominator; None is kept back."""

    label: str
    count: int | None
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
    thing: str
    n: int | None
    denominator: int | None
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
    is_for_print: bool


@inspectorate_screen()
def reading_figures(request: SignedInRequest, reference: str, population: str) -> HttpResponseBase:
    """Every counted question over the records that are wholly read."""
    inspection, standing = open_inspection(request, reference, may_see_progress)
    exercise = exercise_or_404(inspection, population)
    found = figures_of(exercise, timezone.now())
    is_for_print = "print" in request.GET
    page = FiguresPage(
        header=inspection_header(inspection, standing, here="record_reading", heading="Figures"),
        population=population,
        title=Population.label_of(population),
        complete=len(found.records),
        size=found.population,
        blocks=tuple(
            block(each, for_print(each) if is_for_print else None)
            for each in (found.questions if found.records else ())
        ),
        is_for_print=is_for_print,
        lodge_refused=why_not(
            standing, may_lodge_evidence, inspection_takes_evidence.reason(inspection.status)
        ),
    )
    return render_page(request, "inspectorate/reading_figures.html.jinja", page)


def block(found: Tabulated, printed: Printed | None = None) -> FigureBlock:
    """One question as the inspection sees it; with ``printed``, as anybody else may."""
    base, question = found.distribution.base, found.question
    is_whole = printed is None or printed.is_whole
    return FigureBlock(
        address=question.address,
        label=question.label,
        section=question.section,
        indicator=question.indicator,
        thing=question.thing,
        n=base.asked if printed is None or printed.tells_total else None,
        denominator=base.denominator if printed is None or printed.tells_percentages else None,
        rule=found.distribution.rule_text if is_whole else KEPT_BACK,
        words=in_words(found) if is_whole else "",
        bars=bars(found.distribution.lines, found, printed),
    )


def bars(lines: Sequence[Line], found: Tabulated, printed: Printed | None = None) -> tuple[Bar, ...]:
    """The answers in the order of the choices."""
    hidden = printed.hidden if printed else (False,) * len(lines)
    return tuple(
        _bar(line, found, is_hidden=is_hidden, has_percent=printed is None or printed.tells_percentages)
        for line, is_hidden in zip(lines, hidden, strict=True)
    )


def _bar(line: Line, found: Tabulated, *, is_hidden: bool, has_percent: bool) -> Bar:
    percent = None if line.percent is None or is_hidden or not has_percent else rounded(line.percent)
    # Items of one record are alike: a figure of items has no interval.
    ends = (line.interval.low, line.interval.high) if line.interval and not found.question.thing else None
    low, high = (round(100 * end) for end in ends) if ends else (percent or 0, percent or 0)
    return Bar(
        label=_label(line.choice, found),
        count=None if is_hidden else line.count,
        percent=percent,
        low=low,
        high=high,
        is_good=line.choice in found.counting,
        outside="" if line.is_in_denominator else "outside the percentage",
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

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
from speir.record_reading.figures import Figures, Tabulated, in_words
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

    anchor: str
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
class Glance:
    """The figure of one question in a line; ``low`` and ``high`` are 0 where there is no interval."""

    anchor: str
    label: str
    indicator: str
    counting: str
    counts: str
    percent: int
    low: int
    high: int


@dataclass(frozen=True)
class SectionOfFigures:
    """The questions of one section of the template."""

    title: str
    anchor: str
    blocks: tuple[FigureBlock, ...]


@dataclass(frozen=True)
class FiguresPage:
    """The figures of one population: all at a glance, then question by question."""

    header: InspectionHeader
    population: str
    title: str
    complete: int
    size: int | None
    drawn: str
    interval: str
    glances: tuple[Glance, ...]
    sections: tuple[SectionOfFigures, ...]
    lodge_refused: str
    is_for_print: bool


@inspectorate_screen()
def reading_figures(request: SignedInRequest, reference: str, population: str) -> HttpResponseBase:
    """Every counted question over the records that are wholly read."""
    inspection, standing = open_inspection(request, reference, may_see_progress)
    exercise = exercise_or_404(inspection, population)
    found = figures_of(exercise, timezone.now())
    is_for_print = "print" in request.GET
    blocks = _blocks(found, is_for_print)
    page = FiguresPage(
        header=inspection_header(inspection, standing, here="record_reading", heading="Figures"),
        population=population,
        title=Population.label_of(population),
        complete=len(found.records),
        size=found.population,
        drawn=drawn_words(found),
        interval="range" if found.is_all_drawn else "95 % interval",
        glances=tuple(
            glance(each, shown) for each, shown in zip(found.questions, blocks, strict=False) if shown.words
        ),
        sections=sections(blocks),
        is_for_print=is_for_print,
        lodge_refused=why_not(
            standing, may_lodge_evidence, inspection_takes_evidence.reason(inspection.status)
        ),
    )
    return render_page(request, "inspectorate/reading_figures.html.jinja", page)


def _blocks(found: Figures, is_for_print: bool) -> list[FigureBlock]:
    told = [(each, for_print(each) if is_for_print else None) for each in found.questions]
    return [block(*each, number) for number, each in enumerate(told, 1)] if found.records else []


def drawn_words(found: Figures) -> str:
    """What the records were drawn from, and what the line on each bar therefore says."""
    read, size = len(found.records), found.population
    if size is None or not found.is_all_drawn:
        return "The line on each bar is the 95 % interval."
    if read == size:
        return f"All {size} were drawn and read, so the figures have no sampling error."
    return (
        f"All {size} were drawn and {size - read} of them not wholly read. No chance was involved: "
        "the line on each bar is what those could still make of it."
    )


def glance(found: Tabulated, shown: FigureBlock) -> Glance:
    """The figure of one question in a line; only of one whose sentence may be printed."""
    figure = found.figure
    percent = rounded(figure.percent) if figure and figure.percent is not None else 0
    has_interval = figure is not None and not shown.thing
    ends = (figure.interval.low, figure.interval.high) if figure and has_interval else (0.0, 0.0)
    low, high = (rounded(100 * end) for end in ends)
    return Glance(
        anchor=shown.anchor,
        label=shown.label,
        indicator=shown.indicator,
        counting=", ".join(found.question.choices.get(each, each) for each in found.counting),
        counts=f"{figure.numerator} of {figure.denominator}" if figure else "",
        percent=percent,
        low=low,
        high=high,
    )


def sections(blocks: Sequence[FigureBlock]) -> tuple[SectionOfFigures, ...]:
    """The questions by the section they stand in, in the order of the template."""
    found: dict[str, list[FigureBlock]] = {}
    for each in blocks:
        found.setdefault(each.section, []).append(each)
    return tuple(
        SectionOfFigures(title or "Questions", f"section-{number}", tuple(each))
        for number, (title, each) in enumerate(found.items(), 1)
    )


def block(found: Tabulated, printed: Printed | None = None, number: int = 0) -> FigureBlock:
    """One question as the inspection sees it; with ``printed``, as anybody else may."""
    base, question = found.distribution.base, found.question
    is_whole = printed is None or printed.is_whole
    return FigureBlock(
        anchor=f"question-{number}",
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

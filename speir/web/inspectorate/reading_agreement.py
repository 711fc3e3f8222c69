"""How far readers agree, and what to talk about: only from records that two people have read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import path
from django.utils import timezone

from speir.measures.advice import Advice
from speir.measures.agreement import TOO_NARROW, Agreement
from speir.measures.drift import TOO_SHORT, Drift
from speir.measures.limits import LIMITS
from speir.measures.over_questions import PartOver
from speir.measures.wording import rounded
from speir.record_reading.agreeing import Findings, QuestionAgreement
from speir.record_reading.outcome_queries import agreement_of
from speir.record_reading.permissions import may_see_progress
from speir.record_samples.choices import Population
from speir.web.design_system.charts import Dot, LineChart
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection
from speir.web.inspectorate.record_reading import exercise_or_404
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count
from speir.web.shared.showing import day as day_in_words


@dataclass(frozen=True)
class Measured:
    """One coefficient in words, and where it stands from 0 to 100 in a picture (None: it is not defined)."""

    value: str
    range: str
    at: int | None
    low: int
    high: int
    note: str


@dataclass(frozen=True)
class AdviceRow:
    """One piece of advice; ``label`` are the words of the question that it is about, "" for several."""

    sentence: str
    because: str
    label: str


@dataclass(frozen=True)
class QuestionRow:
    """One question with both measures."""

    number: int
    label: str
    section: str
    alike: str
    gwet: Measured
    alpha: Measured
    strength: str
    tag: str


@dataclass(frozen=True)
class PartRow:
    """One reader, or a pair of bodies, over all questions, against the rest."""

    name: str
    records: int
    alike: str
    percent: str
    rest: str
    gwet: Measured
    alpha: Measured


@dataclass(frozen=True)
class DayRow:
    """One day on which second readings came in."""

    day: str
    records: int
    percent: int


@dataclass(frozen=True)
class AgreementPage:
    """The whole picture of one population; ``chart`` is None until there are two days to compare."""

    header: InspectionHeader
    population: str
    n_records: int
    advice: tuple[AdviceRow, ...]
    questions: tuple[QuestionRow, ...]
    readers: tuple[PartRow, ...]
    bodies: tuple[PartRow, ...]
    days: tuple[DayRow, ...]
    chart: LineChart | None
    trend: str


@inspectorate_screen()
def reading_agreement(request: SignedInRequest, reference: str, population: str) -> HttpResponseBase:
    """Agreement by question, reader and body, with advice."""
    inspection, standing = open_inspection(request, reference, may_see_progress)
    exercise = exercise_or_404(inspection, population)
    found = agreement_of(exercise, timezone.now())
    header = inspection_header(inspection, standing, here="record_reading", heading="Agreement of readers")
    page = agreement_page(header, Population.label_of(population), found)
    return render_page(request, "inspectorate/reading_agreement.html.jinja", page)


def agreement_page(header: InspectionHeader, population: str, found: Findings) -> AgreementPage:
    """What was found, in words and rounded numbers."""
    labels = {f"Question {each.asked.number}": each.asked.label for each in found.questions}
    return AgreementPage(
        header=header,
        population=population,
        n_records=found.n_records,
        advice=tuple(_advice(each, labels) for each in found.advice),
        questions=tuple(_question(each) for each in found.questions if each.n_pairs),
        readers=tuple(_part(each) for each in found.readers),
        bodies=tuple(_part(each) for each in found.bodies),
        days=tuple(
            DayRow(day_in_words(each.day), each.n, rounded(100 * each.mean)) for each in found.days.days
        ),
        chart=_chart(found.days),
        trend=trend_in_words(found.days),
    )


def _advice(each: Advice, labels: Mapping[str, str]) -> AdviceRow:
    return AdviceRow(each.sentence, each.because, labels.get(each.about, ""))


def _question(each: QuestionAgreement) -> QuestionRow:
    strength, tag = in_words(each.gwet)
    return QuestionRow(
        number=each.asked.number,
        label=each.asked.label,
        section=each.asked.section,
        alike=f"{each.alike} of {each.n_pairs}",
        gwet=measured(each.gwet),
        alpha=measured(each.alpha),
        strength=strength,
        tag=tag,
    )


def in_words(found: Agreement) -> tuple[str, str]:
    """What an agreement allows, by the lower limit that Krippendorff gives, and the kind of tag for it."""
    if found.value is None or found.n_items < 10:
        return "too few to judge", "grey"
    if found.value < 0.667:
        return "talk about it", "bad"
    return ("tentative", "warn") if found.value < 0.8 else ("good", "ok")


def measured(found: Agreement) -> Measured:
    """A coefficient as printed and as drawn; the picture goes from 0, chance, to 1."""
    if found.value is None or found.low is None or found.high is None:
        return Measured("–", "", None, 0, 0, "")
    return Measured(
        value=_number(found.value),
        range=f"{_number(found.low)} to {_number(found.high)}",
        at=_place(found.value),
        low=_place(found.low),
        high=_place(found.high),
        note="too narrow" if TOO_NARROW in found.method else "",
    )


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _place(value: float) -> int:
    return round(100 * min(1.0, max(0.0, value)))


def _part(each: PartOver) -> PartRow:
    return PartRow(
        name=each.name,
        records=each.records,
        alike=f"{each.alike} of {each.n_pairs}",
        percent=f"{rounded(100 * each.alike / each.n_pairs)} %",
        rest="–" if each.rest is None else f"{rounded(100 * each.rest)} %",
        gwet=measured(each.gwet),
        alpha=measured(each.alpha),
    )


def _chart(days: Drift) -> LineChart | None:
    if len(days.days) < 2:
        return None
    return LineChart(
        title="Answers alike, by the day on which the second reading came in",
        words="Per cent of the answers of a record that are alike, on average over the records of each day.",
        dots=[
            Dot(
                f"{each.day.day} {each.day:%b}",
                round(100 * each.mean, 1),
                f"{rounded(100 * each.mean)} %, {count(each.n, 'record')}",
            )
            for each in days.days
        ],
    )


def trend_in_words(days: Drift) -> str:
    """What can be said of a trend over the days, or why nothing can."""
    if not days.days:
        return "No record has been read twice yet."
    if days.p is None or days.slope is None:
        return {TOO_SHORT: "A trend is tested from 20 records over 3 days."}.get(days.why_not, days.why_not)
    if days.p >= LIMITS["chance of a false alarm"].value:
        return f"No trend that chance would not explain (p = {days.p:.2f})."
    way = "less" if days.slope < 0 else "more"
    return f"Readers agree {way} as the days pass (p = {days.p:.3f}): read some early records again."


ADDRESSES = [
    path(
        "inspections/<slug:reference>/reading/<slug:population>/agreement/",
        reading_agreement,
        name="reading_agreement",
    ),
]

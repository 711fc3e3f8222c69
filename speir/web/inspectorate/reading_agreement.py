"""How far readers agree, and what to talk about: only from records that two people have read."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import path
from django.utils import timezone

from speir.measures.advice import Advice
from speir.measures.agreement import Agreement
from speir.measures.readers import Share
from speir.record_reading.agreeing import Findings, QuestionAgreement
from speir.record_reading.outcome_queries import agreement_of
from speir.record_reading.permissions import may_see_progress
from speir.record_samples.choices import Population
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection
from speir.web.inspectorate.record_reading import exercise_or_404
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen


@dataclass(frozen=True)
class QuestionRow:
    """One question with both measures in words."""

    number: int
    label: str
    section: str
    alike: str
    gwet: str
    gwet_range: str
    alpha: str
    alpha_range: str
    strength: str
    tag: str


@dataclass(frozen=True)
class ShareRow:
    """One reader, or a pair of bodies, against the rest."""

    name: str
    alike: str
    percent: int | None
    rest: int | None


@dataclass(frozen=True)
class AgreementPage:
    """The whole picture of one population."""

    header: InspectionHeader
    population: str
    n_records: int
    advice: tuple[Advice, ...]
    questions: tuple[QuestionRow, ...]
    readers: tuple[ShareRow, ...]
    bodies: tuple[ShareRow, ...]


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
    return AgreementPage(
        header=header,
        population=population,
        n_records=found.n_records,
        advice=found.advice,
        questions=tuple(_question(each) for each in found.questions if each.n_pairs),
        readers=tuple(_share(each) for each in found.readers),
        bodies=tuple(_share(each) for each in found.bodies),
    )


def _question(each: QuestionAgreement) -> QuestionRow:
    strength, tag = in_words(each.gwet)
    return QuestionRow(
        number=each.asked.number,
        label=each.asked.label,
        section=each.asked.section,
        alike=f"{each.alike} of {each.n_pairs}",
        gwet=_number(each.gwet.value),
        gwet_range=_range(each.gwet),
        alpha=_number(each.alpha.value),
        alpha_range=_range(each.alpha),
        strength=strength,
        tag=tag,
    )


def in_words(measured: Agreement) -> tuple[str, str]:
    """What an agreement allows, by the lower limit that Krippendorff gives, and the kind of tag for it."""
    if measured.value is None or measured.n_items < 10:
        return "too few to judge", "grey"
    if measured.value < 0.667:
        return "talk about it", "bad"
    return ("tentative", "warn") if measured.value < 0.8 else ("good", "ok")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _range(measured: Agreement) -> str:
    if measured.low is None or measured.high is None:
        return ""
    return f"{measured.low:.2f} to {measured.high:.2f}"


def _share(each: Share) -> ShareRow:
    rest = each.rest_share
    return ShareRow(
        name=each.name,
        alike=f"{each.alike} of {each.n_pairs}",
        percent=round(100 * each.alike / each.n_pairs) if each.n_pairs else None,
        rest=None if rest is None else round(100 * rest),
    )


ADDRESSES = [
    path(
        "inspections/<slug:reference>/reading/<slug:population>/agreement/",
        reading_agreement,
        name="reading_agreement",
    ),
]

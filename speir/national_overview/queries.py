"""Questions about what was published, answered with everything that a page prints."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from speir.area_risks.queries import RiskLine, open_risks
from speir.area_teams.queries import may_be_read
from speir.area_teams.tiers import AreaReader
from speir.national_overview import eligibility
from speir.national_overview.choices import Certainty, ResultKind
from speir.national_overview.models import (
    ChosenPartnership,
    PublishedDate,
    PublishedFigure,
    PublishedImport,
    PublishedJudgement,
    PublishedResult,
    RiskBehindChoice,
)
from speir.partnerships import partial_dates
from speir.partnerships.choices import PartnershipKind
from speir.partnerships.models import Partnership, PartnershipArea
from speir.partnerships.queries import partnerships
from speir.programmes.models import Phase, PhaseEligibility
from speir.programmes.queries import eligibility_of, partnerships_for

NOT_FOUND = "Not found"
Child = TypeVar("Child", PublishedJudgement, PublishedFigure, PublishedDate)


@dataclass(frozen=True)
class SourceLink:
    """Where a fact was read."""

    key: str
    url: str


@dataclass(frozen=True)
class JudgementLine:
    """One question with its published level; ``level_value`` is None when it was not found."""

    question: str
    level_label: str
    level_value: int | None
    scale_label: str
    is_inferred: bool
    note: str
    sources: tuple[SourceLink, ...]

    @property
    def is_found(self) -> bool:
        """Whether the level is known."""
        return self.level_value is not None


@dataclass(frozen=True)
class FigureLine:
    """One published number."""

    label: str
    value: int
    of: int | None
    unit: str
    is_approximate: bool
    note: str
    sources: tuple[SourceLink, ...]

    @property
    def words(self) -> str:
        """The number as people read it: 201 of about 250, 43%, 50."""
        whole = f" of {'about ' if self.is_approximate else ''}{self.of:,}" if self.of else ""
        about = "about " if self.is_approximate and not self.of else ""
        return f"{about}{self.value:,}{self.unit}{whole}"


@dataclass(frozen=True)
class DateLine:
    """One published step and when it was, in words."""

    label: str
    when: str
    from_on: str
    until_on: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True)
class ResultPage:
    """Everything published about one exercise in one partnership."""

    programme_label: str
    phase_label: str
    kind: str
    kind_label: str
    partnership_slug: str
    partnership_name: str
    activity: str
    published: str
    published_on: str
    is_published_on_inferred: bool
    news_id: str
    note: str
    sources: tuple[SourceLink, ...]
    judgements: tuple[JudgementLine, ...]
    figures: tuple[FigureLine, ...]
    dates: tuple[DateLine, ...]


@dataclass(frozen=True)
class PhaseResults:
    """The results of one phase and one kind of scrutiny."""

    phase_label: str
    kind_label: str
    questions: tuple[str, ...]
    results: tuple[ResultPage, ...]


@dataclass(frozen=True)
class ProgrammeResults:
    """The results of one programme, phase by phase, and the partnerships of which nothing was found."""

    programme_label: str
    phases: tuple[PhaseResults, ...]
    partnerships_without_result: tuple[str, ...]


def all_results() -> list[ResultPage]:
    """Every published result, in the order of the files they came from."""
    return _pages(PublishedResult.objects.all())


def results_for_partnership(slug: str) -> list[ResultPage]:
    """What was published about one partnership, in the order of the phases."""
    return _pages(PublishedResult.objects.filter(partnership__slug=slug))


def results_for_partnerships(slugs: Iterable[str]) -> list[ResultPage]:
    """What was published about any of these partnerships, in the order of the phases."""
    return _pages(PublishedResult.objects.filter(partnership__slug__in=list(slugs)))


def results_by_programme() -> list[ProgrammeResults]:
    """Every published result, grouped by programme, phase and kind of scrutiny."""
    grouped = groupby(all_results(), key=lambda page: page.programme_label)
    return [_programme(label, list(pages)) for label, pages in grouped]


@dataclass(frozen=True)
class Candidate:
    """A partnership that might be chosen: what the stated rules say, and when it was last looked at."""

    partnership: Partnership
    is_eligible: bool | None
    why: tuple[str, ...]
    last_published: str
    last_words: str


def candidates_for(phase: Phase) -> list[Candidate]:
    """Every partnership the method looks at: eligible first, then those longest without a result."""
    stated = eligibility_of(phase)
    results: dict[str, list[ResultPage]] = defaultdict(list)
    for page in all_results():
        results[page.partnership_slug].append(page)
    found = [_candidate(one, stated, results[one.slug]) for one in partnerships_for(phase)]
    order = {True: 0, None: 1, False: 2}
    return sorted(found, key=lambda one: (order[one.is_eligible], one.last_published, one.partnership.name))


def candidate_for(phase: Phase, partnership: Partnership) -> Candidate:
    """What the stated rules say about one partnership."""
    return _candidate(partnership, eligibility_of(phase), results_for_partnership(partnership.slug))


def _candidate(
    partnership: Partnership, stated: Iterable[PhaseEligibility], pages: list[ResultPage]
) -> Candidate:
    inspected = [
        eligibility.Result(
            page.phase_label,
            _within_a_sentence(page.published),
            tuple((line.question, line.level_value) for line in page.judgements),
        )
        for page in pages
        if page.kind == ResultKind.JOINT_INSPECTION
    ]
    answers = [
        eligibility.answer(each.rule, each.published_phase, is_complete=each.is_complete, results=inspected)
        for each in stated
    ]
    newest = max(pages, key=lambda page: page.published_on, default=None)
    return Candidate(
        partnership=partnership,
        is_eligible=eligibility.together(answers),
        why=tuple(each.why for each in answers),
        last_published=newest.published_on if newest else "",
        last_words=f"{newest.phase_label}, {_within_a_sentence(newest.published)}"
        if newest
        else "no published result found",
    )


def _within_a_sentence(published: str) -> str:
    return "day not found" if published == NOT_FOUND else published


def chosen_for(phase: Phase) -> list[ChosenPartnership]:
    """Every choice for a phase, also those set aside, in the order they were made."""
    made = ChosenPartnership.objects.filter(phase=phase)
    return list(made.select_related("partnership", "chosen_by", "set_aside_by"))


def open_risks_of(partnership_ids: Iterable[UUID], reader: AreaReader) -> dict[UUID, list[RiskLine]]:
    """The open risks of the areas in which partnerships work, as far as somebody may read them."""
    places = PartnershipArea.objects.filter(partnership__in=list(partnership_ids)).select_related("area")
    works_in: dict[UUID, list[UUID]] = defaultdict(list)
    for place in places:
        works_in[place.area_id].append(place.partnership_id)
    found: dict[UUID, list[RiskLine]] = defaultdict(list)
    for line in open_risks([place.area for place in places], reader):
        for partnership_id in works_in[line.risk.area_id]:
            found[partnership_id].append(line)
    return found


def risks_behind(
    chosen: Iterable[ChosenPartnership], reader: AreaReader
) -> dict[UUID, list[RiskBehindChoice]]:
    """The risks that led to choices, as they stood; only those that somebody may read."""
    rows = RiskBehindChoice.objects.filter(may_be_read(reader, "risk__"), chosen__in=list(chosen))
    found: dict[UUID, list[RiskBehindChoice]] = defaultdict(list)
    for row in rows.select_related("risk"):
        found[row.chosen_id].append(row)
    return found


def last_import() -> PublishedImport | None:
    """The newest import that changed something, or None."""
    return PublishedImport.objects.last()


def _programme(label: str, pages: list[ResultPage]) -> ProgrammeResults:
    phases: dict[tuple[str, str], list[ResultPage]] = defaultdict(list)
    for page in pages:
        phases[page.phase_label, page.kind_label].append(page)
    known = {page.partnership_slug for page in pages}
    every = partnerships(PartnershipKind.ADULT_PROTECTION, is_fictional=False)
    return ProgrammeResults(
        label,
        tuple(PhaseResults(*names, _questions(found), tuple(found)) for names, found in phases.items()),
        tuple(one.name for one in every if one.slug not in known),
    )


def _questions(pages: list[ResultPage]) -> tuple[str, ...]:
    """The questions that every result of a phase answers, so that a table can have a column for each."""
    asked = [[line.question for line in page.judgements] for page in pages]
    same = asked and all(questions == asked[0] for questions in asked)
    return tuple(asked[0]) if same else ()


def _pages(results: QuerySet[PublishedResult]) -> list[ResultPage]:
    found = list(results.order_by("programme_label", "position").select_related("partnership"))
    if not found:  # of most areas nothing was published: then three questions need not even be written
        return []
    ids = [result.pk for result in found]
    judgements = _children(PublishedJudgement.objects.filter(result_id__in=ids))
    figures = _children(PublishedFigure.objects.filter(result_id__in=ids))
    dates = _children(PublishedDate.objects.filter(result_id__in=ids))
    return [_page(one, judgements[one.pk], figures[one.pk], dates[one.pk]) for one in found]


def _children(rows: Iterable[Child]) -> dict[UUID, list[Child]]:
    grouped: dict[UUID, list[Child]] = defaultdict(list)
    for row in rows:
        grouped[row.result_id].append(row)
    return grouped


def _page(
    result: PublishedResult,
    judgements: list[PublishedJudgement],
    figures: list[PublishedFigure],
    dates: list[PublishedDate],
) -> ResultPage:
    return ResultPage(
        programme_label=result.programme_label,
        phase_label=result.phase_label,
        kind=result.kind,
        kind_label=ResultKind.label_of(result.kind),
        partnership_slug=result.partnership.slug,
        partnership_name=result.partnership.name,
        activity=_span(result.activity_from, result.activity_to),
        published=_published(result),
        published_on=result.published_on,
        is_published_on_inferred=result.is_published_on_inferred,
        news_id=result.news_id,
        note=result.note,
        sources=_links(result.sources),
        judgements=tuple(_judgement(row) for row in judgements),
        figures=tuple(_figure(row) for row in figures),
        dates=tuple(_date(row) for row in dates),
    )


def _published(result: PublishedResult) -> str:
    if not result.published_on:
        return NOT_FOUND
    words = partial_dates.words(result.published_on)
    return f"{words} (inferred)" if result.is_published_on_inferred else words


def _span(from_on: str, until_on: str) -> str:
    first, last = partial_dates.words(from_on), partial_dates.words(until_on)
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else NOT_FOUND


def _judgement(row: PublishedJudgement) -> JudgementLine:
    return JudgementLine(
        question=row.question,
        level_label=row.level_label or NOT_FOUND,
        level_value=row.level_value,
        scale_label=row.scale_label,
        is_inferred=row.certainty == Certainty.INFERRED,
        note=row.note,
        sources=_links(row.sources),
    )


def _figure(row: PublishedFigure) -> FigureLine:
    return FigureLine(
        row.label, row.value, row.of, row.unit, row.is_approximate, row.note, _links(row.sources)
    )


def _date(row: PublishedDate) -> DateLine:
    when = _span(row.from_on, row.until_on) if row.until_on else partial_dates.words(row.from_on)
    return DateLine(row.label, when, row.from_on, row.until_on, _links(row.sources))


def _links(sources: list[dict[str, str]]) -> tuple[SourceLink, ...]:
    return tuple(SourceLink(source["key"], source["url"]) for source in sources)

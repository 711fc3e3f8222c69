"""Published reports: the list, one whole as a page, and its frozen content to check or to reuse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.text import slugify

from speir.improvement_plans.review_contents import FrozenReview
from speir.improvement_plans.review_queries import published_reviews, published_reviews_of
from speir.reports.choices import SectionKind
from speir.reports.contents import FrozenConclusion, FrozenPublication, FrozenReport, FrozenSection, canonical
from speir.reports.pages import PublishedReport
from speir.reports.publication_queries import (
    Edition,
    editions_of,
    publication_by_slug,
    publications,
    verify_publication,
)
from speir.web.public.progress_reviews import review_title
from speir.web.shared.changed_words import ChangeShown, change_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import public_screen
from speir.web.shared.showing import day


@dataclass(frozen=True)
class ConclusionLine:
    """One conclusion in its own words."""

    title: str
    label: str
    meaning: str
    is_indicative: bool


@dataclass(frozen=True)
class ReportLine:
    """One published report in the list."""

    slug: str
    title: str
    partnership: str
    is_fictional: bool
    exercise: str
    published_on: date
    corrected_on: date | None
    conclusions: tuple[ConclusionLine, ...]


@dataclass(frozen=True)
class ReviewLine:
    """One published progress review in a list."""

    slug: str
    number: int
    title: str
    is_fictional: bool
    published_on: date
    judged: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReportsPage:
    """The list of published reports, and of progress reviews; each newest first."""

    lines: tuple[ReportLine, ...]
    reviews: tuple[ReviewLine, ...] = ()


@dataclass(frozen=True)
class ReportSection:
    """One section of a report; a conclusion's says the conclusion before its reasons."""

    kind: str
    title: str
    text: str
    conclusion: str = ""
    is_indicative: bool = False


@dataclass(frozen=True)
class ReportPart:
    """What stands under one heading, and where the list of contents leads to."""

    anchor: str
    heading: str
    sections: tuple[ReportSection, ...]


@dataclass(frozen=True)
class EditionShown:
    """One edition of the report and what it corrected in the one before."""

    number: int
    published_on: date
    note: str
    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True)
class PublishedReportPage:
    """One edition of a published report as it was frozen, and what is needed to check that it still is."""

    slug: str
    edition: int
    is_newest: bool
    editions: tuple[EditionShown, ...]
    reviews: tuple[ReviewLine, ...]
    title: str
    sub: str
    is_fictional: bool
    framework: str
    framework_is_indicative: bool
    conclusions: tuple[ConclusionLine, ...]
    parts: tuple[ReportPart, ...]
    signatures: tuple[tuple[str, date], ...]
    checksum: str
    version_number: int
    version_checksum: str
    is_unchanged: bool
    called: str


def report_line(content: FrozenPublication) -> ReportLine:
    """One published report for a list."""
    report = content.report
    return ReportLine(
        slug=content.slug,
        title=report.title,
        partnership=report.partnership,
        is_fictional=report.is_fictional,
        exercise=f"{report.programme}, {report.phase}",
        published_on=date.fromisoformat(content.published_first_on),
        corrected_on=date.fromisoformat(content.published_on) if content.edition > 1 else None,
        conclusions=_conclusions(report),
    )


def published_report_page(
    content: FrozenPublication,
    checksum: str,
    is_unchanged: bool,
    editions: Sequence[Edition] = (),
    reviews: Sequence[FrozenReview] = (),
) -> PublishedReportPage:
    """The page of one edition; prints nothing that is not in frozen content."""
    report = content.report
    when = day(date.fromisoformat(content.published_first_on))
    if content.edition > 1:
        when += f", corrected {day(date.fromisoformat(content.published_on))},"
    return PublishedReportPage(
        slug=content.slug,
        edition=content.edition,
        is_newest=all(each.number <= content.edition for each in editions),
        editions=tuple(map(_edition, editions)),
        reviews=tuple(map(review_line, reviews)),
        title=report.title,
        sub=f"{report.programme}, {report.phase} · published {when} by {_together(report.bodies)}",
        is_fictional=report.is_fictional,
        framework=report.framework,
        framework_is_indicative=report.framework_is_indicative,
        conclusions=_conclusions(report),
        parts=_parts(report),
        signatures=tuple((each.body, date.fromisoformat(each.signed_on)) for each in content.signatures),
        checksum=checksum,
        version_number=content.version_number,
        version_checksum=content.version_checksum,
        is_unchanged=is_unchanged,
        called=report.called,
    )


def review_line(content: FrozenReview) -> ReviewLine:
    """One published progress review for a list."""
    return ReviewLine(
        slug=content.slug,
        number=content.number,
        title=review_title(content),
        is_fictional=content.is_fictional,
        published_on=date.fromisoformat(content.published_on),
        judged=tuple((area.title, area.level_label) for area in content.areas),
    )


def _edition(edition: Edition) -> EditionShown:
    changes = tuple(change_shown(each.title, each.before, each.after) for each in edition.changed)
    return EditionShown(edition.number, edition.published_on, edition.note, changes)


def _conclusions(report: FrozenReport) -> tuple[ConclusionLine, ...]:
    return tuple(
        ConclusionLine(each.item_title, each.level_label, each.level_meaning, each.is_indicative)
        for each in report.conclusions
    )


def _parts(report: FrozenReport) -> tuple[ReportPart, ...]:
    concluded = {each.item_id: each for each in report.conclusions}
    return tuple(
        ReportPart(
            anchor=f"part-{number}-{slugify(heading)}",
            heading=heading,
            sections=tuple(_section(each, heading, concluded) for each in report.under(heading)),
        )
        for number, heading in enumerate(report.headings(), start=1)
    )


def _section(section: FrozenSection, heading: str, concluded: dict[str, FrozenConclusion]) -> ReportSection:
    conclusion = concluded.get(section.item_id) if section.kind == SectionKind.CONCLUSION else None
    return ReportSection(
        kind=section.kind,
        title="" if section.title == heading else section.title,
        text=section.text,
        conclusion=conclusion.level_label if conclusion else "",
        is_indicative=bool(conclusion and conclusion.is_indicative),
    )


def _together(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def reports_page(contents: Sequence[FrozenPublication], reviews: Sequence[FrozenReview] = ()) -> ReportsPage:
    """The lists, in the order given."""
    return ReportsPage(tuple(map(report_line, contents)), tuple(map(review_line, reviews)))


@public_screen()
def published_reports(request: HttpRequest) -> HttpResponseBase:
    """Every published report, newest first."""
    page = reports_page(
        [published.content for published in publications()],
        [published.content for published in published_reviews()],
    )
    return render_page(request, "public/published_reports.html.jinja", page)


@public_screen()
def published_report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One published report, whole: the newest edition."""
    return _show(request, slug, None)


@public_screen()
def published_edition(request: HttpRequest, slug: str, edition: int) -> HttpResponseBase:
    """One edition, whole; an edition that was corrected says so and stays."""
    return _show(request, slug, edition)


def _show(request: HttpRequest, slug: str, edition: int | None) -> HttpResponseBase:
    found = _found(slug, edition)
    page = published_report_page(
        found.content,
        found.publication.checksum,
        verify_publication(found.publication),
        editions_of(slug),
        [each.content for each in published_reviews_of(slug)],
    )
    return render_page(request, "public/published_report.html.jinja", page)


def _found(slug: str, edition: int | None) -> PublishedReport:
    found = publication_by_slug(slug, edition)
    if found is None:
        raise Http404
    return found


@public_screen()
def published_report_content(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The frozen content, byte for byte what the checksum was taken of."""
    return _content(_found(slug, None))


@public_screen()
def published_edition_content(request: HttpRequest, slug: str, edition: int) -> HttpResponseBase:
    """The frozen content of one edition, byte for byte what its checksum was taken of."""
    return _content(_found(slug, edition))


def _content(found: PublishedReport) -> HttpResponse:
    row = found.publication
    name = row.slug if row.edition == 1 else f"{row.slug}-edition-{row.edition}"
    return HttpResponse(
        canonical(row.content),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
    )


ADDRESSES = [
    path("reports/", published_reports, name="published_reports"),
    path("reports/<slug:slug>/", published_report, name="published_report"),
    path("reports/<slug:slug>/content.json", published_report_content, name="published_report_content"),
    path("reports/<slug:slug>/editions/<int:edition>/", published_edition, name="published_edition"),
    path(
        "reports/<slug:slug>/editions/<int:edition>/content.json",
        published_edition_content,
        name="published_edition_content",
    ),
]

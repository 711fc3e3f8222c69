"""Published progress reviews: one whole as a page, and its frozen content to check or to reuse."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path

from speir.improvement_plans.review_contents import FrozenProgress, FrozenReview
from speir.improvement_plans.review_queries import PublishedReview, published_review
from speir.reports.contents import canonical
from speir.web.shared.pages import render_page
from speir.web.shared.screens import public_screen
from speir.web.shared.showing import day


@dataclass(frozen=True)
class PublishedReviewPage:
    """One published progress review, and what is needed to check that it still is what it was."""

    slug: str
    number: int
    title: str
    sub: str
    partnership: str
    is_fictional: bool
    scale: str
    areas: tuple[FrozenProgress, ...]
    signatures: tuple[tuple[str, date], ...]
    checksum: str
    is_unchanged: bool
    area_called: str


def published_review_page(published: PublishedReview) -> PublishedReviewPage:
    """The page; prints nothing that is not in the frozen content."""
    content = published.content
    published_on = day(date.fromisoformat(content.published_on))
    return PublishedReviewPage(
        slug=content.slug,
        number=content.number,
        title=review_title(content),
        sub=f"{content.programme}, {content.phase} · published {published_on}",
        partnership=content.partnership,
        is_fictional=content.is_fictional,
        scale=content.scale,
        areas=content.areas,
        signatures=tuple((each.body, date.fromisoformat(each.signed_on)) for each in content.signatures),
        checksum=published.publication.checksum,
        is_unchanged=published.is_unchanged,
        area_called=content.area_called,
    )


def review_title(content: FrozenReview) -> str:
    """What a progress review is called; a second one says so."""
    which = "Progress review" if content.number == 1 else f"Progress review {content.number}"
    return f"{which}: {content.partnership}"


@public_screen()
def published_progress_review(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """One published progress review, whole."""
    page = published_review_page(_found(slug, number))
    return render_page(request, "public/published_progress_review.html.jinja", page)


@public_screen()
def published_review_content(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The frozen content, byte for byte what the checksum was taken of."""
    row = _found(slug, number).publication
    name = f"{row.slug}-progress-review-{row.number}.json"
    return HttpResponse(
        canonical(row.content),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _found(slug: str, number: int) -> PublishedReview:
    found = published_review(slug, number)
    if found is None:
        raise Http404
    return found


_HERE = "reports/<slug:slug>/progress-reviews/<int:number>/"
ADDRESSES = [
    path(_HERE, published_progress_review, name="published_progress_review"),
    path(f"{_HERE}content.json", published_review_content, name="published_review_content"),
]

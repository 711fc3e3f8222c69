"""Questions about progress reviews: who signed one, and what is published."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from speir.improvement_plans.choices import ReviewStatus
from speir.improvement_plans.models import ProgressReview, ReviewPublication, ReviewSignOff
from speir.improvement_plans.queries import areas_of, judgements_of
from speir.improvement_plans.review_contents import FrozenReview, frozen_review, review_from_json
from speir.inspections.models import Inspection
from speir.inspections.queries import signing_bodies
from speir.people.models import Body
from speir.reports.contents import checksum_of


@dataclass(frozen=True)
class ReviewSigning:
    """Where the sign-off of one progress review stands."""

    signed: list[ReviewSignOff]
    missing: list[Body]

    @property
    def missing_names(self) -> list[str]:
        """The names of the bodies that have not signed."""
        return [body.name for body in self.missing]


@dataclass(frozen=True)
class PublishedReview:
    """One published progress review."""

    publication: ReviewPublication
    content: FrozenReview

    @property
    def is_unchanged(self) -> bool:
        """Whether what is stored still has the checksum it was published with."""
        return checksum_of(self.publication.content) == self.publication.checksum


def review_sign_offs(review: ProgressReview) -> ReviewSigning:
    """Who signed this review, and which bodies have not."""
    signed = list(ReviewSignOff.objects.filter(review=review).select_related("body", "signed_by"))
    done = {each.body_id for each in signed}
    bodies = signing_bodies(review.plan.inspection)
    return ReviewSigning(signed, [body for body in bodies if body.pk not in done])


def publication_of_review(review: ProgressReview) -> PublishedReview | None:
    """The published review, once it is published."""
    return _published(ReviewPublication.objects.filter(review=review).first())


def published_review(slug: str, number: int) -> PublishedReview | None:
    """The published progress review at this address."""
    return _published(ReviewPublication.objects.filter(slug=slug, number=number).first())


def published_reviews_of(slug: str) -> list[PublishedReview]:
    """The published progress reviews after one report, the newest first."""
    return [_made(each) for each in ReviewPublication.objects.filter(slug=slug).order_by("-number")]


def published_reviews() -> list[PublishedReview]:
    """Every published progress review, newest first."""
    return [_made(each) for each in ReviewPublication.objects.all()]


def _published(row: ReviewPublication | None) -> PublishedReview | None:
    return _made(row) if row else None


def _made(row: ReviewPublication) -> PublishedReview:
    return PublishedReview(row, review_from_json(row.content))


def review_to_publish(review: ProgressReview, at: datetime) -> FrozenReview:
    """A complete review in the shape in which it is published."""
    signed = review_sign_offs(review).signed
    return frozen_review(review, areas_of(review.plan), judgements_of(review), signed, at)


def waiting_to_be_published(inspections: Collection[Inspection]) -> set[UUID]:
    """Those of several inspections with a complete progress review that is not published yet."""
    published = ReviewPublication.objects.values("review")
    found = ProgressReview.objects.filter(
        plan__inspection__in=inspections, status=ReviewStatus.COMPLETE
    ).exclude(pk__in=published)
    return set(found.values_list("plan__inspection_id", flat=True))

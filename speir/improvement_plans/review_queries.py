"""Questions about progress reviews: who signed one, and what is published."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from speir.frameworks.queries import terms_of
from speir.frameworks.terms import Terms, TermWords
from speir.improvement_plans import visibility
from speir.improvement_plans.choices import ReviewStatus
from speir.improvement_plans.models import (
    DeclinedReview,
    PlanArea,
    ProgressJudgement,
    ProgressReview,
    ReviewAnswer,
    ReviewComment,
    ReviewPublication,
    ReviewSignOff,
)
from speir.improvement_plans.queries import areas_of, judgements_of
from speir.improvement_plans.review_contents import FrozenReview, frozen_review, review_from_json
from speir.inspections.models import Inspection
from speir.inspections.queries import signing_bodies
from speir.people.models import Body
from speir.people.standing import Standing
from speir.reports.contents import checksum_of
from speir.reports.pages import Commented
from speir.reports.queries import with_answers, without_answers


@dataclass(frozen=True)
class ReviewSigning:
    """Where the sign-off of one progress review stands."""

    signed: list[ReviewSignOff]
    missing: list[Body]
    declined: list[DeclinedReview]

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
    """Who signed this review in this round, which bodies have not, and who sent it back in earlier ones."""
    in_round = ReviewSignOff.objects.filter(review=review, signing_round=review.signing_round)
    signed = list(in_round.select_related("body", "signed_by"))
    done = {each.body_id for each in signed}
    bodies = signing_bodies(review.plan.inspection)
    return ReviewSigning(
        signed=signed,
        missing=[body for body in bodies if body.pk not in done],
        declined=list(DeclinedReview.objects.filter(review=review).select_related("body", "declined_by")),
    )


@dataclass(frozen=True)
class SentProgress:
    """One area and its judgement as the partnership was sent it for factual accuracy."""

    area: PlanArea
    judgement: ProgressJudgement


def sent_to_partnership(review: ProgressReview) -> list[SentProgress]:
    """What was sent for factual accuracy; judgements made since are not in it."""
    if review.sent_at is None:
        return []
    sent = ProgressJudgement.objects.filter(review=review, judged_at__lte=review.sent_at)
    newest = {judged.area_id: judged for judged in sent.select_related("level")}
    return [SentProgress(area, newest[area.pk]) for area in areas_of(review.plan) if area.pk in newest]


def sent_seen_by(standing: Standing, review: ProgressReview) -> list[SentProgress]:
    """What was sent, for the coordinator while it is theirs to check; nothing for anybody else."""
    if not visibility.may_see_sent_review(standing.side, standing.roles, review.status):
        return []
    return sent_to_partnership(review)


def review_comments(review: ProgressReview) -> list[Commented[ReviewComment]]:
    """The partnership's comments on this review, each with the answer that counts."""
    answers = ReviewAnswer.objects.filter(comment__review=review).select_related("answered_by")
    return with_answers(
        ReviewComment.objects.filter(review=review).select_related(
            "made_by__body", "area", "review__plan__inspection"
        ),
        [(answer.comment_id, answer) for answer in answers],
    )


def review_comments_seen_by(
    standing: Standing, review: ProgressReview
) -> list[Commented[ReviewComment]] | None:
    """The comments as this person may see them; None while they are the partnership's own."""
    if not visibility.may_see_review_comments(standing.side, review.status):
        return None
    found = review_comments(review)
    if visibility.may_see_review_answers(standing.side, review.status):
        return found
    return without_answers(found)


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
    called = progress_words(review.plan.inspection).singular
    return frozen_review(review, areas_of(review.plan), judgements_of(review), signed, at, called)


def progress_words(inspection: Inspection) -> TermWords:
    """What a progress review calls what it judges: the word of its scale where that has one of its own."""
    framework = inspection.phase.progress_framework
    terms = terms_of(framework) if framework else Terms()
    return terms.own.get("priority_area") or terms_of(inspection.phase.framework).area_for_improvement


def waiting_to_be_published(inspections: Collection[Inspection]) -> set[UUID]:
    """Those of several inspections with a complete progress review that is not published yet."""
    published = ReviewPublication.objects.values("review")
    found = ProgressReview.objects.filter(
        plan__inspection__in=inspections, status=ReviewStatus.COMPLETE
    ).exclude(pk__in=published)
    return set(found.values_list("plan__inspection_id", flat=True))

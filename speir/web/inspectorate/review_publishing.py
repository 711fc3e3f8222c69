"""Signing off a complete progress review for one's body, and publishing it when every body has signed."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.improvement_plans.choices import ReviewStatus
from speir.improvement_plans.permissions import may_publish_review, may_sign_review
from speir.improvement_plans.review_operations import publish_progress_review
from speir.improvement_plans.review_queries import (
    PublishedReview,
    ReviewSigning,
    publication_of_review,
    review_sign_offs,
)
from speir.improvement_plans.rules import body_has_not_signed_the_review, unsigned_review
from speir.inspections.queries import signing_bodies
from speir.people.standing import Standing
from speir.reports.rules import signs_for_a_signing_body
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.plan_opened import OpenPlan, open_plan
from speir.web.inspectorate.signatures import Signature
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.improvement_plans.models import ProgressReview


@dataclass(frozen=True)
class ReviewPublishing:
    """How far a complete review is from publication; each ``…_refused`` is "" when this person may."""

    signatures: tuple[Signature, ...]
    sign_refused: str
    publish_refused: str
    slug: str
    number: int
    published_at: datetime | None
    checksum: str


def review_publishing(opened: OpenPlan) -> ReviewPublishing | None:
    """Sign-off and publication of the newest review; None until it is complete."""
    review = opened.seen.review
    if review is None or review.status != ReviewStatus.COMPLETE:
        return None
    signing, published = review_sign_offs(review), publication_of_review(review)
    return ReviewPublishing(
        signatures=_signatures(signing),
        sign_refused=_sign_refused(opened, signing),
        publish_refused=_publish_refused(opened.standing, signing, published),
        slug=opened.plan.publication.slug,
        number=review.number,
        published_at=published.publication.published_at if published else None,
        checksum=published.publication.checksum if published else "",
    )


def _signatures(signing: ReviewSigning) -> tuple[Signature, ...]:
    signed = [Signature(each.body.name, f"signed {day(each.signed_at)}", "ok") for each in signing.signed]
    missing = [Signature(name, "to sign", "warn") for name in signing.missing_names]
    return tuple(sorted([*signed, *missing], key=lambda each: each.body))


def _sign_refused(opened: OpenPlan, signing: ReviewSigning) -> str:
    body_id = opened.standing.body_id
    return why_not(
        opened.standing,
        may_sign_review,
        signs_for_a_signing_body.reason(body_id, [str(b.pk) for b in signing_bodies(opened.inspection)]),
        body_has_not_signed_the_review.reason(body_id, [str(each.body_id) for each in signing.signed]),
    )


def _publish_refused(standing: Standing, signing: ReviewSigning, published: PublishedReview | None) -> str:
    already = "This progress review is published." if published else None
    return why_not(standing, may_publish_review, already, unsigned_review(signing.missing_names))


@inspectorate_screen(methods=CHANGE)
def publish_review(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Publish the review that every body has signed."""
    review, button = the_review(open_plan(request, reference)), ButtonForm(request.POST)
    once = button.once_key if button.is_valid() else ""
    perform_button(
        request,
        lambda: publish_progress_review(review=review, by=request.user, at=timezone.now(), once=once),
        done="The progress review is published. Anybody can read it from now on.",
    )
    return redirect("progress_review", reference=reference)


def the_review(opened: OpenPlan) -> "ProgressReview":
    """The newest review of the plan; "not found" while there is none."""
    if opened.seen.review is None:
        raise Http404
    return opened.seen.review


ADDRESSES = [
    path(
        "inspections/<slug:reference>/progress-review/publish/",
        publish_review,
        name="publish_progress_review",
    ),
]

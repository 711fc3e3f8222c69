"""Factual accuracy of a progress review: the coordinator reads the judgements, comments and finishes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.improvement_plans.choices import ReviewStatus
from speir.improvement_plans.permissions import may_comment_on_review
from speir.improvement_plans.queries import plan_of, review_of
from speir.improvement_plans.review_facts_operations import (
    comment_on_review,
    finish_review_factual_accuracy,
)
from speir.improvement_plans.review_queries import (
    SentProgress,
    progress_words,
    review_comments_seen_by,
    sent_seen_by,
)
from speir.reports.pages import Commented
from speir.web.partnership.factual_accuracy import (
    CommentForm,
    CommentLine,
    CommentPage,
    comment_form,
    comment_line,
)
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.partnership.report_copy import CopySection
from speir.web.partnership.whose_turn import due_words
from speir.web.shared.forms import ButtonForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.improvement_plans.models import ProgressReview, ReviewComment
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing

HERE = "partnership_review"


@dataclass(frozen=True)
class SentArea:
    """One area with the judgement that was sent; ``comments`` counts our own."""

    number: int
    text: str
    key_area: str
    level: str
    is_indicative: bool
    rationale: str
    comments: int


@dataclass(frozen=True)
class SentReviewPage:
    """What was sent with our comments; no ``areas`` while, or once, there is nothing for us to check."""

    header: InspectionHeader
    areas: tuple[SentArea, ...]
    is_complete: bool
    due_on: date | None
    due: str
    due_kind: str
    refused: str
    comments: tuple[CommentLine, ...]
    area_called: str


def sent_review_page(
    header: InspectionHeader,
    review: "ProgressReview | None",
    sent: Sequence[SentProgress],
    comments: Sequence[Commented["ReviewComment"]],
    today: date,
    area_called: str,
) -> SentReviewPage:
    """The page from what this person may see, if anything."""
    status = review.status if review else ""
    is_open = status == ReviewStatus.FACTUAL_ACCURACY
    due_on = review.comments_due_on if review and is_open else None
    due, kind = due_words(due_on, today)
    about = Counter(each.comment.area.number for each in comments)
    return SentReviewPage(
        header=header,
        areas=tuple(_sent_area(each, about[each.area.number]) for each in sent),
        is_complete=status == ReviewStatus.COMPLETE,
        due_on=due_on,
        due=due,
        due_kind=kind,
        refused="" if is_open else "The comments are finished. Nothing more can be added.",
        comments=tuple(map(comment_line, comments)),
        area_called=area_called,
    )


def _sent_area(sent: SentProgress, comments: int) -> SentArea:
    area, judged = sent.area, sent.judgement
    return SentArea(
        number=area.number,
        text=area.text,
        key_area=area.key_area,
        level=judged.level.label,
        is_indicative=judged.level.is_indicative,
        rationale=judged.rationale,
        comments=comments,
    )


@partnership_screen()
def progress_review(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The judgements that were sent to us, and what we said about them."""
    inspection, standing = open_inspection(request, reference, may_comment_on_review)
    review = _review_of(inspection)
    page = sent_review_page(
        inspection_header(inspection, standing, here=HERE),
        review,
        sent_seen_by(standing, review) if review else [],
        review_comments_seen_by(standing, review) or [] if review else [],
        uk_today(),
        str(progress_words(inspection)),
    )
    return render_page(request, "partnership/progress_review.html.jinja", page, button=ButtonForm())


def _review_of(inspection: "Inspection") -> "ProgressReview | None":
    plan = plan_of(inspection)
    return review_of(plan) if plan else None


def _sent(inspection: "Inspection", standing: "Standing") -> tuple["ProgressReview", list[SentProgress]]:
    """The review and what was sent of it; 404 while there is nothing for this person."""
    review = _review_of(inspection)
    sent = sent_seen_by(standing, review) if review else []
    if review is None or not sent:
        raise Http404
    return review, sent


@partnership_screen(methods=READ_AND_CHANGE)
def comment(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Comment on the judgement of one area."""
    inspection, standing = open_inspection(request, reference, may_comment_on_review)
    review, sent = _sent(inspection, standing)
    about = next((each for each in sent if each.area.number == number), None)
    if about is None:
        raise Http404
    made = len(review_comments_seen_by(standing, review) or [])
    form, kept = comment_form(request, f"review-fact:{review.pk}:{number}", made)
    if request.method == "POST" and form.is_valid() and _comment(request, review, about, form):
        return redirect(HERE, reference=reference)
    page = CommentPage(
        header=inspection_header(
            inspection, standing, here=HERE, heading=f"Comment on {progress_words(inspection)} {number}"
        ),
        section=_as_section(about),
        heading=about.area.key_area,
        due_on=review.comments_due_on,
        says="What the judgement says",
        back=f"{reverse(HERE, args=[reference])}#area-{number}",
    )
    return render_page(request, "partnership/comment.html.jinja", page, form=form, kept=kept)


def _as_section(sent: SentProgress) -> CopySection:
    number = sent.area.number
    return CopySection(
        key=str(number),
        anchor=f"area-{number}",
        title=f"Area {number}",
        text=sent.judgement.rationale,
        conclusion=sent.judgement.level.label,
        comments=0,
    )


def _comment(
    request: SignedInRequest, review: "ProgressReview", about: SentProgress, form: CommentForm
) -> bool:
    return perform(
        request,
        form,
        lambda: comment_on_review(
            review=review,
            area=about.area,
            quoted=form.cleaned_data["quoted"],
            says=form.cleaned_data["says"],
            proposed=form.cleaned_data["proposed"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Comment added. The lead inspector reads it when you say that your comments are finished.",
    )


@partnership_screen(methods=CHANGE)
def finish(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Say that our comments are finished, or that there are none."""
    inspection, standing = open_inspection(request, reference, may_comment_on_review)
    review, _ = _sent(inspection, standing)
    perform_button(
        request,
        lambda: finish_review_factual_accuracy(review=review, by=request.user, at=timezone.now()),
        done="Thank you. The lead inspector answers each comment and gives the reason.",
    )
    return redirect(HERE, reference=reference)


_HERE = "partnership/<slug:reference>/progress-review/"
ADDRESSES = [
    path(_HERE, progress_review, name=HERE),
    path(f"{_HERE}finish/", finish, name="partnership_finish_review"),
    path(f"{_HERE}areas/<int:number>/", comment, name="partnership_comment_on_review"),
]

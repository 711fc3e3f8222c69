"""Factual accuracy of a progress review: sending the judgements, the comments, answering them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.improvement_plans import queries as plans
from speir.improvement_plans.choices import ReviewStatus
from speir.improvement_plans.lifecycle import PROGRESS_REVIEW
from speir.improvement_plans.permissions import may_answer_review_comments, may_send_review_to_partnership
from speir.improvement_plans.review_facts_operations import (
    answer_review_comment,
    send_review_for_factual_accuracy,
)
from speir.improvement_plans.review_queries import (
    review_comments_seen_by,
    sent_to_partnership,
)
from speir.improvement_plans.rules import every_area_is_judged
from speir.people.standing import Standing
from speir.web.inspectorate.answering import answer_form, next_unanswered
from speir.web.inspectorate.facts_page import AnswerPage, CommentLine, comment_line
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.plan_opened import OpenPlan, open_plan
from speir.web.inspectorate.report_forms import AnswerForm, FactsForm
from speir.web.inspectorate.report_text import trails_for
from speir.web.inspectorate.review_publishing import the_review
from speir.web.inspectorate.turns_here import TurnsHere, turns_here
from speir.web.shared.changed_words import changed_words
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.improvement_plans.models import ProgressReview, ReviewComment
    from speir.reports.pages import Commented


@dataclass(frozen=True)
class ReviewFactsPage:
    """Factual accuracy of a review; ``comments`` is None while they are the partnership's own."""

    header: InspectionHeader
    turns: TurnsHere
    status: str
    is_sent: bool
    may_be_sent: bool
    due_on: date | None
    comments: tuple[CommentLine, ...] | None
    send_refused: str
    answer_refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def review_facts(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The comments and their answers; a POST sends the judgements to the partnership."""
    opened = open_plan(request, reference)
    review = the_review(opened)
    if request.method != "POST":
        return _show(request, opened, review)
    form = FactsForm(request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: send_review_for_factual_accuracy(
            review=review, due_on=form.cleaned_data["due_on"], by=request.user, at=timezone.now()
        ),
        done="The judgements are with the partnership. Its coordinator is told by e-mail.",
    ):
        return redirect("review_facts", reference=reference)
    return _show(request, opened, review, failed=form)


def _show(
    request: SignedInRequest, opened: OpenPlan, review: "ProgressReview", failed: FactsForm | None = None
) -> HttpResponseBase:
    page = _page(opened, review)
    return render_page(
        request, "inspectorate/review_facts.html.jinja", page, facts=failed or FactsForm(), form=failed
    )


def _page(opened: OpenPlan, review: "ProgressReview") -> ReviewFactsPage:
    inspection, standing = opened.inspection, opened.standing
    heading = "Factual accuracy of the progress review"
    here = reverse("review_facts", args=[inspection.reference])
    comments = review_comments_seen_by(standing, review)
    return ReviewFactsPage(
        header=inspection_header(inspection, standing, here="improvement_plan", heading=heading),
        turns=turns_here(plans.turns(inspection), standing, inspection, uk_today(), here),
        status=ReviewStatus.label_of(review.status),
        is_sent=review.sent_at is not None,
        may_be_sent=review.status == ReviewStatus.OPEN,
        due_on=review.comments_due_on,
        comments=None if comments is None else tuple(map(comment_line, comments)),
        send_refused=send_refused(standing, review.status, opened.seen.not_judged),
        answer_refused=_answer_refused(standing, review.status),
    )


def send_refused(standing: Standing, status: str, not_judged: Sequence[int]) -> str:
    """Why this person may not send the judgements to the partnership now, "" when they may."""
    broken = every_area_is_judged.reason(not_judged)
    numbers = ", ".join(map(str, not_judged))
    return why_not(
        standing,
        may_send_review_to_partnership,
        PROGRESS_REVIEW.reason_refused(status, "send_for_factual_accuracy"),
        f"{broken.message} Not judged: {numbers}." if broken else None,
    )


def _answer_refused(standing: Standing, status: str) -> str:
    return why_not(standing, may_answer_review_comments, PROGRESS_REVIEW.reason_refused(status, "complete"))


@inspectorate_screen(methods=READ_AND_CHANGE)
def answer_on_review(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """One comment; a POST answers it and leads to the next one without an answer."""
    opened = open_plan(request, reference)
    review = the_review(opened)
    comments = review_comments_seen_by(opened.standing, review) or []
    commented = next((each for each in comments if each.comment.number == number), None)
    if commented is None:
        raise Http404
    form = AnswerForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and _answer(request, commented.comment, form):
        following = next_unanswered(comments, number)
        if following:
            return redirect("answer_on_review", reference=reference, number=following)
        return redirect("review_facts", reference=reference)
    shown, kept = answer_form(request, commented, form)
    page = _answer_page(opened, review, commented, next_unanswered(comments, number))
    return render_page(request, "inspectorate/answer.html.jinja", page, form=shown, kept=kept)


def _answer(request: SignedInRequest, comment: "ReviewComment", form: AnswerForm) -> bool:
    return perform(
        request,
        form,
        lambda: answer_review_comment(
            comment=comment,
            is_accepted=form.cleaned_data["is_accepted"] == "yes",
            reason=form.cleaned_data["reason"],
            based_on=form.cleaned_data["base"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"Comment {comment.number} is answered.",
    )


def _answer_page(
    opened: OpenPlan, review: "ProgressReview", commented: "Commented[ReviewComment]", following: int
) -> AnswerPage:
    """One comment beside the judgement as it was sent, and as it stands now."""
    inspection, standing = opened.inspection, opened.standing
    area = commented.comment.area
    sent = next((each.judgement for each in sent_to_partnership(review) if each.area.pk == area.pk), None)
    line = next(each for each in opened.seen.areas if each.area.pk == area.pk)
    sent_text = f"{sent.level.label}\n\n{sent.rationale}" if sent else ""
    now = line.judgement
    now_text = f"{now.level.label}\n\n{now.rationale}" if now else sent_text
    title = f"Comment {commented.comment.number} on area {area.number}"
    at = [inspection.reference]
    return AnswerPage(
        header=inspection_header(inspection, standing, here="improvement_plan", heading=title),
        comment=comment_line(commented),
        sent_title=f"Area {area.number}, as the partnership was sent it",
        sent_text=sent_text,
        now=changed_words(sent_text, now_text) if now_text != sent_text else (),
        trail=(trails_for(standing, inspection) or {}).get(str(area.finding_id)),
        following=following,
        following_address=reverse("answer_on_review", args=[*at, following]) if following else "",
        all_address=reverse("review_facts", args=at),
        change_address=reverse("judge_area", args=[*at, area.number]),
        change_words="Judge this area again",
        refused=_answer_refused(standing, review.status),
    )


_HERE = "inspections/<slug:reference>/progress-review/factual-accuracy/"
ADDRESSES = [
    path(_HERE, review_facts, name="review_facts"),
    path(f"{_HERE}comments/<int:number>/", answer_on_review, name="answer_on_review"),
]

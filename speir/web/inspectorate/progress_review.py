"""The progress review: opening it, judging each area with a rationale, completing it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.improvement_plans import queries as plans
from speir.improvement_plans.review_operations import (
    complete_progress_review,
    decline_review,
    judge_area,
    open_progress_review,
    sign_off_review,
)
from speir.improvement_plans.review_queries import progress_words, review_sign_offs
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.plan_forms import (
    DeclineReviewForm,
    OpenReviewForm,
    ProgressForm,
    SignReviewForm,
)
from speir.web.inspectorate.plan_opened import OpenPlan, open_plan
from speir.web.inspectorate.progress_review_page import (
    JudgePage,
    ReviewPage,
    judge_refused,
    judged_area,
    next_area,
    review_page,
    scale_lines,
)
from speir.web.inspectorate.report_text import trails_for
from speir.web.inspectorate.review_publishing import review_publishing, the_review
from speir.web.inspectorate.turns_here import turns_here
from speir.web.shared import words
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.improvement_plans.models import ProgressReview


@inspectorate_screen(methods=READ_AND_CHANGE)
def progress_review(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The review; a POST opens it."""
    opened = open_plan(request, reference)
    if request.method != "POST":
        return _show(request, opened)
    form = OpenReviewForm(request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: open_progress_review(
            plan=opened.plan,
            starts_on=form.cleaned_data["starts_on"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The progress review is open. Judge each area with its rationale.",
    ):
        return redirect("progress_review", reference=reference)
    return _show(request, opened, failed=form)


def _show(request: SignedInRequest, opened: OpenPlan, failed: SpeirForm | None = None) -> HttpResponseBase:
    review = opened.seen.review
    kept = _kept(request, review, "sign-review") if review else None
    kept_reason = _kept(request, review, "decline-review") if review else None
    sign = SignReviewForm(prefix="sign", initial={"statement": kept.or_else("") if kept else ""})
    decline = DeclineReviewForm(
        prefix="decline", initial={"reason": kept_reason.or_else("") if kept_reason else ""}
    )
    start = OpenReviewForm(initial={"starts_on": uk_today()})
    extra: dict[str, Any] = {
        "starting": failed if isinstance(failed, OpenReviewForm) else start,
        "sign": failed if isinstance(failed, SignReviewForm) else sign,
        "decline": failed if isinstance(failed, DeclineReviewForm) else decline,
        "button": ButtonForm(),
        "kept": kept,
        "kept_reason": kept_reason,
        "form": failed,
    }
    return render_page(request, "inspectorate/progress_review.html.jinja", _page(opened), **extra)


def _kept(request: SignedInRequest, review: "ProgressReview", what: str) -> words.Kept:
    return words.kept(f"{what}:{review.pk}", version=review.signing_round, by=request.user)


def _page(opened: OpenPlan) -> ReviewPage:
    inspection, standing, review = opened.inspection, opened.standing, opened.seen.review
    today = uk_today()
    here = reverse("progress_review", args=[inspection.reference])
    return review_page(
        inspection_header(inspection, standing, here="improvement_plan", heading="Progress review"),
        opened.seen,
        standing,
        turns_here(plans.turns(inspection, today), standing, inspection, today, here),
        progress_words(inspection),
        plans.progress_levels(inspection),
        trails_for(standing, inspection),
        today,
        day(review.completed_at) if review else "",
        review_publishing(opened),
        plans.reviews_of(opened.plan)[:-1],
        plans.unanswered_in([review])[review.pk] if review else 0,
        review_sign_offs(review).declined if review else (),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def judge(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """One area with what was done about it; a POST judges its progress and leads to the next."""
    opened = open_plan(request, reference)
    line = next((each for each in opened.seen.areas if each.area.number == number), None)
    review = opened.seen.review
    if line is None or review is None:
        raise Http404
    if request.method != "POST":
        return _show_area(request, opened, line)
    form = ProgressForm(request.POST, levels=plans.progress_levels(opened.inspection))
    if form.is_valid() and perform(
        request,
        form,
        lambda: judge_area(
            review=review,
            area=line.area,
            level=form.chosen,
            rationale=form.cleaned_data["rationale"],
            based_on=form.cleaned_data["base"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"The progress of area {number} is judged.",
    ):
        following = next_area(opened.seen, number)
        if following:
            return redirect("judge_area", reference=reference, number=following)
        return redirect("progress_review", reference=reference)
    return _show_area(request, opened, line, failed=form)


def _show_area(
    request: SignedInRequest, opened: OpenPlan, line: plans.AreaLine, failed: ProgressForm | None = None
) -> HttpResponseBase:
    levels = plans.progress_levels(opened.inspection)
    trails = trails_for(opened.standing, opened.inspection)
    judged, review = line.judgement, opened.seen.review
    page = JudgePage(
        inspection_header(
            opened.inspection,
            opened.standing,
            here="improvement_plan",
            heading=f"Progress of area {line.area.number}",
        ),
        judged_area(line, levels, trails, uk_today()),
        scale_lines(levels),
        next_area(opened.seen, line.area.number),
        judge_refused(opened.standing, review.status if review else ""),
    )
    version = judged.number if judged else 0
    kept = words.kept(f"progress:{line.area.pk}:rationale", version=version, by=request.user)
    initial = {
        "level": str(judged.level_id) if judged else None,
        "rationale": kept.or_else(judged.rationale if judged else ""),
        "base": str(version or ""),
    }
    form = failed or ProgressForm(initial=initial, levels=levels)
    form.start_from(str(version or ""))
    return render_page(request, "inspectorate/judge_area.html.jinja", page, form=form, kept=kept)


@inspectorate_screen(methods=CHANGE)
def complete(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Complete the review; the plan and the inspection close with it."""
    review = the_review(open_plan(request, reference))
    perform_button(
        request,
        lambda: complete_progress_review(review=review, by=request.user, at=timezone.now()),
        done="The progress review is complete. The partnership reads it now, and the inspection is closed.",
    )
    return redirect("progress_review", reference=reference)


@inspectorate_screen(methods=CHANGE)
def complete_and_go_on(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Complete the review and let the plan go on; another review follows."""
    review = the_review(open_plan(request, reference))
    perform_button(
        request,
        lambda: complete_progress_review(review=review, closes=False, by=request.user, at=timezone.now()),
        done="The progress review is complete. The partnership reads it now and carries its plan on.",
    )
    return redirect("progress_review", reference=reference)


@inspectorate_screen(methods=CHANGE)
def sign_review(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Sign the complete review for one's body."""
    opened = open_plan(request, reference)
    review, form = the_review(opened), SignReviewForm(request.POST, prefix="sign")
    if form.is_valid() and perform(
        request,
        form,
        lambda: sign_off_review(
            review=review,
            statement=form.cleaned_data["statement"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"Signed off for {request.user.body.name}.",
    ):
        return redirect("progress_review", reference=reference)
    return _show(request, opened, failed=form)


@inspectorate_screen(methods=CHANGE)
def decline(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Send the complete review back for one's body, with the reason."""
    opened = open_plan(request, reference)
    review, form = the_review(opened), DeclineReviewForm(request.POST, prefix="decline")
    if form.is_valid() and perform(
        request,
        form,
        lambda: decline_review(
            review=review,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The progress review is sent back. The lead inspector is told by e-mail and reads your reason.",
    ):
        return redirect("progress_review", reference=reference)
    return _show(request, opened, failed=form)


_HERE = "inspections/<slug:reference>/progress-review/"
ADDRESSES = [
    path(_HERE, progress_review, name="progress_review"),
    path(f"{_HERE}areas/<int:number>/", judge, name="judge_area"),
    path(f"{_HERE}complete/", complete, name="complete_progress_review"),
    path(f"{_HERE}complete-and-go-on/", complete_and_go_on, name="complete_review_and_go_on"),
    path(f"{_HERE}sign-off/", sign_review, name="sign_progress_review"),
    path(f"{_HERE}send-back/", decline, name="decline_progress_review"),
]

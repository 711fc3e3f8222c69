"""Factual accuracy of a progress review: sent to the partnership, commented on, answered."""

from datetime import date, datetime

from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.improvement_plans import permissions, queries, review_queries, rules, within
from speir.improvement_plans.lifecycle import PROGRESS_REVIEW
from speir.improvement_plans.models import PlanArea, ProgressReview, ReviewAnswer, ReviewComment
from speir.inspections.queries import standing_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.reports.rules import (
    a_comment_says_what_is_wrong,
    a_reason_is_given,
    comments_are_due_after_today,
    the_quoted_words_are_in_the_section,
    the_section_is_in_the_version,
)


@operation
def send_review_for_factual_accuracy(
    *, review: ProgressReview, due_on: date, by: Person, at: datetime
) -> None:
    """Send the judgements to the partnership, with the day by which its comments are due."""
    plan = within.locked(review.plan)
    permissions.may_send_review_to_partnership.check(standing_of(by, plan.inspection))
    review.refresh_from_db(fields=["status"])
    PROGRESS_REVIEW.after(review.status, "send_for_factual_accuracy")
    comments_are_due_after_today.check(due_on, uk_day(at))
    judged = queries.judgements_of(review)
    rules.check_every_area_is_judged([a.number for a in queries.areas_of(plan) if a.pk not in judged])
    move(review, PROGRESS_REVIEW, "send_for_factual_accuracy", by=by, at=at)
    review.sent_at, review.comments_due_on = at, due_on
    review.save(update_fields=["sent_at", "comments_due_on"])
    what = "A progress review waits for your check of factual accuracy."
    within.tell(plan, [Role.COORDINATOR], f"review-{review.number}-facts", what, at, due_on)
    said = "Progress review sent for factual accuracy"
    within.record(said, plan, by=by, at=at, due_on=due_on.isoformat())


@operation
def comment_on_review(
    *,
    review: ProgressReview,
    area: PlanArea,
    quoted: str,
    says: str,
    proposed: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> ReviewComment:
    """Say, for the partnership, what is not accurate in the judgement of one area as it was sent."""
    plan = within.locked(review.plan)
    permissions.may_comment_on_review.check(standing_of(by, plan.inspection))
    review.refresh_from_db(fields=["status", "sent_at"])
    PROGRESS_REVIEW.after(review.status, "finish_factual_accuracy")
    sent = {each.area.pk: each.judgement.rationale for each in review_queries.sent_to_partnership(review)}
    the_section_is_in_the_version.check(area.pk in sent)
    check_all(
        a_comment_says_what_is_wrong.reason(says),
        the_quoted_words_are_in_the_section.reason(quoted, sent[area.pk]),
    )
    comment = ReviewComment.objects.create(
        review=review,
        area=area,
        number=ReviewComment.objects.filter(review=review).count() + 1,
        section_title=area.title,
        quoted=quoted.strip(),
        says=says.strip(),
        proposed=proposed.strip(),
        made_by=by,
        made_at=at,
    )
    within.record_about(comment, plan, f"Comment {comment.number} made on the progress review", by, at)
    return comment


@operation
def finish_review_factual_accuracy(*, review: ProgressReview, by: Person, at: datetime) -> None:
    """Say, for the partnership, that its comments are complete; none is an answer too."""
    plan = within.locked(review.plan)
    permissions.may_comment_on_review.check(standing_of(by, plan.inspection))
    move(review, PROGRESS_REVIEW, "finish_factual_accuracy", by=by, at=at)
    n = ReviewComment.objects.filter(review=review).count()
    what = "The partnership has finished its check of the progress review."
    within.tell(plan, [Role.LEAD_INSPECTOR], f"review-{review.number}-facts-done", what, at)
    said = f"Factual accuracy of the progress review finished with {n} comment{'' if n == 1 else 's'}"
    within.record(said, plan, by=by, at=at)


@operation
def answer_review_comment(
    *,
    comment: ReviewComment,
    is_accepted: bool,
    reason: str,
    by: Person,
    at: datetime,
    based_on: str | None = None,
    once: str = "",
) -> ReviewAnswer:
    """Accept or decline one comment, with the reason; answering again replaces the answer and keeps both."""
    review = comment.review
    plan = within.locked(review.plan)
    permissions.may_answer_review_comments.check(standing_of(by, plan.inspection))
    review.refresh_from_db(fields=["status"])
    PROGRESS_REVIEW.after(review.status, "complete")
    given_before = ReviewAnswer.objects.filter(comment=comment).count()
    check_not_overtaken(based_on, str(given_before or ""))
    a_reason_is_given.check(reason)
    answer = ReviewAnswer.objects.create(
        comment=comment,
        number=given_before + 1,
        is_accepted=is_accepted,
        reason=reason.strip(),
        answered_by=by,
        answered_at=at,
    )
    verb = "accepted" if is_accepted else "not accepted"
    said = f"Comment {comment.number} on the progress review {verb}"
    within.record_about(answer, plan, said, by, at)
    return answer

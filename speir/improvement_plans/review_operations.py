"""Changes to a progress review: opened, each area judged, completed, signed or sent back, published."""

from datetime import date, datetime

from speir.document_packs.review_operations import open_review_pack
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.refusals import Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.frameworks.models import ScaleLevel
from speir.frameworks.operations import mark_used
from speir.improvement_plans import permissions, queries, review_queries, rules, within
from speir.improvement_plans.choices import PlanStatus
from speir.improvement_plans.lifecycle import PLAN, PROGRESS_REVIEW
from speir.improvement_plans.models import (
    DeclinedReview,
    ImprovementPlan,
    PlanArea,
    ProgressJudgement,
    ProgressReview,
    ReviewPublication,
    ReviewSignOff,
)
from speir.inspections.operations import advance
from speir.inspections.queries import signing_bodies, standing_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.reports.contents import checksum_of
from speir.reports.rules import a_reason_is_given, every_comment_is_answered, signs_for_a_signing_body


@operation
def open_progress_review(
    *, plan: ImprovementPlan, starts_on: date, by: Person, at: datetime, once: str = ""
) -> ProgressReview:
    """Open a progress review, in which the team judges each area of the plan."""
    inspection = within.locked(plan).inspection
    permissions.may_open_progress_review.check(standing_of(by, inspection))
    check_all(
        rules.a_review_starts_today_or_later.reason(starts_on, uk_day(at)),
        rules.there_is_a_scale_for_progress.reason(bool(queries.progress_levels(inspection))),
        rules.the_review_before_is_published.reason(
            inspection.pk not in review_queries.waiting_to_be_published([inspection])
        ),
    )
    move(plan, PLAN, "review", by=by, at=at)
    review = ProgressReview.objects.create(
        plan=plan,
        number=ProgressReview.objects.filter(plan=plan).count() + 1,
        starts_on=starts_on,
        opened_by=by,
        opened_at=at,
    )
    within.record("Progress review opened", plan, by=by, at=at, starts_on=starts_on.isoformat())
    framework = inspection.phase.progress_framework
    if framework is not None:
        mark_used(framework=framework, by=by, at=at)
    open_review_pack(inspection=inspection, starts_on=starts_on, by=by, at=at)
    return review


@operation
def judge_area(
    *,
    review: ProgressReview,
    area: PlanArea,
    level: ScaleLevel,
    rationale: str,
    by: Person,
    at: datetime,
    based_on: str | None = None,
    once: str = "",
) -> ProgressJudgement:
    """Judge the progress made in one area; judging again replaces the judgement and keeps both."""
    inspection = within.locked(review.plan).inspection
    review.refresh_from_db(fields=["status"])
    permissions.may_judge_progress.check(standing_of(by, inspection))
    rules.progress_may_be_judged.check(review.status)
    made_before = ProgressJudgement.objects.filter(review=review, area=area).count()
    check_not_overtaken(based_on, str(made_before or ""))
    level_ids = [str(one.pk) for one in queries.progress_levels(inspection)]
    check_all(
        rules.the_area_is_in_this_plan.reason(area.plan_id == review.plan_id),
        rules.the_level_is_on_the_progress_scale.reason(str(level.pk), level_ids),
        rules.a_judgement_has_a_rationale.reason(rationale),
    )
    judged = ProgressJudgement.objects.create(
        review=review,
        area=area,
        number=made_before + 1,
        level=level,
        rationale=rationale.strip(),
        judged_by=by,
        judged_at=at,
    )
    within.record_about(judged, review.plan, f"Progress judged on area {area.number}", by, at)
    return judged


@operation
def complete_progress_review(
    *, review: ProgressReview, by: Person, at: datetime, closes: bool = True
) -> None:
    """Complete the review when areas are judged and comments answered; all closes, or the plan goes on."""
    plan = within.locked(review.plan)
    inspection = plan.inspection
    review.refresh_from_db(fields=["status"])
    permissions.may_complete_progress_review.check(standing_of(by, inspection))
    judged = queries.judgements_of(review)
    rules.check_every_area_is_judged([a.number for a in queries.areas_of(plan) if a.pk not in judged])
    every_comment_is_answered.check(queries.unanswered_in([review])[review.pk])
    move(review, PROGRESS_REVIEW, "complete", by=by, at=at)
    review.completed_at, review.completed_by = at, by
    review.save(update_fields=["completed_at", "completed_by"])
    move(plan, PLAN, "finish_review" if closes else "carry_on", by=by, at=at)
    if closes:
        advance(inspection=inspection, step="close", by=by, at=at)
    within.tell(
        plan,
        [Role.COORDINATOR, Role.HEAD],
        f"review-{review.number}-complete-{review.signing_round}",
        "A progress review is complete.",
        at,
    )
    within.record("Progress review completed", plan, by=by, at=at)


@operation
def sign_off_review(
    *, review: ProgressReview, statement: str, by: Person, at: datetime, once: str = ""
) -> ReviewSignOff:
    """Approve a complete progress review for one's own body."""
    inspection = within.locked(review.plan).inspection
    permissions.may_sign_review.check(standing_of(by, inspection))
    review.refresh_from_db(fields=["status", "signing_round"])
    check_all(*_may_decide(review, by), rules.a_signature_says_what_it_approves.reason(statement))
    signed = ReviewSignOff.objects.create(
        review=review,
        signing_round=review.signing_round,
        body=by.body,
        statement=statement.strip(),
        signed_by=by,
        signed_at=at,
    )
    within.record(f"Progress review signed off for {by.body.name}", review.plan, by=by, at=at)
    return signed


def _may_decide(review: ProgressReview, by: Person) -> list[Reason | None]:
    """What stands against signing, or sending back, this review for the body of ``by``."""
    signing_ids = [str(body.pk) for body in signing_bodies(review.plan.inspection)]
    signed_ids = [str(each.body_id) for each in review_queries.review_sign_offs(review).signed]
    return [
        rules.the_review_is_complete.reason(review.status),
        rules.the_review_is_not_published.reason(review_queries.publication_of_review(review) is not None),
        signs_for_a_signing_body.reason(str(by.body_id), signing_ids),
        rules.body_has_not_signed_the_review.reason(str(by.body_id), signed_ids),
    ]


@operation
def decline_review(
    *, review: ProgressReview, reason: str, by: Person, at: datetime, once: str = ""
) -> DeclinedReview:
    """Send a complete review back for one's own body, with the reason; every body signs it again."""
    plan = within.locked(review.plan)
    inspection = plan.inspection
    permissions.may_sign_review.check(standing_of(by, inspection))
    review.refresh_from_db(fields=["status", "signing_round"])
    check_all(*_may_decide(review, by), a_reason_is_given.reason(reason))
    declined = DeclinedReview.objects.create(
        review=review,
        signing_round=review.signing_round,
        body=by.body,
        reason=reason.strip(),
        declined_by=by,
        declined_at=at,
    )
    _open_again(review, plan, by, at, reason.strip())
    notice = "A progress review came back to you from sign-off."
    within.tell(plan, [Role.LEAD_INSPECTOR], f"review-declined-{declined.pk}", notice, at)
    within.record(f"Progress review declined for {by.body.name}", plan, by=by, at=at, reason=reason.strip())
    return declined


def _open_again(review: ProgressReview, plan: ImprovementPlan, by: Person, at: datetime, why: str) -> None:
    """The review, its plan and, where it was closed, its inspection go back to before completion."""
    move(review, PROGRESS_REVIEW, "decline", by=by, at=at, why=why)
    review.completed_at = review.completed_by = None
    review.signing_round += 1
    review.save(update_fields=["completed_at", "completed_by", "signing_round"])
    was_closed = plan.status == PlanStatus.REVIEWED
    move(plan, PLAN, "review_came_back", by=by, at=at, why=why)
    if was_closed:
        advance(inspection=plan.inspection, step="review_came_back", by=by, at=at, why=why)


@operation
def publish_progress_review(
    *, review: ProgressReview, by: Person, at: datetime, once: str = ""
) -> ReviewPublication:
    """Publish a progress review that every body has signed: frozen, with its checksum."""
    plan = within.locked(review.plan)
    permissions.may_publish_review.check(standing_of(by, plan.inspection))
    review.refresh_from_db(fields=["status", "signing_round"])
    check_all(
        rules.the_review_is_complete.reason(review.status),
        rules.unsigned_review(review_queries.review_sign_offs(review).missing_names),
    )
    content = review_queries.review_to_publish(review, at)
    plain = content.as_json()
    publication = ReviewPublication.objects.create(
        review=review,
        slug=content.slug,
        number=content.number,
        content=plain,
        checksum=checksum_of(plain),
        published_by=by,
        published_at=at,
    )
    readers = [Role.COORDINATOR, Role.HEAD]
    within.tell(plan, readers, f"review-{review.number}-published", "A progress review is published.", at)
    within.record("Progress review published", plan, by=by, at=at, checksum=publication.checksum)
    return publication

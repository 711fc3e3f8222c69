"""Changes to a progress review: opened, each area judged, completed."""

from datetime import date, datetime

from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.frameworks.models import ScaleLevel
from speir.frameworks.operations import mark_used
from speir.improvement_plans import permissions, queries, review_queries, rules, within
from speir.improvement_plans.lifecycle import PLAN, PROGRESS_REVIEW
from speir.improvement_plans.models import (
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
from speir.reports.rules import signs_for_a_signing_body


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
    PROGRESS_REVIEW.after(review.status, "complete")
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
    """Complete the review when every area is judged; plan and inspection close, or the plan goes on."""
    plan = within.locked(review.plan)
    inspection = plan.inspection
    review.refresh_from_db(fields=["status"])
    permissions.may_complete_progress_review.check(standing_of(by, inspection))
    judged = queries.judgements_of(review)
    rules.check_every_area_is_judged([a.number for a in queries.areas_of(plan) if a.pk not in judged])
    move(review, PROGRESS_REVIEW, "complete", by=by, at=at)
    review.completed_at, review.completed_by = at, by
    review.save(update_fields=["completed_at", "completed_by"])
    move(plan, PLAN, "finish_review" if closes else "carry_on", by=by, at=at)
    if closes:
        advance(inspection=inspection, step="close", by=by, at=at)
    within.tell(
        plan,
        [Role.COORDINATOR, Role.HEAD],
        f"review-{review.number}-complete",
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
    review.refresh_from_db(fields=["status"])
    signing_ids = [str(body.pk) for body in signing_bodies(inspection)]
    signed_ids = [str(each.body_id) for each in review_queries.review_sign_offs(review).signed]
    check_all(
        rules.the_review_is_complete.reason(review.status),
        signs_for_a_signing_body.reason(str(by.body_id), signing_ids),
        rules.body_has_not_signed_the_review.reason(str(by.body_id), signed_ids),
        rules.a_signature_says_what_it_approves.reason(statement),
    )
    signed = ReviewSignOff.objects.create(
        review=review, body=by.body, statement=statement.strip(), signed_by=by, signed_at=at
    )
    within.record(f"Progress review signed off for {by.body.name}", review.plan, by=by, at=at)
    return signed


@operation
def publish_progress_review(
    *, review: ProgressReview, by: Person, at: datetime, once: str = ""
) -> ReviewPublication:
    """Publish a progress review that every body has signed: frozen, with its checksum."""
    plan = within.locked(review.plan)
    permissions.may_publish_review.check(standing_of(by, plan.inspection))
    review.refresh_from_db(fields=["status"])
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

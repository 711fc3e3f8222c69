"""Changes to a progress review: opened, each area judged, completed."""

from datetime import date, datetime

from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.frameworks.models import ScaleLevel
from speir.frameworks.operations import mark_used
from speir.improvement_plans import permissions, queries, rules, within
from speir.improvement_plans.lifecycle import PLAN, PROGRESS_REVIEW
from speir.improvement_plans.models import ImprovementPlan, PlanArea, ProgressJudgement, ProgressReview
from speir.inspections.operations import advance
from speir.inspections.queries import standing_of
from speir.people.choices import Role
from speir.people.models import Person


@operation
def open_progress_review(
    *, plan: ImprovementPlan, starts_on: date, by: Person, at: datetime, once: str = ""
) -> ProgressReview:
    """Open the progress review, in which the team judges each area of the plan."""
    inspection = within.locked(plan).inspection
    permissions.may_open_progress_review.check(standing_of(by, inspection))
    check_all(
        rules.a_review_starts_today_or_later.reason(starts_on, uk_day(at)),
        rules.there_is_a_scale_for_progress.reason(bool(queries.progress_levels(inspection))),
    )
    move(plan, PLAN, "review", by=by, at=at)
    review = ProgressReview.objects.create(plan=plan, starts_on=starts_on, opened_by=by, opened_at=at)
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
def complete_progress_review(*, review: ProgressReview, by: Person, at: datetime) -> None:
    """Complete the review when every area is judged; the plan and the inspection close with it."""
    plan = within.locked(review.plan)
    inspection = plan.inspection
    review.refresh_from_db(fields=["status"])
    permissions.may_complete_progress_review.check(standing_of(by, inspection))
    judged = queries.judgements_of(review)
    rules.check_every_area_is_judged([a.number for a in queries.areas_of(plan) if a.pk not in judged])
    move(review, PROGRESS_REVIEW, "complete", by=by, at=at)
    review.completed_at, review.completed_by = at, by
    review.save(update_fields=["completed_at", "completed_by"])
    move(plan, PLAN, "finish_review", by=by, at=at)
    advance(inspection=inspection, step="close", by=by, at=at)
    within.tell(
        plan, [Role.COORDINATOR, Role.HEAD], "review-complete", "The progress review is complete.", at
    )
    within.record("Progress review completed", plan, by=by, at=at)

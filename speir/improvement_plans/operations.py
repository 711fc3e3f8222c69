"""Changes to an improvement plan: planned, agreed, claimed, verified, reviewed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile

from speir.foundations import audit, files
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.refusals import NotNow, Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.frameworks.models import ScaleLevel
from speir.frameworks.operations import mark_used
from speir.improvement_plans import permissions, progress, queries, rules
from speir.improvement_plans.choices import AreaProgress, Verdict
from speir.improvement_plans.lifecycle import PLAN, PROGRESS_REVIEW
from speir.improvement_plans.models import (
    ClaimFile,
    ClaimVerdict,
    ImprovementPlan,
    PlanArea,
    PlannedAction,
    ProgressClaim,
    ProgressJudgement,
    ProgressReview,
)
from speir.inspections.models import Inspection
from speir.inspections.operations import advance, tell
from speir.inspections.queries import partnership_bodies, standing_of
from speir.partnerships.queries import link_inspector_of
from speir.people.choices import Role
from speir.people.models import Body, Person
from speir.reports.choices import SectionKind
from speir.reports.notices import something_waits
from speir.reports.pages import PublishedReport
from speir.reports.queries import people_with, publication_of

NOT_PUBLISHED = "The report is not published yet. The improvement plan opens when it is."


@operation
def open_plan(
    *, inspection: Inspection, by: Person, at: datetime, due_on: date | None = None, once: str = ""
) -> ImprovementPlan:
    """Open the plan with the published areas for improvement already in it, word for word."""
    permissions.may_open_plan.check(standing_of(by, inspection))
    published = publication_of(inspection)
    if published is None:
        raise NotNow(Reason(NOT_PUBLISHED))
    today = uk_day(at)
    due_on = due_on or progress.usual_due_day(today)
    rules.plan_is_due_after_it_opens.check(due_on, today)
    plan = ImprovementPlan.objects.create(
        inspection=inspection,
        partnership=inspection.partnership,
        publication=published.publication,
        opened_by=by,
        opened_at=at,
        due_on=due_on,
    )
    _add_areas(plan, published)
    _tell(plan, [Role.COORDINATOR], "plan-opened", "The improvement plan waits to be written.", at, due_on)
    _record("Improvement plan opened", plan, by=by, at=at, due_on=due_on.isoformat())
    return plan


def _add_areas(plan: ImprovementPlan, published: PublishedReport) -> None:
    areas = published.content.report.of_kind(SectionKind.AREA_FOR_IMPROVEMENT)
    for number, section in enumerate(areas, start=1):
        PlanArea.objects.create(
            plan=plan,
            number=number,
            title=section.title,
            text=section.text,
            key_area=section.heading,
            finding_id=section.finding_id,
            item_id=section.item_id,
        )


@operation
def plan_action(
    *,
    area: PlanArea,
    text: str,
    body: Body,
    lead_person: str,
    due_on: date,
    measure: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> PlannedAction:
    """Plan one action: what, which body, who leads it, by when, and how people will know."""
    plan = _locked(area.plan)
    permissions.may_plan_actions.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_written.check(plan.status)
    _check_action(plan, text, body, lead_person, due_on, measure, at)
    action = PlannedAction.objects.create(
        area=area,
        text=text.strip(),
        body=body,
        lead_person=lead_person.strip(),
        due_on=due_on,
        measure=measure.strip(),
        planned_by=by,
        planned_at=at,
    )
    _record_about(action, plan, f"Action planned on area {area.number}", by, at)
    return action


@operation
def change_action(
    *,
    action: PlannedAction,
    text: str,
    body: Body,
    lead_person: str,
    due_on: date,
    measure: str,
    based_on: str,
    by: Person,
    at: datetime,
) -> PlannedAction:
    """Change one action while the plan is being written; refused when it was changed since ``based_on``."""
    plan = _locked(action.area.plan)
    permissions.may_plan_actions.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_written.check(plan.status)
    action.refresh_from_db()
    check_not_overtaken(based_on, str(action.revision))
    _check_action(plan, text, body, lead_person, due_on, measure, at)
    before = {"text": action.text, "due_on": action.due_on.isoformat(), "measure": action.measure}
    action.text, action.body, action.lead_person = text.strip(), body, lead_person.strip()
    action.due_on, action.measure, action.revision = due_on, measure.strip(), action.revision + 1
    action.save(update_fields=["text", "body", "lead_person", "due_on", "measure", "revision"])
    _record_about(action, plan, f"Action changed on area {action.area.number}", by, at, before=before)
    return action


def _check_action(
    plan: ImprovementPlan, text: str, body: Body, lead_person: str, due_on: date, measure: str, at: datetime
) -> None:
    body_ids = [str(one.pk) for one in partnership_bodies(plan.inspection)]
    check_all(
        rules.an_action_says_what_will_be_done.reason(text),
        rules.an_action_belongs_to_a_body_of_the_partnership.reason(str(body.pk), body_ids),
        rules.an_action_has_somebody_leading_it.reason(lead_person),
        rules.an_action_is_due_after_today.reason(due_on, uk_day(at)),
        rules.an_action_says_how_we_will_know.reason(measure),
    )


@operation
def drop_action(*, action: PlannedAction, by: Person, at: datetime) -> None:
    """Drop one action while the plan is being written; it stays in the history."""
    plan = _locked(action.area.plan)
    permissions.may_plan_actions.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_written.check(plan.status)
    PlannedAction.objects.filter(pk=action.pk, dropped_at=None).update(dropped_at=at, dropped_by=by)
    _record_about(action, plan, f"Action dropped on area {action.area.number}", by, at)


@operation
def finish_action(*, action: PlannedAction, by: Person, at: datetime) -> None:
    """Mark one action as done while the plan is carried out."""
    plan = _locked(action.area.plan)
    permissions.may_plan_actions.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_carried_out.check(plan.status)
    action.refresh_from_db()
    rules.the_action_is_not_done.check(action.done_at is not None)
    action.done_at, action.done_by = at, by
    action.save(update_fields=["done_at", "done_by"])
    _record_about(action, plan, f"Action done on area {action.area.number}", by, at)


@operation
def submit_plan(*, plan: ImprovementPlan, by: Person, at: datetime) -> None:
    """Submit the plan to the link inspector for the partnership; every area needs an action."""
    permissions.may_submit_plan.check(standing_of(by, _locked(plan).inspection))
    PLAN.after(plan.status, "submit")
    rules.check_every_area_has_an_action(queries.areas_without_action(plan))
    move(plan, PLAN, "submit", by=by, at=at)
    _tell_link(plan, "plan-submitted", "An improvement plan waits for you.", at)
    _record("Improvement plan submitted", plan, by=by, at=at)


@operation
def return_plan(*, plan: ImprovementPlan, reason: str, by: Person, at: datetime) -> None:
    """Return the plan to the partnership, with the reason."""
    permissions.may_agree_plan.check(standing_of(by, _locked(plan).inspection))
    rules.a_reason_is_given.check(reason)
    move(plan, PLAN, "return", by=by, at=at, why=reason.strip())
    plan.returned_why = reason.strip()
    plan.save(update_fields=["returned_why"])
    _tell(plan, [Role.COORDINATOR], f"plan-returned-{at:%Y%m%d%H%M%S}", "The improvement plan came back.", at)
    _record("Improvement plan returned", plan, by=by, at=at, reason=reason.strip())


@operation
def agree_plan(*, plan: ImprovementPlan, by: Person, at: datetime) -> None:
    """Agree the plan, so that it can be carried out."""
    permissions.may_agree_plan.check(standing_of(by, _locked(plan).inspection))
    move(plan, PLAN, "agree", by=by, at=at)
    plan.returned_why = ""
    plan.save(update_fields=["returned_why"])
    _tell(plan, [Role.COORDINATOR], "plan-agreed", "The improvement plan is agreed.", at)
    _record("Improvement plan agreed", plan, by=by, at=at)


@operation
def claim_progress(
    *,
    area: PlanArea,
    says: str,
    uploads: Sequence["UploadedFile[bytes]"] = (),
    where: str = "",
    by: Person,
    at: datetime,
    once: str = "",
) -> ProgressClaim:
    """Claim progress on one area, with files or a note of where the evidence can be seen."""
    plan = _locked(area.plan)
    permissions.may_claim_progress.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_carried_out.check(plan.status)
    now = queries.progress_of(area)
    check_all(
        rules.no_claim_is_waiting.reason(now == AreaProgress.CLAIMED),
        rules.progress_is_not_verified_yet.reason(now == AreaProgress.VERIFIED),
        rules.a_claim_says_what_has_changed.reason(says),
        rules.a_claim_comes_with_evidence.reason(len(uploads), where),
    )
    claim = ProgressClaim.objects.create(
        area=area,
        number=ProgressClaim.objects.filter(area=area).count() + 1,
        says=says.strip(),
        where=where.strip(),
        claimed_by=by,
        claimed_at=at,
    )
    for upload in uploads:
        ClaimFile.objects.create(claim=claim, file=files.keep(upload, by=by, at=at, field="files"))
    _tell_link(plan, f"claim-{claim.pk}", "A claim of progress waits for you to verify it.", at)
    _record_about(claim, plan, f"Progress claimed on area {area.number}", by, at, files=len(uploads))
    return claim


@operation
def verify_claim(
    *, claim: ProgressClaim, verdict: Verdict, reason: str, by: Person, at: datetime, once: str = ""
) -> ClaimVerdict:
    """Conclude, as the link inspector, whether a claim is verified or not yet, with the reason."""
    plan = _locked(claim.area.plan)
    permissions.may_verify_claim.check(standing_of(by, plan.inspection))
    check_all(
        rules.a_claim_is_answered_once.reason(ClaimVerdict.objects.filter(claim=claim).exists()),
        rules.nobody_verifies_their_own_claim.reason(str(claim.claimed_by_id), str(by.pk)),
        rules.a_reason_is_given.reason(reason),
    )
    made = ClaimVerdict.objects.create(
        claim=claim, verdict=verdict, reason=reason.strip(), decided_by=by, decided_at=at
    )
    _tell(plan, [Role.COORDINATOR], f"verdict-{made.pk}", "A claim of progress has been answered.", at)
    what = f"Claim on area {claim.area.number}: {verdict.label.lower()}"
    _record_about(made, plan, what, by, at)
    return made


@operation
def open_progress_review(
    *, plan: ImprovementPlan, starts_on: date, by: Person, at: datetime, once: str = ""
) -> ProgressReview:
    """Open the progress review, in which the team judges each area of the plan."""
    inspection = _locked(plan).inspection
    permissions.may_open_progress_review.check(standing_of(by, inspection))
    check_all(
        rules.a_review_starts_today_or_later.reason(starts_on, uk_day(at)),
        rules.there_is_a_scale_for_progress.reason(bool(queries.progress_levels(inspection))),
    )
    move(plan, PLAN, "review", by=by, at=at)
    review = ProgressReview.objects.create(plan=plan, starts_on=starts_on, opened_by=by, opened_at=at)
    _record("Progress review opened", plan, by=by, at=at, starts_on=starts_on.isoformat())
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
    inspection = _locked(review.plan).inspection
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
    _record_about(judged, review.plan, f"Progress judged on area {area.number}", by, at)
    return judged


@operation
def complete_progress_review(*, review: ProgressReview, by: Person, at: datetime) -> None:
    """Complete the review when every area is judged; the plan and the inspection close with it."""
    plan = _locked(review.plan)
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
    _tell(plan, [Role.COORDINATOR, Role.HEAD], "review-complete", "The progress review is complete.", at)
    _record("Progress review completed", plan, by=by, at=at)


def _locked(plan: ImprovementPlan) -> ImprovementPlan:
    """The plan as it stands now, held until the end of the operation, so that two people cannot cross."""
    plan.refresh_from_db(from_queryset=ImprovementPlan.objects.select_for_update())
    return plan


def _tell(
    plan: ImprovementPlan,
    roles: list[Role],
    key: str,
    what: str,
    at: datetime,
    by_day: date | None = None,
) -> None:
    people = people_with(plan.inspection, *roles)
    notice = something_waits(what, by_day=by_day)
    tell(plan.inspection, people, key=key, subject=notice.subject, body=notice.body, at=at)


def _tell_link(plan: ImprovementPlan, key: str, what: str, at: datetime) -> None:
    link = link_inspector_of(plan.partnership)
    notice = something_waits(what)
    tell(
        plan.inspection,
        [link] if link else [],
        key=f"{key}-{at:%Y%m%d%H%M%S}",
        subject=notice.subject,
        body=notice.body,
        at=at,
    )


def _record(what: str, plan: ImprovementPlan, *, by: Person, at: datetime, **details: object) -> None:
    audit.record(what, subject=plan, by=by, at=at, thread=plan.inspection_id, details=details)


def _record_about(
    subject: PlannedAction | ProgressClaim | ClaimVerdict | ProgressJudgement,
    plan: ImprovementPlan,
    what: str,
    by: Person,
    at: datetime,
    **details: object,
) -> None:
    audit.record(what, subject=subject, by=by, at=at, thread=plan.inspection_id, details=details)

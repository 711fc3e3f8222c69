"""Changes to an improvement plan: planned, agreed, claimed, verified, reviewed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile

from speir.foundations import files
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.refusals import NotNow, Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.improvement_plans import permissions, progress, queries, rules, within
from speir.improvement_plans.choices import AreaProgress, Verdict
from speir.improvement_plans.lifecycle import PLAN
from speir.improvement_plans.models import (
    ClaimFile,
    ClaimVerdict,
    ImprovementPlan,
    PlanArea,
    PlannedAction,
    ProgressClaim,
)
from speir.inspections.models import Inspection
from speir.inspections.queries import partnership_bodies, standing_of
from speir.people.choices import Role
from speir.people.models import Body, Person
from speir.reports.choices import SectionKind
from speir.reports.pages import PublishedReport
from speir.reports.publication_queries import publication_of

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
    within.tell(
        plan, [Role.COORDINATOR], "plan-opened", "The improvement plan waits to be written.", at, due_on
    )
    within.record("Improvement plan opened", plan, by=by, at=at, due_on=due_on.isoformat())
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
    plan = within.locked(area.plan)
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
    within.record_about(action, plan, f"Action planned on area {area.number}", by, at)
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
    plan = within.locked(action.area.plan)
    permissions.may_plan_actions.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_written.check(plan.status)
    action.refresh_from_db()
    check_not_overtaken(based_on, str(action.revision))
    _check_action(plan, text, body, lead_person, due_on, measure, at)
    before = {"text": action.text, "due_on": action.due_on.isoformat(), "measure": action.measure}
    action.text, action.body, action.lead_person = text.strip(), body, lead_person.strip()
    action.due_on, action.measure, action.revision = due_on, measure.strip(), action.revision + 1
    action.save(update_fields=["text", "body", "lead_person", "due_on", "measure", "revision"])
    within.record_about(action, plan, f"Action changed on area {action.area.number}", by, at, before=before)
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
    plan = within.locked(action.area.plan)
    permissions.may_plan_actions.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_written.check(plan.status)
    PlannedAction.objects.filter(pk=action.pk, dropped_at=None).update(dropped_at=at, dropped_by=by)
    within.record_about(action, plan, f"Action dropped on area {action.area.number}", by, at)


@operation
def finish_action(*, action: PlannedAction, by: Person, at: datetime) -> None:
    """Mark one action as done while the plan is carried out."""
    plan = within.locked(action.area.plan)
    permissions.may_plan_actions.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_carried_out.check(plan.status)
    action.refresh_from_db()
    rules.the_action_is_not_done.check(action.done_at is not None)
    action.done_at, action.done_by = at, by
    action.save(update_fields=["done_at", "done_by"])
    within.record_about(action, plan, f"Action done on area {action.area.number}", by, at)


@operation
def submit_plan(*, plan: ImprovementPlan, by: Person, at: datetime) -> None:
    """Submit the plan to the link inspector for the partnership; every area needs an action."""
    permissions.may_submit_plan.check(standing_of(by, within.locked(plan).inspection))
    PLAN.after(plan.status, "submit")
    rules.check_every_area_has_an_action(queries.areas_without_action(plan))
    move(plan, PLAN, "submit", by=by, at=at)
    within.tell_link(plan, "plan-submitted", "An improvement plan waits for you.", at)
    within.record("Improvement plan submitted", plan, by=by, at=at)


@operation
def return_plan(*, plan: ImprovementPlan, reason: str, by: Person, at: datetime) -> None:
    """Return the plan to the partnership, with the reason."""
    permissions.may_agree_plan.check(standing_of(by, within.locked(plan).inspection))
    rules.a_reason_is_given.check(reason)
    move(plan, PLAN, "return", by=by, at=at, why=reason.strip())
    plan.returned_why = reason.strip()
    plan.save(update_fields=["returned_why"])
    within.tell(
        plan, [Role.COORDINATOR], f"plan-returned-{at:%Y%m%d%H%M%S}", "The improvement plan came back.", at
    )
    within.record("Improvement plan returned", plan, by=by, at=at, reason=reason.strip())


@operation
def agree_plan(*, plan: ImprovementPlan, by: Person, at: datetime) -> None:
    """Agree the plan, so that it can be carried out."""
    permissions.may_agree_plan.check(standing_of(by, within.locked(plan).inspection))
    move(plan, PLAN, "agree", by=by, at=at)
    plan.returned_why = ""
    plan.save(update_fields=["returned_why"])
    within.tell(plan, [Role.COORDINATOR], "plan-agreed", "The improvement plan is agreed.", at)
    within.record("Improvement plan agreed", plan, by=by, at=at)


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
    plan = within.locked(area.plan)
    permissions.may_claim_progress.check(standing_of(by, plan.inspection))
    rules.the_plan_is_being_carried_out.check(plan.status)
    now = queries.progress_of(area)
    check_all(
        rules.no_claim_is_waiting.reason(now == AreaProgress.CLAIMED),
        rules.progress_is_not_verified_yet.reason(
            now == AreaProgress.VERIFIED and not queries.may_be_claimed_again(area)
        ),
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
    within.tell_link(plan, f"claim-{claim.pk}", "A claim of progress waits for you to verify it.", at)
    within.record_about(claim, plan, f"Progress claimed on area {area.number}", by, at, files=len(uploads))
    return claim


@operation
def verify_claim(
    *, claim: ProgressClaim, verdict: Verdict, reason: str, by: Person, at: datetime, once: str = ""
) -> ClaimVerdict:
    """Conclude, as the link inspector, whether a claim is verified or not yet, with the reason."""
    plan = within.locked(claim.area.plan)
    permissions.may_verify_claim.check(standing_of(by, plan.inspection))
    check_all(
        rules.a_claim_is_answered_once.reason(ClaimVerdict.objects.filter(claim=claim).exists()),
        rules.nobody_verifies_their_own_claim.reason(str(claim.claimed_by_id), str(by.pk)),
        rules.a_reason_is_given.reason(reason),
    )
    made = ClaimVerdict.objects.create(
        claim=claim, verdict=verdict, reason=reason.strip(), decided_by=by, decided_at=at
    )
    within.tell(plan, [Role.COORDINATOR], f"verdict-{made.pk}", "A claim of progress has been answered.", at)
    what = f"Claim on area {claim.area.number}: {verdict.label.lower()}"
    within.record_about(made, plan, what, by, at)
    return made

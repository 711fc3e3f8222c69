"""The improvement plan: what must improve is in it already; we plan actions, submit, carry out and claim."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.frameworks.queries import terms_of
from speir.frameworks.terms import TermWords
from speir.improvement_plans.choices import AreaProgress, PlanStatus, Verdict
from speir.improvement_plans.lifecycle import PLAN
from speir.improvement_plans.operations import submit_plan
from speir.improvement_plans.permissions import (
    may_claim_progress,
    may_plan_actions,
    may_read_plan,
    may_submit_plan,
)
from speir.improvement_plans.queries import ActionLine, AreaLine, ClaimLine, PlanPage, plan_of, plan_page
from speir.improvement_plans.rules import (
    every_area_has_an_action,
    no_claim_is_waiting,
    progress_is_not_verified_yet,
    the_plan_is_being_carried_out,
    the_plan_is_being_written,
)
from speir.inspections.choices import InspectionStatus
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection, why_not
from speir.web.partnership.whose_turn import how_near
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.people.standing import Standing

PROGRESS_TAGS = {
    AreaProgress.OPEN: "grey",
    AreaProgress.CLAIMED: "info",
    AreaProgress.VERIFIED: "ok",
    AreaProgress.NOT_YET: "warn",
}


@dataclass(frozen=True)
class PlannedLine:
    """One planned action as printed."""

    id: UUID
    text: str
    body: str
    lead_person: str
    due_on: date
    measure: str
    status: str
    status_kind: str
    is_done: bool


@dataclass(frozen=True)
class ClaimShown:
    """One claim with its evidence, and the link inspector's verdict once there is one."""

    number: int
    says: str
    where: str
    files: tuple[tuple[UUID, str, int], ...]
    claimed_by: str
    claimed_at: datetime
    verdict: str
    verdict_kind: str
    reason: str
    decided: str


@dataclass(frozen=True)
class AreaShown:
    """One part of the plan; ``progress`` is what the progress review judged once that may be read."""

    number: int
    title: str
    text: str
    key_area: str
    progress: str
    progress_kind: str
    planned: tuple[PlannedLine, ...]
    claims: tuple[ClaimShown, ...]
    claim_refused: str
    judged_why: str
    judged_is_indicative: bool
    corrected: str


@dataclass(frozen=True)
class PlanShown:
    """The whole plan; ``reads_only`` says why somebody may read it and no more, "" when they may do more."""

    status: str
    status_kind: str
    status_turn: str
    due_on: date
    is_being_written: bool
    is_being_carried_out: bool
    returned_why: str
    areas: tuple[AreaShown, ...]
    facts: tuple[tuple[str, int], ...]
    reads_only: str
    write_refused: str
    finish_refused: str
    submit_refused: str


@dataclass(frozen=True)
class ImprovementPage:
    """What the page prints; ``plan`` is None until the report is published, and when it asks for nothing."""

    header: InspectionHeader
    term: TermWords
    plan: PlanShown | None
    is_closed: bool


def plan_shown(found: PlanPage, standing: "Standing", today: date) -> PlanShown:
    """The plan as printed for one person."""
    plan = found.plan
    status = PlanStatus(plan.status)
    without = [line.area.number for line in found.areas if not line.actions]
    return PlanShown(
        status=status.label,
        status_kind="warn" if status == PlanStatus.OPENED else "info",
        status_turn=PLAN.turn[status],
        due_on=plan.due_on,
        is_being_written=status == PlanStatus.OPENED,
        is_being_carried_out=status == PlanStatus.AGREED,
        returned_why=plan.returned_why,
        areas=tuple(area_shown(line, plan.status, standing, today) for line in found.areas),
        facts=facts_of(found),
        reads_only=may_plan_actions.reason_refused(standing) or "",
        write_refused=why_not(standing, may_plan_actions, the_plan_is_being_written.reason(status)),
        finish_refused=why_not(standing, may_plan_actions, the_plan_is_being_carried_out.reason(status)),
        submit_refused=why_not(
            standing,
            may_submit_plan,
            PLAN.reason_refused(status, "submit"),
            every_area_has_an_action.reason(without),
        ),
    )


def facts_of(found: PlanPage) -> tuple[tuple[str, int], ...]:
    """How many parts of the plan stand where; nothing until there is a plan to carry out."""
    if found.plan.status in (PlanStatus.OPENED, PlanStatus.SUBMITTED):
        return ()
    return tuple((progress.label, number) for progress, number in found.counts().items())


def area_shown(line: AreaLine, status: str, standing: "Standing", today: date) -> AreaShown:
    """One part of the plan with its actions, claims and judgement."""
    progress, judged = line.progress, line.judgement
    return AreaShown(
        number=line.area.number,
        title=line.area.title,
        text=line.area.text,
        key_area=line.area.key_area,
        progress=judged.level.label if judged else progress.label,
        progress_kind="info" if judged else PROGRESS_TAGS[progress],
        planned=tuple(planned_line(each, status, today) for each in line.actions),
        claims=tuple(_claim_shown(each) for each in line.claims),
        claim_refused=why_not(
            standing,
            may_claim_progress,
            the_plan_is_being_carried_out.reason(status),
            no_claim_is_waiting.reason(progress == AreaProgress.CLAIMED),
            progress_is_not_verified_yet.reason(
                progress == AreaProgress.VERIFIED and not line.may_be_claimed_again
            ),
        ),
        judged_why=judged.rationale if judged else "",
        judged_is_indicative=judged.level.is_indicative if judged else False,
        corrected=line.corrected,
    )


def planned_line(line: ActionLine, plan_status: str, today: date) -> PlannedLine:
    """One planned action: done, late, due, or never marked as done when the plan has been reviewed."""
    planned = line.action
    if planned.done_at is not None:
        status, kind = "done", "ok"
    elif plan_status in (PlanStatus.UNDER_REVIEW, PlanStatus.REVIEWED):
        status, kind = "not marked as done", "grey"
    else:
        status, kind = how_near(planned.due_on, today)
    return PlannedLine(
        id=planned.pk,
        text=planned.text,
        body=planned.body.short_name or planned.body.name,
        lead_person=planned.lead_person,
        due_on=planned.due_on,
        measure=planned.measure,
        status=status,
        status_kind=kind,
        is_done=planned.done_at is not None,
    )


def _claim_shown(line: ClaimLine) -> ClaimShown:
    claim, verdict = line.claim, line.verdict
    is_verified = verdict is not None and verdict.verdict == Verdict.VERIFIED
    return ClaimShown(
        number=claim.number,
        says=claim.says,
        where=claim.where,
        files=tuple((each.pk, each.name, each.size) for each in line.files),
        claimed_by=f"{claim.claimed_by.full_name}, {claim.claimed_by.body.short_name}",
        claimed_at=claim.claimed_at,
        verdict=Verdict.label_of(verdict.verdict) if verdict else "Waits for the link inspector",
        verdict_kind="ok" if is_verified else "warn" if verdict else "info",
        reason=verdict.reason if verdict else "",
        decided=verdict.decided_by.full_name if verdict else "",
    )


@partnership_screen()
def improvement_plan(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The plan."""
    inspection, standing = open_inspection(request, reference, may_read_plan)
    plan, today = plan_of(inspection), uk_today()
    found = plan_page(plan, standing, today) if plan else None
    page = ImprovementPage(
        header=inspection_header(inspection, standing, here="partnership_plan"),
        term=terms_of(inspection.phase.framework).area_for_improvement,
        plan=plan_shown(found, standing, today) if found else None,
        is_closed=inspection.status == InspectionStatus.CLOSED,
    )
    return render_page(request, "partnership/improvement_plan.html.jinja", page, buttons=_buttons(page.plan))


def _buttons(plan: PlanShown | None) -> dict[str, ButtonForm]:
    """A form for each lone button; every one needs an identity of its own."""
    keys = ["submit", *(str(each.id) for area in (plan.areas if plan else ()) for each in area.planned)]
    return {key: ButtonForm(auto_id=False) for key in keys}


@partnership_screen(methods=CHANGE)
def submit(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Submit the plan to the link inspector."""
    inspection, _ = open_inspection(request, reference, may_read_plan)
    plan = plan_of(inspection)
    if plan is None:
        raise Http404
    perform_button(
        request,
        lambda: submit_plan(plan=plan, by=request.user, at=timezone.now()),
        done="The plan is submitted. The link inspector agrees it or returns it with a reason.",
    )
    return redirect("partnership_plan", reference=reference)


_HERE = "partnership/<slug:reference>/improvement-plan/"
ADDRESSES = [
    path(_HERE, improvement_plan, name="partnership_plan"),
    path(f"{_HERE}submit/", submit, name="partnership_submit_plan"),
]

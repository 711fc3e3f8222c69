"""What the pages of an improvement plan print: each area, what is done about it, claims and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from speir.improvement_plans.choices import AreaProgress, PlanStatus, Verdict
from speir.improvement_plans.lifecycle import PLAN
from speir.improvement_plans.permissions import may_agree_plan, may_verify_claim
from speir.improvement_plans.queries import AreaLine, ClaimLine, PlanPage
from speir.people.standing import Standing
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.report_text import Trail
from speir.web.inspectorate.turns_here import TurnsHere
from speir.web.inspectorate.whose_turn import due_words
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.frameworks.terms import TermWords
    from speir.improvement_plans.models import PlannedAction

PROGRESS_TAGS = {
    AreaProgress.OPEN: "grey",
    AreaProgress.CLAIMED: "warn",
    AreaProgress.VERIFIED: "ok",
    AreaProgress.NOT_YET: "bad",
}


@dataclass(frozen=True)
class ActionRow:
    """One planned action."""

    text: str
    body: str
    lead_person: str
    due_on: date
    measure: str
    state: str
    state_kind: str


@dataclass(frozen=True)
class FileLine:
    """One file that came with a claim."""

    id: UUID
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ClaimRow:
    """One claim of progress, its evidence and the link inspector's answer."""

    id: UUID
    number: int
    says: str
    where: str
    files: tuple[FileLine, ...]
    claimed_by: str
    claimed_at: datetime
    verdict: str
    verdict_kind: str
    reason: str
    decided: str


@dataclass(frozen=True)
class AreaRow:
    """One area of the plan; ``progress_judged`` is "" until a progress review has judged it."""

    number: int
    title: str
    text: str
    key_area: str
    progress: str
    progress_kind: str
    actions: tuple[ActionRow, ...]
    claims: tuple[ClaimRow, ...]
    waiting: UUID | None
    progress_judged: str
    is_indicative: bool
    rationale: str
    trail: Trail | None
    corrected: str
    earlier: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ImprovementPlanPage:
    """The plan; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    status: str
    status_kind: str
    turns: TurnsHere
    areas_word: str
    due: str
    due_kind: str
    returned_why: str
    areas: tuple[AreaRow, ...]
    counts: tuple[tuple[str, str], ...]
    actions_hidden: bool
    slug: str
    has_review: bool
    is_before_agreement: bool
    agree_refused: str
    verify_refused: str


def improvement_plan_page(
    header: InspectionHeader,
    plan: PlanPage,
    standing: Standing,
    turns: TurnsHere,
    words: "TermWords",
    trails: Mapping[str, Trail] | None,
    today: date,
) -> ImprovementPlanPage:
    """The plan as this person may see it."""
    status = plan.plan.status
    # The day is the partnership's to submit the plan by: what waits for the link inspector is not late by it.
    is_to_be_submitted = status == PlanStatus.OPENED
    due, kind = due_words(plan.plan.due_on, today) if is_to_be_submitted else ("", "grey")
    return ImprovementPlanPage(
        header=header,
        status=PlanStatus.label_of(status),
        status_kind="ok" if status == PlanStatus.REVIEWED else "info",
        turns=turns,
        areas_word=words.for_number(len(plan.areas)),
        due=due,
        due_kind=kind,
        returned_why=plan.plan.returned_why,
        areas=tuple(area_row(line, trails, today) for line in plan.areas),
        counts=tuple((progress.label, str(n)) for progress, n in plan.counts().items()),
        actions_hidden=plan.actions_hidden,
        slug=plan.plan.publication.slug,
        has_review=plan.review is not None,
        is_before_agreement=status in (PlanStatus.OPENED, PlanStatus.SUBMITTED),
        agree_refused=why_not(standing, may_agree_plan, PLAN.reason_refused(status, "agree")),
        verify_refused=why_not(standing, may_verify_claim),
    )


def area_row(line: AreaLine, trails: Mapping[str, Trail] | None, today: date) -> AreaRow:
    """One area with everything done about it."""
    area, judged, waiting = line.area, line.judgement, line.claim_waiting
    return AreaRow(
        number=area.number,
        title=area.title,
        text=area.text,
        key_area=area.key_area,
        progress=line.progress.label,
        progress_kind=PROGRESS_TAGS[line.progress],
        actions=tuple(action_row(each.action, today) for each in line.actions),
        claims=tuple(map(claim_row, line.claims)),
        waiting=waiting.claim.pk if waiting else None,
        progress_judged=judged.level.label if judged else "",
        is_indicative=bool(judged and judged.level.is_indicative),
        rationale=judged.rationale if judged else "",
        trail=(trails or {}).get(str(area.finding_id)),
        corrected=line.corrected,
        earlier=tuple((number, each.level.label) for number, each in line.earlier),
    )


def action_row(planned: "PlannedAction", today: date) -> ActionRow:
    """One action, and whether it is done, late or still to come."""
    if planned.done_at:
        state, kind = f"done {day(planned.done_at)}", "ok"
    elif planned.due_on < today:
        state, kind = f"{count((today - planned.due_on).days, 'day')} late", "bad"
    else:
        state, kind = "to come", "grey"
    return ActionRow(
        planned.text,
        planned.body.short_name or planned.body.name,
        planned.lead_person,
        planned.due_on,
        planned.measure,
        state,
        kind,
    )


def claim_row(line: ClaimLine) -> ClaimRow:
    """One claim and its answer."""
    claim, verdict = line.claim, line.verdict
    is_verified = verdict is not None and verdict.verdict == Verdict.VERIFIED
    return ClaimRow(
        id=claim.pk,
        number=claim.number,
        says=claim.says,
        where=claim.where,
        files=tuple(FileLine(each.pk, each.name, each.size, each.sha256) for each in line.files),
        claimed_by=f"{claim.claimed_by.full_name}, {claim.claimed_by.body.short_name}",
        claimed_at=claim.claimed_at,
        verdict=Verdict.label_of(verdict.verdict).lower() if verdict else "waits for the link inspector",
        verdict_kind="warn" if verdict is None else "ok" if is_verified else "bad",
        reason=verdict.reason if verdict else "",
        decided=f"{verdict.decided_by.full_name}, {day(verdict.decided_at)}" if verdict else "",
    )

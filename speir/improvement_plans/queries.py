"""Questions that screens and higher parts ask about improvement plans."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import F, QuerySet

from speir.foundations import audit
from speir.foundations.models import StoredFile
from speir.foundations.uk_clock import uk_today
from speir.frameworks.models import ScaleLevel
from speir.frameworks.queries import levels_of, scales_of
from speir.improvement_plans import permissions, visibility
from speir.improvement_plans.choices import AreaProgress, ReviewStatus, Verdict
from speir.improvement_plans.models import (
    ClaimFile,
    ClaimVerdict,
    ImprovementPlan,
    PlanArea,
    PlannedAction,
    ProgressClaim,
    ProgressJudgement,
    ProgressReview,
    ReviewAnswer,
    ReviewComment,
    ReviewPublication,
    ReviewSignOff,
)
from speir.improvement_plans.progress import area_progress, days_overdue
from speir.improvement_plans.turns import Waiting, turns_at, waiting_for
from speir.inspections.models import Inspection
from speir.inspections.queries import signing_bodies_of
from speir.inspections.turns import Turn
from speir.people.standing import Standing
from speir.reports.publication_queries import corrected_words

Row = TypeVar("Row")


@dataclass(frozen=True)
class ActionLine:
    """One planned action, and by how many days it is overdue."""

    action: PlannedAction
    days_overdue: int


@dataclass(frozen=True)
class ClaimLine:
    """One claim of progress with its evidence and what the link inspector concluded."""

    claim: ProgressClaim
    files: list[StoredFile]
    verdict: ClaimVerdict | None


@dataclass(frozen=True)
class AreaLine:
    """One area of the plan with everything done about it; ``corrected`` is what its report says of it now."""

    area: PlanArea
    progress: AreaProgress
    actions: list[ActionLine]
    claims: list[ClaimLine]
    judgement: ProgressJudgement | None
    corrected: str = ""
    earlier: tuple[tuple[int, ProgressJudgement], ...] = ()
    may_be_claimed_again: bool = False

    @property
    def claim_waiting(self) -> ClaimLine | None:
        """The claim that waits for the link inspector, if there is one."""
        return next((line for line in self.claims if line.verdict is None), None)


@dataclass(frozen=True)
class PlanPage:
    """An improvement plan as one person may see it."""

    plan: ImprovementPlan
    areas: list[AreaLine]
    review: ProgressReview | None
    actions_hidden: bool
    judgements_hidden: bool

    @property
    def not_judged(self) -> list[int]:
        """The numbers of the areas that the review has not judged."""
        return [line.area.number for line in self.areas if line.judgement is None]

    def counts(self) -> dict[AreaProgress, int]:
        """How many areas stand where; every standing is there, also with 0."""
        standings = [line.progress for line in self.areas]
        return {standing: standings.count(standing) for standing in AreaProgress}


def plan_of(inspection: Inspection) -> ImprovementPlan | None:
    """The improvement plan after this inspection, once it is open."""
    return _plans().filter(inspection=inspection).first()


def plans_of(inspections: Sequence[Inspection]) -> dict[UUID, ImprovementPlan]:
    """The improvement plan after each of several inspections that has one, in one question."""
    return {plan.inspection_id: plan for plan in _plans().filter(inspection__in=inspections)}


def plans_opened_after(inspections: Sequence[Inspection]) -> list[ImprovementPlan]:
    """When the plan after each of several inspections was opened, and whose it is; nothing else of it."""
    found = ImprovementPlan.objects.filter(inspection__in=inspections)
    listed = found.select_related("inspection", "partnership")
    return list(listed.only("opened_at", "inspection__reference", "partnership__name"))


def plans_by_due_day() -> list[ImprovementPlan]:
    """Every improvement plan, the soonest due first."""
    return list(_plans().order_by("due_on"))


def _plans() -> QuerySet[ImprovementPlan]:
    return ImprovementPlan.objects.select_related("inspection__phase", "partnership", "publication")


def areas_of(plan: ImprovementPlan) -> list[PlanArea]:
    """The areas of the plan, by number."""
    return list(PlanArea.objects.filter(plan=plan).select_related("item", "finding"))


def area_of(plan: ImprovementPlan, number: int) -> PlanArea | None:
    """The area with this number."""
    return PlanArea.objects.filter(plan=plan, number=number).select_related("plan__inspection").first()


def actions_of(plan: ImprovementPlan) -> list[PlannedAction]:
    """The actions that have not been dropped, the soonest due first."""
    return list(_actions().filter(area__plan=plan))


def action_of(plan: ImprovementPlan, action_id: str) -> PlannedAction | None:
    """The action of this plan with this identity."""
    return _actions().filter(area__plan=plan, pk=action_id).first()


def _actions() -> QuerySet[PlannedAction]:
    return PlannedAction.objects.filter(dropped_at=None).select_related("area__plan__inspection", "body")


def times_planned(area: PlanArea) -> int:
    """How often an action was planned on this area, dropped ones included."""
    return PlannedAction.objects.filter(area=area).count()


def times_recorded(action: PlannedAction) -> int:
    """How often something was done about this action: planned, changed, done."""
    return audit.entries_of(action.area.plan.inspection_id).filter(subject_id=str(action.pk)).count()


def overdue_actions(plan: ImprovementPlan, today: date) -> list[PlannedAction]:
    """The actions whose day has passed without being done, the longest overdue first."""
    return list(_actions().filter(area__plan=plan, done_at=None, due_on__lt=today))


def areas_without_action(plan: ImprovementPlan) -> list[int]:
    """The numbers of the areas that have no action."""
    covered = {action.area_id for action in actions_of(plan)}
    return [area.number for area in areas_of(plan) if area.pk not in covered]


def claims_of(plan: ImprovementPlan) -> list[ClaimLine]:
    """Every claim of progress, oldest first, with its evidence and verdict."""
    files: dict[object, list[StoredFile]] = defaultdict(list)
    for held in (
        ClaimFile.objects.filter(claim__area__plan=plan).select_related("file").order_by("file__name")
    ):
        files[held.claim_id].append(held.file)
    verdicts = {
        verdict.claim_id: verdict
        for verdict in ClaimVerdict.objects.filter(claim__area__plan=plan).select_related("decided_by")
    }
    claims = ProgressClaim.objects.filter(area__plan=plan).select_related(
        "area__plan__inspection", "claimed_by__body"
    )
    return [ClaimLine(claim, files[claim.pk], verdicts.get(claim.pk)) for claim in claims]


def claim_of(plan: ImprovementPlan, claim_id: str) -> ClaimLine | None:
    """The claim of this plan with this identity."""
    return next((line for line in claims_of(plan) if str(line.claim.pk) == claim_id), None)


def progress_of(area: PlanArea) -> AreaProgress:
    """How far one area has come."""
    return _progress([line for line in claims_of(area.plan) if line.claim.area_id == area.pk])


def _progress(claims: list[ClaimLine]) -> AreaProgress:
    return area_progress([Verdict(line.verdict.verdict) if line.verdict else None for line in claims])


def review_of(plan: ImprovementPlan) -> ProgressReview | None:
    """The newest progress review of this plan, once one is open."""
    reviews = reviews_of(plan)
    return reviews[-1] if reviews else None


def reviews_of(plan: ImprovementPlan) -> list[ProgressReview]:
    """The progress reviews of this plan, oldest first."""
    return list(ProgressReview.objects.filter(plan=plan).select_related("plan__inspection__phase"))


def progress_levels(inspection: Inspection) -> list[ScaleLevel]:
    """The levels that progress is judged on, best first; none when the phase has no such scale."""
    framework = inspection.phase.progress_framework
    scales = scales_of(framework) if framework else []
    return levels_of(scales[0]) if scales else []


def judgements_of(review: ProgressReview) -> dict[object, ProgressJudgement]:
    """The judgement that counts for each area, by the area's identity."""
    return _judgements_in([review])[review.pk]


def _judgements_in(reviews: Collection[ProgressReview]) -> dict[UUID, dict[object, ProgressJudgement]]:
    """The judgement that counts for each area in each of several reviews, in one question."""
    newest: dict[UUID, dict[object, ProgressJudgement]] = {review.pk: {} for review in reviews}
    for judged in ProgressJudgement.objects.filter(review__in=reviews).select_related("level", "judged_by"):
        newest[judged.review_id][judged.area_id] = judged
    return newest


def plan_page(plan: ImprovementPlan, standing: Standing, today: date) -> PlanPage | None:
    """The plan as this person may see it, or None when they may not."""
    if permissions.may_read_plan.reason_refused(standing) is not None:
        return None
    reviews = reviews_of(plan)
    review = reviews[-1] if reviews else None
    sees_actions = visibility.may_see_actions(standing.side, plan.status)
    shown = [each for each in reviews if visibility.may_see_judgements(standing.side, each.status)]
    in_reviews = _judgements_in(shown)
    judged = in_reviews[shown[-1].pk] if shown else {}
    actions = actions_of(plan) if sees_actions else []
    claims, corrected = claims_of(plan), corrected_words(plan.publication)
    lines = [
        _area_line(
            area,
            [action for action in actions if action.area_id == area.pk],
            [line for line in claims if line.claim.area_id == area.pk],
            judged.get(area.pk),
            today,
            corrected.get(str(area.finding_id), ""),
            [
                (each.number, in_reviews[each.pk][area.pk])
                for each in shown[:-1]
                if area.pk in in_reviews[each.pk]
            ],
            _may_be_claimed_again(area, claims, reviews),
        )
        for area in areas_of(plan)
    ]
    return PlanPage(plan, lines, review, not sees_actions, review is not None and review not in shown)


def _may_be_claimed_again(
    area: PlanArea, claims: Sequence[ClaimLine], reviews: Sequence[ProgressReview]
) -> bool:
    """Whether a progress review was completed since progress was last claimed on this area."""
    claimed = [line.claim.claimed_at for line in claims if line.claim.area_id == area.pk]
    completed = [review.completed_at for review in reviews if review.completed_at]
    return bool(claimed and completed) and completed[-1] > claimed[-1]


def may_be_claimed_again(area: PlanArea) -> bool:
    """Whether a verified area can be claimed on again, because the plan went on after a progress review."""
    return _may_be_claimed_again(area, claims_of(area.plan), reviews_of(area.plan))


def _area_line(
    area: PlanArea,
    actions: list[PlannedAction],
    claims: list[ClaimLine],
    judgement: ProgressJudgement | None,
    today: date,
    corrected: str,
    earlier: list[tuple[int, ProgressJudgement]],
    may_be_claimed_again: bool,
) -> AreaLine:
    action_lines = [
        ActionLine(action, days_overdue(action.due_on, today, action.done_at is not None))
        for action in actions
    ]
    return AreaLine(
        area=area,
        progress=_progress(claims),
        actions=action_lines,
        claims=claims,
        judgement=judgement,
        corrected=corrected,
        earlier=tuple(earlier),
        may_be_claimed_again=may_be_claimed_again,
    )


def turns_of(inspections: Sequence[Inspection], today: date | None = None) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of each of several improvement plans, in a fixed number of queries."""
    plans = plans_of(inspections)
    waiting = _waiting_in(list(plans.values()), today or uk_today())
    found: dict[UUID, list[Turn]] = {inspection.pk: [] for inspection in inspections}
    return found | {pk: turns_at(plan.status, waiting[plan.pk]) for pk, plan in plans.items()}


def turns(inspection: Inspection, today: date | None = None) -> list[Turn]:
    """What waits for somebody because of the improvement plan."""
    return turns_of([inspection], today)[inspection.pk]


def _waiting_in(plans: Sequence[ImprovementPlan], today: date) -> dict[UUID, Waiting]:
    """What the lines about each plan depend on, by the plan's identity."""
    of_these = PlanArea.objects.filter(plan__in=plans)
    areas = _by_plan((area.plan_id, area) for area in of_these)
    claims = ProgressClaim.objects.filter(area__plan__in=plans).select_related("area")
    claims_by_plan = _by_plan(
        (claim.area.plan_id, claim) for claim in claims.order_by("area__number", "number")
    )
    verdicts = dict(
        ClaimVerdict.objects.filter(claim__area__plan__in=plans).values_list("claim_id", "verdict")
    )
    overdue = _actions().filter(area__plan__in=plans, done_at=None, due_on__lt=today)
    overdue_by_plan = _by_plan((action.area.plan_id, action) for action in overdue)
    under_way = _under_way(plans)
    in_open = ProgressJudgement.objects.filter(review__in=[review.pk for review in under_way.values()])
    judged = set(in_open.values_list("area_id", flat=True))
    unanswered = unanswered_in(under_way.values())
    unpublished = _unpublished(plans)
    return {
        plan.pk: waiting_for(
            plan.due_on,
            areas[plan.pk],
            claims_by_plan[plan.pk],
            verdicts,
            overdue_by_plan[plan.pk],
            judged,
            unpublished.get(plan.pk),
            under_way.get(plan.pk),
            unanswered[under_way[plan.pk].pk] if plan.pk in under_way else 0,
        )
        for plan in plans
    }


def _under_way(plans: Sequence[ImprovementPlan]) -> dict[UUID, ProgressReview]:
    """The review of each plan that is not complete."""
    found = ProgressReview.objects.filter(plan__in=plans).exclude(status=ReviewStatus.COMPLETE)
    return {review.plan_id: review for review in found}


def unanswered_in(reviews: Collection[ProgressReview]) -> Counter[UUID]:
    """How many comments of the partnership have no answer yet on each of several reviews."""
    waiting = ReviewComment.objects.filter(review__in=reviews).exclude(
        pk__in=ReviewAnswer.objects.values("comment")
    )
    return Counter(waiting.values_list("review_id", flat=True))


def _unpublished(plans: Sequence[ImprovementPlan]) -> dict[UUID, list[tuple[str, str]]]:
    """The plans with a complete, unpublished review, each with the bodies that have not signed it."""
    published = ReviewPublication.objects.values("review")
    complete = ProgressReview.objects.filter(plan__in=plans, status=ReviewStatus.COMPLETE)
    waiting = list(complete.exclude(pk__in=published).values_list("plan_id", "pk"))
    sign_offs = ReviewSignOff.objects.filter(review__in=[pk for _, pk in waiting])
    in_round = sign_offs.filter(signing_round=F("review__signing_round"))
    signed = set(in_round.values_list("review_id", "body_id"))
    bodies = signing_bodies_of([plan.inspection for plan in plans]) if waiting else {}
    inspections = {plan.pk: plan.inspection_id for plan in plans}
    return {
        plan_id: [
            (str(body.pk), body.name)
            for body in bodies[inspections[plan_id]]
            if (review_id, body.pk) not in signed
        ]
        for plan_id, review_id in waiting
    }


def _by_plan(rows: Iterable[tuple[UUID, Row]]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for plan_id, row in rows:
        found[plan_id].append(row)
    return found


def claim_file(plan: ImprovementPlan, file_id: UUID) -> StoredFile | None:
    """A file handed over with a claim of this plan."""
    held = ClaimFile.objects.filter(claim__area__plan=plan, file_id=file_id).select_related("file").first()
    return held.file if held else None

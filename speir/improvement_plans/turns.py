"""Whose turn it is with an improvement plan, as one line per thing that waits."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from speir.improvement_plans.choices import PlanStatus as Status
from speir.improvement_plans.choices import ReviewStatus, Verdict
from speir.inspections.turns import Turn
from speir.people.choices import JUDGING_ROLES, Role

if TYPE_CHECKING:
    from uuid import UUID

    from speir.improvement_plans.models import PlanArea, PlannedAction, ProgressClaim, ProgressReview

_WRITERS = frozenset({Role.COORDINATOR, Role.CONTRIBUTOR})
_LINK = frozenset({Role.LINK_INSPECTOR})
_LEAD = frozenset({Role.LEAD_INSPECTOR})
_SENDERS = frozenset({Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER})


@dataclass(frozen=True)
class Waiting:
    """What the lines depend on besides the status."""

    due_on: date
    claims_waiting: Sequence[tuple[str, int]] = ()
    actions_overdue: Sequence[tuple[str, int, date]] = ()
    areas_open: int = 0
    areas_not_judged: Sequence[tuple[str, int]] = ()
    review_to_sign: Sequence[tuple[str, str]] | None = None
    review_status: str = ReviewStatus.OPEN
    comments_due_on: date | None = None
    unanswered: int = 0


def waiting_for(
    due_on: date,
    areas: Sequence["PlanArea"],
    claims: Sequence["ProgressClaim"],
    verdicts: Mapping["UUID", str],
    overdue: Sequence["PlannedAction"],
    judged: Set["UUID"],
    review_to_sign: Sequence[tuple[str, str]] | None = None,
    under_way: "ProgressReview | None" = None,
    unanswered: int = 0,
) -> Waiting:
    """What the lines about one plan depend on; ``verdicts`` by claim, ``judged`` the areas of its review.

    ``review_to_sign`` names the bodies that have not signed a complete review; None when all is published.
    ``under_way`` is the review that is not complete, ``unanswered`` how many comments on it have no answer.
    """
    settled = {claim.area_id for claim in claims if verdicts.get(claim.pk) in (None, Verdict.VERIFIED)}
    return Waiting(
        due_on=due_on,
        claims_waiting=[(str(claim.pk), claim.area.number) for claim in claims if claim.pk not in verdicts],
        actions_overdue=[(str(action.pk), action.area.number, action.due_on) for action in overdue],
        areas_open=sum(area.pk not in settled for area in areas),
        areas_not_judged=[(str(area.pk), area.number) for area in areas if area.pk not in judged],
        review_to_sign=review_to_sign,
        review_status=under_way.status if under_way else ReviewStatus.OPEN,
        comments_due_on=under_way.comments_due_on if under_way else None,
        unanswered=unanswered,
    )


def turns_at(status: str, waiting: Waiting) -> list[Turn]:
    """What waits for somebody because of a plan at this status."""
    return [*_of_plan(status, waiting), *_of_review(waiting)]


def _of_review(waiting: Waiting) -> list[Turn]:
    """What waits once a review is complete, whether or not its plan goes on."""
    if waiting.review_to_sign is None:
        return []
    if not waiting.review_to_sign:
        why = "Every body has signed it off."
        return [Turn("publish_review", "Publish the progress review", why, _SENDERS)]
    return [
        Turn(
            key="sign_review",
            title=f"Read the progress review and sign it off for {name}",
            why="It is complete and is published when every body has signed.",
            roles=frozenset({Role.SIGNATORY}),
            body_id=body_id,
        )
        for body_id, name in waiting.review_to_sign
    ]


def _of_plan(status: str, waiting: Waiting) -> list[Turn]:
    if status == Status.OPENED:
        return [_to_write(waiting)]
    if status == Status.SUBMITTED:
        why = "The partnership has submitted its improvement plan."
        return [Turn("agree_plan", "Agree or return the improvement plan", why, _LINK)]
    if status == Status.AGREED:
        return [*_to_verify(waiting), *_overdue(waiting), *_to_claim(waiting)]
    if status == Status.UNDER_REVIEW:
        return [*_to_verify(waiting), *_of_open_review(waiting)]
    return []


def _to_write(waiting: Waiting) -> Turn:
    return Turn(
        key="write_plan",
        title="Write and submit the improvement plan",
        why="The report is published; its areas for improvement are in the plan already.",
        roles=frozenset({Role.COORDINATOR}),
        due_on=waiting.due_on,
    )


def _to_verify(waiting: Waiting) -> list[Turn]:
    return [
        Turn(
            key="verify_claim",
            title=f"Verify the progress claimed on area {number}",
            why="The partnership has claimed progress and given its evidence.",
            roles=_LINK,
            subject_id=claim_id,
        )
        for claim_id, number in waiting.claims_waiting
    ]


def _overdue(waiting: Waiting) -> list[Turn]:
    return [
        Turn(
            key="finish_action",
            title=f"Finish an action on area {number}",
            why="Its day has passed.",
            roles=_WRITERS,
            due_on=due_on,
            subject_id=action_id,
        )
        for action_id, number, due_on in waiting.actions_overdue
    ]


def _to_claim(waiting: Waiting) -> list[Turn]:
    if not waiting.areas_open and waiting.claims_waiting:
        return []
    if not waiting.areas_open:
        why = "Progress is verified everywhere in the plan."
        openers = frozenset({Role.LEAD_INSPECTOR, Role.LINK_INSPECTOR})
        return [Turn("open_progress_review", "Open the progress review", why, openers)]
    n = waiting.areas_open
    why = f"{n} area{'' if n == 1 else 's'} {'has' if n == 1 else 'have'} no claim that waits or is verified."
    return [Turn("claim_progress", "Claim progress, with evidence, when there is some", why, _WRITERS)]


def _of_open_review(waiting: Waiting) -> list[Turn]:
    """What waits until a review is complete."""
    if waiting.review_status == ReviewStatus.FACTUAL_ACCURACY:
        return [
            Turn(
                key="comment_on_review",
                title="Check the progress review for factual accuracy",
                why="The judgements of progress wait for your comments; none is an answer too.",
                roles=frozenset({Role.COORDINATOR}),
                due_on=waiting.comments_due_on,
            )
        ]
    if waiting.review_status == ReviewStatus.RESPONDING:
        return [_to_settle(waiting.unanswered)]
    return _to_judge(waiting)


def _to_settle(unanswered: int) -> Turn:
    if unanswered:
        title = f"Answer {unanswered} comment{'' if unanswered == 1 else 's'} on the progress review"
        why = "The partnership has finished its check of factual accuracy."
        return Turn("answer_review_comments", title, why, _LEAD)
    why = "Every area is judged and every comment is answered."
    return Turn("complete_progress_review", "Complete the progress review", why, _LEAD)


def _to_judge(waiting: Waiting) -> list[Turn]:
    if not waiting.areas_not_judged:
        why = "The progress of every area is judged."
        title = "Send the progress review for factual accuracy"
        return [Turn("send_review_for_factual_accuracy", title, why, _SENDERS)]
    return [
        Turn(
            key="judge_area",
            title=f"Judge the progress made on area {number}",
            why="The progress review is under way.",
            roles=frozenset(JUDGING_ROLES),
            subject_id=area_id,
        )
        for area_id, number in waiting.areas_not_judged
    ]

"""What one side may see of the other's unfinished work on an improvement plan."""

from collections.abc import Set

from speir.improvement_plans.choices import PlanStatus, ReviewStatus
from speir.people.choices import Role, Side


def may_see_actions(side: Side, status: str) -> bool:
    """The partnership always; the scrutiny bodies not while the partnership is still writing."""
    return side == Side.PARTNERSHIP or status != PlanStatus.OPENED


def may_see_judgements(side: Side, review_status: str) -> bool:
    """The scrutiny bodies always; the partnership when the progress review is complete."""
    return side == Side.SCRUTINY or review_status == ReviewStatus.COMPLETE


def may_see_sent_review(side: Side, roles: Set[Role], review_status: str) -> bool:
    """Only the coordinator, from factual accuracy until the review is complete."""
    is_sent = review_status in (ReviewStatus.FACTUAL_ACCURACY, ReviewStatus.RESPONDING)
    return side == Side.PARTNERSHIP and Role.COORDINATOR in roles and is_sent


def may_see_review_comments(side: Side, review_status: str) -> bool:
    """The partnership always; the scrutiny bodies when the partnership says that it has finished."""
    return side == Side.PARTNERSHIP or review_status != ReviewStatus.FACTUAL_ACCURACY


def may_see_review_answers(side: Side, review_status: str) -> bool:
    """The scrutiny bodies always; the partnership when the review is complete."""
    return side == Side.SCRUTINY or review_status == ReviewStatus.COMPLETE

"""What one side may see of the other's unfinished work on an improvement plan."""

from speir.improvement_plans.choices import PlanStatus, ReviewStatus
from speir.people.choices import Side


def may_see_actions(side: Side, status: str) -> bool:
    """The partnership always; the scrutiny bodies not while the partnership is still writing."""
    return side == Side.PARTNERSHIP or status != PlanStatus.OPENED


def may_see_judgements(side: Side, review_status: str) -> bool:
    """The scrutiny bodies always; the partnership when the progress review is complete."""
    return side == Side.SCRUTINY or review_status == ReviewStatus.COMPLETE

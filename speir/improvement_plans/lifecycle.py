"""From which status to which an improvement plan and a progress review move, and whose turn it is."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.improvement_plans.choices import PlanStatus as Status
from speir.improvement_plans.choices import ReviewStatus

PLAN = Lifecycle(
    name="improvement plan",
    statuses=Status,
    first=Status.OPENED,
    steps=(
        Step("submit", (Status.OPENED,), Status.SUBMITTED),
        Step("return", (Status.SUBMITTED,), Status.OPENED),
        Step("agree", (Status.SUBMITTED,), Status.AGREED),
        Step("review", (Status.AGREED,), Status.UNDER_REVIEW),
        Step("carry_on", (Status.UNDER_REVIEW,), Status.AGREED),
        Step("finish_review", (Status.UNDER_REVIEW,), Status.REVIEWED),
        Step("review_came_back", (Status.AGREED, Status.REVIEWED), Status.UNDER_REVIEW),
    ),
    turn={
        Status.OPENED: "Inspection coordinator",
        Status.SUBMITTED: "Link inspector",
        Status.AGREED: "Inspection coordinator and contributors, and the link inspector for what they claim",
        Status.UNDER_REVIEW: "Lead inspector and inspectors, and the coordinator for factual accuracy",
        Status.REVIEWED: "Nobody",
    },
)

PROGRESS_REVIEW = Lifecycle(
    name="progress review",
    statuses=ReviewStatus,
    first=ReviewStatus.OPEN,
    steps=(
        Step("send_for_factual_accuracy", (ReviewStatus.OPEN,), ReviewStatus.FACTUAL_ACCURACY),
        Step("finish_factual_accuracy", (ReviewStatus.FACTUAL_ACCURACY,), ReviewStatus.RESPONDING),
        Step("complete", (ReviewStatus.RESPONDING,), ReviewStatus.COMPLETE),
        Step("decline", (ReviewStatus.COMPLETE,), ReviewStatus.RESPONDING),
    ),
    turn={
        ReviewStatus.OPEN: "Lead inspector and inspectors",
        ReviewStatus.FACTUAL_ACCURACY: "Inspection coordinator",
        ReviewStatus.RESPONDING: "Lead inspector",
        ReviewStatus.COMPLETE: "Signatories for the scrutiny bodies, until it is published",
    },
)

# While the team may still judge, and judge again.
JUDGED_WHILE = frozenset({ReviewStatus.OPEN, ReviewStatus.RESPONDING})

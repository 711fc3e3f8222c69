"""From which status to which an evaluation moves."""

from speir.evaluations.choices import EvaluationStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

EVALUATION = Lifecycle(
    name="evaluation",
    statuses=Status,
    first=Status.DRAFT,
    steps=(
        Step("submit", (Status.DRAFT,), Status.SUBMITTED),
        Step("reopen", (Status.SUBMITTED,), Status.DRAFT),
    ),
    turn={
        Status.DRAFT: "The inspector whose evaluation it is",
        Status.SUBMITTED: "Lead inspector",
    },
)

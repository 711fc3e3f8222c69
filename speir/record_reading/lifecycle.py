"""From which status to which a reading moves."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.record_reading.choices import ReadingStatus as Status

READING = Lifecycle(
    name="reading",
    statuses=Status,
    first=Status.ALLOCATED,
    steps=(
        Step("open", (Status.ALLOCATED,), Status.OPEN),
        Step("bar", (Status.ALLOCATED,), Status.BARRED),
        Step("submit", (Status.OPEN, Status.RETURNED), Status.SUBMITTED),
        Step("give_back", (Status.SUBMITTED,), Status.RETURNED),
        Step("reconcile", (Status.SUBMITTED,), Status.RECONCILED),
        Step(
            "take_back",
            (Status.ALLOCATED, Status.OPEN, Status.RETURNED, Status.SUBMITTED),
            Status.TAKEN_BACK,
        ),
    ),
    turn={
        Status.ALLOCATED: "Reader",
        Status.OPEN: "Reader",
        Status.SUBMITTED: "Nobody, or both readers when their answers differ",
        Status.RETURNED: "Reader",
        Status.RECONCILED: "Nobody",
        Status.BARRED: "Lead inspector",
        Status.TAKEN_BACK: "Nobody",
    },
)

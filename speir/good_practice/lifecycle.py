"""From which status to which a practice moves, and whose turn each is."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.good_practice.choices import PracticeStatus as Status

PRACTICE = Lifecycle(
    name="practice",
    statuses=Status,
    first=Status.WRITTEN,
    steps=(
        Step("check", (Status.WRITTEN,), Status.CHECKED),
        Step("check_again", (Status.CHECKED,), Status.CHECKED),
        Step("withdraw", (Status.WRITTEN, Status.CHECKED), Status.WITHDRAWN),
    ),
    turn={
        Status.WRITTEN: "Another inspector",
        Status.CHECKED: "Nobody",
        Status.WITHDRAWN: "Nobody",
    },
)

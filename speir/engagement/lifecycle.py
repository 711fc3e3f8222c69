"""From which status to which a planned engagement moves, and whose turn each is."""

from speir.engagement.choices import EngagementStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

ENGAGEMENT = Lifecycle(
    name="engagement",
    statuses=Status,
    first=Status.PLANNED,
    steps=(
        Step("record_done", (Status.PLANNED,), Status.DONE),
        Step("record_again", (Status.DONE,), Status.DONE),
        Step("drop", (Status.PLANNED,), Status.DROPPED),
        Step("plan_again", (Status.DROPPED,), Status.PLANNED),
    ),
    turn={
        Status.PLANNED: "Whoever is responsible for it",
        Status.DONE: "Nobody",
        Status.DROPPED: "Nobody",
    },
)

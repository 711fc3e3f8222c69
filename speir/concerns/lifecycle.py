"""From which status to which a concern moves, and whose turn each is."""

from speir.concerns.choices import ConcernStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

CONCERN = Lifecycle(
    name="concern",
    statuses=Status,
    first=Status.RAISED,
    steps=(
        # What was held back may still be passed on, when somebody thinks again.
        Step("pass_on", (Status.RAISED, Status.NOT_PASSED), Status.PASSED),
        Step("not_pass_on", (Status.RAISED,), Status.NOT_PASSED),
        Step("acknowledge", (Status.PASSED,), Status.ACKNOWLEDGED),
        Step("say_what_was_done", (Status.ACKNOWLEDGED,), Status.ACTED),
        Step("ask_for_more", (Status.ACTED,), Status.ACKNOWLEDGED),
        Step("close", (Status.ACTED,), Status.CLOSED),
    ),
    turn={
        Status.RAISED: "Lead inspector",
        Status.NOT_PASSED: "Nobody",
        Status.PASSED: "Named senior manager",
        Status.ACKNOWLEDGED: "Named senior manager",
        Status.ACTED: "Lead inspector",
        Status.CLOSED: "Nobody",
    },
)

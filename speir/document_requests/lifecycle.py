"""From which status to which a requested document moves."""

from speir.document_requests.choices import DocumentStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

REQUESTED_DOCUMENT = Lifecycle(
    name="requested document",
    statuses=Status,
    first=Status.ASKED,
    steps=(
        Step("hand_over", (Status.ASKED, Status.RECEIVED, Status.NOT_HELD), Status.RECEIVED),
        Step("say_not_held", (Status.ASKED,), Status.NOT_HELD),
        Step("accept", (Status.RECEIVED,), Status.ACCEPTED),
        Step("ask_again", (Status.RECEIVED, Status.ACCEPTED, Status.NOT_HELD), Status.ASKED),
    ),
    turn={
        Status.ASKED: "Inspection coordinator and contributors",
        Status.RECEIVED: "Inspectors",
        Status.ACCEPTED: "Nobody",
        Status.NOT_HELD: "Lead inspector",
    },
)

"""From which status to which a consultation moves, and whose turn each is."""

from speir.consultations.choices import ConsultationStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

CONSULTATION = Lifecycle(
    name="consultation",
    statuses=Status,
    first=Status.PREPARED,
    steps=(
        Step("open", (Status.PREPARED,), Status.OPEN),
        Step("publish", (Status.OPEN,), Status.PUBLISHED),
    ),
    turn={
        Status.PREPARED: "Methods analyst",
        Status.OPEN: "Everybody who is asked; after the closing day the methods analyst",
        Status.PUBLISHED: "Nobody",
    },
)

"""From which status to which an offer of support moves, and whose turn each is."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.improvement_support.choices import OfferStatus as Status

OFFER = Lifecycle(
    name="offer of support",
    statuses=Status,
    first=Status.OFFERED,
    steps=(
        Step("accept", (Status.OFFERED,), Status.ACCEPTED),
        Step("decline", (Status.OFFERED,), Status.DECLINED),
        Step("withdraw", (Status.OFFERED, Status.ACCEPTED), Status.WITHDRAWN),
        Step("conclude", (Status.ACCEPTED,), Status.CONCLUDED),
    ),
    turn={
        Status.OFFERED: "Inspection coordinator",
        Status.ACCEPTED: "Link inspector",
        Status.DECLINED: "Nobody",
        Status.WITHDRAWN: "Nobody",
        Status.CONCLUDED: "Nobody",
    },
)

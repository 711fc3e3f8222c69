"""From which status to which the handover of an area moves, and whose turn each is."""

from speir.area_monitoring.choices import HandoverStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

HANDOVER = Lifecycle(
    name="handover of an area",
    statuses=Status,
    first=Status.DRAFTING,
    steps=(
        Step("offer", (Status.DRAFTING,), Status.OFFERED),
        Step("send_back", (Status.OFFERED,), Status.DRAFTING),
        Step("accept", (Status.OFFERED,), Status.ACCEPTED),
        Step("withdraw", (Status.DRAFTING, Status.OFFERED), Status.WITHDRAWN),
    ),
    turn={
        Status.DRAFTING: "Link inspector",
        Status.OFFERED: "New link inspector",
        Status.ACCEPTED: "Nobody",
        Status.WITHDRAWN: "Nobody",
    },
)

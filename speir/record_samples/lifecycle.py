"""From which status to which a sampled record moves."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.record_samples.choices import RecordStatus as Status

SAMPLED_RECORD = Lifecycle(
    name="sampled record",
    statuses=Status,
    first=Status.TO_READ,
    steps=(
        Step("set_aside", (Status.TO_READ,), Status.SET_ASIDE),
        Step("call_up", (Status.RESERVE,), Status.TO_READ),
    ),
    turn={
        Status.TO_READ: "Inspectors",
        Status.RESERVE: "Nobody",
        Status.SET_ASIDE: "Nobody",
    },
)

"""From which status to which a handed-in file of regulated services moves, and whose turn each status is."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.regulated_services.choices import FileStatus as Status

SERVICES_FILE = Lifecycle(
    name="file of regulated services",
    statuses=Status,
    first=Status.WAITING,
    steps=(
        Step("begin", (Status.WAITING, Status.LANDING), Status.LANDING),
        Step("land", (Status.LANDING,), Status.LANDED),
        Step("refuse", (Status.LANDING,), Status.NOT_LANDED),
    ),
    turn={
        Status.WAITING: "Nobody (it lands by itself)",
        Status.LANDING: "Nobody (it lands by itself)",
        Status.LANDED: "Nobody",
        Status.NOT_LANDED: "Methods analyst or service manager",
    },
)

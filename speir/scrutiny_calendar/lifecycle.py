"""From which status to which a large calendar file moves, and whose turn each status is."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.scrutiny_calendar.choices import CalendarFileStatus as Status

CALENDAR_FILE = Lifecycle(
    name="file of a calendar",
    statuses=Status,
    first=Status.WAITING,
    steps=(
        Step("begin", (Status.WAITING, Status.LANDING), Status.LANDING),
        Step("land", (Status.LANDING,), Status.LANDED),
        Step("refuse", (Status.LANDING,), Status.NOT_LANDED),
    ),
    turn={
        Status.WAITING: "Nobody (it is brought in by itself)",
        Status.LANDING: "Nobody (it is brought in by itself)",
        Status.LANDED: "Nobody",
        Status.NOT_LANDED: "Whoever handed it in",
    },
)

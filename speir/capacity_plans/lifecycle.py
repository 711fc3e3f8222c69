"""From which status to which a scenario moves, and whose turn each is."""

from speir.capacity_plans.choices import ScenarioStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

SCENARIO = Lifecycle(
    name="capacity scenario",
    statuses=Status,
    first=Status.WAITING,
    steps=(
        Step("find_plan", (Status.WAITING,), Status.PLANNED),
        Step("find_none", (Status.WAITING,), Status.WITHOUT_PLAN),
        Step("adopt", (Status.PLANNED, Status.REPLACED), Status.ADOPTED),
        Step("replace", (Status.ADOPTED,), Status.REPLACED),
    ),
    turn={
        Status.WAITING: "The planner",
        Status.PLANNED: "Service manager",
        Status.WITHOUT_PLAN: "Service manager or strategic support officer",
        Status.ADOPTED: "Nobody",
        Status.REPLACED: "Nobody",
    },
)

"""From which status to which an inspection moves, and whose turn each status is."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.inspections.choices import InspectionStatus as Status

INSPECTION = Lifecycle(
    name="inspection",
    statuses=Status,
    first=Status.PLANNED,
    steps=(
        Step("notify", (Status.PLANNED,), Status.NOTIFIED),
        Step("open_gathering", (Status.NOTIFIED,), Status.GATHERING),
        Step("open_evaluation", (Status.GATHERING,), Status.EVALUATING),
        Step("open_reporting", (Status.EVALUATING,), Status.REPORTING),
        Step("publish", (Status.REPORTING,), Status.PUBLISHED),
        Step("follow_up", (Status.PUBLISHED,), Status.IMPROVING),
        Step("close", (Status.IMPROVING,), Status.CLOSED),
        Step("close_without_plan", (Status.PUBLISHED,), Status.CLOSED),
        Step("conclude", (Status.EVALUATING,), Status.CLOSED),
        Step("review_came_back", (Status.CLOSED,), Status.IMPROVING),
    ),
    turn={
        Status.PLANNED: "Lead inspector",
        Status.NOTIFIED: "Heads of the partnership's bodies, then the lead inspector",
        Status.GATHERING: "Inspection coordinator and inspectors",
        Status.EVALUATING: "Inspectors, then the lead inspector",
        Status.REPORTING: "Lead inspector and the signatories",
        Status.PUBLISHED: "Inspection coordinator",
        Status.IMPROVING: "Inspection coordinator and the link inspector",
        Status.CLOSED: "Nobody",
    },
)

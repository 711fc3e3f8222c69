"""From which status to which a template moves; its published versions never change."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.questionnaires.choices import TemplateStatus as Status

TEMPLATE = Lifecycle(
    name="template",
    statuses=Status,
    first=Status.IN_USE,
    steps=(
        Step("retire", (Status.IN_USE,), Status.RETIRED),
        Step("bring_back", (Status.RETIRED,), Status.IN_USE),
    ),
    turn={Status.IN_USE: "Nobody", Status.RETIRED: "Nobody"},
)

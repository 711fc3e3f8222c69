"""From which status to which a summary moves, and whose turn each is."""

from speir.area_summaries.choices import SummaryStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

SUMMARY = Lifecycle(
    name="summary of an area",
    statuses=Status,
    first=Status.DRAFT,
    steps=(
        Step("send", (Status.DRAFT,), Status.WITH_COUNCIL),
        Step("take_back", (Status.WITH_COUNCIL,), Status.DRAFT),
        Step("freeze", (Status.WITH_COUNCIL,), Status.FROZEN),
        Step("drop", (Status.DRAFT,), Status.DROPPED),
    ),
    turn={
        Status.DRAFT: "Link inspector",
        Status.WITH_COUNCIL: "Head of a partnership body",
        Status.FROZEN: "Nobody",
        Status.DROPPED: "Nobody",
    },
)

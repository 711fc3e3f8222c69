"""From which status to which an enquiry moves, and whose turn each is."""

from speir.enquiries.choices import EnquiryStatus as Status
from speir.foundations.lifecycle import Lifecycle, Step

ENQUIRY = Lifecycle(
    name="enquiry",
    statuses=Status,
    first=Status.RECEIVED,
    steps=(
        # What was set aside by mistake can still be answered.
        Step("answer", (Status.RECEIVED, Status.SET_ASIDE), Status.ANSWERED),
        Step("set_aside", (Status.RECEIVED,), Status.SET_ASIDE),
    ),
    turn={
        Status.RECEIVED: "Link inspector",
        Status.ANSWERED: "Nobody",
        Status.SET_ASIDE: "Nobody",
    },
)

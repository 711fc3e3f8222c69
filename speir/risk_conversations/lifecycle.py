"""From which status to which a risk conversation moves, and whose turn each is."""

from speir.foundations.lifecycle import Lifecycle, Step
from speir.risk_conversations.choices import ConversationStatus as Status

CONVERSATION = Lifecycle(
    name="risk conversation",
    statuses=Status,
    first=Status.PREPARING,
    steps=(
        Step("hold", (Status.PREPARING,), Status.HELD),
        Step("cancel", (Status.PREPARING,), Status.CANCELLED),
        Step("send", (Status.HELD,), Status.SIGNING),
        Step("send_back", (Status.SIGNING,), Status.HELD),
        Step("sign_last", (Status.SIGNING,), Status.SIGNED),
    ),
    turn={
        Status.PREPARING: "Every body that takes part",
        Status.HELD: "Link inspector",
        Status.SIGNING: "Every body that takes part",
        Status.SIGNED: "Nobody",
        Status.CANCELLED: "Nobody",
    },
)

"""Where a risk conversation stands, and what a line of its record is."""

from speir.foundations.choice import Choice


class ConversationStatus(Choice):
    """Where one conversation stands."""

    PREPARING = "preparing", "Each body prepares its view"
    HELD = "held", "Held, the record is being written"
    SIGNING = "signing", "Waits for the bodies to sign"
    SIGNED = "signed", "Signed by every body"
    CANCELLED = "cancelled", "Called off"


class LineKind(Choice):
    """What a line of the record is."""

    RISK = "risk", "Agreed risk"
    ASSURANCE = "assurance", "Assurance"
    DIFFERENCE = "difference", "Difference of view"

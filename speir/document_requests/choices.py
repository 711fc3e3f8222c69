"""Where one requested document stands."""

from speir.foundations.choice import Choice


class DocumentStatus(Choice):
    """Where one requested document stands."""

    ASKED = "asked", "Asked for"
    RECEIVED = "received", "Received"
    ACCEPTED = "accepted", "Accepted"
    NOT_HELD = "not_held", "Not held by the partnership"

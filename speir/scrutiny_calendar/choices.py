"""Kinds of other bodies' scrutiny, how firm its days are, and who may read of it."""

from speir.foundations.choice import Choice


class ScrutinyKind(Choice):
    """What another body does in an area."""

    INSPECTION = "inspection", "Inspection"
    AUDIT = "audit", "Audit"
    REVIEW = "review", "Review"
    VISIT = "visit", "Visit"
    OTHER = "other", "Other scrutiny"


class Firmness(Choice):
    """How sure its days are."""

    AGREED = "agreed", "Agreed"
    LIKELY = "likely", "Likely"
    TENTATIVE = "tentative", "Tentative"


class Sharing(Choice):
    """Who may read of it: nobody of a partnership ever does."""

    SCRUTINY = "scrutiny", "All scrutiny bodies"
    OWN_BODY = "own_body", "Only people of my own body"


class CalendarFileStatus(Choice):
    """Where a large calendar file is that somebody handed in."""

    WAITING = "waiting", "Waits to be brought in"
    LANDING = "landing", "Being brought in"
    LANDED = "landed", "Brought in"
    NOT_LANDED = "not_landed", "Not brought in"

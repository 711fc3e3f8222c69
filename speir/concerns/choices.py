"""Where a concern came from, and where it stands."""

from speir.foundations.choice import Choice


class ConcernSource(Choice):
    """Where somebody came upon what worries them."""

    READING = "reading", "Reading a record"
    SURVEY = "survey", "A survey comment"
    MEETING = "meeting", "A meeting or conversation"
    DOCUMENT = "document", "A document"
    OTHER = "other", "Something else"


class ConcernStatus(Choice):
    """Where one concern stands."""

    RAISED = "raised", "Waits for the lead inspector"
    NOT_PASSED = "not_passed", "Not passed on"
    PASSED = "passed", "Passed to the partnership"
    ACKNOWLEDGED = "acknowledged", "Acknowledged by the partnership"
    ACTED = "acted", "The partnership has said what was done"
    CLOSED = "closed", "Closed"


# While it stands here somebody must act the same day.
ON_THE_CLOCK = (ConcernStatus.RAISED, ConcernStatus.PASSED)
DEALT_WITH = (ConcernStatus.NOT_PASSED, ConcernStatus.CLOSED)

"""Statuses and kinds of an inspection."""

from speir.foundations.choice import Choice


class InspectionStatus(Choice):
    """Where an inspection is on its thread."""

    PLANNED = "planned", "Planned"
    NOTIFIED = "notified", "Notified"
    GATHERING = "gathering", "Gathering evidence"
    EVALUATING = "evaluating", "Evaluating"
    REPORTING = "reporting", "Reporting"
    PUBLISHED = "published", "Published"
    IMPROVING = "improving", "Improvement being followed"
    CLOSED = "closed", "Closed"


# What “evaluating” is called where nothing is graded.
FOLLOWING_UP = "Following up"


class ChangeKind(Choice):
    """How a timetable was changed."""

    HOLD = "hold", "Weeks left out"
    SHIFT = "shift", "The rest comes later"
    BACK = "back", "Days put back"

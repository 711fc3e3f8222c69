"""What a practice is about, where it stands, and what others made of it."""

from speir.foundations.choice import Choice


class Topic(Choice):
    """What a practice is about; subscriptions are by topic."""

    ADULTS = "adults", "Adults and older people"
    CHILDREN = "children", "Children and young people"
    JUSTICE = "justice", "Justice"
    PROTECTION = "protection", "Public protection"
    LEADERSHIP = "leadership", "Leadership and improvement"


class PracticeStatus(Choice):
    """Where one practice stands."""

    WRITTEN = "written", "Waits to be checked"
    CHECKED = "checked", "Checked"
    WITHDRAWN = "withdrawn", "Withdrawn"


class UptakeKind(Choice):
    """What another partnership did with a practice."""

    TRIED = "tried", "Tried it as it is"
    ADAPTED = "adapted", "Adapted it"
    DROPPED = "dropped", "Dropped it"

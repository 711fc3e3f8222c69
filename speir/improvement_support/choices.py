"""Where an offer of support stands, what it grew from, and what came of it."""

from speir.foundations.choice import Choice


class OfferStatus(Choice):
    """Where one offer stands."""

    OFFERED = "offered", "Waits for the partnership's answer"
    ACCEPTED = "accepted", "Accepted, under way"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CONCLUDED = "concluded", "Concluded"


class GrewFrom(Choice):
    """What an offer grew from."""

    REQUEST = "request", "The partnership asked"
    PLAN_AREA = "plan_area", "An area for improvement in the plan"
    PLAN_ACTION = "plan_action", "A planned action"
    RISK = "risk", "A risk of the area"
    SIGNAL = "signal", "A signal in the numbers"


class Outcome(Choice):
    """What came of support, as people saw it; nothing is computed from it."""

    CHANGED = "changed", "Something changed for people"
    IN_PRACTICE = "in_practice", "Practice changed; too early to see what it means for people"
    TOO_EARLY = "too_early", "Too early to say: ask again"
    NOTHING = "nothing", "Nothing came of it"


CONCLUDING = (Outcome.CHANGED, Outcome.IN_PRACTICE, Outcome.NOTHING)

"""Where an improvement plan, one of its areas and a progress review stand."""

from speir.foundations.choice import Choice


class PlanStatus(Choice):
    """Where an improvement plan stands."""

    OPENED = "opened", "Being written by the partnership"
    SUBMITTED = "submitted", "With the link inspector"
    AGREED = "agreed", "Agreed and being carried out"
    UNDER_REVIEW = "under_review", "Progress review under way"
    REVIEWED = "reviewed", "Progress reviewed"


# Before a plan is agreed its days are a proposal; once its progress is reviewed nothing of it runs any more.
CARRIED_OUT = (PlanStatus.AGREED, PlanStatus.UNDER_REVIEW)


class AreaProgress(Choice):
    """How far one area for improvement has come: follows from its claims, never set by hand."""

    OPEN = "open", "Open"
    CLAIMED = "claimed", "Progress claimed"
    VERIFIED = "verified", "Progress verified"
    NOT_YET = "not_yet", "Not yet"


class Verdict(Choice):
    """What the link inspector concludes about one claim of progress."""

    VERIFIED = "verified", "Verified"
    NOT_YET = "not_yet", "Not yet"


class ReviewStatus(Choice):
    """Where a progress review stands."""

    OPEN = "open", "Under way"
    FACTUAL_ACCURACY = "factual_accuracy", "With the partnership for factual accuracy"
    RESPONDING = "responding", "Being settled after factual accuracy"
    COMPLETE = "complete", "Complete"

"""Where a report stands, what its sections are, and how much of it somebody may see."""

from speir.foundations.choice import Choice


class ReportStatus(Choice):
    """Where a report is between its first draft and publication."""

    DRAFTING = "drafting", "Being drafted"
    SIGNING = "signing", "With the bodies for sign-off"
    SIGNED_OFF = "signed_off", "Signed off by every body"
    FACTUAL_ACCURACY = "factual_accuracy", "With the partnership for factual accuracy"
    RESPONDING = "responding", "Factual accuracy comments being answered"
    SIGNING_AGAIN = "signing_again", "With the bodies again, after factual accuracy"
    READY = "ready", "Ready to be sent under embargo"
    EMBARGOED = "embargoed", "Sent to the partnership under embargo"
    PUBLISHED = "published", "Published"
    CORRECTING = "correcting", "Published; a correction is being written"
    SIGNING_CORRECTION = "signing_correction", "Published; a correction is with the bodies"
    CORRECTION_SIGNED = "correction_signed", "Published; a correction is signed by every body"


class SectionKind(Choice):
    """What one section of a report is."""

    PROSE = "prose", "Words"
    CONCLUSION = "conclusion", "Conclusion"
    STRENGTH = "strength", "Strength"
    AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"
    CORRECTION = "correction", "What a correction changed, and why"


class Sight(Choice):
    """Which text of a report somebody may see."""

    NOTHING = "nothing", "Nothing"
    WORKING_DRAFT = "working_draft", "Working draft"
    SIGNING_COPY = "signing_copy", "Version for sign-off"
    ACCURACY_COPY = "accuracy_copy", "Version for factual accuracy"
    EMBARGOED_COPY = "embargoed_copy", "Embargoed copy"
    PUBLICATION = "publication", "Published report"

"""Kinds of published result, and how sure we are of a published fact."""

from speir.foundations.choice import Choice


class ResultKind(Choice):
    """What sort of scrutiny the published result came from."""

    JOINT_INSPECTION = "joint_inspection", "Joint inspection"
    PROGRESS_REVIEW = "progress_review", "Progress review"


class Certainty(Choice):
    """How a published fact is known to us."""

    STATED = "stated", "Stated in the source"
    INFERRED = "inferred", "Inferred from the source"
    NOT_FOUND = "not_found", "Not found"


class Basis(Choice):
    """On what footing a partnership was chosen for a phase."""

    RULES = "rules", "It meets the stated rules"
    RISK = "risk", "What is known of risk"
    ROTATION = "rotation", "Its turn in the rotation"
    MINISTERS = "ministers", "Ministers asked for it"
    VOLUNTEERED = "volunteered", "It volunteered"

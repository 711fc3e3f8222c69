"""Kinds of phase."""

from speir.foundations.choice import Choice


class PhaseKind(Choice):
    """What sort of exercise a phase holds."""

    JOINT_INSPECTION = "joint_inspection", "Joint inspection"
    PROGRESS_REVIEW = "progress_review", "Progress review"
    THEMATIC = "thematic", "Thematic review"
    SUPPORTED_SELF_EVALUATION = "supported_self_evaluation", "Supported self-evaluation"

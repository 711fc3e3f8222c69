"""Statuses of an evaluation and kinds of finding."""

from speir.foundations.choice import Choice


class EvaluationStatus(Choice):
    """Where one inspector's own evaluation stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"


class FindingKind(Choice):
    """What a finding says."""

    STRENGTH = "strength", "Strength"
    AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"


class Position(Choice):
    """Where the team stands on an indicator while evidence is gathered."""

    NO_SIGNIFICANT_CONCERN = "no_significant_concern", "No significant concern"
    UNCERTAINTY = "uncertainty", "Area of uncertainty"
    CONCERN = "concern", "Area of concern"

"""What a template is for, and where it stands."""

from speir.foundations.choice import Choice


class TemplateKind(Choice):
    """What a template is for."""

    RECORD_READING = "record_reading", "Record reading"
    SURVEY = "survey", "Survey"
    RETURN = "return", "Return"
    SELF_EVALUATION = "self_evaluation", "Self-evaluation"


class TemplateStatus(Choice):
    """Whether new work may begin on a template."""

    IN_USE = "in_use", "In use"
    RETIRED = "retired", "Retired"

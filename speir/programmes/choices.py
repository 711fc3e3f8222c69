"""Kinds of phase, and the words in which a method says how it gathers and what it ends in."""

from speir.foundations.choice import Choice


class PhaseKind(Choice):
    """What sort of exercise a phase holds."""

    JOINT_INSPECTION = "joint_inspection", "Joint inspection"
    INSPECTION = "inspection", "Inspection by one body"
    PROGRESS_REVIEW = "progress_review", "Progress review"
    THEMATIC = "thematic", "Thematic review"
    SUPPORTED_SELF_EVALUATION = "supported_self_evaluation", "Supported self-evaluation"
    VALIDATED_SELF_EVALUATION = "validated_self_evaluation", "Supported and validated self-evaluation"
    JOINT_REVIEW = "joint_review", "Joint review"
    INQUIRY = "inquiry", "Inquiry"


class Output(Choice):
    """What a method ends in."""

    GRADED_REPORT = "graded_report", "Published report with evaluations"
    UNGRADED_REPORT = "ungraded_report", "Published report without grades"
    LETTER = "letter", "Published letter without grades"
    NATIONAL_REPORT = "national_report", "National report that names no area"
    PROGRESS_JUDGEMENTS = "progress_judgements", "Judgement of progress on each priority area"


class FollowUp(Choice):
    """What follows when a method has ended."""

    IMPROVEMENT_PLAN = "improvement_plan", "Improvement plan"
    PROGRESS_REVIEW = "progress_review", "Improvement plan, then a progress review"
    NOTHING = "nothing", "Nothing further"


class EligibilityRule(Choice):
    """A stated rule about published results that a partnership must meet to be chosen for a phase."""

    INSPECTED_IN = "inspected_in", "Inspected in"
    NOT_INSPECTED_IN = "not_inspected_in", "Not inspected in"
    WEAKNESSES_OUTWEIGHED = "weaknesses_outweighed_in", "Weaknesses outweighed strengths in"


class EvidenceMethodKind(Choice):
    """A way in which a method gathers evidence."""

    DOCUMENTS = "documents", "Documents and position statement"
    SELF_EVALUATION = "self_evaluation", "Self-evaluation"
    RECORDS = "records", "Record reading"
    STAFF_SURVEY = "staff_survey", "Staff survey"
    PEOPLE_SURVEY = "people_survey", "Survey of people and unpaid carers"
    PEOPLE = "people", "Conversations with people and unpaid carers"
    STAFF = "staff", "Focus groups and interviews with staff and leaders"


class InstrumentKind(Choice):
    """What a team works with in the field."""

    RECORD_TEMPLATE = "record_template", "Record reading template"
    STAFF_SURVEY = "staff_survey", "Staff survey"
    PEOPLE_SURVEY = "people_survey", "Survey of people and unpaid carers"
    SELF_EVALUATION_TOOL = "self_evaluation_tool", "Self-evaluation tool"
    INTERVIEW_GUIDE = "interview_guide", "Interview or focus group guide"
    POSITION_STATEMENT_GUIDE = "position_statement_guide", "Guide to the position statement"


# The framework of these evaluates nothing on a scale: their teams find, and grade nothing.
WITHOUT_GRADES = frozenset({Output.UNGRADED_REPORT, Output.LETTER, Output.NATIONAL_REPORT})

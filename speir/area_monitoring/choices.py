"""What a contact was about and how it was made, and how closely an area is followed."""

from speir.foundations.choice import Choice


class Activity(Choice):
    """The six activities of a link inspector: the vocabulary of the log."""

    PERFORMANCE = "performance", "Performance and quality"
    PROTECTION = "protection", "Public protection arrangements"
    FACTORS = "factors", "What supports improvement, and barriers"
    RISKS = "risks", "Risks and their potential impact"
    PRACTICE = "practice", "Good practice"
    CAPACITY = "capacity", "Capacity for improvement"


class ContactKind(Choice):
    """How people were in contact."""

    MEETING = "meeting", "Meeting"
    VISIT = "visit", "Visit"
    TELEPHONE = "telephone", "Telephone or video call"
    COMMITTEE = "committee", "Committee attended"
    WRITTEN = "written", "E-mail or letter"


class Intensity(Choice):
    """How closely a link inspector follows an area."""

    ROUTINE = "routine", "Routine"
    AFTER_INSPECTION = "after_inspection", "Support after an inspection"
    FORMAL = "formal", "Formal monitoring"


class HandoverStatus(Choice):
    """Where the handover of an area stands."""

    DRAFTING = "drafting", "The briefing is being written"
    OFFERED = "offered", "Waits for the new link inspector"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"

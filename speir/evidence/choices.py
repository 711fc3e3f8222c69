"""Where evidence comes from, and which way it bears."""

from speir.foundations.choice import Choice


class SourceKind(Choice):
    """The gathering strand an item came through."""

    DOCUMENT = "document", "Document"
    RECORDS = "records", "Record reading"
    STAFF_SURVEY = "staff_survey", "Staff survey"
    PEOPLE = "people", "People and groups we spoke to"


class Bearing(Choice):
    """Which way an item bears on the indicator."""

    STRENGTH = "strength", "Strength"
    LIMITATION = "limitation", "Limitation"
    CONTEXT = "context", "Context"

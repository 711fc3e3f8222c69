"""What a letter's words may leave to be filled in. Plain Python."""

import re
from collections.abc import Mapping

NOTIFICATION = "notification"
FIELDS = {
    "recipient": "name of whoever receives it",
    "post": "post of whoever receives it",
    "body": "body of whoever receives it",
    "title": "kind of exercise",
    "partnership": "name of the partnership",
    "bodies": "scrutiny bodies that take part",
    "starts_on": "first day of the timetable",
    "publishes_on": "day on which the report is to be published",
    "questions": "what the exercise asks about",
    "lead": "lead inspector",
    "support_officer": "strategic support officer of the inspection",
    "coordinator": "inspection coordinator of the partnership",
    "operational_lead": "operational lead of the partnership",
    "heads": "heads of the partnership's bodies, with their bodies",
    "documents_due": "day by which documents are due",
}
_FIELD = re.compile(r"\{([^{}]*)\}")


def fields_in(words: str) -> list[str]:
    """The fields that a letter's words name, each once, in their order."""
    return list(dict.fromkeys(_FIELD.findall(words)))


def fault_in(words: str) -> str:
    """What is wrong with the fields of a letter, "" when nothing is."""
    unknown = [name for name in fields_in(words) if name not in FIELDS]
    if unknown:
        return f"Speir cannot fill in “{unknown[0]}”."
    bare = _FIELD.sub("", words)
    return "A curly bracket is not closed." if "{" in bare or "}" in bare else ""


def missing_in(words: str, values: Mapping[str, str]) -> list[str]:
    """The fields that a letter names and for which there is nothing yet."""
    return [name for name in fields_in(words) if not values.get(name, "").strip()]


def filled(words: str, values: Mapping[str, str]) -> str:
    """The letter with its fields filled in; one without a value stays as it is written."""
    return _FIELD.sub(lambda found: values.get(found[1]) or found[0], words)

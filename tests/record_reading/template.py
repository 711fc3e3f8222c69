"""A small template for tests: routing, choices with counting rules, a number, words and a list."""

from tests.xforms.excel import survey

YES_NO = [
    ("yes_no", "yes", "Yes", "in"),
    ("yes_no", "no", "No", "in"),
    ("yes_no", "not_recorded", "Not recorded", "missing"),
    ("yes_no", "na", "Not applicable", "out"),
]
SIX = [
    ("six", name, name.replace("_", " ").capitalize(), "in")
    for name in ("excellent", "very_good", "good", "adequate", "weak", "unsatisfactory")
]
SURVEY = [
    ("type", "name", "label", "required", "relevant", "good", "indicator", "appearance", "guidance_hint"),
    ("begin_group", "inquiry", "Inquiry", "", "", "", "", "", ""),
    ("select_one yes_no", "held", "Was an inquiry held?", "yes", "", "yes", "1.1", "", "A duty to inquire."),
    ("integer", "days", "How many days did it take?", "", "${held} = 'yes'", "", "", "", ""),
    ("end_group", "", "", "", "", "", "", "", ""),
    ("begin_group", "chronology", "Chronology", "", "", "", "", "", ""),
    ("select_one yes_no", "there", "Is there a chronology?", "yes", "", "yes", "1.2", "", ""),
    (
        "select_one six",
        "quality",
        "How good is it?",
        "yes",
        "${there} = 'yes'",
        "excellent very_good good",
        "1.2",
        "",
        "",
    ),
    ("text", "why", "Why?", "", "", "", "", "multiline", ""),
    ("end_group", "", "", "", "", "", "", "", ""),
    ("begin_repeat", "conference", "Conference", "", "", "", "", "", ""),
    ("select_one yes_no", "minutes", "Were there minutes?", "", "", "", "", "", ""),
    ("end_repeat", "", "", "", "", "", "", "", ""),
]


def small_workbook() -> bytes:
    """The template as an author writes it."""
    choices = [("list_name", "name", "label", "counts_as"), *YES_NO, *SIX]
    settings = [("form_title", "form_id", "version"), ("Template for tests", "reading", "1")]
    return survey(*SURVEY, choices=choices, settings=settings)

"""The author's lint finds what bites later, names the cell, and leaves sound forms alone."""

import re
from collections.abc import Sequence

import pytest

from speir.xforms.convert import convert
from speir.xforms.lint import MEND, Finding, findings
from tests.xforms.excel import survey

HEADINGS = ["type", "name", "label", "relevant", "constraint", "constraint_message", "calculation"]
CHOICES = [
    ["list_name", "name", "label", "counts_as"],
    ["yn", "yes", "Yes", ""],
    ["yn", "no", "No", ""],
    ["yn", "nr", "Not recorded", "missing"],
]


def found(
    *rows: Sequence[object], choices: Sequence[Sequence[object]] = CHOICES, **kind: bool
) -> list[Finding]:
    """What the lint finds in a form."""
    used = choices if any(str(row[0]).endswith(" yn") for row in rows) else choices[:1]
    made = convert(survey(HEADINGS, *rows, choices=used), "form.xlsx")
    return findings(made.xform, made, **kind)


def mended(*rows: Sequence[object]) -> list[str]:
    """What must be mended, as lines."""
    return [f"{each.where}: {each.what}" for each in found(*rows) if each.severity == MEND]


SEEN = ["select_one yn", "seen", "Seen?"]
DATES = [["date", "a", "From"], ["date", "b", "To"]]


@pytest.mark.parametrize(
    "calculation",
    [
        "int(decimal-date-time(${b}) - decimal-date-time(${a}))",
        "if(${a} != '', int(${b} - ${a}), '')",
        "int(today() - ${a})",
    ],
)
def test_days_counted_with_int(calculation: str) -> None:
    [line] = mended(*DATES, ["calculate", "days", "", "", "", "", calculation])
    assert line.startswith("survey, row 4, column calculation: a day is cut off by int()")


@pytest.mark.parametrize(
    "calculation",
    ["round(decimal-date-time(${b}) - decimal-date-time(${a}))", "int(5 - 3)", "int(${n} div 2)"],
)
def test_days_counted_well(calculation: str) -> None:
    rows = [*DATES, ["integer", "n", "N"], ["calculate", "days", "", "", "", "", calculation]]
    assert mended(*rows) == []


def test_coalesce_of_number() -> None:
    [line] = mended(["text", "a", "A"], ["calculate", "c", "", "", "", "", "coalesce(number(${a}), 0)"])
    assert "so the 0 is never taken" in line


def test_a_required_note_that_always_shows() -> None:
    headings = ["type", "name", "label", "required", "relevant"]

    def lines(*rows: list[str]) -> list[str]:
        made = convert(survey(headings, *rows, ["text", "x", "X"]), "form.xlsx")
        return [f"{each.where}: {each.what}" for each in findings(made.xform, made) if each.severity == MEND]

    assert lines(["note", "n", "Stop here.", "yes"]) == [
        "survey, row 2, column required: the note “Stop here.” is required and always shown, "
        "so no record can be handed in."
    ]
    assert lines(["note", "n", "Stop here.", "no"]) == []
    assert lines(["note", "n", "Stop here.", "yes", "${x} = ''"]) == []
    group = ["begin_group", "g", "G", "", "${x} = ''"]
    assert lines(group, ["note", "n", "Stop here.", "yes"], ["end_group"]) == []


@pytest.mark.parametrize(
    ("relevant", "reason"),
    [
        ("${seen} = 'maybe'", "“Seen?” has no choice “maybe”"),
        ("selected(${seen}, 'Yes')", "“Seen?” has no choice “Yes”"),
        ("${seen} = 'yes' and ${seen} = 'no'", "would have to be both “yes” and “no”"),
        ("${seen} = 'yes' and not(${seen} = 'yes')", "would have to be “yes” and not “yes”"),
        ("${age} > 65 and ${age} < 16", "no number in “Age” is > 65 and < 16"),
        ("${age} > 130", "no number in “Age” is"),
        ("${why} != '' and ${seen} = 'yes'", "would have to be both “yes” and “no”"),
        ("(${seen} = 'yes' or ${age} > 200) and ${seen} = 'no'", "would have to be"),
    ],
)
def test_what_can_never_be_shown(relevant: str, reason: str) -> None:
    lines = mended(
        SEEN,
        ["integer", "age", "Age", "", ". <= 120", "Up to 120."],
        ["text", "why", "Why not?", "${seen} = 'no'"],
        ["text", "x", "X", relevant],
    )
    assert len(lines) == 1
    assert lines[0].startswith("survey, row 5, column relevant: ")
    assert reason in lines[0]


@pytest.mark.parametrize(
    "relevant",
    [
        "${seen} = 'yes' or ${seen} = 'no'",
        "not(${seen} = 'yes')",
        "${age} > 15 and ${age} < 17",
        "${age} = '' and ${seen} = 'no'",
        "${why} = '' and ${seen} = 'yes'",
        "count-selected(${many}) > 2 and selected(${many}, 'yes') and selected(${many}, 'no')",
        "count(${visit}) > 2 and ${note_x} = 'a' or true()",
    ],
)
def test_what_can_be_shown(relevant: str) -> None:
    rows = [
        SEEN,
        ["integer", "age", "Age"],
        ["text", "why", "Why not?", "${seen} = 'no'"],
        ["select_multiple yn", "many", "Many?"],
        ["begin_repeat", "visit", "Visit"],
        ["text", "note_x", "Note"],
        ["end_repeat"],
        ["text", "x", "X", relevant],
    ]
    assert mended(*rows) == []


def test_a_section_that_excludes_its_question() -> None:
    rows = [
        SEEN,
        ["begin_group", "g", "If seen", "${seen} = 'yes'"],
        ["text", "x", "X", "${seen} = 'no'"],
        ["end_group"],
    ]
    [line] = mended(*rows)
    assert line.startswith("survey, row 4, column relevant: “X” can never be shown")


def test_one_of_several_choices_compared_as_if_it_were_the_only_one() -> None:
    [line] = mended(["select_multiple yn", "m", "Many?"], ["text", "x", "X", "${m} = 'yes'"])
    assert "several choices can be made in “Many?”" in line


def test_words_compared_with_numbers() -> None:
    [line] = mended(SEEN, ["text", "x", "X", "${seen} >= 2"])
    assert "a word is neither more nor less than a number" in line


@pytest.mark.parametrize(
    ("pattern", "what"), [("^(a+)+$", "can make a browser hang"), ("(?=a)b", "cannot be used")]
)
def test_patterns(pattern: str, what: str) -> None:
    [line] = mended(["text", "x", "X", "", f"regex(., '{pattern}')", "Only a."])
    assert line.startswith("survey, row 2, column constraint: ")
    assert what in line


def test_what_nothing_uses() -> None:
    choices = [*CHOICES, ["spare", "a", "A", ""]]
    lines = [
        str(each) for each in found(SEEN, ["calculate", "idle", "", "", "", "", "1 + 1"], choices=choices)
    ]
    assert len(lines) == 2
    assert "survey, row 3, column name: nothing in the form uses “idle”." in lines[0]
    assert "choices, row 5, column list_name: no question uses the list “spare”." in lines[1]


def test_what_is_shown_or_calculated_with_is_used() -> None:
    rows = [
        ["calculate", "one", "", "", "", "", "1"],
        ["calculate", "two", "", "", "", "", "${one} + 1"],
        ["note", "n", "It is ${two}."],
    ]
    assert found(*rows) == []


@pytest.mark.parametrize("kind", ["deviceid", "username", "email", "phonenumber", "start", "end"])
def test_device_fields_in_an_anonymous_form(kind: str) -> None:
    [finding] = found([kind, "who", ""], ["text", "x", "X"], is_anonymous=True)
    assert finding.where == "survey, row 2, column type"
    assert "answers are to be anonymous" in finding.what
    assert found([kind, "who", ""], ["text", "x", "X"]) == []


def test_today_gives_nobody_away() -> None:
    assert found(["today", "day", ""], ["text", "x", "X"], is_anonymous=True) == []


def test_the_record_may_be_silent() -> None:
    without = CHOICES[:3]
    [finding] = found(SEEN, choices=without, is_record_reading=True)
    assert finding.where == "survey, row 2, column type"
    assert "cannot say that the record is silent" in finding.what
    assert found(SEEN, choices=without) == []
    assert found(SEEN, is_record_reading=True) == []


def test_choices_that_should_not_count_as_answers() -> None:
    choices = [*CHOICES[:3], ["yn", "nr", "Not recorded", ""], ["yn", "na", "Not applicable", ""]]
    places = {each.where for each in found(SEEN, choices=choices)}
    assert places == {"choices, row 4, column counts_as", "choices, row 5, column counts_as"}


def test_two_questions_in_one_and_a_limit_without_a_message() -> None:
    rows = [["select_one yn", "a", "Was it clear and timely?"], ["integer", "b", "B", "", ". > 3"]]
    places = [each.where for each in found(*rows)]
    assert places == ["survey, row 2, column label", "survey, row 3, column constraint"]


def test_a_form_without_a_workbook_is_told_by_path() -> None:
    made = convert(survey(HEADINGS, SEEN, ["text", "x", "X", "${seen} = 'maybe'"], choices=CHOICES), "f.xlsx")
    [finding] = findings(made.xform)
    assert finding.where == "/data/x, relevant"


HARD = "Approximately how comprehensively did multidisciplinary professionals collaboratively communicate"


def test_words_that_are_hard_on_the_whole() -> None:
    hard = [["text", f"q{number}", f"{HARD} their determination {number}?"] for number in range(12)]
    easy = [["text", f"q{number}", f"Did we help you at home on day {number}?"] for number in range(12)]
    assert any("read as for an age of" in each.what for each in found(*hard))
    assert not any("read as for" in each.what for each in found(*easy))


BOTH = ["type", "name", "label::English (en)", "label::Gàidhlig (gd)", "hint::English (en)"]


def in_both_languages(*rows: Sequence[object]) -> list[Finding]:
    """What the lint finds in a form of two languages."""
    made = convert(survey(BOTH, *rows, choices=CHOICES[:1]), "form.xlsx")
    return findings(made.xform, made)


def test_words_that_one_language_lacks_are_told_once_for_a_column() -> None:
    told = in_both_languages(
        ["text", "a", "First", "A' chiad", "A sentence."],
        ["text", "b", "Second", "", "A sentence."],
        ["text", "c", "Third", ""],
    )
    assert [(each.where, "Gàidhlig (gd) has none" in each.what) for each in told] == [
        ("survey, row 3, column label::Gàidhlig (gd)", True),
        ("survey, row 2, column hint::Gàidhlig (gd)", True),
    ]
    assert all("(2 rows have the same gap)" in each.what for each in told)


def test_a_form_whole_in_both_languages_has_no_gap() -> None:
    assert in_both_languages(["text", "a", "First", "A' chiad"]) == []


def test_a_hard_question_is_told_with_the_age_it_reads_as() -> None:
    label = (
        "Notwithstanding multidisciplinary considerations appertaining to circumstances, "
        "were proportionate interventions implemented expeditiously by responsible authorities?"
    )
    [told] = [each for each in found(["text", "a", label]) if "hard to read" in each.what]
    assert re.search(r"as for an age of \d\d \(Flesch-Kincaid\)", told.what)


def test_words_in_another_language_are_not_measured_as_english() -> None:
    hard = (
        "Notwithstanding administrative considerations, characterise the organisational interdependencies and "
        "multidisciplinary accountabilities underpinning proportionate deliberations regarding vulnerability."
    )
    told = {}
    for language in ("English (en)", "Cymraeg (cy)", "Gaelic"):
        columns = ("type", "name", f"label::{language}", "constraint")
        made = convert(survey(columns, ("integer", "a", hard, ". < 5")), "form.xlsx")
        told[language] = [each.what for each in findings(made.xform, made)]
    assert any("hard to read" in each for each in told["English (en)"])
    assert any("two things" in each for each in told["English (en)"])
    for language in ("Cymraeg (cy)", "Gaelic"):
        assert not any("read" in each or "two things" in each or "words" in each for each in told[language])
        # What does not hang on the language is still told.
        assert any("without a word of why" in each for each in told[language])

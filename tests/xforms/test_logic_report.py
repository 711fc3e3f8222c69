"""The logic of a form reads as sentences, and the minutes follow the routing."""

import pytest

from speir.xforms.convert import convert
from speir.xforms.in_words import Wording
from speir.xforms.logic_report import Line, report
from speir.xforms.minutes import estimate
from speir.xforms.outline import read_outline
from tests.xforms.excel import YES_NO, survey

HEADINGS = ["type", "name", "label", "required", "relevant", "constraint", "calculation", "appearance"]
CHOICES = [*YES_NO, ["rate", "1", "Good"], ["rate", "2", "Weak"], ["rate", "3", "Bad"]]
ROWS = [
    ["begin_group", "g", "Plan"],
    ["select_one yn", "plan", "Is there a plan?", "yes"],
    ["select_one rate", "rate", "How good is it?", "yes", "${plan} = 'yes'"],
    ["end_group"],
    ["begin_group", "h", "Meetings", "", "${plan} = 'yes'"],
    ["begin_repeat", "m", "Meeting"],
    ["date", "on", "Held on", "", "", ". <= today()"],
    ["select_multiple yn", "who", "Who?"],
    ["end_repeat"],
    ["end_group"],
    ["calculate", "n", "", "", "", "", "count(${m}) + if(${rate} >= 2, 1, 0)"],
    ["note", "told", "There were **${n}**."],
    ["text", "why", "Why?", "${rate} = 3", "${n} > 1", "", "", "multiline"],
]
MADE = convert(survey(HEADINGS, *ROWS, choices=CHOICES), "form.xlsx")
LINES = {line.path.rsplit("/", 1)[-1]: line for line in report(MADE.xform, MADE)}


def line(name: str) -> Line:
    """The line of one question."""
    return LINES[name]


def test_questions_are_numbered_and_sections_are_not() -> None:
    assert [line(name).number for name in ("g", "plan", "rate", "on", "why")] == [None, 1, 2, 3, 5]
    assert (line("g").depth, line("plan").depth, line("on").depth) == (0, 1, 2)
    assert line("rate").where == "survey, row 4"


def test_when_a_question_is_shown() -> None:
    assert line("plan").shown == "Always."
    assert line("rate").shown == "When “Is there a plan?” is “Yes”."
    assert line("on").shown == "When “Meetings” is shown."
    assert line("why").shown == "When n is more than 1."
    assert line("n").shown == "Never shown."


def test_what_is_required_and_what_limits_it() -> None:
    assert line("plan").required == "Required."
    assert line("on").required == "May be left empty."
    assert line("on").limits == "It is today or earlier."
    assert line("why").required == "Required when “How good is it?” is “Bad”."


def test_what_it_feeds() -> None:
    assert line("plan").feeds == (
        "decides whether “How good is it?” is shown",
        "decides whether “Meetings” is shown",
    )
    assert line("n").feeds == ("is shown in “There were ….”", "decides whether “Why?” is shown")
    assert line("n").works_out == (
        "How many entries of “Meeting” there are plus "
        "(1 if “How good is it?” is “Weak” or “Bad”, otherwise 0)."
    )


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("/data/g/plan != ''", "“Is there a plan?” is answered"),
        ("not(selected(/data/h/m/who, 'yes'))", "“Yes” is not selected in “Who?”"),
        ("selected('1 2', /data/g/rate)", "“How good is it?” is “Good” or “Weak”"),
        ("not(. = 'a' and . = 'b')", "not all of this at once: it is “a”, and it is “b”"),
        ("count(/data/g/rate[. > 2])", "how many there are of “How good is it?” where it is “Bad”"),
        ("regex(., '^a$')", "it has the form ^a$"),
        (". >= 16 and . <= 120", "it is 16 or more, and it is 120 or less"),
        ("5 < .", "it is more than 5"),
        ("(a b", "the formula (a b"),
        ("something-new(/data/n)", "something-new of n"),
    ],
)
def test_expressions_in_words(expression: str, words: str) -> None:
    assert Wording(read_outline(MADE.xform), "/data/x").of(expression) == words


def test_minutes_follow_the_routing() -> None:
    took = estimate(MADE.xform)
    assert took.shortest <= took.typical <= took.longest
    assert took.shortest == 1
    assert took.longest > took.shortest
    assert estimate(MADE.xform) == took
    assert str(took) == f"about {took.typical} minutes ({took.shortest} to {took.longest})"


def test_minutes_of_branches_that_exclude_each_other_are_not_added() -> None:
    def longest(other: str) -> int:
        branch = [
            ["text", f"{name}{n}", "Say why.", "yes", f"${{s}} = '{name}'", "", "", "multiline"]
            for name in ("yes", other)
            for n in range(4)
        ]
        made = convert(survey(HEADINGS, ["select_one yn", "s", "Seen?", "yes"], *branch), "f.xlsx")
        return estimate(made.xform).longest

    assert longest("no") <= 4

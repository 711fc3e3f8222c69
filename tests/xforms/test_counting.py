"""Not recorded, not applicable and no stay three different things, by columns of the template."""

import pytest

from speir.xforms.convert import convert
from speir.xforms.counting import CountingRule
from speir.xforms.faults import FormFaults
from tests.xforms.excel import survey

CHOICES = [
    ["list_name", "name", "label", "counts_as"],
    ["yn", "yes", "Yes", ""],
    ["yn", "no", "No", "in"],
    ["yn", "nr", "Not recorded", "missing"],
    ["yn", "na", "Not applicable", "out"],
]
HEADINGS = ["type", "name", "label", "Denominator", "good", "indicator", "agency"]


def rule(*cells: str) -> CountingRule:
    """The rule of one question."""
    made = convert(survey(HEADINGS, ["select_one yn", "a", "A?", *cells], choices=CHOICES), "f.xlsx")
    return made.rules["/data/a"]


def fault(*cells: str, kind: str = "select_one yn", choices: list[list[str]] = CHOICES) -> str:
    """The one fault of one question."""
    with pytest.raises(FormFaults) as caught:
        convert(survey(HEADINGS, [kind, "a", "A?", *cells], choices=choices), "f.xlsx")
    [found] = caught.value.faults
    return str(found)


def test_what_is_not_said_is_counted_in() -> None:
    assert rule() == CountingRule("asked", out=("na",), missing=("nr",))


def test_all_columns() -> None:
    told = rule("recorded", "yes", "1.3", "Social work")
    assert told == CountingRule("recorded", ("na",), ("nr",), ("yes",), "1.3", "social_work")
    assert CountingRule.from_json(told.to_json()) == told


def test_a_rule_reads_as_a_sentence() -> None:
    assert rule().sentence == (
        "Out of all records where the question was asked, without those it did not apply to, "
        "“not recorded” counted as a line of its own."
    )
    assert rule("recorded").sentence == (
        "Out of all answers where the record says something, without those it did not apply to."
    )


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (("some",), "survey, row 2, column denominator: “some” is not a denominator."),
        (("", "maybe"), "survey, row 2, column good: the list of this question has no choice “maybe”."),
        (("", "na"), "survey, row 2, column good: “na” is counted as out"),
        (("", "", "1.3 and 1.4"), "survey, row 2, column indicator: "),
        (("", "", "", "fire"), "survey, row 2, column agency: “fire” is not an agency."),
    ],
)
def test_faults_are_named_by_cell(cells: tuple[str, ...], place: str) -> None:
    assert fault(*cells).startswith(place)


def test_only_choices_can_be_good() -> None:
    assert fault("", "yes", kind="text").startswith(
        "survey, row 2, column good: only a question with choices"
    )


def test_a_wrong_way_to_count() -> None:
    wrong = [*CHOICES[:4], ["yn", "na", "Not applicable", "never"]]
    assert fault(choices=wrong).startswith("choices, row 5, column counts_as: “never” is not a way")


def test_nothing_would_be_counted() -> None:
    wrong = [CHOICES[0], ["yn", "na", "Not applicable", "out"]]
    assert fault(choices=wrong).startswith("choices, row 2, column counts_as: every choice")

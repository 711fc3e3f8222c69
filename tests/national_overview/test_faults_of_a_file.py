"""Every fault of a file of published facts names the line, the field and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.national_overview.operations import SHIPPED
from speir.national_overview.published_facts import FORMAT, read

GOOD = f"""format: {FORMAT}
title: Some facts
programme: A programme
sources:
  paper: https://example.scot/paper
scales:
  conclusion:
    title: Conclusion
    source: [paper]
    levels:
      - {{key: "2", value: 2, label: Effective}}
results:
  - phase: Phase 1
    partnership: Fife
    kind: joint_inspection
    published_on: 2024-03
    source: [paper]
    judgements:
      - {{question: Key processes, scale: conclusion, level: "2"}}
    figures:
      - {{label: Replies, value: 66}}
    dates:
      - {{label: Survey, from: 2024-01-02, until: 2024-01-09}}
"""


def test_a_good_file_has_no_fault() -> None:
    library, faults = read(GOOD, "facts.yaml")
    assert faults == []
    assert library is not None
    assert library.results[0].judgements[0].level_label == "Effective"


@pytest.mark.parametrize(
    ("before", "after", "line", "field", "says"),
    [
        ("title: Some facts", "titel: Some facts", 2, "titel", "Did you mean “title”?"),
        (f"format: {FORMAT}", "format: other", 1, "format", "Use one of: "),
        ("https://example.scot/paper", "somewhere", 5, "paper", "Start it with https://"),
        ("value: 2, label", "value: two, label", 11, "value", "Write digits only"),
        ("    partnership: Fife\n", "", 13, "partnership", "This field is missing. Add it."),
        ("kind: joint_inspection", "kind: raid", 15, "kind", "joint_inspection, progress_review"),
        ("published_on: 2024-03", "published_on: 2024-13", 16, "published_on", "Write 2024, 2024-03"),
        ("published_on: 2024-03", "published_on: March", 16, "published_on", "is not a date"),
        ("    source: [paper]\n    judgements", "    judgements", 13, "source", "needs a source"),
        (
            "    source: [paper]\n    judg",
            "    source: [web]\n    judg",
            17,
            "source",
            "not in the list of sources",
        ),
        ("    source: [paper]\n    judg", "    source: paper\n    judg", 17, "source", "A list belongs here"),
        ("scale: conclusion, level", "scale: six, level", 19, "scale", "Use one of: conclusion"),
        ('scale: conclusion, level: "2"', 'scale: conclusion, level: "4"', 19, "level", "Use one of: 2."),
        ('level: "2"', "certainty: inferred", 19, "certainty", "No level is given"),
        ("value: 66", "value: -3", 21, "value", "not a whole number from 0"),
        ("value: 66", "value: 66, of: 0", 21, "of", "not a whole number from 1"),
        ("value: 66", "value: 66, value: 67", 21, "value", "given twice"),
        ("value: 66", "value: [66]", 21, "value", "not a list"),
        ("until: 2024-01-09", "until: 2023-12", 23, "until", "ends before it starts"),
        ("title: Some facts", "title: [broken", 3, "", "This is not YAML"),
        ("      - {label: Replies, value: 66}", "      - Replies", 21, "", "list of fields"),
        (
            "published_on: 2024-03",
            "is_published_on_inferred: yes",
            16,
            "is_published_on_inferred",
            "Take this out",
        ),
    ],
)
def test_a_fault_is_located_and_says_what_to_do(
    before: str, after: str, line: int, field: str, says: str
) -> None:
    assert before in GOOD
    library, faults = read(GOOD.replace(before, after, 1), "facts.yaml")
    assert library is None
    (fault,) = [one for one in faults if one.field == field and says in one.message]
    assert fault.line == line
    assert str(fault).startswith(f"facts.yaml, line {line}")


def test_every_fault_is_told_at_once() -> None:
    text = GOOD.replace("kind: joint_inspection", "kind: raid").replace("value: 66", "value: many")
    assert [fault.line for fault in read(text, "facts.yaml")[1]] == [15, 21]


def test_the_same_exercise_twice_is_a_fault_at_the_second() -> None:
    again = "  - {phase: Phase 1, partnership: Fife, kind: joint_inspection, source: [paper]}\n"
    _, faults = read(GOOD + again, "facts.yaml")
    assert [str(fault) for fault in faults] == [
        "facts.yaml, line 24, partnership: This exercise is already on line 13. Put both together."
    ]


@pytest.mark.parametrize(
    "text", ["", "# only a remark", "just words", "- a\n- list", "results: []", "a: *nowhere"]
)
def test_a_file_of_something_else_is_refused(text: str) -> None:
    library, faults = read(text, "facts.yaml")
    assert library is None
    assert faults


def test_a_file_that_is_too_deep_or_too_long_is_refused() -> None:
    for text in ("[" * 5000, "#" * 2_000_001):
        library, faults = read(text, "facts.yaml")
        assert library is None
        assert len(faults) == 1


@given(st.text())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    library, faults = read(text, "facts.yaml")
    assert (library is None) is bool(faults)


@given(st.integers(0, 300), st.text(max_size=8))
def test_no_spoilt_line_makes_the_reader_fail(number: int, spoilt: str) -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()[:120]
    lines.insert(number % len(lines), spoilt)
    library, faults = read("\n".join(lines), "facts.yaml")
    assert (library is None) is bool(faults)

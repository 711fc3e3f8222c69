"""Every fault in a programme's file is located and says what to do."""

from pathlib import Path

import pytest

from speir.foundations.library_faults import Fault, LibraryFaults
from speir.programmes.library import NEEDED_MILESTONES
from speir.programmes.reading import LARGEST, library_from
from tests.programmes.sample import YAML, broken

# what is replaced, by what, the line, the section, the field, and words of the message
BROKEN = [
    ("slug: sample", "slug: A Sample", 2, "programme", "slug", "cannot be used as a short name"),
    ("name: A sample programme", "nam: A", 2, "programme", "name", "Write the name"),
    ("name: A sample programme", "nam: A", 3, "programme", "nam", "Did you mean “name”?"),
    ("slug: second, ", "slug: first, ", 7, "phases", "slug", "already on line 5"),
    ("kind: thematic", "kind: thematics", 5, "phases", "kind", "Did you mean “thematic”?"),
    ("framework: asp-2017, ", "", 5, "phases", "framework", "Write the framework"),
    (', framework_version: "2017.1"', "", 5, "phases", "framework_version", "Write the framework version"),
    ("2026-04-01", "1 April 2026", 6, "phases", "starts_on", "Write it like 2026-11-22"),
    ("2027-03-31", "2025-03-31", 6, "phases", "ends_on", "ends before it starts"),
    (", source: A published page", "", 5, "phases", "source", "Official facts have no source"),
    ("method: weeks,\n", "method: months,\n", 8, "phases", "method", "not defined in “methods”"),
    ("name: Inspectors Two", "name: Inspectors One", 13, "bodies", "name", "already on line 12"),
    ("phase: first, name", "phase: frist, name", 11, "bodies", "phase", "Did you mean “first”?"),
    ("Two, short_name: Two}", "Two, short_name: Two, lead: yes}", 7, "phases", "", "exactly one lead body"),
    ("Two, short_name: Two}", "Two, short_name: Two, lead: aye}", 13, "bodies", "lead", "yes or no"),
    (
        "{key: weeks, wording: indicative}",
        "{key: weeks, wording: ours}",
        15,
        "methods",
        "wording",
        "not one of",
    ),
    ("number: 2, ", "number: 1, ", 20, "documents", "number", "already on line 19"),
    ("number: 2, ", "number: two, ", 20, "documents", "number", "whole number from 1 to 500"),
    ("should do}", "should do, position_statement: yes}", 20, "documents", "position_statement", "already a"),
    (
        "week: 2, weekday: friday",
        "week: 2, weekday: sunday",
        23,
        "milestones",
        "weekday",
        "Write one of: mon",
    ),
    ("week: 2, weekday", "week: 0, weekday", 23, "milestones", "week", "whole number from 1 to 104"),
    ("week: 2, weekday", "week: 9, weekday", 24, "milestones", "week", "comes before the milestone above"),
    ("key: draft,", "key: draught,", 15, "methods", "", "lacks the milestones draft"),
    ("title: draft, week", "week", 29, "milestones", "title", "Write the title"),
]


@pytest.mark.parametrize(("old", "new", "line", "section", "field", "words"), BROKEN)
def test_a_fault_is_located_and_says_what_to_do(
    old: str, new: str, line: int, section: str, field: str, words: str
) -> None:
    found = faults_of(broken(old, new))
    located = [f for f in found if (f.place.row, f.place.sheet, f.place.column) == (line, section, field)]
    assert located, [str(fault) for fault in found]
    assert any(words in str(fault) for fault in located), [str(fault) for fault in located]


def test_an_unknown_role_and_an_unknown_stage_are_faults() -> None:
    line = "key: notified, title: notified, week: 1, weekday: friday, whose_turn: "
    found = faults_of(YAML.replace(line + "lead_inspector", line + "boss", 1).encode())
    assert [fault.place.column for fault in found] == ["whose_turn"]
    found = faults_of(YAML.replace("stage: all, key: notified", "stage: none, key: notified").encode())
    assert [fault.place.column for fault in found] == ["stage"]


def test_a_programme_without_phases_is_refused() -> None:
    found = faults_of(b"programme: {slug: a, name: A}\nphases:\n")
    assert [fault.what for fault in found] == ["The programme has no phase."]


def test_two_programmes_or_none_in_a_file_are_refused() -> None:
    two = faults_of(b"programme:\n- {slug: a, name: A}\n- {slug: b, name: B}\nphases:\n")
    assert "A file holds one programme." in [fault.what for fault in two]
    assert "The programme has no row." in [fault.what for fault in faults_of(b"programme:\nphases:\n")]


def test_only_yaml_and_excel_are_read() -> None:
    with pytest.raises(LibraryFaults, match="cannot tell what kind of file"):
        library_from(b"", "programme.docx")
    with pytest.raises(LibraryFaults, match="larger than 1 MB"):
        library_from(b" " * (LARGEST + 1), "programme.yaml")


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("{key: weeks, wording", "{key: weeks, output: essay, wording", "output", "not one of the words"),
        ("{key: weeks, wording", "{key: weeks, follow_up: plan, wording", "follow_up", "not one of"),
        ("{key: weeks, wording", "{key: weeks, looks_at: villages, wording", "looks_at", "“villages” is not"),
        ("{key: weeks, wording", "{key: weeks, letter: 'Dear {nobody}', wording", "letter", "“nobody”"),
        ("{key: weeks, wording", "{key: weeks, letter: 'Dear {post', wording", "letter", "not closed"),
        ("kind: joint_inspection", "kind: progress_review", "kind", "do not fit"),
        (
            "{phase: first, name: Inspectors One, short_name: One, lead: yes}",
            "{phase: first, name: Inspectors One, short_name: One, lead: yes, signs: no}",
            "signs",
            "does not sign",
        ),
    ],
)
def test_a_fault_of_a_method_is_located(old: str, new: str, field: str, words: str) -> None:
    [found] = [fault for fault in faults_of(broken(old, new)) if fault.place.column == field]
    assert words in str(found)


def test_a_method_that_asks_for_no_document_and_a_review_without_a_scale_are_faults() -> None:
    lines = [line for line in YAML.splitlines() if "{method: weeks, number:" not in line]
    assert any("asks for no document" in str(fault) for fault in faults_of("\n".join(lines).encode()))
    without = YAML.replace("progress_framework: asp-progress-review, ", "").replace(
        "{key: weeks, wording", "{key: weeks, follow_up: progress_review, wording"
    )
    assert any("without a scale" in str(fault) for fault in faults_of(without.encode()))


def faults_of(content: bytes) -> list[Fault]:
    with pytest.raises(LibraryFaults) as refused:
        library_from(content, "sample.yaml")
    return list(refused.value.faults)


def test_the_how_to_names_every_milestone_that_a_timetable_must_hold() -> None:
    how_to = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-programme.md"
    words = how_to.read_text(encoding="utf-8")
    assert [key for key in NEEDED_MILESTONES if f"`{key}`" not in words] == []

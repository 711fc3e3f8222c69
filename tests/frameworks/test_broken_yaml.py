"""Every fault in a YAML library is located and says what to do."""

import pytest

from speir.foundations.library_faults import Fault, LibraryFaults
from speir.frameworks.reading import library_from
from tests.frameworks.sample import YAML, broken

# what is replaced, by what, the line, the section, the field, and words of the message
BROKEN = [
    ('  version: "1"\n', "", 2, "framework", "version", "Write the version"),
    ("key: sample", "key: Sample One", 2, "framework", "key", "cannot be used as a short name"),
    ('version: "1"', "version: one two", 3, "framework", "version", "cannot be a version"),
    (
        "title: A sample framework",
        "titel: A sample framework",
        4,
        "framework",
        "titel",
        "Did you mean “title”?",
    ),
    ("title: A sample framework", "title: A\n  title: B", 5, "framework", "title", "written twice"),
    ("title: A sample framework", "title: [a, b]", 4, "framework", "title", "A single value is expected"),
    ("title: A sample framework", 'title: "bell \\a"', 4, "framework", "title", "control character"),
    ("title: A sample framework", 'title: "half \\ud800"', 4, "framework", "title", "control character"),
    ("terms:", "termz:", 16, "termz", "", "Did you mean “terms”?"),
    ("scale: six, key: good", "scale: sixth, key: good", 8, "levels", "scale", "Did you mean “six”?"),
    ("value: 2", "value: two", 8, "levels", "value", "whole number from 0 to 100"),
    ("value: 2, ", "", 8, "levels", "value", "The number is missing"),
    ("value: 2", "value: 1", 9, "levels", "value", "already on line 8"),
    ("key: weak", "key: good", 9, "levels", "key", "already on line 8"),
    (", source: A published page", "", 8, "levels", "source", "Official wording has no source"),
    ("label: Weak, wording: indicative", "label: Weak", 9, "levels", "wording", "official, indicative"),
    ("label: Weak, wording: indicative", "label: Weak, wording: mine", 9, "levels", "wording", "not one of"),
    ('number: "1.1", ', "", 12, "items", "number", "Write the number"),
    ('number: "1.1"', 'number: "1.1 a"', 12, "items", "number", "cannot be the number of an item"),
    ('number: "1.10"', 'number: "1.1"', 13, "items", "number", "already on line 12"),
    ('"1.1", parent: "1"', '"1.1", parent: "7"', 12, "items", "parent", "“7” is not defined in “items”"),
    ('"1.10", parent: "1"', '"1.10", parent: "1.1"', 13, "items", "parent", "is not a key area"),
    ('number: "1", ', 'number: "1", parent: "1.1", ', 11, "items", "parent", "stands under nothing"),
    ("kind: key_area", "kind: keyarea", 11, "items", "kind", "Did you mean “key_area”?"),
    ("evaluated: yes, scale: six", "evaluated: perhaps, scale: six", 11, "items", "evaluated", "yes or no"),
    ("evaluated: yes, scale: six", "evaluated: yes", 11, "items", "scale", "evaluated item has no scale"),
    (
        "evaluated: yes, scale: six",
        "evaluated: yes, scale: ten",
        11,
        "items",
        "scale",
        "not defined in “scales”",
    ),
    ("title: We act", "title: " + "x" * 201, 13, "items", "title", "Shorten it to 200 characters"),
    ("level: good", "level: great", 15, "illustrations", "level", "Use one of: good, weak."),
    ('item: "1.1", level', 'item: "1.2", level', 15, "illustrations", "item", "not defined in “items”"),
    ('item: "1.1", level', 'item: "1.10", level', 15, "illustrations", "item", "The item has no scale"),
    ("text: People are heard., ", "", 15, "illustrations", "text", "Write the text"),
    ("key: area_for_improvement", "key: area_of_improvement", 17, "terms", "key", "Did you mean “area_for"),
    (", plural: recommendations", "", 17, "terms", "plural", "Write the plural"),
    ("  - {key: six, title", "  - six\n  - {key: six, title", 6, "scales", "", "A row of named values"),
]


@pytest.mark.parametrize(("old", "new", "line", "section", "field", "words"), BROKEN)
def test_a_fault_is_located_and_says_what_to_do(
    old: str, new: str, line: int, section: str, field: str, words: str
) -> None:
    found = faults_of(broken(old, new))
    located = [f for f in found if (f.place.row, f.place.sheet, f.place.column) == (line, section, field)]
    assert located, [str(fault) for fault in found]
    assert any(words in str(fault) for fault in located), [str(fault) for fault in located]
    assert all(fault.to_do for fault in found)


def test_the_sample_itself_has_no_fault() -> None:
    assert library_from(YAML.encode(), "sample.yaml").title == "A sample framework"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 0, "The file is empty"),
        (b"# only a remark\n", 0, "The file is empty"),
        (b"framework:\n  key: 'open\n", 3, "This is not YAML"),
        (b"framework:\n\tkey: tab\n", 2, "This is not YAML"),
        (b"- a\n- b\n", 1, "not a set of named sections"),
        (b"just words", 1, "not a set of named sections"),
        (b"framework:\n  key: \xff\xfe\n", 2, "not UTF-8"),
        (b"\x00\x01", 0, "This is not YAML"),
        (b"a: " + b"[" * 20_000, 0, "nests too deep"),
        (b"? [a, b]\n: c\n", 1, "A name is expected"),
    ],
)
def test_a_file_that_is_not_a_library_is_refused(content: bytes, line: int, words: str) -> None:
    [fault] = faults_of(content)
    assert fault.place.row == line
    assert words in str(fault)


def test_a_missing_section_is_named() -> None:
    found = faults_of(b"framework:\n  key: a\n  version: 1\n  title: A\n")
    assert [fault.place.sheet for fault in found] == ["levels", "scales"]


def test_an_empty_framework_section_is_a_fault() -> None:
    content = broken('  key: sample\n  version: "1"\n  title: A sample framework\n', "")
    assert "The framework has no row." in str(LibraryFaults(faults_of(content)))


def test_two_frameworks_in_one_file_are_refused() -> None:
    content = broken(
        'framework:\n  key: sample\n  version: "1"\n  title: A sample framework\n',
        "framework:\n  - {key: a, version: 1, title: A}\n  - {key: b, version: 1, title: B}\n",
    )
    [fault] = faults_of(content)
    assert (fault.place.row, fault.what) == (3, "A file holds one framework.")


def test_a_scale_with_one_level_is_refused() -> None:
    content = broken("  - {scale: six, key: weak, value: 1, label: Weak, wording: indicative}\n", "")
    assert "fewer than two levels" in str(faults_of(content)[0])


def test_all_faults_are_reported_at_once_in_the_order_of_the_file() -> None:
    content = broken('parent: "1", kind: quality_indicator, title: We act', 'parent: "9", kind: odd')
    found = faults_of(content.replace(b"value: 2", b"value: x").replace(b"key: sample", b"key: A B"))
    assert [fault.place.row for fault in found] == sorted(fault.place.row for fault in found)
    assert {fault.place.column for fault in found} == {"key", "value", "parent", "kind", "title"}


def test_the_message_names_file_section_line_and_field() -> None:
    [fault] = faults_of(broken("value: 2", "value: x"))
    assert str(fault) == (
        "sample.yaml, section “levels”, line 8, field “value”: “x” is not such a number. "
        "Write a whole number from 0 to 100."
    )


def test_faults_are_reasons_for_the_file_field_of_a_form() -> None:
    with pytest.raises(LibraryFaults) as refused:
        library_from(broken("value: 2", "value: x"), "sample.yaml")
    assert [reason.field for reason in refused.value.reasons] == ["file"]


def test_an_unknown_ending_is_refused() -> None:
    with pytest.raises(LibraryFaults, match=r"Give it as YAML \(\.yaml\) or Excel \(\.xlsx\)"):
        library_from(b"key: a", "sample.docx")


def test_a_file_far_too_large_is_refused() -> None:
    with pytest.raises(LibraryFaults, match="larger than 10 MB"):
        library_from(b"#" * (10 * 1024 * 1024 + 1), "sample.yaml")


def faults_of(content: bytes) -> list[Fault]:
    with pytest.raises(LibraryFaults) as refused:
        library_from(content, "sample.yaml")
    return list(refused.value.faults)

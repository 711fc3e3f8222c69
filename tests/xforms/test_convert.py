"""A workbook becomes a form, or every fault is named by its cell with what to write instead."""

import re
from collections.abc import Sequence

import pytest

from speir.xforms.convert import convert
from speir.xforms.faults import FormFaults
from speir.xforms.more_faults import more_faults
from speir.xforms.workbook import read_workbook
from tests.xforms.excel import YES_NO, survey, workbook

HEADINGS = ["type", "name", "label"]


def told(content: bytes) -> list[str]:
    """The faults of a workbook, as lines."""
    with pytest.raises(FormFaults) as caught:
        convert(content, "form.xlsx")
    return [str(fault) for fault in caught.value.faults]


def test_a_form_is_converted_with_what_only_the_workbook_says() -> None:
    settings = [["form_title", "form_id", "version"], ["A reading", "a_reading", "1"]]
    rows = [["begin_group", "risk", "Risk"], ["select_one yn", "seen", "Seen?"], ["end_group"]]
    made = convert(survey(HEADINGS, *rows, settings=settings), "anything.xlsx")
    assert (made.form_id, made.version, made.title) == ("a_reading", "1", "A reading")
    assert b"<h:html" in made.xform
    assert re.fullmatch(r"\d+\.\d+\.\d+", made.pyxform_version)
    assert made.where("/data/risk/seen", "label") == "survey, row 3, column label"


def test_our_own_columns_do_not_reach_the_form() -> None:
    choices = [[*YES_NO[0], "counts_as"], [*YES_NO[1], "in"], [*YES_NO[2], "missing"]]
    rows = [[*HEADINGS, "good", "agency"], ["select_one yn", "a", "A?", "yes", "police"]]
    made = convert(survey(*rows, choices=choices), "form.xlsx")
    assert b"counts_as" not in made.xform
    assert b"police" not in made.xform


@pytest.mark.parametrize(
    ("rows", "place", "instead"),
    [
        ([["text", "a", "A", "${nobody} = 1"]], "survey, row 2, column relevant", "check the spelling"),
        ([["text", "a", "A"], ["text", "a", "B"]], "survey, row 3, column name", "another name"),
        ([["text", "a b", "A"]], "survey, row 2, column name", "no spaces"),
        ([["text", "a", "A"], ["txet", "b", "B"]], "survey, row 3, column type", "write text, integer"),
        ([["", "a", "A"]], "survey, row 2, column type", "write a type"),
        ([["text", "", "A"]], "survey, row 2, column name", "short name"),
        ([["select_one nolist", "a", "A"]], "survey, row 2, column type", "add its choices"),
        ([["begin_group", "g", "G"], ["text", "a", "A"]], "survey, row 2, column type", "end_group"),
        ([["text", "a", "A"], ["end_group"]], "survey, row 3, column type", "begin_group"),
        ([["calculate", "a", ""]], "survey, row 2, column calculation", "what it calculates"),
    ],
)
def test_a_fault_names_its_cell_and_what_to_write(
    rows: Sequence[Sequence[object]], place: str, instead: str
) -> None:
    [fault] = told(survey([*HEADINGS, "relevant"], *rows))
    assert fault.startswith(f"{place}: ")
    assert instead in fault.split("Instead: ")[1]


def test_duplicate_choices_are_named_one_by_one() -> None:
    choices = [*YES_NO, ["yn", "yes", "Again"], ["yn", "no", "Again"]]
    faults = told(survey(HEADINGS, ["select_one yn", "a", "A"], choices=choices))
    assert [fault.split(":")[0] for fault in faults] == [
        "choices, row 4, column name",
        "choices, row 5, column name",
    ]


def test_a_choice_without_a_name() -> None:
    [fault] = told(survey(HEADINGS, ["select_one yn", "a", "A"], choices=[*YES_NO, ["yn", "", "Who knows"]]))
    assert fault.startswith("choices, row 4, column name: a choice has no name.")


def test_a_heading_that_is_there_twice() -> None:
    [fault] = told(survey([*HEADINGS, "label"], ["text", "a", "A", "B"]))
    assert fault.startswith("survey, row 1, column label: the heading “label” is there twice.")


def test_no_sheet_with_questions() -> None:
    [fault] = told(workbook({"Sheet1": [["a"]], "Sheet2": [["b"]]}))
    assert fault.startswith("survey: there is no sheet survey.")


@pytest.mark.parametrize("junk", [b"", b"junk", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0junk", b"<html/>"])
def test_junk_is_refused_in_words(junk: bytes) -> None:
    [fault] = told(junk)
    assert fault.startswith("file: this is ")
    assert "save it as an Excel workbook (.xlsx)" in fault


@pytest.mark.parametrize("rows", [[], [[]], [["name"]], [["a", "b"], ["c", "d"]]])
def test_hardly_anything_is_refused_in_words(rows: Sequence[Sequence[object]]) -> None:
    assert all("Instead: " in fault for fault in told(workbook({"survey": rows})))


def test_every_fault_is_told_at_once() -> None:
    rows = [
        ["begin_group", "g", "G"],
        ["text", "a", "A", "${nobody} = 1"],
        ["txet", "b", "B"],
        ["text", "a", "Again"],
        ["select_one nolist", "c", "C", "${nowhere} = 1"],
        ["text", "", "No name"],
        ["text", "1st", "First"],
    ]
    faults = told(survey([*HEADINGS, "relevant"], *rows))
    assert sorted(fault.split(":")[0] for fault in faults) == [
        "survey, row 2, column type",
        "survey, row 3, column relevant",
        "survey, row 4, column type",
        "survey, row 5, column name",
        "survey, row 6, column relevant",
        "survey, row 6, column type",
        "survey, row 7, column name",
        "survey, row 8, column name",
    ]


def test_a_form_that_converts_has_no_more_faults() -> None:
    every_kind = [
        ["text", "a", "A"],
        ["begin_repeat", "r", "R"],
        ["select_multiple yn or_other", "s", "S ${a}"],
        ["end_repeat"],
        ["select_one_from_file places.csv", "p", "P"],
        ["range", "n", "N"],
        ["rank yn", "o", "O"],
        ["note", "", "Read this"],
        ["phonenumber", "ph", ""],
    ]
    assert more_faults(read_workbook(survey(HEADINGS, *every_kind))) == []
    assert convert(survey(HEADINGS, *every_kind), "f.xlsx").xform

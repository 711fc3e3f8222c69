"""What pyxform no longer reads loads for trying, asks the same as it always did, and is refused at publishing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from speir.xforms.checking import Verdict, check_file, forms_beside
from speir.xforms.convert import convert
from speir.xforms.faults import Fault, FormFaults
from speir.xforms.form import load_form
from speir.xforms.session import Session
from speir.xforms.unsupported import in_workbook
from tests.xforms.excel import Table, survey, workbook

HEADINGS = ["type", "name", "label", "relevant"]
CASCADES: Table = [
    ["name", "council", "locality", "practice"],
    ["label", "Which council?", "Which locality?", "Which practice?"],
    ["choice_label", "North Bay", "Town", "Harbour Road"],
    ["choice_label", "North Bay ", "Glens", "Mill (2)"],
    ["choice_label", "South Isle", "Town", "Main Street"],
]
REFUSED = "this older way of filtering choices is not supported."


def cascade(*rows: list[object]) -> bytes:
    """A form of the old kind with these rows."""
    return workbook({"survey": [HEADINGS, *rows], "cascades": CASCADES})


def session(xlsx: bytes) -> Session:
    """Nobody has answered yet."""
    return Session(load_form(convert(xlsx, "form.xlsx").xform), now=datetime(2026, 11, 30, 9, tzinfo=UTC))


def names(of: Session, address: str) -> list[str]:
    """The choices that are offered."""
    return [choice.value for choice in of.choices(address)]


def test_a_cascade_asks_a_question_for_each_level() -> None:
    asked = session(cascade(["cascading_select practice", "p", ""]))
    assert [(cell.address, asked.label(cell.address)) for cell in asked.asked()] == [
        ("p_council", "Which council?"), ("p_locality", "Which locality?"), ("p", "Which practice?"),
    ]  # fmt: skip


def test_each_level_offers_what_is_below_the_answers_above() -> None:
    asked = session(cascade(["cascading_select practice", "p", ""]))
    assert names(asked, "p_council") == ["north_bay", "south_isle"]
    asked.answer("p_council", "north_bay")
    assert names(asked, "p_locality") == ["town", "glens"]
    asked.answer("p_locality", "glens")
    assert [(each.value, each.label) for each in asked.choices("p")] == [("mill_2_", "Mill (2)")]


def test_a_place_of_the_same_name_elsewhere_is_another_place() -> None:
    asked = session(cascade(["cascading_select practice", "p", ""]))
    asked.answer("p_council", "south_isle")
    asked.answer("p_locality", "town")
    assert names(asked, "p") == ["main_street"]


def test_a_cascade_that_does_not_apply_asks_nothing() -> None:
    asked = session(
        cascade(["text", "why", "Why?", ""], ["cascading_select practice", "p", "", "${why} = 'x'"])
    )
    assert [cell.address for cell in asked.asked()] == ["why"]


def test_a_cascade_is_refused_at_publishing_by_its_cell() -> None:
    made = convert(cascade(["text", "why", "Why?"], ["cascading_select practice", "p", ""]), "f.xlsx")
    told = Fault("survey, row 3, column type", REFUSED, "write select_one LIST with a choice_filter.")
    assert in_workbook(made.workbook) == [told]


def test_another_fault_is_told_by_the_row_that_the_author_sees() -> None:
    form = cascade(["cascading_select practice", "p", ""], ["text", "b", "B", "${nobody} = 1"])
    with pytest.raises(FormFaults) as told:
        convert(form, "form.xlsx")
    assert "survey, row 3, column relevant" in [fault.where for fault in told.value.faults]


def test_a_cascade_without_its_sheet_does_not_load() -> None:
    with pytest.raises(FormFaults):
        convert(survey(HEADINGS, ["cascading_select practice", "p", ""]), "form.xlsx")


def test_the_old_name_of_the_sheet_of_choices() -> None:
    rows = [["type", "name", "label"], ["begin loop over columns", "t", "T"], ["integer", "n", "How many?"]]
    columns = [["list name", "name", "label"], ["columns", "a", "A"], ["columns", "b", "B"]]
    form = workbook({"survey": [*rows, ["end loop", "", ""]], "choices and columns": columns})
    assert [cell.address for cell in session(form).asked()] == ["t/a/n", "t/b/n"]
    assert "loops are not supported." in [f.what for f in in_workbook(convert(form, "f.xlsx").workbook)]


def counties(*choices: list[object]) -> bytes:
    """Two questions, of which one filters the choices of the other."""
    rows: Table = [
        ["type", "name", "label", "choice_filter"],
        ["select_one s", "state", "State", ""],
        ["select_one c", "county", "County", "state=${state}"],
    ]
    states: Table = [["list_name", "name", "label", "state"], ["s", "tx", "Texas"], ["s", "wa", "Washington"]]
    return workbook({"survey": rows, "choices": [*states, *choices]})


def test_choices_of_one_name_that_a_filter_tells_apart_load() -> None:
    form = counties(["c", "king", "King", "wa"], ["c", "king", "King", "tx"], ["c", "pierce", "Pierce", "wa"])
    asked = session(form)
    asked.answer("state", "tx")
    assert names(asked, "county") == ["king"]
    (told,) = in_workbook(convert(form, "form.xlsx").workbook)
    assert (told.where, told.what) == (
        "choices, row 5, column name",
        "a list has two choices of the same name.",
    )
    assert "allow_choice_duplicates" in told.instead


def test_choices_of_one_name_that_nothing_tells_apart_do_not() -> None:
    form = counties(["c", "king", "King", "wa"], ["c", "king", "Queen", "wa"])
    with pytest.raises(FormFaults, match="two choices of the same name"):
        convert(form, "form.xlsx")


def including(folder: Path) -> Verdict:
    """What is said of a form that includes another."""
    path = folder / "whole.xlsx"
    path.write_bytes(survey(["type", "name", "label"], ["text", "a", "A"], ["include", "part", "Part"]))
    return check_file(path)


def test_a_form_of_the_same_folder_is_included(tmp_path: Path) -> None:
    part = survey(["type", "name", "Label"], ["select_one yn", "good", "A good day?"])
    (tmp_path / "part.xlsx").write_bytes(part)
    told = including(tmp_path)
    assert (told.loads, told.questions) == (True, 2)
    assert [fault.where for fault in told.refusals] == ["survey, row 3, column type"]


def test_a_form_that_is_not_there_is_not_included(tmp_path: Path) -> None:
    assert not including(tmp_path).loads


@pytest.mark.parametrize("name", ["../part", "/etc/part", "part.xlsx", ""])
def test_nothing_is_included_from_elsewhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "part.xlsx").write_bytes(survey(["type", "name", "label"], ["text", "b", "B"]))
    inner = tmp_path / "inner"
    inner.mkdir()
    assert forms_beside(inner)(name) is None

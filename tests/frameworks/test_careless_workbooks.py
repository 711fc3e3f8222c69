"""Workbooks as busy people leave them: each fault told once, where it stands, and all of them in one go."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from speir.foundations.library_faults import Fault, LibraryFaults
from speir.frameworks.excel_library import workbook_of
from speir.frameworks.library import FrameworkLibrary
from speir.frameworks.reading import library_from
from tests.frameworks.sample import YAML, saved

SAMPLE = library_from(YAML.encode(), "sample.yaml")
WORKBOOK = workbook_of(SAMPLE)
Change = Callable[[Workbook], object]


def changed(*changes: Change) -> bytes:
    """The sample as a workbook, after somebody was at it."""
    workbook = load_workbook(BytesIO(WORKBOOK))
    for change in changes:
        change(workbook)
    return saved(workbook)


def read(*changes: Change) -> FrameworkLibrary:
    return library_from(changed(*changes), "mine.xlsx")


def told(*changes: Change) -> list[str]:
    """Every fault as people read it."""
    return [str(fault) for fault in faults(*changes)]


def faults(*changes: Change) -> list[Fault]:
    with pytest.raises(LibraryFaults) as refused:
        read(*changes)
    return list(refused.value.faults)


def put(sheet: str, cell: str, value: object) -> Change:
    def change(workbook: Workbook) -> None:
        workbook[sheet][cell] = value

    return change


def test_merged_cells_are_told_once_and_nothing_follows_from_them() -> None:
    [words] = told(lambda workbook: workbook["items"].merge_cells("C3:C4"))
    assert words == (
        "mine.xlsx, sheet “items”, row 3, column “kind”: The cells C3:C4 are merged, so only the first of "
        "them holds the words. Unmerge them, and write in each what belongs there."
    )


def test_merged_cells_that_others_refer_to_are_told_once_too() -> None:
    [words] = told(lambda workbook: workbook["levels"].merge_cells("A2:A3"))
    assert "The cells A2:A3 are merged" in words


def test_merged_cells_with_nothing_in_them_do_no_harm() -> None:
    assert read(lambda workbook: workbook["items"].merge_cells("A20:C22")) == SAMPLE


def test_a_formula_and_a_fault_of_another_sheet_are_told_in_one_go() -> None:
    found = faults(put("items", "D2", '="Key"&" processes"'), put("levels", "C2", "two"))
    assert [(f.place.sheet, f.place.row, f.place.column, f.what) for f in found] == [
        ("items", 2, "title", "This cell holds a formula."),
        ("levels", 2, "value", "“two” is not such a number."),
    ]


def test_an_error_that_excel_shows_is_told_as_one() -> None:
    [words] = told(put("items", "G2", "#REF!"))
    assert "row 2, column “scale”: Excel shows the error #REF! here." in words


def test_headings_that_were_overwritten_are_told_once_with_what_they_ought_to_be() -> None:
    def title_above(workbook: Workbook) -> None:
        workbook["levels"].insert_rows(1)
        workbook["levels"]["A1"] = "The levels of our scale"

    found = [words for words in told(title_above) if "sheet “levels”" in words]
    assert found[0].startswith(
        "mine.xlsx, sheet “levels”, row 1: Row 1 does not hold the headings of this sheet."
    )
    assert "Write them there: scale, key, value, label, meaning, wording, source." in found[0]
    assert len([words for words in found if "has no heading" in words]) == 6  # each column once


def test_a_column_that_was_deleted_is_told_once_and_not_on_every_row() -> None:
    found = told(lambda workbook: workbook["items"].delete_cols(4))
    assert found == [
        "mine.xlsx, sheet “items”, row 1, column “title”: This column is missing. "
        "Write its heading in row 1, and fill it in below."
    ]


def test_a_column_without_heading_is_told_once() -> None:
    [words] = told(*(put("items", f"K{row}", "note") for row in (2, 3, 4)))
    assert words.startswith("mine.xlsx, sheet “items”, row 2, column “K”: This column has no heading.")


def test_a_missing_sheet_is_named_with_its_headings_and_its_rows_are_not_missed_too() -> None:
    [words] = told(lambda workbook: workbook.remove(workbook["scales"]))
    assert words == (
        "mine.xlsx, sheet “scales”: The sheet “scales” is missing. "
        "Add a sheet with this name; its first row holds the headings key, title."
    )


@pytest.mark.parametrize("keeps_headings", [True, False])
def test_an_empty_sheet_says_what_belongs_there(keeps_headings: bool) -> None:
    def empty(workbook: Workbook) -> None:
        workbook["framework"].delete_rows(2 if keeps_headings else 1, 2)

    [words] = told(empty)
    assert "sheet “framework”, row 1: The framework has no row. Write its key, version and title." in words


def test_a_framework_of_headings_only_is_no_framework() -> None:
    def empty(workbook: Workbook) -> None:
        for name in ("scales", "levels", "items", "illustrations"):
            workbook[name].delete_rows(2, 20)

    assert ["neither a scale nor an item" in words for words in told(empty)] == [True]


def test_sheets_are_named_as_their_author_wrote_them() -> None:
    def capitals(workbook: Workbook) -> None:
        workbook["items"]["C3"], workbook["levels"]["C2"] = "thing", "two"
        workbook["items"].title, workbook["levels"].title = "I", "L"
        workbook["I"].title, workbook["L"].title = "Items", " Levels"

    found = told(capitals)
    assert found[0].startswith("mine.xlsx, sheet “Items”, row 3, column “kind”")
    assert found[1].startswith("mine.xlsx, sheet “Levels”, row 2, column “value”")


def test_two_sheets_of_one_name_are_told() -> None:
    [words] = told(lambda workbook: workbook.create_sheet("items "))
    assert "Two sheets have this name. Rename or delete one of the two." in words


def test_an_empty_sheet_that_excel_added_does_no_harm() -> None:
    assert read(lambda workbook: workbook.create_sheet("Sheet2")) == SAMPLE


def test_an_unknown_sheet_that_nobody_sees_is_said_to_be_hidden() -> None:
    def hide(workbook: Workbook) -> None:
        workbook.create_sheet("Old words")["A1"] = "key"
        workbook["Old words"].sheet_state = "hidden"

    [words] = told(hide)
    assert words.startswith(
        "mine.xlsx, sheet “Old words”, row 1: Speir does not know this sheet. It is hidden: right-click"
    )
    assert "Delete it, or give it one of the names crosswalk, framework, illustrations" in words


def test_a_hidden_sheet_that_belongs_there_is_read() -> None:
    def hide(workbook: Workbook) -> None:
        workbook["terms"].sheet_state = "veryHidden"

    assert read(hide) == SAMPLE


@pytest.mark.parametrize("unseen", ["\xa0", "\u200b", "\ufeff", " \xa0\n"])
def test_what_nobody_sees_around_a_word_makes_no_other_word(unseen: str) -> None:
    assert (
        read(
            put("items", "A3", f"1.1{unseen}"),
            put("items", "C3", f"{unseen}quality_indicator"),
            put("levels", "A2", f"{unseen}six{unseen}"),
            put("illustrations", "B2", f"good{unseen}"),
        )
        == SAMPLE
    )


def test_a_heading_with_a_space_that_does_not_break_is_the_heading() -> None:
    assert read(put("crosswalk", "B1", "Earlier\xa0version"), put("items", "A1", "\xa0Number")) == SAMPLE


def test_numbers_typed_as_text_and_text_typed_as_numbers_are_the_same() -> None:
    assert read(put("levels", "C2", "2 "), put("levels", "C3", 1.0), put("framework", "B2", 1)) == SAMPLE


def test_a_number_is_read_with_the_decimals_that_its_author_sees() -> None:
    def typed(workbook: Workbook) -> None:
        workbook["items"]["A4"] = 1.1
        workbook["items"]["A4"].number_format = "0.00"
        workbook["levels"]["C2"] = 2
        workbook["levels"]["C2"].number_format = "0.0"

    assert read(typed) == SAMPLE


def test_a_number_that_excel_cut_short_is_explained() -> None:
    [words] = told(put("items", "A4", 1.1))
    assert "“1.1” is already on row 3." in words
    assert "Excel takes 1.10 for 1.1 unless the cell is formatted as text." in words


def test_a_workbook_from_speir_keeps_what_is_typed_in_new_rows_as_text() -> None:
    items = load_workbook(BytesIO(WORKBOOK))["items"]
    assert {items.column_dimensions[letter].number_format for letter in "AB"} == {"@"}


def test_blank_rows_at_the_end_do_no_harm() -> None:
    def blank(workbook: Workbook) -> None:
        for row in range(5, 900):
            workbook["items"].cell(row, 1, "   ").number_format = "@"
            workbook["items"].cell(row, 4, None).number_format = "@"

    assert read(blank) == SAMPLE


def test_a_sheet_that_is_too_large_does_not_hide_faults_elsewhere() -> None:
    found = told(put("items", "A6000", "x"), put("levels", "C2", "two"))
    assert ["the limits are 5,000 and 100" in words for words in found] == [True, False]
    assert "“two” is not such a number." in found[1]


@pytest.mark.parametrize("cell", ["C3", "G3", "B3", "A3", "H3", "F3"])
def test_a_very_long_cell_is_told_without_repeating_it(cell: str) -> None:
    found = told(put("items", cell, "word " * 6_000))
    assert found
    assert max(len(words) for words in found) < 500


def test_a_very_long_heading_and_a_very_long_text_are_told_shortly() -> None:
    found = told(put("items", "J1", "heading " * 4_000), put("illustrations", "C2", "w" * 30_000))
    assert max(len(words) for words in found) < 500
    assert any("This is 30,000 characters long. Shorten it to 20,000 characters." in words for words in found)


def test_a_workbook_with_a_password_is_not_called_rubbish() -> None:
    with pytest.raises(LibraryFaults) as refused:
        library_from(bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 500, "mine.xlsx")
    [fault] = refused.value.faults
    assert "has a password" in fault.what
    assert "save it as .xlsx" in fault.to_do

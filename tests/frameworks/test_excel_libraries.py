"""A framework goes to Excel and back unchanged, and faults in a workbook name sheet, row and column."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from speir.foundations.library_faults import Fault, LibraryFaults
from speir.frameworks.excel_library import workbook_of
from speir.frameworks.library import FrameworkLibrary
from speir.frameworks.reading import library_from, shipped_libraries
from tests.frameworks.sample import YAML, changed_workbook, saved

SAMPLE = library_from(YAML.encode(), "sample.yaml")
WORKBOOK = workbook_of(SAMPLE)


@pytest.mark.parametrize("library", [SAMPLE, *shipped_libraries()], ids=lambda library: library.key)
def test_yaml_to_excel_and_back_is_the_same_library(library: FrameworkLibrary) -> None:
    back = library_from(workbook_of(library), "edited.xlsx")
    assert back == library
    assert back.checksum == library.checksum


def test_words_that_look_like_a_formula_stay_words() -> None:
    library = library_from(YAML.replace("People are heard.", '"=SUM(A1)"').encode(), "sample.yaml")
    assert library_from(workbook_of(library), "a.xlsx") == library


def test_words_over_several_lines_survive() -> None:
    library = library_from(YAML.replace("People are heard.", '"One.\\nTwo."').encode(), "sample.yaml")
    assert library_from(workbook_of(library), "a.xlsx").items[1].illustrations[0].text == "One.\nTwo."


# sheet, cell, what is put there, row, column, words of the message
BROKEN = [
    ("framework", "B2", None, 2, "version", "Write the version"),
    ("framework", "C1", "titel", 1, "titel", "Did you mean “title”?"),
    ("framework", "B1", "key", 1, "key", "Two columns have this heading"),
    ("levels", "C2", "two", 2, "value", "whole number"),
    ("levels", "C2", 1, 3, "value", "already on row 2"),
    ("levels", "C2", 2.5, 2, "value", "whole number"),
    ("levels", "G2", None, 2, "source", "Official wording has no source"),
    ("levels", "F3", "mine", 3, "wording", "not one of"),
    ("items", "A3", None, 3, "number", "Write the number"),
    ("items", "A4", 1.1, 4, "number", "already on row 3"),
    ("items", "B3", "7", 3, "parent", "not defined in “items”"),
    ("items", "G2", "=A1", 2, "scale", "holds a formula"),
    ("items", "K3", "stray", 3, "K", "no heading"),
    ("illustrations", "B2", "great", 2, "level", "Use one of: good, weak."),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "row", "column", "words"), BROKEN)
def test_a_fault_is_located_by_sheet_row_and_column(
    sheet: str, cell: str, value: str | float | None, row: int, column: str, words: str
) -> None:
    found = faults_of(changed_workbook(WORKBOOK, sheet, cell, value))
    located = [f for f in found if (f.place.sheet, f.place.row, f.place.column) == (sheet, row, column)]
    assert located, [str(fault) for fault in found]
    assert any(words in str(fault) for fault in located), [str(fault) for fault in located]


def test_the_message_names_file_sheet_row_and_column() -> None:
    [fault] = faults_of(changed_workbook(WORKBOOK, "levels", "C2", "two"))
    assert str(fault).startswith(
        "edited.xlsx, sheet “levels”, row 2, column “value”: “two” is not such a number."
    )


def test_numbers_dates_and_yes_are_read_as_their_author_meant_them() -> None:
    workbook = load_workbook(BytesIO(WORKBOOK))
    workbook["items"]["A2"], workbook["items"]["F2"] = 1.0, True
    workbook["framework"]["D2"], workbook["framework"]["E2"] = (
        date(2026, 11, 22),
        datetime(2026, 11, 22, 9, 30),
    )
    library = library_from(saved(workbook), "edited.xlsx")
    assert (library.items[0].number, library.items[0].is_evaluated) == ("1", True)
    assert (library.purpose, library.source) == ("2026-11-22", "2026-11-22")


def test_blank_rows_and_the_read_me_sheet_do_no_harm() -> None:
    workbook = load_workbook(BytesIO(WORKBOOK))
    workbook["items"].insert_rows(3)
    assert library_from(saved(workbook), "edited.xlsx") == SAMPLE


def test_headings_may_be_capitalised_and_spaced() -> None:
    workbook = load_workbook(BytesIO(WORKBOOK))
    workbook["items"]["A1"] = " Number "
    workbook["items"].title = "Things"
    workbook["Things"].title = "Items"
    assert library_from(saved(workbook), "edited.xlsx") == SAMPLE


def test_an_unknown_sheet_is_named() -> None:
    workbook = load_workbook(BytesIO(WORKBOOK))
    workbook["scales"].title = "scalse"
    found = [str(fault) for fault in faults_of(saved(workbook))]
    assert any("sheet “scalse”" in fault and "Did you mean “scales”?" in fault for fault in found), found


@pytest.mark.parametrize("cell", ["A6000", "XFD1"])
def test_a_sheet_with_far_too_many_rows_or_columns_is_refused(cell: str) -> None:
    [fault] = faults_of(changed_workbook(WORKBOOK, "items", cell, "x"))
    assert "the limits are 5,000 and 100" in fault.what


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04rubbish", b"%PDF-1.7"])
def test_a_file_that_is_not_excel_is_refused(content: bytes) -> None:
    [fault] = faults_of(content)
    assert fault.what == "This is not an Excel workbook."


def test_a_zip_file_that_is_not_excel_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert faults_of(packed.getvalue())[0].what == "This is not an Excel workbook."


def test_a_workbook_that_unpacks_to_far_too_much_is_refused() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (60 * 1024 * 1024))
    assert "far too large" in faults_of(packed.getvalue())[0].what


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("damage", [b"", b"<not-closed", b"<odd/>"])
def test_a_damaged_workbook_is_refused(part: str, damage: bytes) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(WORKBOOK)) as whole, zipfile.ZipFile(packed, "w") as damaged:
        for name in whole.namelist():
            damaged.writestr(name, damage if name == part else whole.read(name))
    assert faults_of(packed.getvalue())


def test_a_workbook_cut_short_is_refused() -> None:
    assert faults_of(WORKBOOK[: len(WORKBOOK) // 2])


def test_an_empty_file_and_an_empty_workbook_are_refused() -> None:
    assert faults_of(b"")[0].what == "The file is empty."
    assert {fault.what for fault in faults_of(saved(Workbook()))} == {
        "The sheet “framework” is missing.",
        "The sheet “scales” is missing.",
        "The sheet “levels” is missing.",
    }


def faults_of(content: bytes) -> list[Fault]:
    with pytest.raises(LibraryFaults) as refused:
        library_from(content, "edited.xlsx")
    return list(refused.value.faults)

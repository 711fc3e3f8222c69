"""A merged cell is told as one, with the cell it stands in, not as the words that it swallowed."""

import io

import openpyxl
import pytest

from speir.xforms.convert import convert
from speir.xforms.faults import Fault, FormFaults
from speir.xforms.unsupported import in_workbook
from tests.xforms.excel import survey

HEADINGS = ["type", "name", "label", "hint"]


def merged(*spans: str, rows: tuple[list[object], ...], sheet: str = "survey") -> bytes:
    """A form in which cells were merged in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(survey(*rows)))
    for span in spans:
        book[sheet].merge_cells(span)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def told(where: str, span: str) -> Fault:
    """What is said of merged cells."""
    what = f"the cells {span} are merged, so only the first of them holds the words."
    return Fault(where, what, "unmerge them, and write in each what belongs there.")


def test_a_merged_name_is_not_told_as_a_row_without_a_name() -> None:
    rows = (HEADINGS, ["text", "a", "A"], ["text", "b", "B"])
    with pytest.raises(FormFaults) as faults:
        convert(merged("B2:B3", rows=rows), "form.xlsx")
    assert list(faults.value.faults) == [told("survey, row 2, column name", "B2:B3")]


def test_a_heading_over_a_section_is_told_as_merged() -> None:
    rows = (HEADINGS, ["Part one", "", "", ""], ["text", "b", "B"])
    with pytest.raises(FormFaults) as faults:
        convert(merged("A2:D2", rows=rows), "form.xlsx")
    assert list(faults.value.faults) == [told("survey, row 2, column type", "A2:D2")]


def test_another_fault_is_told_beside_it() -> None:
    rows = (HEADINGS, ["text", "a", "A"], ["text", "b", "B"], ["txet", "c", "C"])
    with pytest.raises(FormFaults) as faults:
        convert(merged("B2:B3", rows=rows), "form.xlsx")
    places = {fault.where for fault in faults.value.faults}
    assert places == {"survey, row 2, column name", "survey, row 4, column type"}


def test_merged_cells_of_a_form_that_converts_are_refused_at_publishing() -> None:
    form = merged("C2:D2", rows=(HEADINGS, ["text", "a", "A"]))
    assert in_workbook(convert(form, "f.xlsx").workbook) == [told("survey, row 2, column label", "C2:D2")]


def test_merged_choices_are_told_by_their_sheet() -> None:
    form = merged("C2:C3", rows=(HEADINGS, ["select_one yn", "a", "A"]), sheet="choices")
    try:
        faults = in_workbook(convert(form, "f.xlsx").workbook)
    except FormFaults as refused:
        faults = list(refused.faults)
    assert told("choices, row 2, column label", "C2:C3") in faults


def test_a_merged_heading_is_told_when_words_stand_below_it() -> None:
    rows = (["type", "name", "label", ""], ["text", "a", "A", "more"])
    form = merged("C1:D1", rows=rows)
    assert in_workbook(convert(form, "f.xlsx").workbook) == [told("survey, row 1, column label", "C1:D1")]


@pytest.mark.parametrize("span", ["E2:F2", "D2:F9", "A20:B20"])
def test_what_nobody_reads_may_be_merged(span: str) -> None:
    rows = (["type", "name", "label"], ["text", "a", "A", "for me", "also for me"], ["text", "b", "B"])
    assert in_workbook(convert(merged(span, rows=rows), "f.xlsx").workbook) == []

"""A question that asks for a file is refused by its cell, whatever the template is for."""

import pytest

from speir.questionnaires.trying import try_workbook
from speir.xforms.faults import FormFaults
from tests.questionnaires.workbooks import SURVEY, workbook

ASKING = ("file", "image", "add image prompt", "photo")


def asking(kind: str) -> bytes:
    row = (kind, "minutes", "The minutes", *[""] * (len(SURVEY[0]) - 3))
    return workbook(survey=[*SURVEY[:-3], row, *SURVEY[-3:]])


@pytest.mark.parametrize("asked", ASKING)
def test_files_are_refused_by_their_cell(asked: str) -> None:
    with pytest.raises(FormFaults) as refused:
        try_workbook(asking(asked), "small.xlsx", "record_reading", {})
    [fault] = refused.value.faults
    assert fault.where == "survey, row 6, column type"
    assert (
        fault.instead == "ask in a text question where in the record it stands, such as “minutes of 4 March”."
    )


@pytest.mark.parametrize("kind", ["survey", "return", "self_evaluation"])
def test_other_templates_are_told_of_document_requests(kind: str) -> None:
    with pytest.raises(FormFaults, match="document request"):
        try_workbook(asking("file"), "small.xlsx", kind, {})


def test_choices_from_a_file_are_no_upload() -> None:
    tried = try_workbook(asking("select_one yes_no"), "small.xlsx", "record_reading", {})
    assert [each.kind for each in tried.questions if each.path.endswith("/minutes")] == ["select_one"]

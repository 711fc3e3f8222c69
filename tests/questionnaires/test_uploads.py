"""Questions that ask for a file: taken where answers are read, refused by their cell where they cannot be."""

import pytest

from speir.questionnaires.trying import try_workbook
from speir.xforms.faults import FormFaults
from speir.xforms.form import load_form
from speir.xforms.parts import Kind
from tests.questionnaires.workbooks import SURVEY, workbook

ASKING = {"file": "application/*", "image": "image/*", "add image prompt": "image/*", "photo": "image/*"}


def asking(kind: str, **more: str) -> bytes:
    """A template that asks for a file; ``more`` are columns of its own."""
    heads, *rows = SURVEY
    row = (kind, "minutes", "The minutes", *[""] * (len(heads) - 3))
    placed = [*[(*each, *[""] * len(more)) for each in rows[:-3]], (*row, *more.values())]
    placed += [(*each, *[""] * len(more)) for each in rows[-3:]]
    return workbook(survey=[(*heads, *(name.replace("__", "::") for name in more)), *placed])


@pytest.mark.parametrize("asked", ASKING)
@pytest.mark.parametrize("kind", ["record_reading", "return", "self_evaluation"])
def test_files_and_pictures_are_taken(asked: str, kind: str) -> None:
    tried = try_workbook(asking(asked), "small.xlsx", kind, {})
    form = load_form(tried.xform.encode())
    [question] = [each for each in form.questions if each.name == "minutes"]
    assert (question.kind, question.media_type) == (Kind.FILE, ASKING[asked])
    assert question.is_asked


@pytest.mark.parametrize("asked", ASKING)
def test_no_survey_asks_for_one(asked: str) -> None:
    with pytest.raises(FormFaults, match="document request") as refused:
        try_workbook(asking(asked), "small.xlsx", "survey", {})
    [fault] = refused.value.faults
    assert fault.where == "survey, row 6, column type"
    assert "it could say who answered" in fault.what


@pytest.mark.parametrize("asked", ["audio", "video", "background-audio"])
def test_recordings_are_refused_by_their_cell(asked: str) -> None:
    with pytest.raises(FormFaults) as refused:
        try_workbook(asking(asked), "small.xlsx", "record_reading", {})
    assert ("survey, row 6, column type", "ask for a text answer.") in [
        (each.where, each.instead) for each in refused.value.faults
    ]


def test_the_author_may_narrow_what_is_taken() -> None:
    tried = try_workbook(asking("file", body__accept=".pdf,.csv"), "small.xlsx", "record_reading", {})
    [question] = [each for each in load_form(tried.xform.encode()).questions if each.name == "minutes"]
    assert question.accept == ".pdf,.csv"


def test_a_kind_that_is_never_taken_is_refused_by_its_cell() -> None:
    with pytest.raises(FormFaults) as refused:
        try_workbook(asking("file", body__accept=".exe, .zip"), "small.xlsx", "record_reading", {})
    [fault] = refused.value.faults
    assert fault.where == "survey, row 6, column body::accept"
    assert fault.instead.startswith("write one of PDF, Word")


def test_choices_from_a_file_are_no_upload() -> None:
    tried = try_workbook(asking("select_one yes_no"), "small.xlsx", "survey", {})
    assert [each.kind for each in tried.questions if each.path.endswith("/minutes")] == ["select_one"]

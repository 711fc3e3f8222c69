"""Forms written as CSV or Markdown: tried like Excel, each fault by its sheet, row and column."""

import csv
from pathlib import Path

import pytest
from pyxform.xls2xform import convert as pyxform_convert

from speir.xforms.checking import check_file, files_in
from speir.xforms.convert import convert
from tests.xforms.test_checking import written

MARKDOWN = b"""
A form for trying.

| survey  |               |      |            |                       |
|         | type          | name | label      | relevant              |
|         | integer       | age  | How old?   |                       |
# a line that says nothing to anybody
|         | select_one yn | ill  | Ill \\| not | ${age} > 60           | # a remark
| choices |               |      |            |                       |
|         | list_name     | name | label      |                       |
|---------|---------------|------|------------|-----------------------|
|         | yn            | y    | Yes        |                       |
|         | yn            | n    | No         |                       |
"""
CSV = b"""\xef\xbb\xbfsurvey,,,,
,type,name,label,relevant
,integer,age,How old?,
,select_one yn,ill,Ill | not,${age} > 60
choices,,,,
,list_name,name,label,
,yn,y,Yes,
,yn,n,No,
"""
FORMS = {"form.md": MARKDOWN, "form.csv": CSV}


@pytest.mark.parametrize("name", FORMS)
def test_it_loads_and_says_that_excel_is_published(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, FORMS[name])
    line = check_file(path).line
    assert line.startswith(
        f"{path}: loads (2 questions, 1 page); publishing would refuse: file: a form in CSV"
    )


@pytest.mark.parametrize("name", FORMS)
def test_it_is_the_form_that_pyxform_makes_of_it(tmp_path: Path, name: str) -> None:
    theirs = pyxform_convert(written(tmp_path, name, FORMS[name].removeprefix(b"\xef\xbb\xbf")))
    assert convert(FORMS[name], name).xform.decode() == theirs.xform


@pytest.mark.parametrize("name", FORMS)
def test_a_fault_is_told_by_its_cell(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, FORMS[name].replace(b"${age}", b"${aeg}"))
    told = check_file(path)
    assert not told.loads
    assert told.faults[0].where == "survey, row 3, column relevant"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.md", b"# Nothing\n\nOnly words.\n", "no sheet begins in it"),
        ("a.csv", b"name,label\nglen,Glen\n", "survey"),
        ("a.csv", b"survey,,\n,type,\xff\n", "this is not text in UTF-8"),
        ("a.md", b"| settings | form_title |\n", "survey"),
    ],
)
def test_what_is_no_form_is_told(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    told = check_file(written(tmp_path, name, content))
    assert not told.loads
    assert why in told.line


def test_a_long_cell_is_read_here_and_other_readers_of_csv_keep_their_limit(tmp_path: Path) -> None:
    usual = csv.field_size_limit()
    path = written(tmp_path, "form.csv", CSV.replace(b"How old?", b"How old? " * 20_000))
    assert check_file(path).line.startswith(f"{path}: loads")
    assert csv.field_size_limit() == usual


def test_in_a_folder_only_forms_are_tried(tmp_path: Path) -> None:
    for name, content in FORMS.items():
        written(tmp_path, name, content)
    written(tmp_path, "README.md", b"# Forms\n\n| name | what |\n|---|---|\n| a | b |\n")
    written(tmp_path, "towns.csv", b"name,label\nglen,Glen\n")
    assert [path.name for path in files_in([tmp_path])] == ["form.csv", "form.md"]

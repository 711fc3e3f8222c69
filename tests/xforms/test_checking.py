"""Any file gets one line: it loads, or where it fails and what to write instead; never an exception."""

import io
import json
import random
import zipfile
from pathlib import Path

import pytest

from speir.config import check_form
from speir.xforms.checking import check_file, files_in
from speir.xforms.convert import convert
from tests.xforms.excel import survey, workbook

HEADINGS = ["type", "name", "label", "relevant"]
SOUND = survey(
    HEADINGS, ["begin_group", "g", "G"], ["text", "a", "A"], ["end_group"], ["select_one yn", "b", "B"]
)
POSITION = survey(HEADINGS, ["geopoint", "a", "Where?"], ["text", "b", "B"])
BROKEN = survey(HEADINGS, ["text", "a", "A", "${nobody} = 1"])


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file in a folder."""
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_form_loads(tmp_path: Path) -> None:
    path = written(tmp_path, "sound.xlsx", SOUND)
    assert check_file(path).line == f"{path}: loads (2 questions, 2 pages)"


def test_the_same_form_as_an_xform(tmp_path: Path) -> None:
    path = written(tmp_path, "sound.xml", convert(SOUND, "sound.xlsx").xform)
    assert check_file(path).line == f"{path}: loads (2 questions, 2 pages)"


def test_a_form_that_publishing_would_refuse_still_loads(tmp_path: Path) -> None:
    for name, content, where in (
        ("a.xlsx", POSITION, "survey, row 2, column type"),
        ("a.xml", convert(POSITION, "a.xlsx").xform, "/data/a"),
    ):
        path = written(tmp_path, name, content)
        verdict = check_file(path)
        assert verdict.loads
        assert verdict.line.startswith(
            f"{path}: loads (1 question, 1 page); publishing would refuse: {where}: Speir takes no positions"
        )


def test_a_form_that_does_not_load_says_where_and_what_instead(tmp_path: Path) -> None:
    path = written(tmp_path, "broken.xlsx", BROKEN)
    assert check_file(path).line == (
        f"{path}: does not load: survey, row 2, column relevant: there is no question called “nobody”. "
        "Instead: check the spelling, or add a question of that name."
    )


def test_a_group_that_hangs_on_itself_is_told_by_its_cell(tmp_path: Path) -> None:
    rows = [["begin_group", "g", "G", "${a} = 'x'"], ["text", "a", "A"], ["end_group"]]
    path = written(tmp_path, "ring.xlsx", survey(HEADINGS, *rows))
    assert check_file(path).line.endswith(
        "publishing would refuse: survey, row 2, column relevant: this hangs on “a” inside itself: "
        "once hidden, nobody can bring it back. Instead: ask that question before it, outside."
    )


def test_media_are_looked_for_beside_the_form(tmp_path: Path) -> None:
    form = survey(HEADINGS, ["select_one_from_file places.csv", "a", "A"])
    path = written(tmp_path, "places.xlsx", form)
    assert check_file(path).line.endswith("; warning: places.csv: this file is not beside the form.")
    written(tmp_path, "places.csv", b"name,label\nx,X\n")
    assert check_file(path).warnings == ()


def bomb(part: str, megabytes: int) -> bytes:
    """A small file with a part that unpacks to much."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(part, b"0" * (megabytes * 1024 * 1024))
    return packed.getvalue()


JUNK = {
    "bomb.xlsx": bomb("xl/media/image1.png", 201),
    "bomb_of_a_sheet.xlsx": bomb("xl/worksheets/sheet1.xml", 26),
    "many_rows.xlsx": workbook({"survey": [["type", "name"], *([["text", "a"]] * 5_001)]}),
    "deep.xml": b"<html>" + b"<a>" * 5_000,
    "laughs.xml": b"<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><html>&c;</html>",
    "nothing_but_nought.xml": b"\0" * 5_000,
    "deep_groups.xlsx": survey(HEADINGS, *([["begin_group", "g", "G"]] * 300)),
    "empty.xlsx": b"",
    "text.xlsx": b"not a workbook",
    "half.xlsx": SOUND[: len(SOUND) // 2],
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "page.xml": b"<html><body>Hello</body></html>",
    "broken.xml": b"<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:head>",
    "plain.xml": b"<a/>",
    "bytes.xml": bytes(range(256)) * 4,
    "no_model.xml": b"<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:head/><h:body/></h:html>",
    "utf16.xml": "<a>é</a>".encode("utf-16"),
    "other_sheets.xlsx": workbook({"One": [["a"]], "Two": [["b"]]}),
    "numbers.xlsx": workbook(
        {"survey": [[1, 2, 3], [4, 5, 6]], "choices": [[None]], "settings": [[7.5], [True]]}
    ),
    "entity.xml": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
}


@pytest.mark.parametrize("name", JUNK)
def test_junk_gets_its_line(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, JUNK[name])
    verdict = check_file(path)
    assert not verdict.loads
    assert verdict.line.startswith(f"{path}: does not load: ")
    assert " Instead: " in verdict.line
    assert "\n" not in verdict.line
    assert "Traceback" not in verdict.line


def test_an_odd_name_of_a_file_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "a \u202e \udcff \n b.xlsx", SOUND)
    assert check_file(path).loads
    assert check_form.run([str(path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_what_is_not_there_gets_its_line(tmp_path: Path) -> None:
    assert "does not load: file: it cannot be read" in check_file(tmp_path / "nowhere.xlsx").line
    assert "does not load: file: it cannot be read" in check_file(tmp_path).line


def test_damaged_forms_never_raise(tmp_path: Path) -> None:
    chance = random.Random(7)
    xform = convert(SOUND, "sound.xlsx").xform
    for number in range(60):
        content = bytearray(SOUND if number % 2 else xform)
        for _ in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path = written(tmp_path, f"damaged.{'xlsx' if number % 2 else 'xml'}", bytes(content))
        assert "\n" not in check_file(path).line


def test_a_folder_means_every_form_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    written(inner, "b.xlsx", SOUND)
    written(tmp_path, "a.xml", convert(SOUND, "a.xlsx").xform)
    written(tmp_path, "list.xml", b"<root><item/></root>")
    written(tmp_path, "~$a.xlsx", b"lock")
    written(tmp_path, "notes.txt", b"notes")
    assert [path.name for path in files_in([tmp_path])] == ["a.xml", "b.xlsx"]


def test_the_command_ends_with_1_when_a_form_does_not_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound, broken = written(tmp_path, "a.xlsx", SOUND), written(tmp_path, "b.xlsx", BROKEN)
    assert check_form.run([str(sound)]) == 0
    assert check_form.run([str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[:2] for line in lines[1:]] == [
        [str(sound), "loads (2 questions, 2 pages)"],
        [str(broken), "does not load"],
    ]


def test_the_command_as_a_list_and_with_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    advised = survey(HEADINGS, ["select_one yn", "a", "Was it clear and timely?"])
    path = written(tmp_path, "a.xlsx", advised)
    assert check_form.run(["--json", str(path)]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert told["loads"]
    assert told["findings"][0]["where"] == "survey, row 2, column label"
    assert check_form.run(["--advice", str(path)]) == 0
    assert "\n  advice: survey, row 2, column label: " in capsys.readouterr().out


def test_the_command_with_advice_lists_every_fault_of_a_form_that_does_not_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["text", "a", "A", "${nobody} = 1"], ["text", "b", "B", "${noone} = 1"]]
    path = written(tmp_path, "a.xlsx", survey(HEADINGS, *rows))
    assert check_form.run(["--advice", str(path)]) == 1
    told = capsys.readouterr().out
    assert "\n  survey, row 2, column relevant: there is no question called “nobody”." in told
    assert "\n  survey, row 3, column relevant: there is no question called “noone”." in told


@pytest.mark.parametrize("options", [[], ["--unknown", "a.xlsx"]])
def test_the_command_says_how_it_is_used(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert check_form.run(options) == 2
    assert "Usage: speir check-form" in capsys.readouterr().err


def test_a_template_kept_in_yaml_is_written_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "small.yaml"
    source.write_text("survey: [{type: text, name: a, label: A}]\n")
    assert check_form.make_templates([str(source)]) == 0
    assert check_file(tmp_path / "small.xlsx").loads
    assert check_form.make_templates([str(tmp_path / "nowhere.yaml")]) == 2
    assert check_form.make_templates([]) == 2
    assert "cannot be read or written" in capsys.readouterr().err

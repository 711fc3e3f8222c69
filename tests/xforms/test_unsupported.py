"""What publishing refuses is named by its cell; what is supported is let through."""

import pytest

from speir.xforms.unsupported import in_workbook
from speir.xforms.unsupported_xform import in_xform
from speir.xforms.workbook import read_workbook
from tests.xforms.excel import YES_NO, survey, workbook

HEADINGS = ["type", "name", "label", "appearance", "parameters", "calculation"]

SUPPORTED = (
    *("text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "acknowledge", "hidden"),
    *("file", "range", "rank yn", "select_one yn", "select_multiple yn"),
    *("select_one_from_file places.csv", "begin_group", "begin_repeat"),
)


def refused(*row: str) -> list[str]:
    """What is refused of a form with one question."""
    return [str(fault) for fault in in_workbook(read_workbook(survey(HEADINGS, row)))]


@pytest.mark.parametrize(
    "kind",
    [
        "geopoint",
        "geotrace",
        "geoshape",
        "start-geopoint",
        "audio",
        "video",
        "barcode",
        "background-audio",
        "audit",
        "xml-external",
    ],
)
def test_kinds_of_question(kind: str) -> None:
    [fault] = refused(kind, "a", "A")
    assert fault.startswith("survey, row 2, column type: ")
    assert len(fault.split("Instead: ")[1]) > 10


@pytest.mark.parametrize(
    "appearance", ["ex:org.example.app(a='b')", "image-map", "signature", "minimal maps"]
)
def test_appearances(appearance: str) -> None:
    [fault] = refused("text", "a", "A", appearance)
    assert fault.startswith("survey, row 2, column appearance: ")


def test_labels_on_ticks() -> None:
    [fault] = refused("range", "a", "A", "", "start=1 end=5 tick_labelset=yn")
    assert fault.startswith("survey, row 2, column parameters: ")


@pytest.mark.parametrize("calculation", ["area(${a})", "${last-saved#a}", "distance(${a})"])
def test_expressions(calculation: str) -> None:
    [fault] = refused("calculate", "b", "", "", "", calculation)
    assert fault.startswith("survey, row 2, column calculation: ")


@pytest.mark.parametrize("calculation", ["random()", "int(random() * 6)", "uuid()", "once(today())"])
def test_what_is_drawn_or_worked_out_once_is_not_kept(calculation: str) -> None:
    [fault] = refused("calculate", "b", "", "", "", calculation)
    assert fault.startswith("survey, row 2, column calculation: ")
    assert "trigger" in fault
    drawn = survey(["type", "name", "label", "default"], ["text", "b", "B", calculation])
    assert [each.where for each in in_workbook(read_workbook(drawn))] == ["survey, row 2, column default"]
    kept = survey([*HEADINGS, "trigger"], ["text", "b", "B", "", "", calculation, "${a}"])
    assert in_workbook(read_workbook(kept)) == []


def test_choices_that_are_shuffled_anew() -> None:
    [fault] = refused("select_one yn", "a", "A", "", "randomize=true")
    assert fault.startswith("survey, row 2, column parameters: ")
    assert refused("select_one yn", "a", "A", "", "randomize=true seed=42") == []


def test_a_draw_in_an_xform() -> None:
    head = '<h:head><model><instance><data id="a"><b/></data></instance>'
    made = '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">'
    for part, is_refused in {
        '<bind nodeset="/data/b" calculate="random()"/>': True,
        '<setvalue ref="/data/b" event="odk-instance-first-load" value="uuid()"/>': True,
        '<setvalue ref="/data/b" event="xforms-value-changed" value="uuid()"/>': False,
        '<bind nodeset="/data/b" jr:preload="uid"/>': True,
        '<bind nodeset="/data/meta/instanceID" jr:preload="uid"/>': False,
        """<bind nodeset="/data/meta/instanceID" calculate="concat('uuid:', uuid())"/>""": False,
        """<bind nodeset="/data/b" calculate="concat('uuid:', uuid())"/>""": True,
        '<bind nodeset="/data/b" jr:preload="date" jr:preloadParams="today"/>': False,
        "<itemset nodeset=\"randomize(instance('yn')/root/item)\"/>": True,
        "<itemset nodeset=\"randomize(instance('yn')/root/item, 42)\"/>": False,
    }.items():
        assert bool(in_xform(f"{made}{head}{part}</model></h:head></h:html>".encode())) is is_refused, part


def test_entities_settings_and_pictures() -> None:
    book = workbook(
        {
            "survey": [["type", "name", "label", "image"], ["text", "a", "A", "a.png"]],
            "choices": [[*YES_NO[0], "media::image::English (en)"], [*YES_NO[1], "b.png"]],
            "settings": [["form_id", "public_key"], ["a", "MIIB"]],
            "entities": [["list_name", "label"], ["trees", "Tree"]],
        }
    )
    assert [fault.where for fault in in_workbook(read_workbook(book))] == [
        "entities, row 2",
        "settings, row 2, column public_key",
        "survey, row 2, column image",
        "choices, row 2, column media::image::English (en)",
    ]


@pytest.mark.parametrize(
    "kind",
    SUPPORTED,
)
def test_what_is_supported_is_let_through(kind: str) -> None:
    assert refused(kind, "a", "A", "minimal", "start=1 end=5", "round(${b})") == []


def test_a_form_that_asks_nothing() -> None:
    [fault] = in_workbook(read_workbook(survey(HEADINGS)))
    assert str(fault).startswith("survey, row 2: the form asks nothing.")

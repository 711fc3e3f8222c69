"""What publishing refuses is named by its cell; what is supported is let through."""

import pytest

from speir.xforms.unsupported import in_workbook
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

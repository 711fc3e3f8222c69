"""A form for every construct that is supported, answered; and a workbook for every one that is not, refused."""

from dataclasses import dataclass, field

import pytest

from speir.questionnaires.choices import TemplateKind
from speir.questionnaires.trying import try_workbook
from speir.xforms import unsupported
from speir.xforms.faults import FormFaults
from speir.xforms.parts import Kind
from speir.xforms.session import Session
from tests.xforms.forms import NOW, YES_NO, Row, row, workbook

SETTINGS = {"form_id": "every", "version": "1"}
CSV = {"towns.csv": b"name,label,area,code\nayr,Ayr,south,K1\nwick,Wick,north,K2\n"}


@dataclass(frozen=True)
class Supported:
    """Rows of a survey, answers to them, and what the record then holds."""

    rows: tuple[Row, ...]
    answers: dict[str, str] = field(default_factory=dict)
    record: dict[str, object] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    appearance: str = ""


def one(kind: str, answer: str, recorded: object, **more: str) -> Supported:
    return Supported(
        (row(kind, "a", **more),), {"a": answer}, {"a": recorded}, (), more.get("appearance", "")
    )


def around(kind: str, *inner: Row, **more: str) -> tuple[Row, ...]:
    return row(f"begin_{kind}", "g", **more), *inner, row(f"end_{kind}", "", " ")


GRID = around("group", row("select_one yn", "a"), row("select_one yn", "b"), appearance="table-list")
NORTH = "area = 'north'"
SUPPORTED: dict[str, Supported] = {
    "text": one("text", "Words", "Words"),
    "integer": one("integer", "12", 12),
    "decimal": one("decimal", "1.5", 1.5),
    "date": one("date", "2026-03-01", "2026-03-01"),
    "time": one("time", "14:05", "14:05"),
    "dateTime": one("dateTime", "2026-03-01T14:05:00.000+00:00", "2026-03-01T14:05:00.000+00:00"),
    "select_one": one("select_one yn", "yes", "yes"),
    "select_multiple": one("select_multiple yn", "yes na", ["yes", "na"]),
    "rank": one("rank yn", "na yes no", ["na", "yes", "no"]),
    "range": one("range", "3", 3, parameters="start=0 end=5 step=1"),
    "note": Supported((row("note", "n", "You said ${a}"), row("text", "a")), {"a": "x"}, {"a": "x"}),
    "calculate": Supported((row("integer", "a"), row("calculate", "c", calculation="${a} * 2")), {"a": "4"}, {"c": 8}),
    "acknowledge": one("acknowledge", "OK", "OK"),
    "hidden": Supported((row("hidden", "h", default="kept"), row("text", "a")), {"a": "x"}, {"h": "kept"}),
    "group": Supported(around("group", row("text", "a")), {"g/a": "x"}, {"g": {"a": "x"}}),
    "repeat": Supported(around("repeat", row("text", "a")), {"g[k]/a": "x"}, {"g": [{"a": "x"}]}),
    "repeat_count": Supported(
        (row("integer", "n"), *around("repeat", row("text", "a"), repeat_count="${n}")), {"n": "1", "g[1]/a": "x"},
        {"g": [{"a": "x"}]},
    ),
    "field-list": Supported(around("group", row("text", "a"), appearance="field-list"), {"g/a": "x"}, {"g": {"a": "x"}}),
    "table-list": Supported(GRID, {"g/a": "yes", "g/b": "no"}),
    "likert": one("select_one yn", "yes", "yes", appearance="likert"),
    "minimal": one("select_one yn", "yes", "yes", appearance="minimal"),
    "multiline": one("text", "Words\nand more", "Words\nand more", appearance="multiline"),
    "required": Supported((row("text", "a", required="yes"),), faults=("required",)),
    "constraint": Supported((row("integer", "a", constraint=". < 5"),), {"a": "7"}, {"a": 7}, ("constraint",)),
    "relevant": Supported(
        (row("select_one yn", "a"), row("text", "b", relevant="${a} = 'yes'")), {"a": "no", "b": "kept"}, {"a": "no"}
    ),
    "choice_filter": Supported(
        (row("select_one yn", "a"), row("select_one yn", "b", choice_filter="name != ${a}")),
        {"a": "no", "b": "no"}, {"a": "no"}, ("choice",),
    ),
    "default": Supported((row("text", "a", default="first"),), {}, {"a": "first"}),
    "trigger": Supported(
        (row("text", "a"), row("text", "b", calculation="concat(${a}, '!')", trigger="${a}")), {"a": "x"}, {"b": "x!"}
    ),
    "translations": Supported(
        ({"type": "text", "name": "a", "label::English (en)": "Name", "label::Gàidhlig (gd)": "Ainm"},), {"a": "x"},
        {"a": "x"},
    ),
    "hint": Supported((row("text", "a", hint="Write no names."),), {"a": "x"}, {"a": "x"}),
    "guidance_hint": Supported((row("text", "a", guidance_hint="Of the last year."),), {"a": "x"}, {"a": "x"}),
    "CSV choices": one("select_one_from_file towns.csv", "wick", "wick", choice_filter=NORTH),
    "pulldata": Supported(
        (row("text", "a"), row("calculate", "c", calculation="pulldata('towns', 'code', 'name', ${a})")), {"a": "wick"},
        {"c": "K2"},
    ),
}  # fmt: skip
# What the design says that templates may have: a construct without a row above fails.
PROMISED = {
    *(
        "text",
        "integer",
        "decimal",
        "date",
        "time",
        "dateTime",
        "select_one",
        "select_multiple",
        "rank",
        "range",
    ),
    *("note", "calculate", "acknowledge", "hidden", "group", "repeat", "repeat_count", "field-list"),
    *("table-list", "likert", "minimal", "multiline", "required", "constraint", "relevant", "choice_filter"),
    *("default", "trigger", "translations", "hint", "guidance_hint", "CSV choices", "pulldata"),
}


def test_every_promised_construct_has_its_form() -> None:
    assert set(SUPPORTED) == PROMISED
    # A file is no answer of a few words: tests/questionnaires/test_uploads.py and the reading of records prove it.
    kinds = {str(kind) for kind in Kind} - {"unsupported", "file"}
    assert kinds <= PROMISED


@pytest.mark.parametrize("construct", SUPPORTED)
def test_what_is_supported_is_published_answered_and_recorded(construct: str) -> None:
    from speir.xforms.form import load_form

    given = SUPPORTED[construct]
    content = workbook(given.rows, YES_NO, SETTINGS)
    tried = try_workbook(content, "every.xlsx", TemplateKind.RETURN, CSV)
    session = Session(load_form(tried.xform, tried.media), now=NOW)
    for address, answer in given.answers.items():
        session.answer(address, answer)
    record = session.record()
    assert {name: record.get(name) for name in given.record} == given.record
    assert tuple(fault.kind for fault in session.faults()) == given.faults
    shown = [
        getattr(each, "appearance", "") for page in session.pages() for each in session.page(page.key).items
    ]
    assert not given.appearance or given.appearance in shown


@dataclass(frozen=True)
class Refused:
    """A workbook with one thing that is not supported, and where publishing says that it is."""

    rows: tuple[Row, ...]
    where: str
    settings: Row = field(default_factory=dict)
    sheets: str = ""


def cell(column: str, text: str, kind: str = "text", **more: str) -> Refused:
    rows = (
        row(
            kind if column != "type" else text,
            "a",
            **{**more, **({} if column == "type" else {column: text})},
        ),
    )
    return Refused((*rows, row("text", "z")), f"survey, row 2, column {column}")


def setting(name: str) -> Refused:
    return Refused((row("text", "a"),), f"settings, row 2, column {name}", {name: "MIIB"})


UNSUPPORTED: dict[str, Refused] = {
    **{kind: cell("type", kind) for kind in (
        "geopoint", "geotrace", "geoshape", "start-geopoint", "audio", "video", "barcode", "audit",
        "background-audio", "xml-external", "csv-external", "select_one_from_file towns.geojson",
    )},
    "osm": cell("type", "osm"),
    "select_one_external": cell("type", "select_one_external yn"),
    "another file": cell("type", "include"),
    "loop": Refused((row("begin_loop over yn", "l"), row("text", "a"), row("end_loop", "l")), "survey, row 2, column type"),
    "another program": cell("appearance", "ex:org.example(a='b')"),
    "image-map": cell("appearance", "image-map", "select_one yn"),
    "signature": cell("appearance", "signature"),
    "maps": cell("appearance", "maps"),
    "printer": cell("appearance", "printer"),
    "positions": cell("calculation", "area('1 1 0 0')", "calculate"),
    **{f"required {kind}": cell("required", "yes", kind, calculation="1 + 1") for kind in ("calculate", "hidden")},
    "last saved": cell("default", "${last-saved#z}"),
    "search": cell("appearance", "search('towns')", "select_one yn"),
    "ticks": cell("parameters", "start=0 end=2 step=1 tick_labelset=yn", "range"),
    **{f"{column} beside a label": cell(column, "a.png") for column in ("image", "audio", "video")},
    **{name: setting(name) for name, _ in unsupported.SETTINGS},
}  # fmt: skip


def test_nothing_that_is_refused_is_missing_from_the_table() -> None:
    cells = [text for each in UNSUPPORTED.values() for line in each.rows for text in line.values()]
    for refusal in (*unsupported.TYPES, *unsupported.APPEARANCES, *unsupported.EXPRESSIONS):
        assert any(refusal.meets(text) for text in cells), refusal.pattern
    assert {name for name, _ in unsupported.SETTINGS} <= set(UNSUPPORTED)


@pytest.mark.parametrize("construct", UNSUPPORTED)
def test_what_is_not_supported_is_refused_with_its_cell_and_what_to_write_instead(construct: str) -> None:
    given = UNSUPPORTED[construct]
    content = workbook(given.rows, YES_NO, {**SETTINGS, **given.settings})
    with pytest.raises(FormFaults) as told:
        try_workbook(content, "every.xlsx", TemplateKind.RETURN, CSV)
    wheres = {fault.where: fault for fault in told.value.faults}
    assert given.where in wheres
    assert len(wheres[given.where].instead) > 10
    assert "compare it with" not in wheres[given.where].instead


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (row("select_one_from_file towns.csv", "a"), "type"),
        (row("calculate", "a", calculation="pulldata('towns', 'code', 'name', ${z})"), "calculation"),
    ],
)
def test_a_file_that_was_not_uploaded_is_told_by_the_cell_that_names_it(line: Row, column: str) -> None:
    with pytest.raises(FormFaults) as told:
        try_workbook(workbook([line, row("text", "z")], YES_NO, SETTINGS), "f.xlsx", TemplateKind.RETURN, {})
    assert [fault.where for fault in told.value.faults] == [f"survey, row 2, column {column}"]


def test_a_fault_of_the_engine_is_told_by_its_cell_when_a_template_is_published() -> None:
    rows = [row("text", "a", relevant="${z} = 'unfinished"), row("text", "z")]
    with pytest.raises(FormFaults) as told:
        try_workbook(workbook(rows, YES_NO, SETTINGS), "f.xlsx", TemplateKind.RETURN, {})
    assert [fault.where for fault in told.value.faults] == ["survey, row 2, column relevant"]

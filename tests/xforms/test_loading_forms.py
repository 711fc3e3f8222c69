"""Reading an XForm: what is in it, and what is told of one that cannot be used."""

import pytest

from speir.xforms.faults import FormFaults
from speir.xforms.form import load_form
from speir.xforms.parts import Kind
from speir.xforms.session import Session
from tests.xforms.forms import NOW, form_of, row, xform

TEXT = '<input ref="/form/a"><label>A</label></input>'


def faults(xml: str | bytes) -> str:
    with pytest.raises(FormFaults) as told:
        load_form(xml)
    return str(told.value)


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        ("", "no XML"),
        ("<html", "no XML"),
        ("<html/>", "no model or no body"),
        (b"\xff\xfe\x00rubbish", "no XML"),
        (xform("<a/>", '<bind nodeset="/form/a" relevant="1 +"/>', TEXT), "cannot be read"),
        (
            xform("<a/>", '<bind nodeset="/form/a" calculate="frobnicate(1)"/>', TEXT),
            "no function frobnicate()",
        ),
        (
            xform(
                "<a/><b/>",
                '<bind nodeset="/form/a" calculate="/form/b"/><bind nodeset="/form/b" calculate="/form/a"/>',
                TEXT,
            ),
            "in a ring",
        ),
    ],
)
def test_what_cannot_be_used_is_told(xml: str | bytes, told: str) -> None:
    assert told in faults(xml)


def test_every_fault_is_told_at_once() -> None:
    binds = '<bind nodeset="/form/a" relevant="1 +" constraint="nonsense()" required=")"/>'
    with pytest.raises(FormFaults) as told:
        load_form(xform("<a/>", binds, TEXT))
    assert len(told.value.faults) == 3
    assert {fault.where for fault in told.value.faults} == {
        "/form/a, relevant", "/form/a, constraint", "/form/a, required",
    }  # fmt: skip


def test_a_question_without_a_place_for_its_answer_loads_and_is_refused_at_publishing() -> None:
    form = load_form(xform("<a/>", "", TEXT + '<input ref="/form/b"><label>B</label></input>'))
    assert [cell.address for cell in Session(form, now=NOW).asked()] == ["a"]
    assert [fault.what for fault in form.refused] == [
        "The input asks for /form/b, which is not among the answers of the form."
    ]


GROUP = [
    row("begin_group", "g", relevant="${source} = 'user'"), row("hidden", "source", default="user"),
    row("text", "a"), row("end_group", ""),
]  # fmt: skip


def test_a_group_that_hangs_on_itself_never_shows_and_is_refused_at_publishing() -> None:
    form = form_of(GROUP)
    session = Session(form, now=NOW)
    session.answer("g/source", "user")
    assert not session.is_relevant("g/a")
    [fault] = form.refused
    assert (fault.where, "inside itself" in fault.what) == ("/data/g, relevant", True)


def test_a_constraint_of_another_program_is_not_ours() -> None:
    bind = (
        '<bind xmlns:oc="http://openclinica.org/xforms" nodeset="/form/a" constraint="string-length(.) > 3"'
        " oc:constraint=\"'ignored'\"/>"
    )
    session = Session(load_form(xform("<a/>", bind, TEXT)), now=NOW)
    session.answer("a", "abc")
    assert [fault.kind for fault in session.faults()] == ["constraint"]


def test_a_long_expression_is_told_by_its_beginning() -> None:
    told = faults(xform("<a/>", f'<bind nodeset="/form/a" relevant="{"(" * 3000}"/>', TEXT))
    assert len(told) < 400


def test_a_form_of_too_many_answers_is_refused_before_it_is_read() -> None:
    assert "more than 10,000 answers" in faults(xform("<a/>" * 10_001))


def test_no_file_outside_the_form_is_read() -> None:
    xml = '<!DOCTYPE h [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + xform("<a>&e;</a>", "", TEXT)
    try:
        form = load_form(xml)
    except FormFaults:
        return
    assert Session(form, now=NOW).value("a") == ""


def test_a_form_says_what_it_is() -> None:
    form = load_form(xform("<a/>", "", TEXT))
    assert (form.title, form.form_id, form.version) == ("A fictional form", "fictional", "1")
    assert [question.path for question in form.questions] == ["/form", "/form/a"]


def test_each_sort_of_question_has_its_kind() -> None:
    kinds = {
        "text": Kind.TEXT, "integer": Kind.INTEGER, "decimal": Kind.DECIMAL, "date": Kind.DATE, "time": Kind.TIME,
        "dateTime": Kind.DATE_TIME, "select_one yn": Kind.SELECT_ONE, "select_multiple yn": Kind.SELECT_MULTIPLE,
        "rank yn": Kind.RANK, "range": Kind.RANGE, "note": Kind.NOTE, "acknowledge": Kind.ACKNOWLEDGE,
        "file": Kind.FILE, "calculate": Kind.CALCULATE, "hidden": Kind.HIDDEN, "geopoint": Kind.UNSUPPORTED,
        "barcode": Kind.UNSUPPORTED, "audio": Kind.UNSUPPORTED, "video": Kind.UNSUPPORTED, "image": Kind.FILE,
    }  # fmt: skip
    more = {"calculate": {"calculation": "1"}, "range": {"parameters": "start=1 end=5 step=1"}}
    survey = [row(kind, f"q{place}", **more.get(kind, {})) for place, kind in enumerate(kinds)]
    form = form_of(survey)
    found = {kind: form.question_at(f"/{form.root.tag}/q{place}").kind for place, kind in enumerate(kinds)}  # type: ignore[union-attr]
    assert found == kinds
    unsupported = [question for question in form.questions if question.kind == Kind.UNSUPPORTED]
    assert all(question.reason_unsupported for question in unsupported)


def test_a_table_beside_the_form_gives_its_choices() -> None:
    body = """<select1 ref="/form/a"><label>A</label><itemset nodeset="instance('towns')/root/item[area = /form/b]">
    <value ref="name"/><label ref="label"/></itemset></select1>"""
    model = '<instance id="towns" src="jr://file-csv/towns.csv"/>'
    table = "\ufeffname,label,area\nlochend,Lochend,north\ncarron,Carron,south\n".encode()
    form = load_form(xform("<a/><b>south</b>", "", body, model), {"towns.csv": table})
    assert [(choice.value, choice.label) for choice in Session(form, now=NOW).choices("a")] == [
        ("carron", "Carron")
    ]


def test_a_table_that_was_not_given_is_an_empty_list_and_told() -> None:
    body = """<select1 ref="/form/a"><label>A</label><itemset nodeset="instance('towns')/root/item">
    <value ref="name"/><label ref="label"/></itemset></select1>"""
    form = load_form(xform("<a/>", "", body, '<instance id="towns" src="jr://file-csv/towns.csv"/>'))
    assert Session(form, now=NOW).choices("a") == ()
    assert "towns.csv" in form.warnings[0]


@pytest.mark.parametrize("reference", ["jr:itext(itextId)", "translate(label)", "label", "", "a[1]", "//x"])
def test_odd_labels_of_choices_do_no_harm(reference: str) -> None:
    body = f"""<select1 ref="/form/a"><label>A</label><itemset nodeset="instance('l')/root/item">
    <value ref="name"/><label ref="{reference}"/></itemset></select1>"""
    model = '<instance id="l"><root><item><name>x</name><label>Ex</label><itextId>l-0</itextId></item></root></instance>'
    form = load_form(xform("<a/>", "", body, model))
    assert [choice.value for choice in Session(form, now=NOW).choices("a")] == ["x"]


def test_words_come_in_the_language_asked_for_and_otherwise_in_the_first() -> None:
    survey = [
        {
            "type": "text",
            "name": "a",
            "label::English (en)": "Name of ${b}",
            "label::Gàidhlig (gd)": "Ainm ${b}",
        },
        {"type": "text", "name": "b", "label::English (en)": "Place", "hint::English (en)": "A town"},
    ]
    form = form_of(survey, settings={"form_id": "test", "default_language": "English (en)"})
    assert form.languages == ("English (en)", "Gàidhlig (gd)")
    gaelic = Session(form, now=NOW, language="Gàidhlig (gd)")
    gaelic.answer("b", "Ayr")
    assert gaelic.label("a") == "Ainm Ayr"
    assert Session(form, now=NOW).label("a") == "Name of"


def test_top_groups_are_pages_and_loose_questions_share_one() -> None:
    survey = [
        row("text", "a"), row("text", "b"), row("begin_group", "first", "First section"), row("text", "c"),
        row("end_group", ""), row("begin_repeat", "meeting", "Meetings"), row("text", "d"), row("end_repeat", ""),
        row("text", "e"),
    ]  # fmt: skip
    form = form_of(survey)
    keys = [page.key for page in form.pages]
    assert keys[1:3] == ["first", "meeting"]
    assert [len(page.parts) for page in form.pages][:4] == [2, 1, 1, 1]


def test_the_version_of_the_form_is_written_into_its_expressions() -> None:
    """Enketo's version() says the version of the form that was published, wherever it stands."""
    logic = "concat('v', version(), /form/a[. = version()], -version(), string(version()) = '1')"
    form = load_form(xform("<a>1</a><b/>", f'<bind nodeset="/form/b" calculate="{logic}"/>', TEXT))
    assert Session(form, now=NOW).value("b") == "v11-1true"
    calculated = form.nodes["form", "b"].calculate
    assert calculated is not None
    assert "version" not in calculated.written


def test_words_that_a_language_lacks_come_in_the_default_language_and_never_as_a_dash() -> None:
    gd, en = "label::Gàidhlig (gd)", "label::English (en)"
    survey = [
        {"type": "select_one yn", "name": "a", gd: "", en: "Was it seen?", "hint::English (en)": "Look."},
        {"type": "text", "name": "b", gd: "Carson?", en: "Why?"},
    ]
    choices = [{"list_name": "yn", "name": "yes", gd: "", en: "Yes"}]
    form = form_of(survey, choices, {"form_id": "test", "default_language": "English (en)"})
    session = Session(form, now=NOW, language="Gàidhlig (gd)")
    [page] = form.pages
    first, second = session.page(page.key).items
    assert (first.label, first.hint, second.label) == ("Was it seen?", "Look.", "Carson?")
    assert [each.label for each in session.choices("a")] == ["Yes"]

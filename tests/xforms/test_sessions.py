"""What applies, what is worked out, what is wrong, and what is handed on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from speir.xforms.faults import FormFaults
from speir.xforms.form import load_form
from speir.xforms.session import Session, UnknownAddress
from speir.xforms.sheet import AnswerSheet
from tests.xforms.forms import NOW, form_of, row, session_of, xform

ROUTED = [
    row("begin_group", "chronology"),
    row("select_one yn", "there", required="yes"),
    row("text", "why", relevant="${there} = 'no'", required="yes", required_message="Say why."),
    row("end_group", ""),
    row("begin_repeat", "meeting"),
    row("date", "held", constraint=". <= today()", constraint_message="That is in the future."),
    row("integer", "people"),
    row("end_repeat", ""),
    row("calculate", "people_all", calculation="sum(${people})"),
]


def routed(**sheet: str) -> Session:
    return Session(form_of(ROUTED), AnswerSheet(dict(sheet)), now=NOW)


def faults(session: Session) -> list[tuple[str, str, str]]:
    return [(fault.address, fault.kind, fault.message) for fault in session.faults()]


def test_what_is_required_and_empty_is_a_fault_where_it_applies() -> None:
    session = routed()
    assert faults(session) == [("chronology/there", "required", "Answer this question.")]
    session.answer("chronology/there", "no")
    assert faults(session) == [("chronology/why", "required", "Say why.")]


def test_an_answer_that_no_longer_applies_leaves_the_record_and_comes_back_with_its_question() -> None:
    session = routed()
    session.answer("chronology/there", "no")
    session.answer("chronology/why", "It was lost.")
    assert session.record()["chronology"] == {"there": "no", "why": "It was lost."}
    session.answer("chronology/there", "yes")
    assert session.record()["chronology"] == {"there": "yes"}
    assert b"lost" not in session.xml()
    session.answer("chronology/there", "no")
    assert session.value("chronology/why") == "It was lost."


def test_items_have_keys_and_answers_of_their_own() -> None:
    session = routed()
    session.add_item("meeting", "k1")
    session.add_item("meeting", "k2")
    session.add_item("meeting", "k2")
    session.answer("meeting[k2]/people", "3")
    session.answer("meeting[k1]/people", "4")
    assert session.value("people_all") == "7"
    assert [item["people"] for item in session.record()["meeting"]] == [4, 3]
    session.remove_item("meeting", "k1")
    assert session.value("people_all") == "3"
    assert [key for key in session.sheet.values if "k1" in key] == []


def test_an_answer_says_that_its_item_is_there() -> None:
    session = routed(**{"meeting[from-another-device]/people": "2"})
    assert session.sheet.items == {"meeting": ["from-another-device"]}
    assert session.value("people_all") == "2"


@pytest.mark.parametrize(
    ("kind", "bad", "good"),
    [
        ("integer", "1.5", "12"),
        ("decimal", "twelve", "12.5"),
        ("date", "2026-02-30", "2026-02-28"),
        ("time", "25:00", "14:05"),
        ("dateTime", "2026-02-28", "2026-02-28T14:05"),
        ("select_one yn", "maybe", "na"),
        ("select_multiple yn", "yes yes", "yes no"),
    ],
)
def test_an_answer_of_another_kind_is_a_fault(kind: str, bad: str, good: str) -> None:
    assert faults(session_of([row(kind, "a")], a=bad))
    assert faults(session_of([row(kind, "a")], a=good)) == []


def test_a_constraint_holds_only_what_is_answered() -> None:
    session = routed(**{"chronology/there": "yes", "meeting[a]/held": "2026-03-31"})
    assert faults(session) == [("meeting[a]/held", "constraint", "That is in the future.")]
    session.answer("meeting[a]/held", "")
    assert faults(session) == []


def test_a_count_in_the_form_says_how_many_items_there_are() -> None:
    rows = [
        row("integer", "n"),
        row("begin_repeat", "r", repeat_count="${n}"),
        row("text", "t"),
        row("end_repeat", ""),
    ]
    session = session_of(rows, n="2")
    session.answer("r[1]/t", "first")
    assert [item["t"] for item in session.record()["r"]] == ["first", None]
    session.answer("n", "1")
    assert len(session.record()["r"]) == 1
    session.answer("n", "nonsense")
    assert session.record()["r"] == []


def test_a_filtered_list_follows_the_answer_it_hangs_on() -> None:
    choices = [
        {"list_name": "area", "name": "north", "label": "North"},
        {"list_name": "area", "name": "south", "label": "South"},
        {"list_name": "town", "name": "ardmore", "label": "Ardmore", "area": "north"},
        {"list_name": "town", "name": "carron", "label": "Carron", "area": "south"},
    ]
    rows = [row("select_one area", "a"), row("select_one town", "t", choice_filter="area = ${a}")]
    session = session_of(rows, choices, a="north", t="carron")
    assert [choice.label for choice in session.choices("t")] == ["Ardmore"]
    assert faults(session)[0][1] == "choice"


def test_setting_a_value_when_another_changes_tells_both_changes() -> None:
    rows = [row("text", "a"), row("text", "stamp", trigger="${a}", calculation="concat('after ', ${a})")]
    session = session_of(rows)
    assert session.answer("a", "x") == (("a", "x"), ("stamp", "after x"))
    assert session.answer("stamp", "mine") == (("stamp", "mine"),)


def test_numbers_are_handed_on_as_numbers_and_several_choices_as_a_list() -> None:
    session = session_of(
        [
            *(row("integer", "n"), row("decimal", "d"), row("select_multiple yn", "m")),
            row("calculate", "c", calculation="${n} * 2"),
        ],
        n="4", d="1.5", m="no yes",
    )  # fmt: skip
    record = session.record()
    assert (record["n"], record["d"], record["m"], record["c"]) == (4, 1.5, ["no", "yes"], 8)


def test_questions_that_hang_on_each_other_in_a_ring_are_refused() -> None:
    rows = [row("calculate", "a", calculation="${b} + 1"), row("calculate", "b", calculation="${a} + 1")]
    with pytest.raises(FormFaults, match="in a ring"):
        form_of(rows)


def test_an_address_that_the_form_does_not_have_is_refused() -> None:
    session = routed()
    for address in ("nothing", "chronology/nothing", ""):
        with pytest.raises(UnknownAddress):
            session.answer(address, "x")
    with pytest.raises(UnknownAddress):
        session.add_item("chronology", "k")
    with pytest.raises(UnknownAddress):
        session.add_item("meeting", "no spaces")


def test_a_page_shows_what_does_not_apply_marked_so() -> None:
    page = routed(**{"chronology/there": "yes"}).page("chronology")
    group = page.items[0]
    assert [(each.address, each.is_relevant) for each in group.items] == [
        ("chronology/there", True),
        ("chronology/why", False),
    ]


def test_pages_count_what_applies() -> None:
    session = routed(**{"chronology/there": "no"})
    counts = {page.key: (page.answered, page.asked) for page in session.pages()}
    assert counts["chronology"] == (1, 2)


ADDRESSES = ["chronology/there", "chronology/why", "meeting[a]/held", "meeting[b]/people"]
ANSWERS = st.sampled_from(["", "yes", "no", "7", "2026-03-01", "<b> & \x00 \ud800", "😀"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(ADDRESSES), ANSWERS), max_size=12), st.randoms())
def test_the_order_of_answers_to_different_questions_does_not_matter(
    answers: list[tuple[str, str]], rng: object
) -> None:
    last = dict(answers)
    shuffled = list(last.items())
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = routed(), routed()
    for address, value in answers:
        one.answer(address, value)
    for address, value in shuffled:
        other.answer(address, value)
    assert one.record()["chronology"] == other.record()["chronology"]
    assert one.value("people_all") == other.value("people_all")
    etree.fromstring(one.xml())
    assert AnswerSheet.from_json(one.sheet.to_json()).values.keys() == one.sheet.values.keys()


def test_what_is_worked_out_is_shown_and_never_asked() -> None:
    session = session_of([row("integer", "a"), row("integer", "b", calculation="${a} + 1")], a="4")
    assert [cell.address for cell in session.asked()] == ["a"]
    shown = {each.address: (each.value, each.is_readonly) for each in session.page("page-1").items}
    assert shown == {"a": ("4", False), "b": ("5", True)}


def test_the_words_of_a_choice_may_hold_an_answer_that_comes_later() -> None:
    fields = "<named/><place>k</place><a/>"
    binds = (
        '<bind nodeset="/form/named" calculate="jr:choice-name(/form/place, \'/form/place\')"/>'
        "<bind nodeset=\"/form/a\" calculate=\"concat('K', 'iln')\"/>"
    )
    body = (
        '<select1 ref="/form/place"><label>Place</label><item><value>k</value>'
        '<label><output value="/form/a"/> Road</label></item></select1>'
    )
    assert Session(load_form(xform(fields, binds, body)), now=NOW).value("named") == "Kiln Road"


def test_a_setvalue_with_an_empty_value_empties_whatever_words_it_holds() -> None:
    body = (
        '<input ref="/form/a"><label>A</label>'
        '<setvalue event="xforms-value-changed" ref="/form/b" value="">not this</setvalue></input>'
    )
    session = Session(load_form(xform("<a/><b>before</b>", "", body)), now=NOW)
    session.answer("a", "x")
    assert session.value("b") == ""


def test_an_answer_that_is_given_again_has_not_changed_and_sets_nothing() -> None:
    session = session_of([row("text", "a"), row("text", "stamp", trigger="${a}", calculation="'set'")])
    assert session.answer("a", "") == (("a", ""),)
    assert session.answer("a", "x") == (("a", "x"), ("stamp", "set"))
    session.answer("stamp", "mine")
    assert session.answer("a", "x") == (("a", "x"),)
    assert session.value("stamp") == "mine"


@pytest.mark.parametrize(
    ("kind", "worked_out", "stands"),
    [
        ("int", "2.5", "2"),
        ("int", "-2.5", "-2"),
        ("int", "'abc'", ""),
        ("int", "1 div 0", ""),
        ("decimal", "5 div 2", "2.5"),
        ("decimal", "'abc'", ""),
        ("date", "'2026-02-28'", "2026-02-28"),
        ("date", "'2026-02-30'", ""),
        ("date", "now()", NOW.date().isoformat()),
        ("date", "20000", ""),
        ("dateTime", "'2026-02-28T14:05'", "2026-02-28T14:05"),
        ("dateTime", "2", ""),
        ("time", "'14:05'", "14:05"),
        ("time", "0.5", ""),
        ("string", "2.5", "2.5"),
    ],
)
def test_what_is_worked_out_fits_its_question(kind: str, worked_out: str, stands: str) -> None:
    bind = f'<bind nodeset="/form/a" type="{kind}" calculate="{worked_out}"/>'
    assert Session(load_form(xform("<a/>", bind, "")), now=NOW).value("a") == stands


def test_a_choice_that_is_worked_out_is_one_of_those_offered() -> None:
    rows = [
        *(row("text", "said"), row("select_one yn", "one", calculation="${said}")),
        row("select_multiple yn", "several", calculation="${said}"),
    ]
    session = session_of(rows, said="no")
    assert (session.value("one"), session.value("several")) == ("no", "no")
    session.answer("said", "yes elsewhere no")
    assert (session.value("one"), session.value("several")) == ("", "yes no")


def test_a_setvalue_sets_what_fits_and_nothing_else() -> None:
    body = (
        '<input ref="/form/a"><label>A</label>'
        '<setvalue event="xforms-value-changed" ref="/form/b" value="/form/a"/></input>'
    )
    bind = '<bind nodeset="/form/b" type="int"/>'
    session = Session(load_form(xform("<a/><b>1</b>", bind, body)), now=NOW)
    assert session.answer("a", "7.9") == (("a", "7.9"), ("b", "7"))
    assert session.answer("a", "seven") == (("a", "seven"), ("b", ""))


def test_a_setvalue_beside_the_questions_is_left_out_and_told() -> None:
    body = '<setvalue event="odk-instance-first-load" ref="/form/a">set</setvalue>'
    form = load_form(xform("<a>before</a>", "", body))
    assert Session(form, now=NOW).value("a") == "before"
    assert [each for each in form.warnings if "stands beside the questions" in each]


DATES = [
    row("date", "begun", required="yes"),
    row("date", "ended", required="yes"),
    row("note", "wrong", "It ended before it began.", relevant="${ended} < ${begun}", required="yes",
        required_message="Change one of the two dates."),
    row("note", "right", "It took a while."),
]  # fmt: skip


def test_a_required_note_holds_the_record_up_as_long_as_it_shows() -> None:
    session = session_of(DATES, begun="2026-03-02", ended="2026-03-01")
    assert faults(session) == [("wrong", "required", "Change one of the two dates.")]
    [page] = session.pages()
    shown = {each.address: each.fault for each in session.page(page.key, with_faults=True).items}
    assert shown == {"begun": "", "ended": "", "wrong": "Change one of the two dates.", "right": ""}
    assert (page.answered, page.asked) == (2, 2)
    session.answer("ended", "2026-03-03")
    assert session.faults() == []


def test_a_required_note_without_words_of_its_own_says_what_to_do() -> None:
    session = session_of([row("note", "stop", "This record is not one of the sample.", required="yes")])
    told = "What this says has to be settled first. Change an earlier answer."
    assert faults(session) == [("stop", "required", told)]


def test_what_is_worked_out_has_no_fault_but_that_it_is_missing() -> None:
    fields = "<a/><b/>"
    bind = '<bind nodeset="/form/b" calculate="/form/a" required="true()" constraint="false()"/>'
    session = Session(
        load_form(xform(fields, bind, '<input ref="/form/a"><label>A</label></input>')), now=NOW
    )
    assert [(fault.address, fault.kind) for fault in session.faults()] == [("b", "required")]
    session.answer("a", "x")
    assert session.faults() == []

"""One person's answers: what applies, what is worked out, what is wrong, what is handed on."""

from datetime import datetime

import pytest
from lxml import etree

from speir.xforms.session import Session, UnknownAddress
from speir.xforms.sheet import AnswerSheet
from tests.xforms.forms import NOW, form_of, row, session_of

GROUPS = [
    row("select_one yn", "held"),
    row("begin_group", "conference", relevant="${held} = 'yes'"),
    row("text", "place", required="yes"),
    row("begin_group", "minutes"),
    row("integer", "pages", constraint=". > 0", constraint_message="At least one page."),
    row("end_group", ""),
    row("end_group", ""),
]
MEETINGS = [
    row("begin_repeat", "meeting", "Meetings"),
    row("text", "place"),
    row("integer", "people"),
    row("text", "why", relevant="${people} = 0"),
    row("calculate", "number", calculation="position(..)"),
    row("end_repeat", ""),
    row("calculate", "total", calculation="sum(${people})"),
    row("text", "none", relevant="count(${meeting}) = 0"),
]


def kinds(session: Session, page: str | None = None) -> list[tuple[str, str]]:
    return [(fault.address, fault.kind) for fault in session.faults(page)]


def test_what_is_in_a_group_that_does_not_apply_does_not_apply() -> None:
    session = session_of(GROUPS, held="no", **{"conference/minutes/pages": "0"})
    assert not session.is_relevant("conference/minutes/pages")
    assert session.value("conference/minutes/pages") == ""
    assert kinds(session) == []
    assert session.record() == {"held": "no"}


def test_an_answer_that_does_not_apply_is_kept_and_comes_back() -> None:
    session = session_of(GROUPS, held="yes", **{"conference/place": "Lochend"})
    session.answer("held", "no")
    assert "conference" not in session.record()
    session.answer("held", "yes")
    assert session.record()["conference"]["place"] == "Lochend"


def test_required_and_constraint_and_kind_are_told_in_the_order_of_the_form() -> None:
    session = session_of(GROUPS, held="yes", **{"conference/minutes/pages": "0"})
    assert kinds(session) == [("conference/place", "required"), ("conference/minutes/pages", "constraint")]
    assert session.faults()[1].message == "At least one page."
    session.answer("conference/minutes/pages", "two")
    assert kinds(session)[1] == ("conference/minutes/pages", "type")
    session.answer("held", "perhaps")
    assert kinds(session) == [("held", "choice")]


def test_items_have_keys_and_expressions_see_places() -> None:
    session = session_of(MEETINGS)
    session.add_item("meeting", "k1")
    session.add_item("meeting", "k2")
    session.add_item("meeting", "k2")
    session.answer("meeting[k1]/people", "3")
    session.answer("meeting[k2]/people", "0")
    assert (session.value("meeting[k1]/number"), session.value("meeting[k2]/number")) == ("1", "2")
    assert session.is_relevant("meeting[k2]/why")
    assert not session.is_relevant("meeting[k1]/why")
    assert session.value("total") == "3"
    session.remove_item("meeting", "k1")
    assert session.value("meeting[k2]/number") == "1"
    assert session.sheet.items == {"meeting": ["k2"]}
    assert "meeting[k1]/people" not in session.sheet.values


def test_an_answer_inside_an_item_says_that_the_item_is_there() -> None:
    session = Session(form_of(MEETINGS), AnswerSheet({"meeting[late]/place": "Carron"}), now=NOW)
    assert session.record()["meeting"] == [{"place": "Carron", "people": None, "number": 1}]
    assert not session.is_relevant("none")


def test_a_count_says_how_many_items_there_are() -> None:
    survey = [
        row("integer", "how_many"),
        row("begin_repeat", "child", repeat_count="${how_many}"),
        row("text", "school"),
        row("end_repeat", ""),
    ]
    session = session_of(survey, how_many="2")
    assert [item["school"] for item in session.record()["child"]] == [None, None]
    session.answer("child[2]/school", "Lochend Primary")
    session.answer("how_many", "1")
    assert len(session.record()["child"]) == 1
    session.answer("how_many", "2")
    assert session.record()["child"][1]["school"] == "Lochend Primary"
    session.answer("how_many", "-4")
    assert session.record()["child"] == []
    session.answer("how_many", "1000000")
    assert len(session.record()["child"]) == 500


def test_choices_are_filtered_and_what_is_no_longer_offered_is_told() -> None:
    survey = [row("select_one area", "area"), row("select_one town", "town", choice_filter="area = ${area}")]
    choices = [
        {"list_name": "area", "name": "north", "label": "North", "area": ""},
        {"list_name": "area", "name": "south", "label": "South", "area": ""},
        {"list_name": "town", "name": "lochend", "label": "Lochend", "area": "north"},
        {"list_name": "town", "name": "carron", "label": "Carron", "area": "south"},
    ]
    session = session_of(survey, choices, area="north", town="lochend")
    assert [choice.value for choice in session.choices("town")] == ["lochend"]
    assert kinds(session) == []
    session.answer("area", "south")
    assert kinds(session) == [("town", "choice")]


def test_a_trigger_sets_another_answer() -> None:
    survey = [row("text", "a"), row("calculate", "changed", trigger="${a}", calculation="concat(${a}, '!')")]
    session = session_of(survey)
    assert session.answer("a", "x") == (("a", "x"), ("changed", "x!"))
    assert session.value("changed") == "x!"


def test_defaults_are_there_until_they_are_answered_even_with_nothing() -> None:
    survey = [
        row("text", "a", default="given"),
        row("text", "b", default="concat('at ', ${a})"),
        row("today", "day"),
    ]
    session = session_of(survey)
    assert (session.value("a"), session.value("b"), session.value("day")) == (
        "given",
        "at given",
        "2026-03-30",
    )
    session.answer("a", None)
    assert session.value("a") == ""


def test_the_record_has_answers_of_their_kinds() -> None:
    survey = [
        row("integer", "whole"), row("decimal", "part"), row("date", "day"), row("select_multiple yn", "many"),
        row("calculate", "sum", calculation="${whole} + 1"), row("text", "nothing"), row("note", "said"),
    ]  # fmt: skip
    session = session_of(survey, whole="2", part="2.5", day="2026-03-28", many="yes no")
    assert session.record() == {
        "whole": 2, "part": 2.5, "day": "2026-03-28", "many": ["yes", "no"], "sum": 3, "nothing": None,
    }  # fmt: skip


def test_the_xml_has_only_what_applies() -> None:
    session = session_of(GROUPS, held="no", **{"conference/place": "Carron"})
    root = etree.fromstring(session.xml())
    assert [child.tag for child in root if child.tag != "meta"] == ["held"]
    assert root.get("id") == "test"


def test_pages_count_what_applies_and_what_is_answered() -> None:
    session = session_of(GROUPS, held="yes", **{"conference/place": "Carron"})
    conference = next(page for page in session.pages() if page.key == "conference")
    assert (conference.answered, conference.asked, conference.is_relevant) == (1, 2, True)
    session.answer("held", "no")
    conference = next(page for page in session.pages() if page.key == "conference")
    assert (conference.asked, conference.is_relevant) == (0, False)


@pytest.mark.parametrize(
    "address", ["", "nothing", "held/x", "conference[k1]/x", "../held", "/held", "meeting[é]/place"]
)
def test_addresses_that_the_form_does_not_have_are_refused(address: str) -> None:
    with pytest.raises(UnknownAddress):
        session_of(GROUPS).answer(address, "x")


def test_text_that_xml_cannot_hold_does_no_harm() -> None:
    session = session_of([row("text", "a")], a="ok \x00\x0b\ud800\ufffe <b>&amp;")
    assert session.value("a") == "ok  <b>&amp;"
    assert etree.fromstring(session.xml()).findtext("a") == "ok  <b>&amp;"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Session(form_of([row("text", "a")]), now=datetime(2026, 3, 30))


def test_a_sheet_survives_being_written_down() -> None:
    sheet = AnswerSheet({"a": "é", "meeting[k1]/place": ""}, {"meeting": ["k1"]})
    assert AnswerSheet.from_json(sheet.to_json()) == sheet
    with pytest.raises(ValueError, match="object"):
        AnswerSheet.from_json("[]")

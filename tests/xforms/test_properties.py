"""What must hold whatever is answered: nothing breaks, what does not apply is not handed on, order does not matter."""

import contextlib
import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from speir.xforms.expressions import ExpressionFault, parse
from speir.xforms.form import load_form
from speir.xforms.session import Session
from speir.xforms.sheet import AnswerSheet
from tests.xforms.forms import NOW, form_of, row
from tests.xforms.test_functions import TABLE

FORM = form_of(
    [
        row("select_one yn", "held"),
        row("integer", "people", relevant="${held} = 'yes'", constraint=". < 50"),
        row("date", "told", constraint=". <= today()"),
        row("select_multiple yn", "many"),
        row("begin_group", "more", relevant="${people} > 2 or selected(${many}, 'na')"),
        row("text", "why", required="yes"),
        row("calculate", "double", calculation="${people} * 2"),
        row("end_group", ""),
        row("begin_repeat", "meeting", relevant="${held} != 'no'"),
        row("text", "place"),
        row("integer", "length", relevant="${place} != ''"),
        row("end_repeat", ""),
        row("integer", "how_many"),
        row("begin_repeat", "child", repeat_count="${how_many}"),
        row("text", "school"),
        row("end_repeat", ""),
        row("calculate", "total", calculation="sum(${length}) + count(${child})"),
    ]
)
RAW = st.one_of(
    st.sampled_from(
        ["", "yes", "no", "na", "yes no", "3", "0", "-1", "12", "2026-03-28", "2026-02-30", "x y"]
    ),
    st.text(max_size=8),
)
KEYS = st.sampled_from(["a", "b", "k-1"])
ADDRESS = st.one_of(
    st.sampled_from(["held", "people", "told", "many", "more/why", "how_many"]),
    st.builds("meeting[{}]/{}".format, KEYS, st.sampled_from(["place", "length"])),
    st.builds("child[{}]/school".format, st.sampled_from(["1", "2"])),
)
ANSWERS = st.dictionaries(ADDRESS, RAW, max_size=12)
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def session_with(answers: dict[str, str]) -> Session:
    return Session(FORM, AnswerSheet(dict(answers)), now=NOW)


@QUIET
@given(ANSWERS)
def test_nothing_that_is_answered_breaks_it(answers: dict[str, str]) -> None:
    session = session_with(answers)
    session.faults()
    session.record()
    etree.fromstring(session.xml())
    for page in FORM.pages:
        session.page(page.key, with_faults=True)
    for count in session.pages():
        assert 0 <= count.answered <= count.asked


@QUIET
@given(ANSWERS)
def test_what_does_not_apply_is_not_handed_on(answers: dict[str, str]) -> None:
    session = session_with(answers)
    record = session.record()
    for name in ("people", "more", "meeting", "child"):
        assert (name in record) == session.is_relevant(name)
    handed_on = {element.tag for element in etree.fromstring(session.xml())}
    assert handed_on - {"meta"} <= set(record)
    assert {address for address, _ in addresses_with_faults(session)} <= set(session.instance.by_address)


def addresses_with_faults(session: Session) -> list[tuple[str, bool]]:
    found = [(fault.address, session.is_relevant(fault.address)) for fault in session.faults()]
    assert all(applies for _, applies in found)
    return found


@QUIET
@given(ANSWERS, st.randoms(use_true_random=False))
def test_answers_to_different_questions_may_come_in_any_order(
    answers: dict[str, str], chance: object
) -> None:
    addresses = sorted(answers)
    one, other = session_with({}), session_with({})
    for repeat in ("meeting",):
        for key in ("a", "b", "k-1"):
            one.add_item(repeat, key)
            other.add_item(repeat, key)
    for address in addresses:
        one.answer(address, answers[address])
    chance.shuffle(addresses)  # type: ignore[attr-defined]
    for address in addresses:
        other.answer(address, answers[address])
        other.faults()  # asking in between changes nothing
    assert one.record() == other.record()
    assert one.faults() == other.faults()


@QUIET
@given(ANSWERS)
def test_answering_one_by_one_is_as_good_as_opening_the_whole_sheet(answers: dict[str, str]) -> None:
    step_by_step = session_with({})
    for address, raw in answers.items():
        step_by_step.answer(address, raw)
    again = Session(FORM, AnswerSheet.from_json(step_by_step.sheet.to_json()), now=NOW)
    assert again.record() == step_by_step.record()
    assert again.xml() == step_by_step.xml()


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=string.printable, max_size=40))
def test_any_text_is_an_expression_or_a_fault(text: str) -> None:
    with contextlib.suppress(ExpressionFault):
        parse(text)


PIECES = st.sampled_from([source for rows in TABLE.values() for source in rows])


@settings(max_examples=100, deadline=None)
@given(PIECES, PIECES, st.sampled_from(["+", "=", "<", "and", "|", "div"]))
def test_any_two_expressions_together_are_read(one: str, other: str, operator: str) -> None:
    parse(f"({one}) {operator} ({other})")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_form_or_faults(content: bytes) -> None:
    from speir.xforms.faults import FormFaults

    try:
        load_form(content)
    except FormFaults as told:
        assert told.faults  # noqa: PT017 (anything may load, too)

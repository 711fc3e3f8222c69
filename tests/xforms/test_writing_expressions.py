"""Reading expressions: the tree, and faults that say where."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.xforms.emitting import Place, for_browser, for_server, paths_in
from speir.xforms.expressions import Binary, Call, ExpressionFault, Number, Path, parse

ITEM = "data/visit[#data/visit#]"
MAIN, LIST = "/model/instance[1]", "/model/instance[@id='t']/root/item"
HERE = Place(("data", "visit", "age"), frozenset({("data", "visit")}))


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("1+2*3", "f:add(1, f:multiply(2, 3))"),
        ("(1+2)*3", "f:multiply(f:add(1, 2), 3)"),
        ("10 div 2 - -1", "f:subtract(f:divide(10, 2), f:negate(1))"),
        ("not(selected(/data/harm, 'other'))", "not(f:selected($root/self::data/harm, 'other'))"),
        (". >= 16 and . <= 120", "(f:ge(., 16) and f:le(., 120))"),
        ("/data/visit/age", "$current/../age"),  # the same item
        ("count(/data/visit)", "f:count($root/self::data/visit)"),  # every item
        ("position(..)", "f:position(..)"),
        ("instance('t')/root/item[a = /data/b]", "f:instance('t')/root/item[f:eq(a, $root/self::data/b)]"),
        ("jr:choice-name(/data/a, '/data/a')", "f:jr-choice-name($root/self::data/a, '/data/a')"),
        ("current()/../x", "$current/../x"),
    ],
)  # fmt: skip
def test_expressions_are_written_for_the_server(expression: str, written: str) -> None:
    assert for_server(parse(expression), HERE) == written


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("/data/area", "/model/instance[1]/data/area"),
        ("/data/visit/age", "../age"),
        ("instance('t')/root/item[a = current()/../x]", f"{LIST}[(a = {MAIN}/{ITEM}/age/../x)]"),
        ("indexed-repeat(/data/visit/age, /data/visit, 2)", f"{MAIN}/data/visit[position() = 2]/age"),
        ("pulldata('t', 'name', 'key', /data/a)", f"{LIST}[key = {MAIN}/data/a]/name"),
        ("${a} - 1".replace("${a}", "/data/a"), "(speir-number(/model/instance[1]/data/a) - 1)"),
    ],
)  # fmt: skip
def test_expressions_are_written_for_the_browser(expression: str, written: str) -> None:
    assert for_browser(parse(expression), HERE) == written


def test_a_word_is_an_operator_only_after_an_operand() -> None:
    assert parse("div div mod") == Binary("div", parse("div"), parse("mod"))
    assert isinstance(parse("and"), Path)
    assert parse("f(*)") == Call("f", (parse("*"),))
    assert parse("2 * 3") == Binary("*", Number("2"), Number("3"))


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", "no expression"),
        ("1 +", "ends too early"),
        ("selected(., 'a'", "is missing"),
        ("a b", "“b” is not expected"),
        ("${a} = 1", "not understood"),
        ("a[1", "“]” is missing"),
        ("'open", "not understood"),
    ],
)
def test_a_fault_says_what_and_where(expression: str, words: str) -> None:
    with pytest.raises(ExpressionFault, match=r"character \d+") as caught:
        parse(expression)
    assert words in str(caught.value)


def test_what_an_expression_reads_leaves_out_columns_of_other_lists() -> None:
    tree = parse("instance('t')/root/item[area = /data/area and size > 3]/name = ../size")
    assert paths_in(tree, HERE) == {("data", "area"), ("data", "visit", "size")}


@given(st.text(alphabet="abc/.()[]'\"=<>!+-*,$ 0123456789|@:", max_size=40))
def test_reading_anything_ends_in_a_tree_or_a_fault(expression: str) -> None:
    with contextlib.suppress(ExpressionFault):
        for_server(parse(expression), HERE)

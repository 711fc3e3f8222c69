"""Reading expressions: what binds tighter, names that look like operators, and what is told of what cannot be read."""

import pytest

from speir.xforms.emitting import Place, for_browser, for_server, paths_in
from speir.xforms.expressions import Binary, Call, ExpressionFault, Negative, Number, Path, Step, Text, parse

MEETING = Place(("form", "meeting", "minutes"), frozenset({("form", "meeting")}))


def child(*names: str) -> tuple[Step, ...]:
    return tuple(Step("child", name) for name in names)


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("1", Number("1")),
        (".5", Number(".5")),
        ("'it is'", Text("it is")),
        ('"it\'s"', Text("it's")),
        ("-1", Negative(Number("1"))),
        ("1 + 2 * 3", Binary("+", Number("1"), Binary("*", Number("2"), Number("3")))),
        ("(1 + 2) * 3", Binary("*", Binary("+", Number("1"), Number("2")), Number("3"))),
        ("5 - 2 - 1", Binary("-", Binary("-", Number("5"), Number("2")), Number("1"))),
        ("1 or 2 and 3", Binary("or", Number("1"), Binary("and", Number("2"), Number("3")))),
        ("1 = 2 < 3", Binary("=", Number("1"), Binary("<", Number("2"), Number("3")))),
        ("today()", Call("today", ())),
        ("jr:itext('a')", Call("jr:itext", (Text("a"),))),
        ("/form/a", Path(child("form", "a"), is_absolute=True)),
        ("..", Path((Step("parent", "node()"),))),
        ("a-b", Path(child("a-b"))),
        ("a - b", Binary("-", Path(child("a")), Path(child("b")))),
        ("/form/orx:meta", Path(child("form", "meta"), is_absolute=True)),
        ("@version", Path((Step("attribute", "version"),))),
    ],
)
def test_what_is_written_is_read(written: str, tree: object) -> None:
    assert parse(written) == tree


def test_words_of_operators_are_names_where_a_name_is_due() -> None:
    assert parse("div div mod") == Binary("div", Path(child("div")), Path(child("mod")))
    assert parse("/form/or or 1") == Binary("or", Path(child("form", "or"), is_absolute=True), Number("1"))
    assert parse("* * *") == Binary("*", Path((Step("child", "*"),)), Path((Step("child", "*"),)))


def test_questions_may_be_called_as_functions_are() -> None:
    assert parse("/form/date") == Path(child("form", "date"), is_absolute=True)
    assert parse("count") == Path(child("count"))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "no expression"),
        ("   ", "no expression"),
        ("1 +", "too early"),
        ("(1", "“)” is missing"),
        ("1 2", "“2” is not expected"),
        ("${a}", "“${a}” is not understood"),
        ("a[1", "“]” is missing"),
        ("/form/a = ,", "expected"),
        ("concat('a' 'b')", "“)” is expected"),
        ("'open", "is not understood"),
        ("(" * 5000 + "1" + ")" * 5000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_told(written: str, told: str) -> None:
    with pytest.raises(
        ExpressionFault, match=told.replace("(", r"\(").replace(")", r"\)").replace("$", r"\$")
    ):
        parse(written)


def test_the_fault_says_where() -> None:
    with pytest.raises(ExpressionFault) as fault:
        parse("1 + + 2")
    assert fault.value.at == 4


@pytest.mark.parametrize(
    ("written", "for_lxml"),
    [
        ("/form/a > 5", "f:gt($root/self::form/a, 5)"),
        ("/form/meeting/held", "$current/../held"),
        ("count(/form/meeting)", "f:count($root/self::form/meeting)"),
        ("current()/../held", "$current/../held"),
        ("not(true())", "not(true())"),
        ("once('a')", "f:once('a', string($current))"),
    ],
)
def test_written_for_the_server(written: str, for_lxml: str) -> None:
    assert for_server(parse(written), MEETING) == for_lxml


def test_written_for_the_browser_names_the_item_of_a_repeat() -> None:
    inside = "count(instance('towns')/root/item[area = current()/../area])"
    assert for_browser(parse(inside), MEETING) == (
        "count(/model/instance[@id='towns']/root/item"
        "[(area = /model/instance[1]/form/meeting[#form/meeting#]/minutes/../area)])"
    )
    indexed = for_browser(parse("indexed-repeat(/form/meeting/held, /form/meeting, 2)"), Place(("form", "a")))
    assert indexed == "/model/instance[1]/form/meeting[position() = 2]/held"
    pulled = for_browser(parse("pulldata('staff', 'team', 'name', /form/who)"), Place(("form", "a")))
    assert pulled.startswith("/model/instance[@id='staff']/root/item[name = ")


def test_an_expression_names_what_it_reads() -> None:
    read = paths_in(parse("/form/a + ../held + count(instance('x')/root/item[name = /form/b])"), MEETING)
    assert read == {("form", "a"), ("form", "meeting", "held"), ("form", "b")}

"""Expressions are read as their authors mean them."""

import pytest

from speir.xforms.logic import Call, Joined, Number, Path, Text, absolute, read, references


def test_precedence() -> None:
    assert read("1 + 2 * 3 = 7 or a") == Joined(
        "or",
        (
            Joined("=", (Joined("+", (Number(1), Joined("*", (Number(2), Number(3))))), Number(7))),
            Path("a"),
        ),
    )


def test_names_that_are_also_operators() -> None:
    assert read("/data/and and /data/div div 2") == Joined(
        "and", (Path("/data/and"), Joined("div", (Path("/data/div"), Number(2))))
    )


def test_functions_and_paths_with_conditions() -> None:
    assert read("selected( ../a , 'b')") == Call("selected", (Path("../a"), Text("b")))
    at_least = Joined(">=", (Path("."), Number(5)))
    assert read("count(/data/r/x [. >= 5])") == Call("count", (Path("/data/r/x", (at_least,)),))
    named = Joined("=", (Path("name"), Text("a")))
    assert read("instance('l')/root/item[name = 'a']/label") == Path(
        "instance('l')/root/item/label", (named,)
    )
    assert read("current()/../b") == Path("../b")


@pytest.mark.parametrize(
    "junk", ["", "a b", "1 +", "(", "selected(", "[", "'a", "=", "a[", "a[]", "(" * 5000]
)
def test_junk_is_not_read(junk: str) -> None:
    assert read(junk) is None


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("/data/a", "/data/a"),
        ("../b", "/data/g/b"),
        (".", "/data/g/q"),
        ("b", "/data/g/q/b"),
    ],
)
def test_paths_from_the_root(path: str, whole: str) -> None:
    assert absolute(path, "/data/g/q") == whole


def test_every_answer_an_expression_looks_at() -> None:
    expression = "if(../a = 'x', count(/data/r[y = /data/z ]), .)"
    assert references(read(expression), "/data/g/q") >= {"/data/g/a", "/data/r", "/data/z", "/data/g/q"}

"""Names are the field's own, and everything public says what it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.code import definitions, sources, tree

# From docs/architecture.md: these words say nothing, or mean something else to an inspector.
NOT_USED = {
    "utils",
    "helpers",
    "helper",
    "manager",
    "data",
    "info",
    "process",
    "service",
    "action",
    "case",
    "obj",
}
# In a plan an action is an action.
ACTIONS_ARE_PLANNED = ("improvement_plans",)


def names_given(source: ast.Module) -> Iterator[str]:
    """Every name that the source itself chooses: functions, classes, arguments, variables.

    Arguments of methods of derived classes are left out: Django chose those.
    """
    classes = [node for node in ast.walk(source) if isinstance(node, ast.ClassDef) and node.bases]
    given_to_us = {arg for each in classes for arg in ast.walk(each) if isinstance(arg, ast.arg)}
    for node in ast.walk(source):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg) and node not in given_to_us:
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def empty_words(source: ast.Module) -> set[str]:
    """The names in a source that we do not use."""
    return {name for name in names_given(source) if name.lower().strip("_") in NOT_USED}


def unsaid(source: ast.Module) -> list[str]:
    """The public functions and classes without a sentence."""
    return [
        each.name
        for each in definitions(source)
        if each.is_public
        and each.node.name not in ("Meta", "Media")
        and not {"overload", "property.setter"} & each.decorators
        and not ast.get_docstring(each.node)
        and not is_stub(each.node)
    ]


def is_stub(node: ast.AST) -> bool:
    """Whether a body is only dots, as in a protocol."""
    body = getattr(node, "body", [])
    return len(body) == 1 and isinstance(body[0], ast.Expr) and ast.unparse(body[0]) == "..."


@pytest.mark.parametrize("path", sources(), ids=lambda path: "/".join(path.parts[-2:]))
def test_no_empty_words(path: Path) -> None:
    allowed = {"action"} if set(ACTIONS_ARE_PLANNED) & set(path.parts) else set()
    assert empty_words(tree(path)) - allowed == set()


@pytest.mark.parametrize("path", sources(), ids=lambda path: "/".join(path.parts[-2:]))
def test_everything_public_says_what_it_is(path: Path) -> None:
    if path.name != "apps.py":  # Django's registration, the same everywhere
        assert unsaid(tree(path)) == []


def times_without_ending(source: ast.Module) -> list[str]:
    """Model fields that hold a moment or a day but are not called ``..._at`` or ``..._on``."""
    found = []
    for node in ast.walk(source):
        if not isinstance(node, ast.Assign):
            continue
        name, value = ast.unparse(node.targets[0]), ast.unparse(node.value)
        kind = re.match(r"models\.(DateTime|Date)Field\(", value)
        if kind and not re.search(r"(^|_)at$" if kind[1] == "DateTime" else r"(_on|_day)$", name):
            found.append(name)
    return found


@pytest.mark.parametrize("path", [p for p in sources() if p.name == "models.py"], ids=lambda p: p.parts[-2])
def test_times_end_at_and_dates_end_on(path: Path) -> None:
    assert times_without_ending(tree(path)) == []


def test_the_checks_can_fail() -> None:
    bad = ast.parse("def helper(obj):\n    data = obj\n\nclass Thing:\n    def act(self): return 1")
    assert empty_words(bad) == {"helper", "obj", "data"}
    assert unsaid(bad) == ["helper", "Thing", "Thing.act"]
    fields = ast.parse("sent = models.DateTimeField()\nsent_on = models.DateField()")
    assert times_without_ending(fields) == ["sent"]

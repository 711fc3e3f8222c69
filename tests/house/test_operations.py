"""Every change has one shape: keyword-only, by somebody, at a given moment, audited, said in a sentence."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest

from speir.config.reference import load_everything
from speir.foundations import access, lifecycle, operation, rules
from tests.house.code import PACKAGE, capabilities, definitions, tree

load_everything()
# Tests of the decorators register things of their own under foundations, which has no operation of its own.
OPERATIONS, RULES, PERMISSIONS = (
    [name for name in sorted(registered) if not name.startswith("foundations.")]
    for registered in (operation.REGISTERED, rules.REGISTERED, access.REGISTERED)
)
CLOCKS = {"now", "today", "utcnow"}
# The audit trail and the outbox say when they really wrote, beside the time they were given.
MAY_READ_THE_CLOCK = {PACKAGE / "foundations" / name for name in ("audit.py", "outbox.py", "words.py")}
# A refused look is audited when it happens: nobody gives that a moment.
MAY_READ_THE_CLOCK |= {PACKAGE / "inspections" / "queries.py"}
# What day it is now, for those who ask.
MAY_READ_THE_CLOCK |= {PACKAGE / "foundations" / "uk_clock.py"}
# Called by operations of higher parts inside their own transaction; not changes by themselves.
WITHIN_OPERATIONS = {"tell", "reach_milestone"}


def find(name: str) -> object:
    """The function registered under ``part.name``."""
    part, _, function = name.partition(".")
    modules = [import_module(f"speir.{part}.{path.stem}") for path in operations_files(PACKAGE / part)]
    return next(getattr(each, function) for each in modules if hasattr(each, function))


def operations_files(capability: Path) -> list[Path]:
    """The files that hold the operations of one capability."""
    return [*capability.glob("operations.py"), *capability.glob("*_operations.py")]


def shape_fault(function: object) -> str | None:
    """What is wrong with the shape of an operation, if anything."""
    assert callable(function)
    parameters = inspect.signature(function).parameters
    if any(each.kind is not each.KEYWORD_ONLY for each in parameters.values()):
        return "it takes something by position"
    needed = [name for name, each in parameters.items() if each.default is each.empty]
    if needed[-2:] != ["by", "at"]:
        return "what it needs must end with by and at"
    if not (inspect.getdoc(function) or "").strip():
        return "it says nothing of itself"
    return None


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_has_the_shape(name: str) -> None:
    assert shape_fault(find(name)) is None


def undecorated(source: ast.Module) -> list[str]:
    """Public functions of an operations file that are not operations."""
    functions = [each for each in definitions(source) if not each.is_class and not each.inside]
    public = [each for each in functions if each.is_public and each.name not in WITHIN_OPERATIONS]
    return [each.name for each in public if "operation" not in each.decorators]


def clocks(source: ast.Module) -> list[int]:
    """The lines on which a source reads the clock for itself."""
    return [
        node.lineno
        for node in ast.walk(source)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]


@pytest.mark.parametrize("capability", capabilities(), ids=lambda folder: folder.name)
def test_everything_public_in_operations_is_an_operation(capability: Path) -> None:
    assert [name for file in operations_files(capability) for name in undecorated(tree(file))] == []


@pytest.mark.parametrize("capability", capabilities(), ids=lambda folder: folder.name)
def test_no_capability_reads_the_clock(capability: Path) -> None:
    read = {
        path.name: lines
        for path in capability.glob("*.py")
        if path not in MAY_READ_THE_CLOCK and (lines := clocks(tree(path)))
    }
    assert read == {}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_tells_people_in_a_whole_sentence(name: str) -> None:
    message = rules.REGISTERED[name].message
    assert message[0].isupper()
    assert message.endswith((".", "?"))


@pytest.mark.parametrize("name", PERMISSIONS)
def test_a_permission_reads_as_a_row_of_the_table(name: str) -> None:
    sentence = access.REGISTERED[name].sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_there_is_something_to_look_at() -> None:
    assert len(OPERATIONS) > 20
    assert len(PERMISSIONS) > 10
    assert len(RULES) > 10
    assert len(lifecycle.REGISTERED) > 3


def test_the_checks_can_fail() -> None:
    def by_position(subject: str, *, by: str, at: str) -> None:
        """Says something."""

    def at_first(*, at: str, by: str) -> None:
        """Says something."""

    def silent(*, by: str, at: str) -> None: ...

    assert all(shape_fault(each) for each in (by_position, at_first, silent))
    assert undecorated(ast.parse("def publish(): ...\n@operation\ndef sign(): ...")) == ["publish"]
    assert clocks(ast.parse("x = timezone.now()")) == [1]

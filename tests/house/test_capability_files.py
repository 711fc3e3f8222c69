"""Inside a capability only the listed kinds of file; whatever else is named there is plain Python."""

import ast
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import grimp
import pytest

from tests.house.code import PACKAGE, capabilities, module_of, sources, tree

DJANGO_FILES = {"__init__.py", "apps.py", "models.py", "queries.py", "within.py", "operations.py", "admin.py"}
# A part whose changes or questions fill more than one file names each further one by what it is about.
FURTHER_FILES = ("_operations.py", "_queries.py")
BANNED_FILES = {"utils", "util", "helpers", "helper", "services", "service", "manager", "signals", "misc"}
DATA_ENDINGS = {".yaml", ".csv", ".md", ".xlsx"}
# What every part stands on has a shape of its own.
OWN_SHAPE = ("foundations",)


@cache
def graph() -> grimp.ImportGraph:
    """Who imports whom, Django included."""
    return grimp.build_graph("speir", include_external_packages=True, exclude_type_checking_imports=True)


def way_to_django(module: str) -> tuple[str, ...]:
    """How a module comes to import Django, directly or not; empty when it does not."""
    return graph().find_shortest_chain(importer=module, imported="django") or ()


def fault(path: Path, way: tuple[str, ...]) -> str | None:
    """Why a Python file may not be in a capability, if it may not; ``way`` is how it comes to Django."""
    if path.stem in BANNED_FILES:
        return f"{path.name}: give it the name of what it does"
    if path.name in DJANGO_FILES or path.name.endswith(FURTHER_FILES):
        return None
    if way:
        return f"{path.name} must be plain Python, but imports Django: {' -> '.join(way)}"
    return None


def python_files(capability: Path) -> list[Path]:
    """The Python files of one capability, without migrations."""
    return [path for path in sorted(capability.rglob("*.py")) if "migrations" not in path.parts]


CHECKED = [folder for folder in capabilities() if folder.name not in OWN_SHAPE]


@pytest.mark.parametrize("capability", CHECKED, ids=lambda folder: folder.name)
def test_every_file_is_of_an_allowed_kind(capability: Path) -> None:
    files = [path for path in python_files(capability) if path.name != "__init__.py"]
    faults = [fault(path, way_to_django(module_of(path))) for path in files]
    assert [each for each in faults if each] == []


def unplaced(files: Iterable[str]) -> list[str]:
    """The further files of operations and queries that the contract "inside" gives no place."""
    contracts = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    layers = " ".join(next(each["layers"] for each in contracts if each["id"] == "inside"))
    stems = [Path(file).stem for file in files if file.endswith(FURTHER_FILES)]
    return [stem for stem in stems if f"({stem})" not in layers]


def test_every_further_file_has_its_place_in_the_contract() -> None:
    assert unplaced(path.name for folder in capabilities() for path in python_files(folder)) == []


@pytest.mark.parametrize("capability", CHECKED, ids=lambda folder: folder.name)
def test_folders_hold_migrations_or_plain_content(capability: Path) -> None:
    inner = [path for path in capability.iterdir() if path.is_dir()]
    content = [folder for folder in inner if folder.name not in ("migrations", "__pycache__")]
    files = [path for folder in content for path in folder.rglob("*") if path.is_file()]
    assert [path for path in files if path.suffix not in DATA_ENDINGS] == []


@pytest.mark.parametrize("capability", capabilities(), ids=lambda folder: folder.name)
def test_every_capability_says_what_it_is_for(capability: Path) -> None:
    assert (capability / "README.md").is_file()


@pytest.mark.parametrize("capability", capabilities(), ids=lambda folder: folder.name)
def test_nothing_happens_by_importing_a_package(capability: Path) -> None:
    assert tree(capability / "__init__.py").body == []


def signals(source: ast.Module) -> list[int]:
    """The lines on which a source takes up Django's signals: what one part's ending starts is a handover."""
    nodes = (node for node in ast.walk(source) if isinstance(node, (ast.Import, ast.ImportFrom)))
    written = [(node.lineno, ast.unparse(node)) for node in nodes]
    return [
        line
        for line, words in written
        if "django" in words and ("signals" in words or "receiver" in words or "dispatch" in words)
    ]


@pytest.mark.parametrize("path", sources(), ids=lambda path: "/".join(path.parts[-2:]))
def test_no_signals(path: Path) -> None:
    assert signals(tree(path)) == []


def test_the_check_can_fail() -> None:
    way = way_to_django("speir.foundations.moves")
    assert way[-1] == "django"
    assert fault(PACKAGE / "inspections" / "timetable.py", way)
    assert fault(PACKAGE / "inspections" / "utils.py", ())
    assert not fault(PACKAGE / "inspections" / "queries.py", way)
    assert not fault(PACKAGE / "reports" / "publication_queries.py", way)
    assert unplaced(["reports/elsewhere_operations.py"]) == ["elsewhere_operations"]
    assert signals(ast.parse("from django.db.models.signals import post_save")) == [1]
    assert signals(ast.parse("import x\nfrom django.dispatch import Signal")) == [2]
    assert signals(ast.parse("from speir.indicators.queries import current_signals")) == []

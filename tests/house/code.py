"""Reading our own source, for the tests that keep the house in order."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "speir"
# Folders that are not capabilities: they own no model and no rule, and follow other shapes.
NOT_CAPABILITIES = ("config", "demo", "jobs", "web")


@cache
def layers() -> tuple[tuple[str, ...], ...]:
    """The parts from top to bottom, parts of one line together, as pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    [one_way] = [contract for contract in contracts if contract["id"] == "one-way"]
    return tuple(tuple(re.findall(r"\w+", line)) for line in one_way["layers"])


def height(part: str) -> int:
    """How high a part stands; parts of one line stand equally high."""
    return -next(depth for depth, line in enumerate(layers()) if part in line)


@cache
def capabilities() -> tuple[Path, ...]:
    """The folders that hold models, rules and operations, bottom to top."""
    names = [name for line in reversed(layers()) for name in line if name not in NOT_CAPABILITIES]
    return tuple(PACKAGE / name for name in names if (PACKAGE / name).is_dir())


@cache
def sources() -> tuple[Path, ...]:
    """Every Python file of ours, without migrations."""
    return tuple(path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def tree(path: Path) -> ast.Module:
    """The parsed source of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Definition:
    """A function or class at the top of a module or of a class."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    inside: str = ""

    @property
    def name(self) -> str:
        """Its name, with its class before it."""
        return f"{self.inside}.{self.node.name}" if self.inside else self.node.name

    @property
    def is_public(self) -> bool:
        """Whether others may use it; the parts of a private class are private too."""
        return not any(part.startswith("_") for part in self.name.split("."))

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return isinstance(self.node, ast.ClassDef)

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1

    @property
    def decorators(self) -> set[str]:
        """The names of its decorators, without arguments."""
        calls = (each.func if isinstance(each, ast.Call) else each for each in self.node.decorator_list)
        return {ast.unparse(each) for each in calls}


def definitions(source: ast.Module) -> Iterator[Definition]:
    """Functions and classes at the top of a module, and what is directly inside those classes."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in source.body:
        if isinstance(node, kinds):
            yield Definition(node)
        if isinstance(node, ast.ClassDef):
            yield from (Definition(inner, node.name) for inner in node.body if isinstance(inner, kinds))


def kept_files() -> list[Path]:
    """The files that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def percentile_95(numbers: list[int]) -> int:
    """The number that 95 in 100 do not exceed."""
    return sorted(numbers)[int(len(numbers) * 0.95)]

"""Small files and small functions: a compass (19 in 20), and a wall further out for the rest."""

import pytest

from tests.house.code import PACKAGE, definitions, percentile_95, sources, tree

FUNCTION, VIEW, FILE, TEMPLATE = 33, 25, 300, 105
FURTHEST_FUNCTION, FURTHEST_FILE = 60, 400


def functions() -> dict[str, int]:
    """The length of every function by its place."""
    return {
        f"{path.relative_to(PACKAGE)}:{each.name}": each.lines
        for path in sources()
        for each in definitions(tree(path))
        if not each.is_class
    }


def files() -> dict[str, int]:
    """The length of every file."""
    return {str(path.relative_to(PACKAGE)): len(path.read_text().splitlines()) for path in sources()}


def test_functions_are_small() -> None:
    lengths = functions()
    assert percentile_95(list(lengths.values())) <= FUNCTION
    assert {name: length for name, length in lengths.items() if length > FURTHEST_FUNCTION} == {}


def test_files_are_small() -> None:
    lengths = files()
    assert percentile_95(list(lengths.values())) <= FILE
    assert {name: length for name, length in lengths.items() if length > FURTHEST_FILE} == {}


def test_views_are_small() -> None:
    views = [length for name, length in functions().items() if name.startswith("web/")]
    assert percentile_95(views) <= VIEW


def test_templates_are_small() -> None:
    # The design system's files are collections of macros, each of them small.
    pages = [path for path in PACKAGE.rglob("*.jinja") if "design_system" not in path.parts]
    assert percentile_95([len(path.read_text().splitlines()) for path in pages]) <= TEMPLATE


@pytest.mark.parametrize(("numbers", "expected"), [([1] * 99 + [50], 1), ([1] * 90 + [50] * 10, 50)])
def test_the_measure_is_right(numbers: list[int], expected: int) -> None:
    assert percentile_95(numbers) == expected

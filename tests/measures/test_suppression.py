"""Small groups: hidden, and not to be worked out from what is left in print."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speir.measures.suppression import HiddenTable, hide_in_row, hide_in_table, is_small


def test_fewer_than_five_is_small() -> None:
    assert [is_small(n) for n in (0, 1, 4, 5, 60)] == [True, True, True, False, False]
    assert not is_small(3, threshold=3)
    with pytest.raises(ValueError, match="nobody"):
        is_small(-1)


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    """Survey answers by organisation: health 3 could be worked out from the total, so police goes too."""
    hidden = hide_in_row([40, 3, 9, 14])
    assert hidden.cells == (False, True, True, False)
    assert not hidden.total


def test_nothing_small_hides_nothing() -> None:
    assert hide_in_row([40, 30]).cells == (False, False)
    table = hide_in_table([[10, 20], [30, 40]])
    assert not any(
        (*table.cells[0], *table.cells[1], *table.row_totals, *table.column_totals, table.grand_total)
    )


def test_two_nobodies_do_not_protect_each_other() -> None:
    """Their sum is 0, and so is each of them: another count must go."""
    assert sum(hide_in_row([0, 0, 20, 30]).cells) == 3


def test_a_table_hides_a_loop() -> None:
    hidden = hide_in_table([[2, 20, 30], [25, 9, 40], [50, 60, 70]])
    assert hidden.cells == ((True, True, False), (True, True, False), (False, False, False))
    assert not any((*hidden.row_totals, *hidden.column_totals, hidden.grand_total))


def test_a_table_of_almost_nothing_hides_its_totals() -> None:
    hidden = hide_in_table([[3, 0], [0, 0]])
    assert hidden.grand_total
    assert all(hidden.row_totals)


@pytest.mark.parametrize("empty", [[], [[]]])
def test_an_empty_table_has_nothing_to_tell(empty: list[list[int]]) -> None:
    assert hide_in_table(empty).grand_total
    assert hide_in_row([]).cells == ()


def test_faulty_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="as many counts"):
        hide_in_table([[1, 2], [3]])
    with pytest.raises(ValueError, match="nobody"):
        hide_in_table([[1, -2]])


def figures(cells: Sequence[Sequence[int]]) -> list[int]:
    """Cells, row totals, column totals and grand total in one line."""
    across = [sum(row) for row in cells]
    return [
        *(count for row in cells for count in row),
        *across,
        *map(sum, zip(*cells, strict=True)),
        sum(across),
    ]


def masks(hidden: HiddenTable) -> list[bool]:
    """What is hidden, in the order of ``figures``."""
    cells = [each for row in hidden.cells for each in row]
    return [*cells, *hidden.row_totals, *hidden.column_totals, hidden.grand_total]


def readings(table: Sequence[Sequence[int]], mask: Sequence[bool], most: int) -> Iterator[list[int]]:
    """Every table with counts up to ``most`` that fits what is printed: what a patient reader would try."""
    width, known = len(table[0]), figures(table)
    choices = [
        range(most + 1) if is_hidden else [count] for count, is_hidden in zip(known, mask, strict=False)
    ]
    for cells in product(*choices[: len(table) * width]):
        rows = [list(cells[start : start + width]) for start in range(0, len(cells), width)]
        tried = figures(rows)
        if all(a == b for a, b, is_hidden in zip(tried, known, mask, strict=True) if not is_hidden):
            yield tried


@st.composite
def tables(draw: st.DrawFn) -> list[list[int]]:
    height, width = draw(st.sampled_from([(1, 2), (2, 2), (2, 3), (3, 2)]))
    count = st.integers(0, 5)
    return draw(st.lists(st.lists(count, min_size=width, max_size=width), min_size=height, max_size=height))


@given(tables())
@settings(deadline=None)
def test_no_hidden_figure_can_be_worked_out(table: list[list[int]]) -> None:
    """Tried by brute force: each hidden figure has at least two values that fit everything in print."""
    mask = masks(hide_in_table(table, threshold=2))
    seen: list[set[int]] = [set() for _ in mask]
    for tried in readings(table, mask, most=6):
        for place, value in enumerate(tried):
            seen[place].add(value)
        if all(len(seen[place]) > 1 for place, is_hidden in enumerate(mask) if is_hidden):
            return
    assert all(len(seen[place]) > 1 for place, is_hidden in enumerate(mask) if is_hidden)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_no_hidden_count_of_a_row_can_be_worked_out(counts: list[int]) -> None:
    hidden = hide_in_row(counts)
    known = [count for count, is_hidden in zip(counts, hidden.cells, strict=True) if is_hidden]
    # With the total in print, hidden counts add up to something known; with it hidden, anything goes.
    assert hidden.total or not known or (len(known) > 1 and sum(known) > 0)


@given(
    st.lists(st.lists(st.integers(0, 60), min_size=4, max_size=4), min_size=1, max_size=6), st.integers(1, 10)
)
def test_everything_small_is_hidden(table: list[list[int]], threshold: int) -> None:
    known, mask = figures(table), masks(hide_in_table(table, threshold))
    assert all(is_hidden for value, is_hidden in zip(known, mask, strict=True) if value < threshold)


@given(st.lists(st.lists(st.integers(5, 60), min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_table_without_small_counts_is_printed_whole(table: list[list[int]]) -> None:
    assert not any(masks(hide_in_table(table)))

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


def test_what_is_hidden_is_not_a_small_group_by_itself() -> None:
    """Three answers with one person among them say as much as one answer with one person."""
    assert hide_in_row([0, 0, 1, 40, 41]).cells == (True, True, True, True, False)
    assert hide_in_row([2, 3, 40, 41]).cells == (True, True, False, False)


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
    width, height, known = len(table[0]), len(table), figures(table)
    fitting = []
    for i, row in enumerate(table):
        cells = mask[i * width : (i + 1) * width]
        choices = [range(most + 1) if hid else [count] for count, hid in zip(row, cells, strict=True)]
        is_free = mask[height * width + i]
        fitting.append([each for each in product(*choices) if is_free or sum(each) == sum(row)])
    for rows in product(*fitting):
        tried = figures(rows)
        if all(a == b for a, b, hid in zip(tried, known, mask, strict=True) if not hid):
            yield tried


@st.composite
def tables(draw: st.DrawFn) -> list[list[int]]:
    height, width, largest = draw(st.sampled_from([(1, 2, 5), (1, 3, 4), (2, 2, 4), (2, 3, 2), (3, 2, 2)]))
    count = st.integers(0, largest)
    return draw(st.lists(st.lists(count, min_size=width, max_size=width), min_size=height, max_size=height))


@given(tables())
@settings(deadline=None, max_examples=60)
def test_no_hidden_figure_can_be_worked_out(table: list[list[int]]) -> None:
    """Tried by brute force: small figures have a range as wide as promised, other hidden ones two values."""
    known, mask = figures(table), masks(hide_in_table(table, threshold=2))
    wide = [2 if value < 2 else 1 for value in known]
    low, high = list(known), list(known)
    for tried in readings(table, mask, most=8 if len(known) < 10 else 5):
        low, high = list(map(min, low, tried)), list(map(max, high, tried))
        if all(b - a >= need for a, b, need, hid in zip(low, high, wide, mask, strict=True) if hid):
            return
    pytest.fail(f"Known too well: {low} to {high}, hidden {mask}")


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_no_hidden_count_of_a_row_can_be_worked_out(counts: list[int]) -> None:
    hidden = hide_in_row(counts)
    known = [count for count, is_hidden in zip(counts, hidden.cells, strict=True) if is_hidden]
    # With the total in print, hidden counts add up to something known; with it hidden, anything goes.
    assert hidden.total or not known or (len(known) > 1 and sum(known) >= 5)


@given(
    st.lists(st.lists(st.integers(0, 60), min_size=4, max_size=4), min_size=1, max_size=6), st.integers(1, 10)
)
def test_everything_small_is_hidden(table: list[list[int]], threshold: int) -> None:
    known, mask = figures(table), masks(hide_in_table(table, threshold))
    assert all(is_hidden for value, is_hidden in zip(known, mask, strict=True) if value < threshold)


@given(st.lists(st.lists(st.integers(5, 60), min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_table_without_small_counts_is_printed_whole(table: list[list[int]]) -> None:
    assert not any(masks(hide_in_table(table)))

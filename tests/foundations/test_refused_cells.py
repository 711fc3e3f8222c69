"""What of a file did not land, told once for each reason."""

from speir.foundations.refused_cells import RefusedCell, together


def test_one_reason_is_told_once_with_its_rows_and_one_row_counts_once() -> None:
    unknown = [RefusedCell(row, "Area", "No such area.", "Mend it.") for row in (2, 2, 3, 5, 9, 11)]
    other = RefusedCell(4, "Value", "No number.", "Mend it.")
    first, second = together([*unknown, other])
    assert first.rows == (2, 3, 5, 9, 11)
    assert str(first) == "rows 2, 3, 5 and 2 more, Area: No such area. Mend it."
    assert str(second) == str(other) == "row 4, Value: No number. Mend it."
    assert together([]) == []

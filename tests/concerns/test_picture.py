"""The national picture: no small number in it, and none that can be worked out from what is told."""

from hypothesis import given
from hypothesis import strategies as st

from speir.concerns.picture import HIDDEN, picture
from speir.measures.suppression import THRESHOLD

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=6)


def told(words: str) -> int | None:
    return None if words == HIDDEN or words.startswith("fewer") else int(words)


@given(COUNTS, COUNTS)
def test_no_small_number_can_be_worked_out(going_on: list[int], themes: list[int]) -> None:
    shown = picture(
        [(f"s{n}", c) for n, c in enumerate(going_on)], "Closed", [(f"t{n}", c) for n, c in enumerate(themes)]
    )
    total, *statuses = [told(shown.total), *(told(line.number) for line in shown.by_status)]
    closed, by_theme = statuses.pop(), [told(line.number) for line in shown.by_theme]
    assert all(number is None or number >= THRESHOLD for number in (total, closed, *statuses, *by_theme))
    # closed is the sum of the themes, and the total that of all: each sum leaves two unknowns or none
    sums = [(closed, by_theme), (total, [*statuses, closed])] if closed is not None else []
    for whole, parts in [*sums, (total, [*statuses, *by_theme])]:
        unknown = sum(part is None for part in parts)
        assert whole is None or unknown != 1


def test_large_numbers_are_told() -> None:
    shown = picture([("Waits", 9)], "Closed", [("Falls", 12), ("Money", 7)])
    assert (shown.total, [line.number for line in shown.by_status]) == ("28", ["9", "19"])
    assert [line.number for line in shown.by_theme] == ["12", "7"]


def test_one_small_status_hides_more_than_itself() -> None:
    shown = picture([("Waits", 2), ("Passed", 8), ("Acted", 6)], "Closed", [("Falls", 12), ("Money", 7)])
    assert [line.number for line in shown.by_status] == [HIDDEN, "8", HIDDEN, "19"]
    assert [line.number for line in shown.by_theme] == ["12", "7"]

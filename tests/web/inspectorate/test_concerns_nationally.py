"""The national picture is drawn, and a bar says no more than its number may."""

from speir.concerns.picture import HIDDEN, picture
from speir.web.inspectorate.concerns_nationally import shown


def test_bars_stand_for_the_numbers_that_are_told() -> None:
    found = shown(
        "Places",
        picture([("Waits", 2), ("Passed", 8), ("Acted", 6)], "Closed", [("Falls", 12), ("Money", 6)]),
    )
    assert [(row.number, row.length) for row in found.by_status] == [
        (HIDDEN, None),
        ("8", 44),
        (HIDDEN, None),
        ("18", 100),
    ]
    assert [row.length for row in found.by_theme] == [100, 50]


def test_nothing_told_is_nothing_drawn() -> None:
    found = shown("Places", picture([("Waits", 0)], "Closed", [("Falls", 0)]))
    assert {row.length for row in (*found.by_status, *found.by_theme)} == {None}
    assert not found.tells_any
    assert not found.total_is_told


def test_many_of_which_nothing_can_be_told_are_not_called_few() -> None:
    found = shown("Places", picture([("Waits", 50), ("Passed", 1)], "Closed", []))
    assert (found.total, found.total_is_told, found.tells_any) == ("51", True, False)

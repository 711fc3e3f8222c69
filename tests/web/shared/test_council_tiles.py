"""The tile map: every council area has a square of its own."""

import csv

from speir.web.shared.council_tiles import COLUMNS, PLACES, levels, place_of
from tests.house.code import ROOT


def test_each_of_the_32_council_areas_has_a_square_of_its_own() -> None:
    file = ROOT / "speir/partnerships/reference/scotland_areas.csv"
    names = {row["council_name"] for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())}
    assert set(PLACES) == names
    places = {(column, row) for _, column, row in PLACES.values()}
    assert len(places) == 32
    assert all(0 <= column < COLUMNS and 0 <= row < 9 for column, row in places)
    assert all(len(short) <= 12 for short, _, _ in PLACES.values())


def test_other_areas_stand_in_rows() -> None:
    assert [place_of("Fictional", number)[1:] for number in (0, 7, 8)] == [(0, 0), (7, 0), (0, 1)]
    assert place_of("A very long invented name", 0)[0] == "A very long."


def test_quarters_run_from_the_highest_to_the_lowest() -> None:
    assert levels([8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, None]) == [1, 1, 2, 2, 3, 3, 4, 4, 0]
    assert levels([]) == []

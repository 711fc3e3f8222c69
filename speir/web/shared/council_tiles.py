"""Where each council area stands on the tile map of Scotland: one square each, neighbours near each other.

The arrangement is ours. Areas without a place (fictional ones) are laid out in rows, and that is no map.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COLUMNS = 8


@dataclass(frozen=True)
class Tile:
    """A square: its place, what stands on it, how dark it is (1 darkest to 4, 0 without a value)."""

    name: str
    short: str
    column: int
    row: int
    words: str
    level: int
    address: str
    is_marked: bool = False


# Name: short name, column, row.
PLACES: Mapping[str, tuple[str, int, int]] = {
    "Shetland Islands": ("Shetland", 7, 0),
    "Orkney Islands": ("Orkney", 6, 1),
    "Na h-Eileanan Siar": ("Eilean Siar", 1, 2),
    "Highland": ("Highland", 3, 2),
    "Moray": ("Moray", 4, 2),
    "Aberdeenshire": ("Aberdeensh.", 5, 2),
    "Aberdeen City": ("Aberdeen", 6, 2),
    "Perth and Kinross": ("Perth & K.", 4, 3),
    "Angus": ("Angus", 5, 3),
    "Dundee City": ("Dundee", 6, 3),
    "Argyll and Bute": ("Argyll & B.", 2, 4),
    "Stirling": ("Stirling", 3, 4),
    "Clackmannanshire": ("Clackmann.", 4, 4),
    "Fife": ("Fife", 5, 4),
    "Inverclyde": ("Inverclyde", 1, 5),
    "West Dunbartonshire": ("W. Dunb.", 2, 5),
    "East Dunbartonshire": ("E. Dunb.", 3, 5),
    "Falkirk": ("Falkirk", 4, 5),
    "West Lothian": ("W. Lothian", 5, 5),
    "City of Edinburgh": ("Edinburgh", 6, 5),
    "East Lothian": ("E. Lothian", 7, 5),
    "Renfrewshire": ("Renfrewsh.", 1, 6),
    "Glasgow City": ("Glasgow", 2, 6),
    "North Lanarkshire": ("N. Lanark.", 3, 6),
    "Midlothian": ("Midlothian", 6, 6),
    "North Ayrshire": ("N. Ayrshire", 1, 7),
    "East Renfrewshire": ("E. Renfr.", 2, 7),
    "South Lanarkshire": ("S. Lanark.", 3, 7),
    "Scottish Borders": ("Borders", 6, 7),
    "South Ayrshire": ("S. Ayrshire", 1, 8),
    "East Ayrshire": ("E. Ayrshire", 2, 8),
    "Dumfries and Galloway": ("Dumfries", 3, 8),
}
SHORT = 12


def place_of(name: str, number: int) -> tuple[str, int, int]:
    """Where an area stands; one that has no place stands in rows, by its number from 0."""
    if name in PLACES:
        return PLACES[name]
    short = name if len(name) <= SHORT else name[: SHORT - 1] + "."
    return short, number % COLUMNS, number // COLUMNS % 9


def levels(values: Sequence[float | None]) -> list[int]:
    """For each value the quarter it lies in: 1 for the highest to 4 for the lowest, 0 without a value."""
    present = sorted((value for value in values if value is not None), reverse=True)
    return [0 if value is None else 1 + 4 * present.index(value) // len(present) for value in values]

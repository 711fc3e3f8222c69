"""Where in a file the headings stand, looked for while nobody has said. Plain Python."""

from collections.abc import Sequence

from speir.indicators.choices import Meaning
from speir.indicators.mapping import guess
from speir.indicators.numbers_file import Grid, first_rows, read_grid

_BESIDE_AREA = frozenset({Meaning.INDICATOR, Meaning.PERIOD, Meaning.VALUE, Meaning.NUMERATOR})


def opened(content: bytes, name: str) -> Grid:
    """The first sheet and row that look like headings; else the first row that holds anything."""
    sheets = first_rows(content, name)
    likely = (
        (sheet, number) for sheet, rows in sheets for number, cells in rows if are_likely_headings(cells)
    )
    filled = ((sheet, number) for sheet, rows in sheets for number, cells in rows if any(cells))
    sheet, number = next(likely, next(filled, ("", 1)))
    return read_grid(content, name, sheet, number)


def are_likely_headings(cells: Sequence[str]) -> bool:
    """Whether one cell names areas, and another an indicator, a period or a value."""
    found = guess(cells)
    beside = _BESIDE_AREA & {Meaning(key) for key in found.headings}
    return Meaning.AREA in found.headings and bool(beside or found.wide_periods)

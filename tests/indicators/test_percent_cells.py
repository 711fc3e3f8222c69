"""Percentages in Excel: a cell is read as it is shown, whichever way the workbook holds it."""

import io

import pytest
from openpyxl import Workbook

from speir.indicators.choices import Collection
from speir.indicators.mapping import guess
from speir.indicators.models import Observation
from speir.indicators.numbers_file import read_grid
from speir.indicators.operations import import_numbers
from speir.people.operations import SYSTEM
from tests.factories import NOW
from tests.indicators.factories import AREAS, fictional_areas

CELLS = (
    (0.123, "0.0%", 12.3),
    (0.57, "0%", 57.0),
    (1, "0 %", 100.0),
    (12.3, '0.0"%"', 12.3),  # the sign is only printed; nothing is multiplied
    (12.3, "0.0\\%", 12.3),
    ("12 %", "General", 12.0),
    ("12.5%", "@", 12.5),
    (12.3, "General", 12.3),
)


def book(year: int) -> bytes:
    """Each area's share, in a cell of another kind."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(["Local authority", "Indicator", "Year", "Value"])
    for area, (value, number_format, _) in zip(AREAS, CELLS, strict=True):
        page.append([area, "SW2", f"{year}/{(year + 1) % 100}", value])
        page.cell(page.max_row, 4).number_format = number_format
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


@pytest.mark.django_db
def test_percentages_land_as_they_are_shown_also_under_the_mapping_that_is_kept() -> None:
    fictional_areas()
    columns = guess(read_grid(book(2022), "shares.xlsx").heads)
    for year, given in ((2022, columns), (2023, None)):
        import_numbers(
            collection=Collection.BENCHMARKING,
            content=book(year),
            name="shares.xlsx",
            columns=given,
            by=SYSTEM,
            at=NOW,
        )
    for year in (2022, 2023):
        rows = Observation.objects.filter(starts_on__year=year).select_related("area")
        found = {row.area.name: row.value for row in rows}
        assert found == pytest.approx({area: cell[2] for area, cell in zip(AREAS, CELLS, strict=True)})

"""Headings are found below titles and in a later sheet; what is asked for goes before what is found."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from speir.foundations.refusals import RuleBroken
from speir.indicators.choices import Collection
from speir.indicators.headings import are_likely_headings, opened
from speir.indicators.operations import import_numbers
from speir.indicators.queries import newest_mapping
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from tests.factories import NOW
from tests.indicators.sheets import long_file

HEADS = ("Local authority", "Measure code", "2022/23", "2023/24")
ROW = ("Fife", "CPO", 10, 11)


def published(*, with_chart: bool = False) -> bytes:
    """An invented workbook as publishers make them: a cover, then a table below its title."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Cover"
    cover.append([])
    cover.append(["Invented figures about an area"])
    if with_chart:
        drawn = BarChart()
        drawn.add_data(Reference(cover, min_col=1, min_row=2, max_row=2))
        book.create_chartsheet("Chart").add_chart(drawn)
    table = book.create_sheet("Table 1")
    for row in (("Table 1: orders",), (), ("Invented",), HEADS, ROW):
        table.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("with_chart", [False, True])
def test_headings_are_found_in_a_later_sheet_below_a_title(with_chart: bool) -> None:
    grid = opened(published(with_chart=with_chart), "x.xlsx")
    assert (grid.sheet, grid.header_row, grid.heads) == ("Table 1", 4, HEADS)
    assert [cells for _, cells in grid.rows] == [["Fife", "CPO", "10", "11"]]


def test_headings_are_found_below_the_notes_of_a_csv_file() -> None:
    content = b"Orders by council\n\nSource: invented\n" + long_file(ROW, heads=HEADS)
    assert (opened(content, "x.csv").header_row, opened(content, "x.csv").heads) == (4, HEADS)


def test_where_nothing_looks_like_headings_the_first_row_that_holds_anything_is_taken() -> None:
    grid = opened(b"\n,,\nWhere,What\nFife,12\n", "x.csv")
    assert (grid.header_row, grid.heads) == (3, ("Where", "What"))
    with pytest.raises(RuleBroken, match="no headings"):
        opened(b",,\n,,\n", "x.csv")


def test_a_row_of_values_is_no_row_of_headings() -> None:
    assert are_likely_headings(HEADS)
    assert are_likely_headings(("Area", "Period", "Value"))
    assert not are_likely_headings(("Area",))
    assert not are_likely_headings(("Fife", "CPO", "2022/23"))


@pytest.mark.django_db
def test_where_they_were_found_is_kept_with_the_mapping() -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    content = published()  # once: a workbook keeps the second it was made in
    for is_new in (True, False):
        made = import_numbers(
            collection=Collection.JUSTICE, content=content, name="x.xlsx", by=SYSTEM, at=NOW
        )
        assert (made.is_new, made.vintage.landed) == (is_new, 2)
    kept = newest_mapping("justice-social-work")
    assert kept is not None
    assert (kept.sheet, kept.header_row) == ("Table 1", 4)

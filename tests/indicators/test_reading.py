"""Periods, numbers, mappings and files, as people write them."""

from datetime import date

import pytest

from speir.foundations.refusals import RuleBroken
from speir.foundations.refused_cells import BadCell
from speir.indicators.choices import Collection, Meaning
from speir.indicators.definitions import collections
from speir.indicators.mapping import Columns, check, columns_of, fitted, guess
from speir.indicators.number_cells import number_of, read_values
from speir.indicators.numbers_file import read_grid
from speir.indicators.periods import follows, period_of
from tests.indicators.sheets import LONG, long_file, workbook


@pytest.mark.parametrize(
    ("words", "starts", "ends", "label"),
    [
        ("2023/24", (2023, 4, 1), (2024, 3, 31), "2023/24"),
        ("2023-24", (2023, 4, 1), (2024, 3, 31), "2023/24"),
        ("2023/2024", (2023, 4, 1), (2024, 3, 31), "2023/24"),
        ("2023", (2023, 1, 1), (2023, 12, 31), "2023"),
        ("2023/24 Q4", (2024, 1, 1), (2024, 3, 31), "2023/24 Q4"),
        ("2024 Q2", (2024, 4, 1), (2024, 6, 30), "2024 Q2"),
        ("June 2024", (2024, 6, 1), (2024, 6, 30), "2024-06"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "2024-02"),
        ("at 31 July 2024", (2024, 7, 31), (2024, 7, 31), "2024-07-31"),
        ("2024-07-31", (2024, 7, 31), (2024, 7, 31), "2024-07-31"),
    ],
)
def test_a_period_is_read(
    words: str, starts: tuple[int, int, int], ends: tuple[int, int, int], label: str
) -> None:
    found = period_of(words)
    assert found is not None
    assert (found.starts_on, found.ends_on, found.label) == (date(*starts), date(*ends), label)


@pytest.mark.parametrize("words", ["", "2023/25", "last year", "31 Smarch 2024", "Council", "2023/25 Q1"])
def test_what_is_no_period_is_not_read(words: str) -> None:
    assert period_of(words) is None


def test_a_year_of_children_begins_in_august() -> None:
    found = period_of("2022/23", 8)
    assert found is not None
    assert (found.starts_on, found.ends_on) == (date(2022, 8, 1), date(2023, 7, 31))


def test_a_missing_period_between_two_is_noticed() -> None:
    years = [period_of(words) for words in ("2021/22", "2022/23", "2024/25")]
    assert all(years)
    assert follows(years[0], years[1])  # type: ignore[arg-type]
    assert not follows(years[1], years[2])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "value", "provisional", "hidden"),
    [
        ("1,234.5", 1234.5, False, False),
        ("57.2%", 57.2, False, False),
        ("£31.40", 31.4, False, False),
        ("88.5p", 88.5, True, False),
        ("88.5 [p]", 88.5, True, False),
        ("-3", -3, False, False),
        ("*", None, False, True),
        ("n/a", None, False, False),
        ("", None, False, False),
    ],
)
def test_a_number_is_read(words: str, value: float | None, provisional: bool, hidden: bool) -> None:
    found = number_of(words, "Value")
    assert (found.value, found.is_provisional, found.is_hidden) == (value, provisional, hidden)


@pytest.mark.parametrize("words", ["many", "1e999", "nan", "inf", "1,23", "12 34", "=1+1"])
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(BadCell, match="is not a number"):
        number_of(words, "Value")


def test_headings_are_guessed_and_periods_make_a_file_wide() -> None:
    assert guess(LONG).headings == {
        Meaning.AREA: "Local authority",
        Meaning.INDICATOR: "Indicator",
        Meaning.PERIOD: "Year",
        Meaning.VALUE: "Value",
        Meaning.NUMERATOR: "Numerator",
        Meaning.DENOMINATOR: "Denominator",
        Meaning.FLAGS: "Flag",
    }
    wide = guess(["Council", "Code", "2021/22", "2022/23"])
    assert wide.wide_periods == ("2021/22", "2022/23")


def test_a_kept_mapping_takes_new_years_along() -> None:
    kept = columns_of(guess(["Council", "Code", "2021/22"]).as_kept())
    assert fitted(kept, ["Council", "Code", "2021/22", "2022/23"]).wide_periods == ("2021/22", "2022/23")


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        ([], "is not a mapping"),
        ({"colums": {}}, "Did you mean “columns”"),
        ({"columns": {"aera": "X"}}, "Did you mean “area”"),
        ({"columns": []}, "not a mapping|not a list of names"),
        ({"header_row": "two"}, "header_row"),
    ],
)
def test_a_wrong_mapping_is_refused_with_what_is_wrong(kept: object, says: str) -> None:
    if kept == {"columns": []}:
        assert columns_of(kept) == Columns({})
        return
    with pytest.raises(RuleBroken, match=says):
        columns_of(kept)


def test_every_fault_of_a_mapping_is_told_at_once() -> None:
    with pytest.raises(RuleBroken) as told:
        check(Columns({"area": "Counsil", "value": "Value", "period": "Value"}), ["Council", "Value"])
    words = " ".join(reason.message for reason in told.value.reasons)
    assert "no column “Counsil”" in words
    assert "“Value” is given two meanings" in words
    assert "holds the indicator" in words


def test_bad_cells_are_listed_and_good_ones_are_read() -> None:
    grid = read_grid(
        long_file(
            ("Fife", "SW1", "2023/24", "30.1", "", "", "p"),
            ("Fife", "SW2", "2023/24", "many", "", "", ""),
            ("Fife", "SW3a", "soon", "3", "", "", ""),
            ("", "SW3a", "2023/24", "3", "", "", ""),
            ("Fife", "SW1", "2023/24", "31", "", "", ""),
            ("Fife", "SW7", "2023/24", "", "3", "0", ""),
            ("Fife", "SW8", "2023/24", "", "", "", ""),
            ("Fife", "SW5", "2023/24", "1", "2", "3", "", "too", "many"),
        ),
        "numbers.csv",
    )
    found = read_values(grid, guess(grid.heads), 4)
    assert [(each.indicator, each.value, each.is_provisional) for each in found.values] == [
        ("SW1", 30.1, True)
    ]
    assert found.empty == 1
    assert [(each.row, each.column) for each in sorted(found.refused, key=lambda each: each.row)] == [
        (3, "Value"),
        (4, "Year"),
        (5, "Local authority"),
        (6, "Value"),
        (7, "Denominator"),
        (9, "whole row"),
    ]
    assert all(each.reason and each.to_do for each in found.refused)


def test_a_workbook_is_read_below_its_title_from_the_sheet_asked_for() -> None:
    content = workbook(("Council", "Code", 2022, "2023/24"), ("Fife", "SW1", 12, 13.5), above=3)
    grid = read_grid(content, "numbers.xlsx", "Table 1", 4)
    assert grid.sheets == ("Table 1", "Notes")
    found = read_values(grid, guess(grid.heads), 4)
    assert [(each.period.label, each.value, each.row) for each in found.values] == [
        ("2022", 12, 5),
        ("2023/24", 13.5, 5),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 nonsense", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel"),
        ("a,b".encode("utf-16"), "is not in UTF-8"),
        (b"a,a\n1,2", "headings twice"),
        (b",,\n1,2,3", "has no headings"),
        (b"a,b\nx,\x81\n", "row 2"),
        (b'a,b\n"' + b"x" * 200_000 + b"\n", "row 2: this cannot be read as CSV"),
    ],
)
def test_what_is_no_such_file_is_refused_with_the_reason(content: bytes, says: str) -> None:
    with pytest.raises(RuleBroken, match=says):
        read_grid(content, "numbers.csv")


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(RuleBroken, match=r"has no sheet “Table 9”\. It has: Table 1, Notes"):
        read_grid(workbook(("Council",)), "numbers.xlsx", "Table 9")


def test_the_library_has_every_collection_with_its_source_and_no_code_twice() -> None:
    library = collections()
    assert set(library) == set(Collection)
    for defined in library.values():
        codes = [each.code for each in defined.indicators]
        assert len(codes) == len(set(codes))
        assert defined.source
        assert {each.better for each in defined.indicators} <= {"up", "down", ""}
    assert len(library[Collection.CORE_SUITE].indicators) == 18

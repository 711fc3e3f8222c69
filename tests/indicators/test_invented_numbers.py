"""The demonstration's numbers: quarters that have ended, the same every time, planted things in place."""

from datetime import date

import pytest

from speir.demo.invented_numbers import Cell, Invented, Planted, quarters
from speir.demo.numbers import MANY, months_before, quarters_until
from speir.indicators.choices import Collection, SignalKind
from speir.indicators.periods import period_of


@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2026, 4, 1), date(2026, 3, 31), date(2027, 1, 1)])
def test_the_quarters_are_those_that_ended_last(today: date) -> None:
    found = [period_of(words) for words in quarters_until(today)]
    assert len(found) == MANY
    ends = [period.ends_on for period in found if period]
    assert ends == sorted(ends)
    assert 0 < (today - ends[-1]).days <= 92


def test_months_are_counted_back_across_a_new_year() -> None:
    assert [months_before(date(2026, 1, 31), back) for back in (0, 1, 2)] == [
        date(2026, 1, 1),
        date(2025, 12, 1),
        date(2025, 11, 1),
    ]


def test_the_same_seed_gives_the_same_numbers_with_what_was_planted() -> None:
    planted = (
        Planted(SignalKind.ABSENCE, 1, "SIR", 3),
        Planted(SignalKind.LATE_RETURN, 0, "STAFF-VACANT", 3),
    )
    first, again = (Invented(["A", "B"], quarters(2023, 4), planted) for _ in range(2))
    assert first.file(Collection.RETURNS) == again.file(Collection.RETURNS)
    assert first.cells["SIR", 1, 3].value == 0
    assert first.cells["STAFF-VACANT", 0, 3] == Cell()
    assert b"A,STAFF-VACANT,2023/24 Q4" not in first.file(Collection.RETURNS)
    other = Invented(["A", "B"], quarters(2023, 4), seed=7)
    assert other.file(Collection.RETURNS) != first.file(Collection.RETURNS)

"""Invented numbers of invented areas, quarter by quarter, with a few things planted in them.

Everything is drawn around a level of the area's own; what is planted is known, so that a test can ask whether
the signals find it, and how many others they raise.
"""

import csv
import io
import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from speir.indicators.choices import Collection, SignalKind

HEADS = ("Area", "Indicator", "Period", "Value", "Numerator", "Denominator", "Flag", "Definition")
SEED = 20261125


@dataclass(frozen=True)
class Planted:
    """Something that happens in one area (by its place, from 0) in one quarter (by its place)."""

    kind: SignalKind
    area: int
    code: str
    quarter: int


@dataclass(frozen=True)
class Cell:
    """One value of one area in one quarter; without one the row is not there."""

    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    definition: str = "1"


def quarters(first_year: int, many: int) -> list[str]:
    """Quarters of years from April, such as 2023/24 Q1."""
    return [
        f"{year}/{(year + 1) % 100:02} Q{place % 4 + 1}"
        for place in range(many)
        for year in [first_year + place // 4]
    ]


class Invented:
    """The invented numbers of some areas over some quarters; the same seed gives the same numbers."""

    def __init__(
        self, areas: Sequence[str], periods: Sequence[str], planted: Iterable[Planted] = (), seed: int = SEED
    ) -> None:
        self.areas, self.periods = areas, periods
        self.planted = {(each.code, each.area, each.quarter): each.kind for each in planted}
        self.chance = random.Random(seed)  # noqa: S311 (invented numbers, no secret)
        self.cells: dict[tuple[str, int, int], Cell] = {}
        makers: dict[str, Callable[[int], list[Cell]]] = {
            "STAFF-VACANT": self._vacancies,
            "ASP-TIME": self._in_time,
            "SIR": self._notifications,
            "CPO-DONE": self._completed,
            "LAC-AFTERCARE": self._aftercare,
        }
        for code, make in makers.items():
            for area in range(len(areas)):
                for quarter, cell in enumerate(make(area)):
                    self.cells[code, area, quarter] = self._with_planted(code, area, quarter, cell)

    def _with_planted(self, code: str, area: int, quarter: int, cell: Cell) -> Cell:
        kind = self.planted.get((code, area, quarter))
        if kind == SignalKind.LATE_RETURN:
            return Cell()
        if kind == SignalKind.ABSENCE:
            return Cell(0, None, cell.denominator)
        if kind == SignalKind.OUTSIDE_FUNNEL and cell.denominator:
            count = round(cell.denominator * 0.4)
            return Cell(100 * count / cell.denominator, count, cell.denominator)
        if kind == SignalKind.OUTSIDE_LIMITS and cell.value is not None:
            return Cell(cell.value + 14)
        return cell

    def _vacancies(self, area: int) -> list[Cell]:
        level = self.chance.uniform(6, 14)
        return [Cell(round(max(0.5, self.chance.gauss(level, 1)), 1)) for _ in self.periods]

    def _in_time(self, area: int) -> list[Cell]:
        level = self.chance.uniform(74, 92)
        made = [Cell(round(min(99, self.chance.gauss(level, 2)), 1)) for _ in self.periods]
        for (code, here, quarter), kind in self.planted.items():
            if (code, here, kind) == ("ASP-TIME", area, SignalKind.THREE_WORSE):
                for back, value in enumerate((level - 14, level - 8, level - 4, level)):
                    made[quarter - back] = Cell(round(value, 1))
        return made

    def _notifications(self, area: int) -> list[Cell]:
        orders = self.chance.randint(900, 2500)
        return [Cell(_poisson(self.chance, orders * 0.008), None, orders) for _ in self.periods]

    def _completed(self, area: int) -> list[Cell]:
        made = []
        ended = self.chance.randint(120, 700)
        for _ in self.periods:
            count = sum(self.chance.random() < 0.71 for _ in range(ended))
            made.append(Cell(round(100 * count / ended, 2), count, ended))
        return made

    def _aftercare(self, area: int) -> list[Cell]:
        level = self.chance.uniform(40, 60)
        changed = min(
            (quarter for (code, _, quarter), kind in self.planted.items()
             if (code, kind) == ("LAC-AFTERCARE", SignalKind.BROKEN_TREND)),
            default=len(self.periods),
        )  # fmt: skip
        return [
            Cell(round(self.chance.gauss(level, 2), 1), definition="2" if quarter >= changed else "1")
            for quarter in range(len(self.periods))
        ]

    def file(self, collection: Collection, first: int = 0, last: int | None = None) -> bytes:
        """The rows of one collection in some quarters, as a CSV file."""
        codes = CODES[collection]
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(HEADS)
        for (code, area, quarter), cell in self.cells.items():
            wanted = code in codes and first <= quarter < (len(self.periods) if last is None else last)
            if wanted and cell != Cell():
                given = (cell.value, cell.numerator, cell.denominator)
                words = ["" if each is None else each for each in given]
                writer.writerow([self.areas[area], code, self.periods[quarter], *words, "", cell.definition])
        return written.getvalue().encode()


CODES = {
    Collection.RETURNS: ("STAFF-VACANT", "ASP-TIME", "SIR"),
    Collection.JUSTICE: ("CPO-DONE",),
    Collection.LOOKED_AFTER: ("LAC-AFTERCARE",),
}


def _poisson(chance: random.Random, expected: float) -> int:
    """A count when so many are expected (Knuth's way)."""
    least, product, count = math.exp(-expected), chance.random(), 0
    while product > least:
        product *= chance.random()
        count += 1
    return count

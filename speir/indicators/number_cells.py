"""From the rows of a grid to values, good ones taken, bad ones listed with their cell. Plain Python."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from speir.foundations.refused_cells import BadCell, RefusedCell
from speir.indicators.choices import Meaning
from speir.indicators.mapping import Columns
from speir.indicators.numbers_file import Grid
from speir.indicators.periods import Period, period_of

MISSING = frozenset({"", "na", "n/a", "-", "..", ":", "none", "null", "#n/a"})
HIDDEN = frozenset({"*", "c", "x", "suppressed", "hidden", "<5"})
_FLAGGED = re.compile(r"(?P<number>.*\d)\s*\[?(?P<flag>[prb])\]?", re.I)
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?(e-?\d+)?", re.I)


@dataclass(frozen=True)
class ReadValue:
    """One value as the file gives it; area and indicator are still words."""

    row: int
    column: str
    area: str
    indicator: str
    period: Period
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    definition: str = ""
    is_provisional: bool = False
    is_hidden: bool = False
    is_comparable: bool = True
    kind: str = ""


@dataclass
class ReadNumbers:
    """What a file holds: values that can be read, cells that cannot, and cells that hold nothing."""

    values: list[ReadValue] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    empty: int = 0


@dataclass(frozen=True)
class _Number:
    value: float | None
    is_provisional: bool = False
    is_hidden: bool = False
    is_break: bool = False


def read_values(grid: Grid, columns: Columns, year_starts: int) -> ReadNumbers:
    """Every value of a grid under a mapping that fits it."""
    places = {head: place for place, head in enumerate(grid.heads) if head}
    found = ReadNumbers()
    for number, cells in grid.rows:
        if len(cells) > len(grid.heads):
            reason = f"It has {len(cells)} cells and the headings are {len(grid.heads)}."
            found.refused.append(RefusedCell(number, "whole row", reason, "Look for a comma without quotes."))
            continue
        padded = [*cells, *[""] * (len(grid.heads) - len(cells))]
        row = _Row(number, padded, places, columns, year_starts)
        for made in row.values():
            if isinstance(made, RefusedCell):
                found.refused.append(made)
            elif made.value is None and made.numerator is None and not made.is_hidden:
                found.empty += 1
            else:
                found.values.append(made)
    _refuse_what_stands_twice(found)
    return found


@dataclass(frozen=True)
class _Row:
    number: int
    cells: list[str]
    places: Mapping[str, int]
    columns: Columns
    year_starts: int

    def text(self, meaning: Meaning) -> str:
        head = self.columns.headings.get(str(meaning), "")
        words = self.cells[self.places[head]] if head else self.columns.fixed.get(str(meaning), "")
        return "" if words.lower() in MISSING else words

    def needed(self, meaning: Meaning) -> str:
        words = self.text(meaning)
        if not words:
            raise BadCell(self.head(meaning), "It is empty.", "Fill the cell in, or leave the row out.")
        return words

    def head(self, meaning: Meaning) -> str:
        return self.columns.headings.get(str(meaning), meaning.label.split(" (")[0])

    def values(self) -> Iterator["ReadValue | RefusedCell"]:
        for head in self.columns.wide_periods or ("",):
            try:
                yield self.wide(head) if head else self.long()
            except BadCell as bad:
                yield RefusedCell(self.number, bad.column, bad.reason, bad.to_do)

    def long(self) -> ReadValue:
        number = number_of(self.text(Meaning.VALUE), self.head(Meaning.VALUE))
        period = self.period(self.needed(Meaning.PERIOD), self.head(Meaning.PERIOD))
        numerator, denominator = self.count(Meaning.NUMERATOR), self.count(Meaning.DENOMINATOR)
        if denominator is not None and denominator <= 0:
            raise BadCell(self.head(Meaning.DENOMINATOR), "It is not above nought.", "Write of how many.")
        return self.made(period, number, self.head(Meaning.VALUE), numerator, denominator)

    def wide(self, head: str) -> ReadValue:
        number = number_of(self.cells[self.places[head]], head)
        return self.made(self.period(head, head), number, head, None, None)

    def period(self, words: str, head: str) -> Period:
        found = period_of(words, self.year_starts)
        if found is None:
            to_do = "Write a year such as 2023/24 or 2023, a quarter such as 2023/24 Q1, or a month."
            raise BadCell(head, f"“{words[:40]}” is not a period.", to_do)
        return found

    def count(self, meaning: Meaning) -> float | None:
        return number_of(self.text(meaning), self.head(meaning)).value

    def made(
        self, period: Period, number: _Number, head: str, numerator: float | None, denominator: float | None
    ) -> ReadValue:
        flags = self.text(Meaning.FLAGS).lower()
        return ReadValue(
            row=self.number,
            column=head,
            area=self.needed(Meaning.AREA),
            indicator=self.needed(Meaning.INDICATOR),
            period=period,
            value=number.value,
            numerator=numerator,
            denominator=denominator,
            definition=self.text(Meaning.DEFINITION)[:20],
            is_provisional=number.is_provisional or bool(re.search(r"\bp\b|provisional", flags)),
            is_hidden=number.is_hidden or bool(re.search(r"suppress|hidden", flags)),
            is_comparable=not (number.is_break or re.search(r"\bb\b|break|not comparable", flags)),
            kind=self.text(Meaning.KIND),
        )


def number_of(words: str, column: str) -> _Number:
    """A number with its flag: 1,234.5 or 57% or 88.5p; nothing; or hidden by whoever published it."""
    plain = words.strip().replace("£", "").replace("%", "").strip()
    if plain.lower() in MISSING:
        return _Number(None)
    if plain.lower() in HIDDEN:
        return _Number(None, is_hidden=True)
    flag = ""
    if not _NUMBER.fullmatch(plain) and (found := _FLAGGED.fullmatch(plain)):
        plain, flag = found["number"].strip(), found["flag"].lower()
    value = float(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else math.nan
    if not math.isfinite(value) or abs(value) > 1e12:
        reason = f"“{words[:40]}” is not a number."
        raise BadCell(column, reason, "Write a number such as 12.3, * for hidden, or leave it empty.")
    return _Number(value, is_provisional=flag == "p", is_break=flag == "b")


def _refuse_what_stands_twice(found: ReadNumbers) -> None:
    seen: dict[tuple[str, str, str, str], int] = {}
    kept = []
    for each in found.values:
        key = (each.area.lower(), each.kind.lower(), each.indicator.lower(), each.period.label)
        if key in seen:
            reason = f"The same area, indicator and period stand in row {seen[key]} too."
            found.refused.append(RefusedCell(each.row, each.column, reason, "Keep one of the two."))
            continue
        seen[key] = each.row
        kept.append(each)
    found.values[:] = kept

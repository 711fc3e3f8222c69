"""What the columns of a file mean: guessed from headings, set by the analyst, kept for the next vintage.

Plain Python. A file is long (a row holds one value, with its period in a column) or wide (some headings are
periods and hold the values).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from speir.foundations.library_faults import suggestion
from speir.foundations.refusals import Reason, RuleBroken
from speir.indicators.choices import Meaning
from speir.indicators.periods import period_of

GUESSES: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.AREA: (
        *("area", "area name", "area code", "council", "council area", "local authority", "partnership"),
        *("integration authority", "hscp", "la name", "la code", "geography", "geography name", "areaname"),
    ),
    Meaning.KIND: (
        *("kind of area", "area kind", "area type", "areatype", "type of area", "geography type", "kind"),
        *("geographytype", "geography level"),
    ),
    Meaning.INDICATOR: (
        "indicator",
        "indicator code",
        "indicator number",
        "ni",
        "measure",
        "measure code",
        "code",
    ),
    Meaning.PERIOD: ("period", "year", "financial year", "quarter", "date", "month", "time period"),
    Meaning.VALUE: ("value", "rate", "percentage", "percent", "figure", "indicator value", "result"),
    Meaning.NUMERATOR: ("numerator", "count", "number", "n"),
    Meaning.DENOMINATOR: ("denominator", "population", "base", "total"),
    Meaning.FLAGS: ("flag", "flags", "status", "marker", "note"),
    Meaning.DEFINITION: ("definition", "definition version", "version"),
}


@dataclass(frozen=True)
class Columns:
    """Which heading means what; ``fixed`` holds what is the same for every row, such as the indicator."""

    headings: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    wide_periods: tuple[str, ...] = ()
    sheet: str = ""
    header_row: int = 1

    def as_kept(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "columns": dict(self.headings),
            "fixed": dict(self.fixed),
            "wide_periods": list(self.wide_periods),
            "sheet": self.sheet,
            "header_row": self.header_row,
        }


def columns_of(kept: object, where: str = "The mapping") -> Columns:
    """A mapping as it was stored or written in a file; raises RuleBroken that says what is wrong."""
    if not isinstance(kept, dict):
        raise _wrong(f"{where} is not a mapping. It needs “columns:” with one line for each column.")
    unknown = sorted(set(kept) - {"columns", "fixed", "wide_periods", "sheet", "header_row"})
    if unknown:
        known = ("columns", "fixed", "wide_periods", "sheet", "header_row")
        raise _wrong(f"{where} has an unknown entry “{unknown[0]}”. {suggestion(unknown[0], known)}")
    for part in ("columns", "fixed"):
        given = kept.get(part) or {}
        if not isinstance(given, dict):
            raise _wrong(f"{where}: “{part}” is not a list of names.")
        for meaning in given:
            if meaning not in list(Meaning):
                told = suggestion(str(meaning), list(Meaning))
                raise _wrong(f"{where}: “{part}” names “{meaning}”, which is not known. {told}")
    row = kept.get("header_row") or 1
    if not isinstance(row, int) or not 1 <= row <= 200:
        raise _wrong(f"{where}: “header_row” is “{row}”. It is the number of the row of headings, such as 1.")
    return Columns(
        headings={str(k): str(v) for k, v in (kept.get("columns") or {}).items() if v},
        fixed={str(k): str(v) for k, v in (kept.get("fixed") or {}).items() if v not in (None, "")},
        wide_periods=tuple(str(each) for each in kept.get("wide_periods") or ()),
        sheet=str(kept.get("sheet") or ""),
        header_row=row,
    )


def guess(heads: Sequence[str]) -> Columns:
    """The likely meaning of headings; headings that are periods make the file wide."""
    folded = {_fold(head): head for head in reversed(heads) if head.strip()}
    headings: dict[str, str] = {}
    for meaning, words in GUESSES.items():
        found = next((folded[word] for word in words if word in folded), "")
        if found and found not in headings.values():
            headings[str(meaning)] = found
    periods = tuple(head for head in heads if period_of(head) is not None)
    if periods and Meaning.PERIOD not in headings:
        headings.pop(str(Meaning.VALUE), None)
        return Columns(headings, wide_periods=periods)
    return Columns(headings)


def _fold(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.lower()).strip()


def fitted(columns: Columns, heads: Sequence[str]) -> Columns:
    """A kept mapping fitted to this file's headings: new periods of a wide file are taken along."""
    if not columns.wide_periods:
        return columns
    periods = tuple(head for head in heads if period_of(head) is not None)
    return Columns(columns.headings, columns.fixed, periods, columns.sheet, columns.header_row)


def with_kind(columns: Columns, heads: Sequence[str]) -> Columns:
    """A mapping that does not speak of kinds of area, with the column that tells them, if there is one."""
    head = guess(heads).headings.get(str(Meaning.KIND))
    known = {**columns.headings, **columns.fixed}
    if head is None or Meaning.KIND in known or head in columns.headings.values():
        return columns
    return replace(columns, headings={**columns.headings, str(Meaning.KIND): head})


def check(columns: Columns, heads: Sequence[str]) -> None:
    """Refuse a mapping that does not fit the headings, saying every fault at once."""
    reasons = []
    for meaning, head in columns.headings.items():
        if head not in heads:
            label = Meaning.label_of(meaning)
            told = suggestion(head, [each for each in heads if each])
            reasons.append(Reason(f"{label}: the file has no column “{head}”. {told}", meaning))
    used = [*columns.headings.values(), *columns.wide_periods]
    for head in sorted({head for head in used if used.count(head) > 1}):
        reasons.append(Reason(f"The column “{head}” is given two meanings. Choose one.", ""))
    needed = [Meaning.AREA, Meaning.INDICATOR]
    if not columns.wide_periods:
        needed += [Meaning.PERIOD]
        if not {Meaning.VALUE, Meaning.NUMERATOR} & set(columns.headings):
            reasons.append(Reason("Choose the column that holds the value.", str(Meaning.VALUE)))
    for meaning in needed:
        if meaning not in columns.headings and not columns.fixed.get(meaning):
            label = meaning.label.split(" (")[0].lower()
            reasons.append(Reason(f"Choose the column that holds the {label}.", str(meaning)))
    if reasons:
        raise RuleBroken(*reasons)


def _wrong(why: str) -> RuleBroken:
    return RuleBroken(Reason(why, "mapping"))

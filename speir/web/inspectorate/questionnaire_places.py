"""Faults and findings of a workbook as a table prints them: sheet, row and column apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from speir.xforms.faults import Fault

_PLACE = re.compile(r"(?P<sheet>[^,]+?)(?:, row (?P<row>\d+))?(?:, column (?P<column>.+))?")


@dataclass(frozen=True)
class FaultAt:
    """One fault or finding with its place."""

    sheet: str
    row: str
    column: str
    what: str
    instead: str


def faults_at(faults: Iterable[Fault | dict[str, Any]]) -> tuple[FaultAt, ...]:
    """Each with its place taken apart, in the order of the workbook; sentences begin with a capital."""
    told = [_at(vars(each) if isinstance(each, Fault) else each) for each in faults]
    sheets = list(dict.fromkeys(each.sheet for each in told))
    return tuple(sorted(told, key=lambda each: (sheets.index(each.sheet), int(each.row or 0))))


def _at(told: dict[str, Any]) -> FaultAt:
    place = _PLACE.fullmatch(told["where"])
    parts = place.groupdict() if place else {"sheet": told["where"], "row": None, "column": None}
    return FaultAt(
        sheet=parts["sheet"] or "",
        row=parts["row"] or "",
        column=parts["column"] or "",
        what=_sentence(told["what"]),
        instead=_sentence(told["instead"]),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]

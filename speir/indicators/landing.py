"""What a read file becomes: each value with its indicator and its area, or why it may not. Plain Python."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Generic, TypeVar

from speir.foundations.refusals import RuleBroken
from speir.foundations.refused_cells import RefusedCell
from speir.indicators.number_cells import ReadNumbers, ReadValue

# A row for the whole country is no area's: it is kept as the national figure that areas are held against.
WHOLE_COUNTRY = frozenset({"scotland", "s92000003", "scotland total"})
# A row that adds up whatever the file holds; what it is of is not known, so it is left out and counted.
TOTALS = frozenset({"total", "all areas"})
A = TypeVar("A", bound=Hashable)
I = TypeVar("I")  # noqa: E741


@dataclass
class Placed(Generic[A, I]):
    """Values that may land, those of the whole country, what may not, and how many were totals or empty."""

    values: list[tuple[ReadValue, A, I]] = field(default_factory=list)
    national: list[tuple[ReadValue, I]] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    totals: int = 0
    empty: int = 0


def place(
    read: ReadNumbers,
    indicators: Mapping[str, I],
    find_area: Callable[[str, str], A],
    heads: Mapping[str, str],
) -> Placed[A, I]:
    """Give each value its area and indicator; ``heads`` names the columns for area and indicator.

    ``find_area`` is asked for the words of an area, and of its kind ("" where a row does not tell it).
    """
    found: Placed[A, I] = Placed(refused=list(read.refused), empty=read.empty)
    areas: dict[tuple[str, str], A | str] = {}
    codes = {code_key(code): each for code, each in indicators.items()}
    taken: dict[tuple[A | None, str, str], int] = {}
    for value in read.values:
        if value.area.lower() in TOTALS:
            found.totals += 1
            continue
        is_national = value.area.lower() in WHOLE_COUNTRY
        words = (value.area, value.kind)
        if not is_national and words not in areas:
            areas[words] = _area(value, find_area)
        area = None if is_national else areas[words]
        indicator = codes.get(code_key(value.indicator))
        if isinstance(area, str):
            found.refused.append(
                RefusedCell(value.row, heads["area"], area, "Mend it, or leave the row out.")
            )
        elif indicator is None:
            reason = f"The indicator “{value.indicator[:60]}” is not known in this collection."
            to_do = _likely(value.indicator, indicators)
            found.refused.append(RefusedCell(value.row, heads["indicator"], reason, to_do))
        elif (key := (area, code_key(value.indicator), value.period.label)) in taken:
            reason = f"Row {taken[key]} is about the same area under another name."
            found.refused.append(RefusedCell(value.row, heads["area"], reason, "Keep one of the two."))
        else:
            taken[key] = value.row
            if area is None:
                found.national.append((value, indicator))
            else:
                found.values.append((value, area, indicator))
    found.refused.sort(key=lambda each: each.row)
    return found


def code_key(code: str) -> str:
    """A code as it is looked for: NI-1, NI 1 and NI01 are one, and so are SW3a and SW03(a)."""
    plain = re.sub(r"[^a-z0-9]", "", code.lower())
    return re.sub(r"(?<=[a-z])0+(?=[0-9])", "", plain)


def _likely(words: str, codes: Iterable[str]) -> str:
    """The code that is likely meant, as its collection writes it, or all there are."""
    by_small = {code.lower(): code for code in codes}
    near = get_close_matches(words.lower(), list(by_small), n=1, cutoff=0.6)
    told = f"Did you mean “{by_small[near[0]]}”?" if near else f"Use one of: {', '.join(by_small.values())}."
    return told[:300]


def _area(value: ReadValue, find_area: Callable[[str, str], A]) -> A | str:
    try:
        return find_area(value.area, value.kind)
    except RuleBroken as unknown:
        return unknown.reasons[0].message[:300]

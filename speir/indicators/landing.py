"""What a read file becomes: each value with its indicator and its area, or why it may not. Plain Python."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from speir.foundations.library_faults import suggestion
from speir.foundations.refusals import RuleBroken
from speir.indicators.number_cells import ReadNumbers, ReadValue, RefusedCell

# A row for the whole country is not about an area; it is left out and counted.
WHOLE_COUNTRY = frozenset({"scotland", "s92000003", "scotland total", "total", "all areas"})
A = TypeVar("A", bound=Hashable)
I = TypeVar("I")  # noqa: E741


@dataclass
class Placed(Generic[A, I]):
    """Values that may land, what may not, and how many lines were about the whole country or empty."""

    values: list[tuple[ReadValue, A, I]] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    whole_country: int = 0
    empty: int = 0


def place(
    read: ReadNumbers, indicators: Mapping[str, I], find_area: Callable[[str], A], heads: Mapping[str, str]
) -> Placed[A, I]:
    """Give each value its area and indicator; ``heads`` names the columns for area and indicator."""
    found: Placed[A, I] = Placed(refused=list(read.refused), empty=read.empty)
    areas: dict[str, A | str] = {}
    codes = {code.lower(): each for code, each in indicators.items()}
    taken: dict[tuple[A, str, str], int] = {}
    for value in read.values:
        if value.area.lower() in WHOLE_COUNTRY:
            found.whole_country += 1
            continue
        if value.area not in areas:
            areas[value.area] = _area(value.area, find_area)
        area, indicator = areas[value.area], codes.get(value.indicator.lower())
        if isinstance(area, str):
            found.refused.append(
                RefusedCell(value.row, heads["area"], area, "Mend it, or leave the row out.")
            )
        elif indicator is None:
            reason = f"The indicator “{value.indicator[:60]}” is not known in this collection."
            to_do = suggestion(value.indicator, codes)[:300]
            found.refused.append(RefusedCell(value.row, heads["indicator"], reason, to_do))
        elif (key := (area, value.indicator.lower(), value.period.label)) in taken:
            reason = f"Row {taken[key]} is about the same area under another name."
            found.refused.append(RefusedCell(value.row, heads["area"], reason, "Keep one of the two."))
        else:
            taken[key] = value.row
            found.values.append((value, area, indicator))
    found.refused.sort(key=lambda each: each.row)
    return found


def _area(words: str, find_area: Callable[[str], A]) -> A | str:
    try:
        return find_area(words)
    except RuleBroken as unknown:
        return unknown.reasons[0].message[:300]

"""One indicator in one area over time, cut where it stops being comparable. Plain Python."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from speir.indicators.choices import Better
from speir.indicators.periods import Period, follows
from speir.measures.suppression import THRESHOLD, is_small

FEW = f"fewer than {THRESHOLD}"
NOT_PRINTED = "not printed (small group)"


@dataclass(frozen=True)
class Measured:
    """What is needed to know of an indicator: how to name it and how to read it."""

    key: Hashable
    code: str
    name: str
    unit: str
    better: str = ""
    counts_people: bool = False
    counts_notifications: bool = False

    @property
    def is_share(self) -> bool:
        """Whether values are percentages."""
        return self.unit == "%"


@dataclass(frozen=True)
class Point:
    """One period's value, as the newest vintage that has it gives it."""

    period: Period
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    definition: str = ""
    is_provisional: bool = False
    is_hidden: bool = False
    is_comparable: bool = True


@dataclass(frozen=True)
class Series:
    """The points of one indicator in one area, oldest first."""

    measured: Measured
    area: Hashable
    area_name: str
    points: tuple[Point, ...]
    kind: str = ""

    @property
    def newest(self) -> Point | None:
        """The newest point that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    def at(self, period: str) -> Point | None:
        """The point of one period."""
        return next((point for point in self.points if point.period.label == period), None)


def of_one_kind(group: Iterable[Series]) -> dict[str, list[Series]]:
    """Series by the kind of their areas: a council area is never ranked among NHS boards."""
    found: dict[str, list[Series]] = {}
    for each in group:
        found.setdefault(each.kind, []).append(each)
    return found


def breaks_before(earlier: Point, later: Point) -> bool:
    """Whether two neighbours cannot be compared: another definition, or marked so by the source."""
    return not later.is_comparable or earlier.definition != later.definition


def stretches(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Points in stretches that may be joined by a line; also a missing period ends a stretch."""
    found: list[list[Point]] = []
    for point in points:
        last = found[-1][-1] if found else None
        if last is None or breaks_before(last, point) or not follows(last.period, point.period):
            found.append([])
        found[-1].append(point)
    return [tuple(each) for each in found]


def last_stretch(series: Series) -> tuple[Point, ...]:
    """The newest points that may be compared with each other, those without a value left out at the end."""
    parts = stretches([point for point in series.points if point.value is not None])
    return parts[-1] if parts else ()


def keeps_out(measured: Measured, point: Point) -> bool:
    """Whether a value would tell on a small group of people and must not be printed."""
    if not measured.counts_people:
        return False
    count = point.numerator
    if count is None and not measured.is_share and not measured.unit.startswith("per "):
        count = point.value
    if count is None:
        return False
    others = None if point.denominator is None or not measured.is_share else point.denominator - count
    return is_small(round(max(count, 0))) or (others is not None and 0 < others < THRESHOLD)


def said(measured: Measured, point: Point) -> str:
    """A value in words: 57.2 %, 12 per 1,000, fewer than 5."""
    if point.is_hidden:
        return "hidden by the source"
    if point.value is None:
        return "no value"
    if keeps_out(measured, point):
        return NOT_PRINTED if measured.is_share or measured.unit.startswith("per ") else FEW
    return with_unit(measured, point.value)


def with_unit(measured: Measured, value: float) -> str:
    """A number with its unit."""
    number = f"{value:,.1f}".removesuffix(".0")
    if measured.unit == "£":
        return f"£{number}"
    return f"{number}{'' if measured.is_share else ' '}{measured.unit}"


def better_of(measured: Measured) -> Better:
    """Which way is better."""
    return Better(measured.better)


def newest_period(group: Iterable[Series]) -> Period | None:
    """The newest period in which any area has a value."""
    periods = [each.newest.period for each in group if each.newest]
    return max(periods, default=None)


def days_since(period: Period, today: date) -> int:
    """How many days ago a period ended."""
    return (today - period.ends_on).days

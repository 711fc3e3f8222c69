"""What an area's line is held against: Scotland as the source gives it, and the middle of a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from speir.indicators.series import Measured, Point, Series, keeps_out

# Of fewer areas a middle says little of a group, and much of one of them.
FEWEST = 4


@dataclass(frozen=True)
class Comparison:
    """A line beside an area's own: a name for it, and for each period of the area a point or None."""

    name: str
    points: tuple[Point | None, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(point is None or point.value is None for point in self.points)


def with_scotland(own: Series, national: Sequence[Point]) -> Comparison:
    """Scotland in the periods of an area; a point under another definition is left out."""
    held = {point.period.label: point for point in national}
    points = []
    for mine in own.points:
        point = held.get(mine.period.label)
        fits = point and _is_printed(own.measured, point) and point.definition == mine.definition
        points.append(point if fits else None)
    return Comparison("Scotland", tuple(points))


def middle_of(name: str, own: Series, group: Sequence[Series]) -> Comparison:
    """The median of a group, the area among them, in each period in which at least four have a value."""
    held = [{point.period.label: point for point in each.points} for each in group]
    points = []
    for mine in own.points:
        there = [
            point
            for each in held
            if (point := each.get(mine.period.label))
            and _is_printed(own.measured, point)
            and point.definition == mine.definition
        ]
        points.append(_middle(mine, there) if len(there) >= FEWEST else None)
    return Comparison(f"{name} (middle of {len(group)} areas)", tuple(points))


def _is_printed(measured: Measured, point: Point) -> bool:
    return point.value is not None and not point.is_hidden and not keeps_out(measured, point)


def _middle(mine: Point, there: Sequence[Point]) -> Point:
    return Point(
        period=mine.period,
        value=median(point.value for point in there if point.value is not None),
        definition=mine.definition,
        is_provisional=any(point.is_provisional for point in there),
        is_comparable=mine.is_comparable and all(point.is_comparable for point in there),
    )

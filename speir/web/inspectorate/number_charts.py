"""From series of numbers to charts and tables: the same values in both, small groups in neither. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from speir.indicators.comparing import Comparison
from speir.indicators.series import (
    Measured,
    Point,
    Series,
    breaks_before,
    keeps_out,
    last_stretch,
    said,
    stretches,
    with_unit,
)
from speir.measures.control_limits import (
    FEWEST_FOR_LIMITS,
    SeriesLimits,
    funnel_of_shares,
    outside,
    xmr_limits,
)
from speir.web.design_system.charts import (
    Bar,
    BarChart,
    Dot,
    FunnelChart,
    Limits,
    LineChart,
    OtherLine,
    Spot,
)

CURVE_STEPS = 24


@dataclass(frozen=True)
class TableRow:
    """One period in the table under a line."""

    period: str
    words: str
    counts: str
    remark: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinePanel:
    """One indicator of an area: its line and its table; ``about`` names another area that it is of, or ""."""

    anchor: str
    code: str
    name: str
    is_indicative: bool
    direction: str
    chart: LineChart
    rows: tuple[TableRow, ...]
    others: tuple[str, ...] = ()
    about: str = ""


def shown(measured: Measured, point: Point) -> float | None:
    """A value to draw: none where it may not be printed."""
    return None if point.is_hidden or keeps_out(measured, point) else point.value


def line_of(series: Series, others: Sequence[Comparison] = ()) -> LineChart:
    """The line of a series: cut at breaks and gaps, limits over the newest stretch if it is long enough."""
    points, measured = series.points, series.measured
    values = [shown(measured, point) for point in points]
    limits, first = _limits(series)
    marked = set()
    if limits is not None:
        marked = {first + each.place for each in outside(values[first:], limits)}
    dots = tuple(
        Dot(point.period.label, value, said(measured, point), place in marked, point.is_provisional)
        for place, (point, value) in enumerate(zip(points, values, strict=True))
    )
    drawn = None
    if limits is not None:
        drawn = Limits(limits.low, limits.centre, limits.high, first, len(points) - 1)
    return LineChart(
        title=f"{measured.name}, {series.area_name}",
        words=_words(series, limits),
        dots=dots,
        breaks=tuple((place, _cut(points, place)) for place in _cuts(points)),
        limits=drawn,
        others=tuple(_other(each) for each in others),
    )


def _other(each: Comparison) -> OtherLine:
    """A line to compare with, cut where its source says that it is not comparable with before."""
    cuts = frozenset(place for place, point in enumerate(each.points) if point and not point.is_comparable)
    return OtherLine(each.name, tuple(point.value if point else None for point in each.points), cuts)


def _limits(series: Series) -> tuple[SeriesLimits | None, int]:
    """The limits of the newest stretch without its last value, and where the stretch begins."""
    stretch = last_stretch(series)
    values = [shown(series.measured, point) for point in stretch[:-1]]
    present = [value for value in values if value is not None]
    if len(present) < FEWEST_FOR_LIMITS or len(present) != len(values):
        return None, 0
    return possible(xmr_limits(present), series.measured), series.points.index(stretch[0])


def possible(limits: SeriesLimits, measured: Measured) -> SeriesLimits:
    """Limits as far as such values can go: nothing here is below nought, and no share above 100."""
    high = min(limits.high, 100.0) if measured.is_share else limits.high
    return replace(limits, low=max(limits.low, 0.0), high=high)


def _cuts(points: Sequence[Point]) -> list[int]:
    """The places before which the line is cut, because two stretches begin there."""
    cuts, place = [], 0
    for stretch in stretches(points)[:-1]:
        place += len(stretch)
        cuts.append(place)
    return cuts


def _cut(points: Sequence[Point], place: int) -> str:
    changed = breaks_before(points[place - 1], points[place])
    return "not comparable" if changed else "period missing"


def _words(series: Series, limits: SeriesLimits | None) -> str:
    measured, newest = series.measured, series.newest
    if newest is None:
        return "There is no value yet."
    words = [f"Newest: {said(measured, newest)} in {newest.period.label}"]
    if newest.is_provisional:
        words.append("provisional")
    if limits is not None:
        low, high = with_unit(measured, limits.low), with_unit(measured, limits.high)
        words.append(f"limits from the {limits.n} values before it: {low} to {high} (XmR, three sigma)")
    else:
        words.append(
            f"too few comparable values for limits ({FEWEST_FOR_LIMITS} are needed before the newest)"
        )
    if cuts := _cuts(series.points):
        words.append(f"cut before {', '.join(series.points[place].period.label for place in cuts)}")
    return "; ".join(words) + "."


def rows_of(series: Series, others: Sequence[Comparison] = ()) -> tuple[TableRow, ...]:
    """The table under a line, newest first."""
    rows = []
    for place, point in enumerate(series.points):
        before = series.points[place - 1] if place else None
        remarks = ["provisional"] if point.is_provisional else []
        if before is not None and breaks_before(before, point):
            remarks.append("not comparable with before")
        counts = ""
        if point.numerator is not None and not keeps_out(series.measured, point):
            counts = f"{point.numerator:,.0f}"
            counts += f" of {point.denominator:,.0f}" if point.denominator else ""
        elif point.denominator is not None and point.numerator is None:
            counts = f"of {point.denominator:,.0f}"
        words = said(series.measured, point)
        beside = tuple(_beside(series.measured, each.points[place]) for each in others)
        rows.append(TableRow(point.period.label, words, counts, ", ".join(remarks), beside))
    return tuple(reversed(rows))


def _beside(measured: Measured, point: Point | None) -> str:
    if point is None:
        return ""
    return said(measured, point) + (" (provisional)" if point.is_provisional else "")


def bars_of(group: Sequence[Series], period: str, marked: frozenset[object]) -> BarChart:
    """One period in every area, the highest first; areas without a value last."""
    measured = group[0].measured
    lines = [(each, point, shown(measured, point)) for each in group if (point := each.at(period))]
    lines.sort(key=lambda line: (line[2] is None, -(line[2] or 0.0), line[0].area_name))
    bars = tuple(
        Bar(each.area_name, value, said(measured, point), each.area in marked) for each, point, value in lines
    )
    with_value = sum(bar.value is not None for bar in bars)
    words = f"{measured.name} in {period}, {with_value} areas with a value, the highest first."
    return BarChart(f"{measured.name}, {period}", words, bars)


def funnel_of(group: Sequence[Series], period: str) -> FunnelChart | None:
    """Shares against how many they are of, limits at the rate of all together; None without counts."""
    measured = group[0].measured
    counted = [
        (each, point)
        for each in group
        if (point := each.at(period)) and point.numerator is not None and point.denominator
    ]
    printed = [(each, point) for each, point in counted if not keeps_out(measured, point)]
    if not measured.is_share or len(printed) < 4:
        return None
    whole = sum(point.denominator or 0 for _, point in counted)
    centre = min(1.0, sum(point.numerator or 0 for _, point in counted) / whole)
    largest = max(point.denominator or 1 for _, point in counted)
    sizes = sorted({max(5, round(largest * (step / CURVE_STEPS) ** 2)) for step in range(1, CURVE_STEPS + 1)})
    found = [(size, funnel_of_shares(size, centre)) for size in sizes]
    return FunnelChart(
        title=f"{measured.name}, {period}: areas by how many they have",
        words=f"The line in the middle is the rate of all areas together, {centre:.1%}. An area beyond a "
        "broken line lies there by chance once in 1,000 on each side.",
        spots=tuple(_spot(each, point, centre) for each, point in printed),
        limits=tuple((size, 100 * limit.low, 100 * limit.high) for size, limit in found),
        centre=100 * centre,
        size_words="of how many (denominator)",
    )


def _spot(series: Series, point: Point, centre: float) -> Spot:
    """One area, marked when it lies beyond the limits for its size."""
    size, count = point.denominator or 1, point.numerator or 0
    limits = funnel_of_shares(max(1, round(size)), centre)
    is_beyond = not limits.low <= count / size <= limits.high
    return Spot(series.area_name, size, 100 * count / size, said(series.measured, point), is_beyond)

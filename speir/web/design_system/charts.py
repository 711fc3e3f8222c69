"""Pictures of numbers: a line with breaks and limits, bars, a funnel. Pure layout; a table has the same.

Values that are None are drawn as a gap. A line joins the points of one stretch and never crosses a break.
"""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 640.0, 260.0
LEFT, RIGHT, TOP, BOTTOM = 58.0, 16.0, 16.0, 38.0
BAR_ROW, BAR_LABEL = 22.0, 190.0
LETTER = 6.9  # about the width of one letter at the size we print labels, on the generous side


@dataclass(frozen=True)
class Dot:
    """One value: its label along the foot, its words, and whether it is to be noticed."""

    label: str
    value: float | None
    words: str
    is_marked: bool = False
    is_provisional: bool = False


@dataclass(frozen=True)
class Limits:
    """Centre and limits, drawn over the dots from ``first`` to ``last`` (places from 0)."""

    low: float
    centre: float
    high: float
    first: int
    last: int


@dataclass(frozen=True)
class OtherLine:
    """A line to compare with: a value for each dot, and the places before which it is cut besides."""

    name: str
    values: Sequence[float | None]
    cuts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class LineChart:
    """A series in stretches: ``breaks`` are the places (from 0) before which it is cut, and why."""

    title: str
    words: str
    dots: Sequence[Dot]
    breaks: Sequence[tuple[int, str]] = ()
    limits: Limits | None = None
    others: Sequence[OtherLine] = ()

    @property
    def picture(self) -> "LinePicture":
        """Where everything goes."""
        return lay_out_line(self)


@dataclass(frozen=True)
class Bar:
    """One bar; ``address`` leads to more ("" for none)."""

    label: str
    value: float | None
    words: str
    is_marked: bool = False
    address: str = ""


@dataclass(frozen=True)
class BarChart:
    """Bars under each other, as given."""

    title: str
    words: str
    bars: Sequence[Bar]

    @property
    def picture(self) -> "BarPicture":
        """Where everything goes."""
        return lay_out_bars(self)


@dataclass(frozen=True)
class Spot:
    """One area in a funnel: how large, which value, its words."""

    label: str
    size: float
    value: float
    words: str
    is_marked: bool = False


@dataclass(frozen=True)
class FunnelChart:
    """Spots by size, and the limits at some sizes: (size, low, high)."""

    title: str
    words: str
    spots: Sequence[Spot]
    limits: Sequence[tuple[float, float, float]]
    centre: float
    size_words: str

    @property
    def picture(self) -> "FunnelPicture":
        """Where everything goes."""
        return lay_out_funnel(self)


@dataclass(frozen=True)
class Tick:
    """A line across or a label along the foot."""

    words: str
    at: float


@dataclass(frozen=True)
class PlacedDot:
    """A dot where it stands."""

    dot: Dot
    x: float
    y: float


@dataclass(frozen=True)
class PlacedLimits:
    """The band between limits, and the centre."""

    x: float
    width: float
    low: float
    centre: float
    high: float


@dataclass(frozen=True)
class LinePicture:
    """Every coordinate of a line chart."""

    width: float
    height: float
    left: float
    right: float
    foot: float
    paths: tuple[str, ...]
    dots: tuple[PlacedDot, ...]
    ticks: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    breaks: tuple[Tick, ...]
    limits: PlacedLimits | None
    others: "tuple[PlacedOther, ...]" = ()


@dataclass(frozen=True)
class PlacedOther:
    """A line to compare with: its path in stretches, and the dots that stand alone."""

    name: str
    paths: tuple[str, ...]
    alone: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class PlacedBar:
    """A bar where it stands; ``length`` is None when there is no value."""

    bar: Bar
    y: float
    length: float | None
    words_x: float


@dataclass(frozen=True)
class BarPicture:
    """Every coordinate of a bar chart."""

    width: float
    height: float
    left: float
    bars: tuple[PlacedBar, ...]


@dataclass(frozen=True)
class PlacedSpot:
    """A spot where it stands; ``label`` is its name when it is marked and there is room for it."""

    spot: Spot
    x: float
    y: float
    anchor: str
    label: str


@dataclass(frozen=True)
class FunnelPicture:
    """Every coordinate of a funnel."""

    width: float
    height: float
    left: float
    right: float
    foot: float
    low: str
    high: str
    centre: float
    spots: tuple[PlacedSpot, ...]
    ticks: tuple[Tick, ...]
    labels: tuple[Tick, ...]


@dataclass(frozen=True)
class Scale:
    """A stretch of numbers on a stretch of the picture."""

    low: float
    high: float
    start: float
    end: float
    steps: tuple[float, ...] = field(default=())

    def at(self, value: float) -> float:
        """Where a number stands."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def nice_scale(values: Iterable[float], start: float, end: float, steps: int = 4) -> Scale:
    """A scale with round steps that holds every value; it begins at nought when that wastes little."""
    present = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(present), max(present)
    if 0 <= low < high * 0.5 or low == high:
        low = min(0.0, low)
    spread = high - low if high - low > 1e-9 else max(abs(high), 1.0)
    step = _nice(spread / steps)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    marks = tuple(round(step * mark, 10) for mark in range(first, last + 1))
    return Scale(marks[0], marks[-1], start, end, marks)


def _nice(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= step * 0.999)


def number_words(value: float) -> str:
    """A mark of the scale: 1,200 or 0.5."""
    return f"{value:,.10g}" if abs(value) < 1e9 else f"{value:.2e}"


def lay_out_line(chart: LineChart) -> LinePicture:
    """Place dots, the line in its stretches, limits and breaks."""
    limits = chart.limits
    values = [dot.value for dot in chart.dots if dot.value is not None]
    reach = [limits.low, limits.high] if limits else []
    reach += [value for other in chart.others for value in other.values if value is not None]
    scale = nice_scale([*values, *reach], HEIGHT - BOTTOM, TOP)
    step = (WIDTH - LEFT - RIGHT) / max(len(chart.dots), 1)

    def x(place: float) -> float:
        return round(LEFT + step * (place + 0.5), 1)

    widest = max((len(dot.label) for dot in chart.dots), default=1) * LETTER + 14
    every = max(1, math.ceil(widest / step))
    return LinePicture(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        foot=HEIGHT - BOTTOM,
        paths=tuple(_paths(chart, x, scale)),
        dots=tuple(
            PlacedDot(dot, x(place), scale.at(dot.value))
            for place, dot in enumerate(chart.dots)
            if dot.value is not None
        ),
        ticks=tuple(Tick(number_words(mark), scale.at(mark)) for mark in scale.steps),
        labels=tuple(
            Tick(dot.label, x(place))
            for place, dot in enumerate(chart.dots)
            if (len(chart.dots) - 1 - place) % every == 0
        ),
        breaks=tuple(Tick(words, x(place - 0.5)) for place, words in chart.breaks),
        limits=_limits(limits, x(limits.first - 0.4), x(limits.last + 0.4), scale) if limits else None,
        others=tuple(_other(other, chart, x, scale) for other in chart.others),
    )


def _other(other: OtherLine, chart: LineChart, x: Callable[[float], float], scale: Scale) -> PlacedOther:
    cut = {place for place, _ in chart.breaks} | other.cuts
    found = list(_stretches(other.values, cut, x, scale))
    alone = tuple((each[0][0], each[0][1]) for each in found if len(each) == 1)
    return PlacedOther(other.name, tuple(_path(each) for each in found if len(each) > 1), alone)


def _limits(limits: Limits, first: float, last: float, scale: Scale) -> PlacedLimits:
    width = round(last - first, 1)
    return PlacedLimits(first, width, scale.at(limits.low), scale.at(limits.centre), scale.at(limits.high))


def _paths(chart: LineChart, x: Callable[[float], float], scale: Scale) -> Iterable[str]:
    """One path a stretch; a break or a gap ends it."""
    cut = {place for place, _ in chart.breaks}
    found = _stretches([dot.value for dot in chart.dots], cut, x, scale)
    return (_path(points) for points in found if len(points) > 1)


def _stretches(
    values: Sequence[float | None], cut: Collection[int], x: Callable[[float], float], scale: Scale
) -> Iterable[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for place, value in enumerate(values):
        if points and (place in cut or value is None):
            yield points
            points = []
        if value is not None:
            points.append((x(place), scale.at(value)))
    if points:
        yield points


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{across} {up}" for across, up in points)


def lay_out_bars(chart: BarChart) -> BarPicture:
    """Place bars; they begin at nought."""
    values = [bar.value for bar in chart.bars if bar.value is not None]
    scale = nice_scale([0.0, *values], 0, WIDTH - BAR_LABEL - 110)
    placed = []
    for place, bar in enumerate(chart.bars):
        length = None if bar.value is None else max(0.0, scale.at(bar.value))
        placed.append(PlacedBar(bar, 4 + BAR_ROW * place, length, BAR_LABEL + (length or 0) + 6))
    return BarPicture(WIDTH, 8 + BAR_ROW * len(chart.bars), BAR_LABEL, tuple(placed))


def lay_out_funnel(chart: FunnelChart) -> FunnelPicture:
    """Place spots and the limits they are held against."""
    edges = [edge for _, low, high in chart.limits for edge in (low, high)]
    up = nice_scale([*(spot.value for spot in chart.spots), *edges, chart.centre], HEIGHT - BOTTOM, TOP)
    across = nice_scale([0.0, *(spot.size for spot in chart.spots)], LEFT, WIDTH - RIGHT, steps=6)

    def curve(values: Iterable[tuple[float, float]]) -> str:
        return "M" + " L".join(f"{across.at(size)} {up.at(value)}" for size, value in values)

    return FunnelPicture(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        foot=HEIGHT - BOTTOM,
        low=curve((size, low) for size, low, _ in chart.limits),
        high=curve((size, high) for size, _, high in chart.limits),
        centre=up.at(chart.centre),
        spots=tuple(_spots(chart.spots, across, up)),
        ticks=tuple(Tick(number_words(mark), up.at(mark)) for mark in up.steps),
        labels=tuple(Tick(number_words(mark), across.at(mark)) for mark in across.steps),
    )


def _spots(spots: Sequence[Spot], across: Scale, up: Scale) -> Iterable[PlacedSpot]:
    """Spots with the labels that fit; the table has every name."""
    taken: list[tuple[float, float, float]] = []
    for spot in spots:
        x, y = across.at(spot.size), up.at(spot.value)
        is_right = x > WIDTH * 0.7
        width = 10 + len(spot.label) * LETTER
        left, right = (x - width, x) if is_right else (x, x + width)
        is_free = all(right < a or left > b or abs(y - at) > 13 for a, b, at in taken)
        label = spot.label if spot.is_marked and is_free else ""
        if label:
            taken.append((left, right, y))
        yield PlacedSpot(spot, x, y, "end" if is_right else "start", label)

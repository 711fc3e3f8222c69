"""A picture of time: stages, counted weeks, milestones and today, laid out so that no two labels overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["done", "late", "next", "ahead"]
STATE_WORDS: dict[State, str] = {"done": "Reached", "late": "Late", "next": "Next", "ahead": "Ahead"}

WIDTH = 1000.0
EDGE = 14.0
LETTER = 6.9  # about the width of one letter at the size we print labels, on the generous side
STAGE_LETTER = 7.6
DOT = 6.0
ROW = 23.0
GAP = 8.0


@dataclass(frozen=True)
class Stage:
    """A named stretch; weeks are positions in the list of calendar weeks, both included."""

    title: str
    first_week: int
    last_week: int


@dataclass(frozen=True)
class Week:
    """A calendar week: its number, or None with the reason when it does not count."""

    number: int | None
    monday: date
    reason: str = ""


@dataclass(frozen=True)
class Mark:
    """A milestone at ``week_index``: 0.0 is the Monday of the first week, 1.0 the Monday of the second."""

    title: str
    due_on: date
    week_index: float
    state: State
    words: str = ""

    @property
    def state_words(self) -> str:
        """The state for a reader: Reached, Late, Next, Ahead."""
        return STATE_WORDS[self.state]


@dataclass(frozen=True)
class Timeline:
    """What the picture shows; ``today_index`` is None when today is outside it."""

    stages: Sequence[Stage]
    weeks: Sequence[Week]
    milestones: Sequence[Mark]
    today_index: float | None = None
    note: str = ""

    @property
    def picture(self) -> "Picture":
        """Where everything goes."""
        return lay_out(self)

    @property
    def words(self) -> str:
        """The picture in one sentence, for somebody who does not see it."""
        late = [mark.title for mark in self.milestones if mark.state == "late"]
        coming = next((mark for mark in self.milestones if mark.state == "next"), None)
        reached = sum(mark.state == "done" for mark in self.milestones)
        parts = [f"{reached} of {len(self.milestones)} milestones reached"]
        if late:
            parts.append(f"late: {', '.join(late)}")
        if coming:
            parts.append(f"next: {coming.title}, {coming.due_on.day} {coming.due_on:%B %Y}")
        return "; ".join(parts) + "."


@dataclass(frozen=True)
class PlacedLabel:
    """A piece of text: where it starts (or ends, when anchored at its end) and its baseline."""

    words: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True)
class PlacedMark:
    """A dot, its state and its label."""

    mark: Mark
    x: float
    y: float
    label: PlacedLabel


@dataclass(frozen=True)
class Band:
    """A rectangle: a stage, or a run of weeks that do not count."""

    x: float
    width: float
    is_even: bool
    label: PlacedLabel


@dataclass(frozen=True)
class Picture:
    """Every coordinate of the drawing, in units of a box 1,000 wide."""

    width: float
    height: float
    band_top: float
    band_height: float
    stages: tuple[Band, ...]
    pauses: tuple[Band, ...]
    marks: tuple[PlacedMark, ...]
    week_labels: tuple[PlacedLabel, ...]
    today: PlacedLabel | None


@dataclass(frozen=True)
class _Span:
    """The stretch of a row that one label covers, dot included."""

    left: float
    right: float


def week_index(weeks: Sequence[Week], day: date) -> float | None:
    """The position of a day among the weeks; None when it lies outside them."""
    if not weeks:
        return None
    index = (day - weeks[0].monday).days / 7
    return index if 0 <= index <= len(weeks) else None


def rows_for(spans: Iterable[_Span]) -> list[int]:
    """The first row for each span in which it touches no earlier one; spans may come in any order."""
    rows: list[list[_Span]] = []
    chosen = []
    for span in spans:
        free = next((n for n, row in enumerate(rows) if all(_apart(span, other) for other in row)), len(rows))
        if free == len(rows):
            rows.append([])
        rows[free].append(span)
        chosen.append(free)
    return chosen


def _apart(one: _Span, other: _Span) -> bool:
    return one.right + GAP <= other.left or other.right + GAP <= one.left


def lay_out(timeline: Timeline) -> Picture:
    """Place everything; labels move to a further row, or to the left of their dot, rather than overlap."""
    step = (WIDTH - 2 * EDGE) / max(len(timeline.weeks), 1)
    stage_spans = [_stage_span(stage, step) for stage in timeline.stages]
    stage_rows = rows_for(stage_spans)
    band_top = 8 + ROW * (max(stage_rows, default=0) + 1)
    marks = sorted(timeline.milestones, key=lambda mark: mark.week_index)
    spans = [_mark_span(mark, step) for mark in marks]
    mark_rows = rows_for(spans)
    band_height = ROW * (max(mark_rows, default=0) + 1) + 12 + (18 if timeline.today_index is not None else 0)
    week_base = band_top + band_height + 17
    pauses = tuple(_pauses(timeline.weeks, step, week_base + 20))
    return Picture(
        width=WIDTH,
        height=max([week_base, *(pause.label.y for pause in pauses)]) + 8,
        band_top=band_top,
        band_height=band_height,
        stages=tuple(
            _stage_band(stage, n, step, 18 + ROW * row, span)
            for n, (stage, row, span) in enumerate(zip(timeline.stages, stage_rows, stage_spans, strict=True))
        ),
        pauses=pauses,
        marks=tuple(
            _placed(mark, step, band_top + 18 + ROW * row) for mark, row in zip(marks, mark_rows, strict=True)
        ),
        week_labels=tuple(_week_labels(timeline.weeks, step, week_base)),
        today=_today(timeline.today_index, step, band_top + band_height - 6),
    )


def _x(index: float, step: float) -> float:
    return round(EDGE + index * step, 1)


def _dot(mark: Mark, step: float) -> float:
    """A dot stands a little inside its day, so that a Monday does not sit on the edge of its stage."""
    return round(_x(mark.week_index, step) + min(7.0, step * 0.16), 1)


def _stage_span(stage: Stage, step: float) -> _Span:
    width = len(stage.title) * STAGE_LETTER
    left = min(_x(stage.first_week, step), WIDTH - width)
    return _Span(left, left + width)


def _stage_band(stage: Stage, position: int, step: float, y: float, span: _Span) -> Band:
    left, right = _x(stage.first_week, step), _x(stage.last_week + 1, step)
    label = PlacedLabel(stage.title, round(span.left + 2, 1), y)
    return Band(left, round(right - left - 3, 1), position % 2 == 0, label)


def _short(title: str) -> str:
    """A title as the picture prints it: at most half as wide as it, so that one side of its dot has room."""
    most = int((WIDTH / 2 - EDGE - 2 * DOT - 6) / LETTER)
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def _points_left(mark: Mark, step: float) -> bool:
    return _dot(mark, step) + DOT + 6 + len(_short(mark.title)) * LETTER > WIDTH


def _mark_span(mark: Mark, step: float) -> _Span:
    x, width = _dot(mark, step), DOT + 6 + len(_short(mark.title)) * LETTER
    return _Span(x - width, x + DOT) if _points_left(mark, step) else _Span(x - DOT, x + width)


def _placed(mark: Mark, step: float, y: float) -> PlacedMark:
    x = _dot(mark, step)
    if _points_left(mark, step):
        return PlacedMark(mark, x, y, PlacedLabel(_short(mark.title), x - DOT - 4, y + 4, "end"))
    return PlacedMark(mark, x, y, PlacedLabel(_short(mark.title), x + DOT + 4, y + 4))


def _week_labels(weeks: Sequence[Week], step: float, y: float) -> Iterable[PlacedLabel]:
    every = 1 if step >= 22 else 2 if step >= 12 else 5
    for position, week in enumerate(weeks):
        if week.number is not None and (week.number == 1 or week.number % every == 0 or every == 1):
            yield PlacedLabel(str(week.number), _x(position + 0.5, step), y, "middle")


def _pauses(weeks: Sequence[Week], step: float, y: float) -> Iterable[Band]:
    runs: list[tuple[int, int, str]] = []
    for position, week in enumerate(weeks):
        if week.number is not None:
            continue
        if runs and runs[-1][1] == position - 1 and runs[-1][2] == week.reason:
            runs[-1] = (runs[-1][0], position, week.reason)
        else:
            runs.append((position, position, week.reason))
    texts = [f"not counted: {reason}" if reason else "not counted" for _, _, reason in runs]
    lefts = [
        max(0.0, min(_x(first, step), WIDTH - len(text) * LETTER))
        for (first, _, _), text in zip(runs, texts, strict=True)
    ]
    rows = rows_for(_Span(left, left + len(text) * LETTER) for left, text in zip(lefts, texts, strict=True))
    for (first, last, _), text, left, row in zip(runs, texts, lefts, rows, strict=True):
        x = _x(first, step)
        label = PlacedLabel(text, round(left, 1), y + 17 * row)
        yield Band(x, round(_x(last + 1, step) - x - 3, 1), False, label)


def _today(index: float | None, step: float, y: float) -> PlacedLabel | None:
    if index is None:
        return None
    x = _x(index, step)
    return PlacedLabel("today", x, y, "end" if x > WIDTH - 60 else "start")

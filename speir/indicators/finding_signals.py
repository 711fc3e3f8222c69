"""What is worth a look in the numbers of areas: one pure function a signal, each with its reason and n.

None of them judges: a signal says what was seen, by which method (``choices.METHODS``) and on how many
values. A line is never drawn across a break: every function works on the newest comparable stretch.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal, cast

from speir.indicators.choices import SignalKind
from speir.indicators.periods import Period
from speir.indicators.series import (
    Measured,
    Point,
    Series,
    breaks_before,
    days_since,
    last_stretch,
    newest_period,
    said,
    with_unit,
)
from speir.measures.control_limits import FEWEST_FOR_LIMITS, funnel_of_shares, xmr_limits
from speir.measures.movements import (
    Quarter,
    expected_from_others,
    quarter_of,
    unusually_few,
    worsening_steps,
)

THREE = 3


@dataclass(frozen=True)
class Found:
    """One signal: about which area (None: all areas), why, and on how many values it rests.

    ``substance`` is what makes it another one when it changes: a value that was revised, a newer action.
    """

    kind: SignalKind
    area: Hashable | None
    title: str
    reason: str
    n: int
    measured: Measured | None = None
    period: str = ""
    about: str = ""
    substance: str = ""

    @property
    def key(self) -> str:
        """The same for the same thing seen again, and another when it changed."""
        code = self.measured.code if self.measured else self.about
        words = "|".join((str(self.kind), str(self.area), code, self.period, self.substance))
        return sha256(words.encode()).hexdigest()


def _better(measured: Measured) -> Literal["up", "down", ""]:
    return cast(Literal["up", "down", ""], measured.better)


def outside_limits(series: Series) -> Found | None:
    """The newest value lies beyond the limits of those before it, on the worse side where there is one."""
    *before, newest = last_stretch(series) or (None,)
    values = [point.value for point in before if point is not None]
    if newest is None or newest.value is None or len(values) < FEWEST_FOR_LIMITS:
        return None
    limits = xmr_limits(values)
    is_high = newest.value > limits.high
    if limits.low <= newest.value <= limits.high or series.measured.better == ("up" if is_high else "down"):
        return None
    side, limit = ("above", limits.high) if is_high else ("below", limits.low)
    measured = series.measured
    return Found(
        SignalKind.OUTSIDE_LIMITS,
        series.area,
        f"{measured.name}: {side} its limits",
        f"{said(measured, newest)} in {newest.period.label}, {side} {with_unit(measured, limit)}; the "
        f"centre of the {len(values)} values before it is {with_unit(measured, limits.centre)}.",
        len(values) + 1,
        measured,
        newest.period.label,
        substance=str(newest.value),
    )


def three_worse(series: Series) -> Found | None:
    """Each of the last three periods is worse than the one before it."""
    stretch = last_stretch(series)
    steps = worsening_steps([point.value for point in stretch], _better(series.measured))
    if steps < THREE:
        return None
    shown = stretch[-(steps + 1) :]
    words = ", ".join(f"{said(series.measured, point)} ({point.period.label})" for point in shown)
    return Found(
        SignalKind.THREE_WORSE,
        series.area,
        f"{series.measured.name}: worse {steps} times running",
        f"{words}.",
        len(shown),
        series.measured,
        shown[-1].period.label,
        substance=str(shown[-1].value),
    )


def broken_trend(group: Sequence[Series], among: str = "") -> Found | None:
    """Most areas' newest value cannot be compared with the one before; told once, for all areas of a kind.

    ``among`` names the kind where it is not the one that the indicator is about.
    """
    period = newest_period(group)
    if period is None:
        return None
    broken = with_before = 0
    for series in group:
        points = [point for point in series.points if point.value is not None]
        if len(points) < 2 or points[-1].period.label != period.label:
            continue
        with_before += 1
        broken += breaks_before(points[-2], points[-1])
    if not broken or broken * 2 < with_before:
        return None
    measured = group[0].measured
    return Found(
        SignalKind.BROKEN_TREND,
        None,
        f"{measured.name}{f', {among}' if among else ''}: {period.label} is not comparable with before",
        f"In {broken} of {with_before} {among or 'areas'} the definition changed with {period.label}, or the "
        "source says so. Trends begin anew; no line joins the two.",
        with_before,
        measured,
        period.label,
        substance=among,
    )


def outside_funnel(group: Sequence[Series]) -> list[Found]:
    """Areas whose share lies beyond what chance allows at the rate of all others together."""
    period = newest_period(group)
    counted = [(each, point) for each in group if period and (point := _counted(each, period))]
    if not counted or not group[0].measured.is_share or len(counted) < 4:
        return []
    found = []
    for series, point in counted:
        n, count = _whole(point)
        others = [_whole(other) for each, other in counted if each is not series]
        target = sum(each[1] for each in others) / sum(each[0] for each in others)
        limits = funnel_of_shares(n, target)
        share = count / n
        is_high = share > limits.high
        if limits.low <= share <= limits.high or series.measured.better == ("up" if is_high else "down"):
            continue
        found.append(_beyond(series, point, target, limits.high if is_high else limits.low, len(counted)))
    return found


def _beyond(series: Series, point: Point, target: float, limit: float, n: int) -> Found:
    measured, side = series.measured, "above" if point.value is not None and limit > target else "below"
    return Found(
        SignalKind.OUTSIDE_FUNNEL,
        series.area,
        f"{measured.name}: {side} the funnel",
        f"{said(measured, point)} in {point.period.label}; at the rate of the other {n - 1} areas "
        f"({target:.1%}) an area of this size lies {side} {limit:.1%} by chance once in 1,000.",
        n,
        measured,
        point.period.label,
        substance=str(point.value),
    )


def _counted(series: Series, period: Period) -> Point | None:
    point = series.at(period.label)
    if point is None or point.numerator is None or not point.denominator:
        return None
    return point


def _whole(point: Point) -> tuple[int, int]:
    return round(point.denominator or 0), round(point.numerator or 0)


def worst_quarter(
    group: Sequence[Series], groups_of: Mapping[Hashable, Mapping[str, frozenset[Hashable]]]
) -> list[Found]:
    """Areas in the worst quarter of every group they can be ranked in, in the two newest periods.

    ``groups_of`` names, for each area, its groups (family group, NHS board) and the areas in them.
    """
    by_area = {each.area: each for each in group}
    newest = newest_period(group)
    found = []
    for series in group:
        stretch = last_stretch(series)
        if newest is None or len(stretch) < 2 or stretch[-1].period.label != newest.label:
            continue
        words, ranked, most = [], 0, 0
        for name, members in groups_of.get(series.area, {}).items():
            standing = [_standing(point, series, by_area, members) for point in stretch[-2:]]
            last = standing[-1]
            if last is None:
                continue
            ranked, most = ranked + 1, max(most, last.n)
            if all(each is not None and each.is_worst for each in standing):
                words.append(f"Among areas of {name}, rank {last.rank} from the worst of {last.n}")
        if ranked and len(words) == ranked:
            found.append(_in_worst(series, stretch[-1], words, most))
    return found


def _in_worst(series: Series, point: Point, words: Sequence[str], n: int) -> Found:
    return Found(
        SignalKind.WORST_QUARTER,
        series.area,
        f"{series.measured.name}: in the worst quarter, two periods running",
        f"{said(series.measured, point)} in {point.period.label}. {'. '.join(words)}.",
        n,
        series.measured,
        point.period.label,
        substance=str(point.value),
    )


def _standing(
    point: Point, series: Series, by_area: Mapping[Hashable, Series], members: frozenset[Hashable]
) -> Quarter | None:
    others = [
        other.value
        for key in members - {series.area}
        if key in by_area
        and (other := by_area[key].at(point.period.label)) is not None
        and other.value is not None
        and other.definition == point.definition
    ]
    return None if point.value is None else quarter_of(point.value, others, _better(series.measured))


def absence(group: Sequence[Series]) -> list[Found]:
    """Areas with no notification, or unusually few, for their exposure at the rate of all others."""
    period = newest_period(group)
    if period is None or not group[0].measured.counts_notifications:
        return []
    counted = [
        (each, round(point.value), point.denominator)
        for each in group
        if (point := each.at(period.label)) and point.value is not None and point.denominator
    ]
    found = []
    for series, count, exposure in counted:
        others = [(many, of) for each, many, of in counted if each is not series]
        if not others:
            continue
        few = unusually_few(count, expected_from_others(exposure, others))
        if few.is_unusual:
            found.append(_absent(series, period, count, few.expected, few.chance, len(counted)))
    return found


def _absent(series: Series, period: Period, count: int, expected: float, chance: float, n: int) -> Found:
    many = f"{count}" if count else "none"
    often = "fewer than 1 in 1,000" if chance < 0.001 else f"{chance:.1%}"
    return Found(
        SignalKind.ABSENCE,
        series.area,
        f"{series.measured.name}: {many} in {period.label}",
        f"About {expected:.1f} would be expected at the rate of the other {n - 1} areas. So few come about "
        f"by chance in {often} of such areas. Either less happens here, or less is notified.",
        n,
        series.measured,
        period.label,
        substance=str(count),
    )


def late_returns(group: Sequence[Series], due_days: int, today: date) -> list[Found]:
    """Areas that have not returned a period that half of the areas have, after the time for it."""
    period = newest_period(group)
    if period is None or days_since(period, today) <= due_days:
        return []
    have = [each for each in group if (point := each.at(period.label)) and _is_returned(point)]
    missing = [
        each for each in group if each not in have and any(_is_returned(point) for point in each.points)
    ]
    if len(have) * 2 < len(group):
        return []
    measured = group[0].measured
    return [
        Found(
            SignalKind.LATE_RETURN,
            each.area,
            f"{measured.name}: {period.label} was not returned",
            f"{len(have)} of {len(group)} areas have returned {period.label}, which was due {due_days} "
            "days after it ended.",
            len(group),
            measured,
            period.label,
        )
        for each in missing
    ]


def _is_returned(point: Point) -> bool:
    return point.value is not None or point.is_hidden


@dataclass(frozen=True)
class Fall:
    """One service whose minimum grade fell."""

    name: str
    kind: str
    before: int | None
    after: int

    @property
    def words(self) -> str:
        """In words: Invented House (care home service) from 4 to 2."""
        begin = "" if self.before is None else f"from {self.before} "
        return f"{self.name} ({self.kind.lower()}) {begin}to {self.after}"


def grade_falls(area: Hashable, falls: Iterable[Fall], month: str, compared: int) -> Found | None:
    """A service of the area fell to 1 or 2, or at least three fell at all, since the month before."""
    fallen = list(falls)
    low = [each for each in fallen if each.after <= 2]
    if not low and len(fallen) < THREE:
        return None
    named = "; ".join(each.words for each in (low or fallen)[:3])
    many = f"{len(fallen)} service{'s' if len(fallen) != 1 else ''}"
    some = f", {len(low)} of them to 1 or 2" if low else ""
    return Found(
        SignalKind.GRADE_FALLS,
        area,
        f"The minimum grade of {many} fell{' to 1 or 2' if len(low) == len(fallen) else some}",
        f"{named}."[:600],
        compared,
        period=month,
        about="grades",
        substance=f"{len(fallen)} {len(low)}",
    )


def overdue_actions(
    area: Hashable, plan: Hashable, named: str, were_due_on: Sequence[date], today: date
) -> Found | None:
    """Planned actions of an improvement plan in the area whose day has passed.

    Another action that becomes overdue makes it another signal; one more day of being late does not.
    Two plans that are named alike, because their reports came out on one day, are two.
    """
    if not were_due_on:
        return None
    many = f"{len(were_due_on)} planned action{'s' if len(were_due_on) != 1 else ''}"
    return Found(
        SignalKind.OVERDUE_ACTIONS,
        area,
        f"{named}: {many} overdue",
        f"The longest overdue was due {(today - min(were_due_on)).days} days ago.",
        len(were_due_on),
        about=f"overdue {plan}",
        substance=max(were_due_on).isoformat(),
    )


def repeated_findings(area: Hashable, found_in: Mapping[str, Sequence[str]]) -> list[Found]:
    """Quality indicators that led to an area for improvement in more than one published inspection."""
    return [
        Found(
            SignalKind.REPEATED_FINDING,
            area,
            f"{indicator}: an area for improvement again",
            f"Found in: {'; '.join(inspections)}.",
            len(inspections),
            about=f"repeated {indicator}",
            substance=str(len(inspections)),
        )
        for indicator, inspections in sorted(found_in.items())
        if len(inspections) > 1
    ]

"""One indicator in every area: tile map, bars, funnel and the table with the same figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path, reverse

from speir.indicators.choices import Better, Collection
from speir.indicators.definitions import collections
from speir.indicators.kinds_of_area import PLURALS
from speir.indicators.permissions import may_see_signals
from speir.indicators.queries import (
    collection_label,
    definitions_of,
    indicator_at,
    measured_of,
    national_points,
    series_everywhere,
)
from speir.indicators.series import Point, Series, newest_period, of_one_kind, said
from speir.indicators.signal_queries import current_signals
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import areas_of_kind, links_by_area
from speir.people.queries import standing_everywhere
from speir.web.design_system.charts import BarChart, FunnelChart
from speir.web.inspectorate.number_charts import TableRow, bars_of, funnel_of, rows_of, shown
from speir.web.inspectorate.signal_lines import SignalLine, signal_lines
from speir.web.shared.council_tiles import Tile, levels, place_of
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.indicators.models import DefinitionVersion, Indicator
    from speir.partnerships.models import Area

LEGEND = (
    (1, "highest quarter of areas"),
    (2, "second quarter"),
    (3, "third quarter"),
    (4, "lowest quarter"),
    (0, "no value, or not printed"),
)


@dataclass(frozen=True)
class AreaRow:
    """One area in the table."""

    name: str
    words: str
    counts: str
    is_provisional: bool
    signals: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator in one period across areas."""

    collection: str
    indicator: "Indicator"
    direction: str
    period: str
    is_fictional: bool
    other: str
    kind: str
    kinds: tuple[tuple[str, str], ...]
    among: str
    definitions: "tuple[DefinitionVersion, ...]"
    tiles: tuple[Tile, ...]
    legend: tuple[tuple[int, str], ...]
    bars: BarChart | None
    scotland: str
    scotland_before: tuple[TableRow, ...]
    funnel: FunnelChart | None
    rows: tuple[AreaRow, ...]
    national: tuple[SignalLine, ...]


def tiles_of(
    councils: Sequence["Area"],
    series_of: Mapping[UUID, Series],
    period: str,
    marked: frozenset[object],
) -> tuple[Tile, ...]:
    """A square for each council area; one without a value of its own shows that of the area it lies in."""
    held = [series_of.get(area.pk) for area in councils]
    points = [each.at(period) if each else None for each in held]
    values = [
        shown(each.measured, point) if each and point else None
        for each, point in zip(held, points, strict=True)
    ]
    found = []
    for number, (area, each, point, level) in enumerate(
        zip(councils, held, points, levels(values), strict=True)
    ):
        short, column, row = place_of(area.name, number)
        words = short_words(said(each.measured, point)) if each and point else "no value"
        address = reverse("area_numbers", args=[address_of(area.kind, area.name)])
        is_marked = bool(each and each.area in marked)
        found.append(Tile(area.name, short, column, row, words, level, address, is_marked))
    return tuple(sorted(found, key=lambda tile: (tile.row, tile.column)))


def short_words(words: str) -> str:
    """As much as fits on a square."""
    return {"not printed (small group)": "small", "hidden by the source": "hidden"}.get(
        words, words if len(words) <= 11 else words.split(" ")[0]
    )


def rows_of_areas(
    group: Sequence[Series], period: str, signals: Mapping[object, list[str]]
) -> tuple[AreaRow, ...]:
    """The table: every area by name, with each of its signals."""
    rows = []
    for series in group:
        point = series.at(period)
        if point is None:
            continue
        value = shown(series.measured, point)
        counts = ""
        if value is not None and point.numerator is not None and point.denominator:
            counts = f"{point.numerator:,.0f} of {point.denominator:,.0f}"
        rows.append(
            AreaRow(
                name=series.area_name,
                words=said(series.measured, point),
                counts=counts,
                is_provisional=point.is_provisional,
                signals=tuple(signals.get(series.area, ())),
            )
        )
    return tuple(rows)


def _in_words(series: Series, point: Point) -> str:
    return said(series.measured, point) + (", provisional" if point.is_provisional else "")


def by_council(group: Sequence[Series], councils: Sequence["Area"]) -> dict[UUID, Series]:
    """For each council area its own series, else that of the partnership it lies in."""
    held = {each.area: each for each in group}
    found = {area.pk: held[area.pk] for area in councils if area.pk in held}
    if len(found) < len(held):
        for child, links in links_by_area(AreaKind.COUNCIL).items():
            for link in links:
                if link.parent_id in held:
                    found.setdefault(child, held[link.parent_id])
    return found


@inspectorate_screen()
def indicator(request: SignedInRequest, collection: str, code: str) -> HttpResponseBase:
    """One indicator everywhere; real areas, or fictional ones when asked or when there are no others."""
    may_see_signals.check(standing_everywhere(request.user))
    found = indicator_at(collection, code)
    if found is None:
        raise Http404
    everywhere = {each: _everywhere(found, is_fictional=each) for each in (False, True)}
    has_both = all(group or points for group, points in everywhere.values())
    asked_for = has_both and request.GET.get("areas") == "fictional"
    is_fictional = asked_for or not any(everywhere[False])
    group, national = everywhere[is_fictional]
    kinds = of_one_kind(group)
    kind = kind_shown(found, kinds, request.GET.get("kind", ""))
    group = kinds.get(kind, [])
    points = [point for each in group for point in each.points] + list(national)
    periods = sorted({point.period for point in points}, reverse=True)
    asked = [each for each in periods if each.label == request.GET.get("period")]
    newest = asked[0] if asked else newest_period(group) or next(iter(periods), None)
    if newest is None:
        raise Http404
    page = page_of(
        found,
        group,
        newest.label,
        national=national,
        kinds=kinds_to_choose(kinds),
        is_fictional=is_fictional,
        has_both=has_both,
    )
    return render_page(
        request, "inspectorate/indicator.html.jinja", page, periods=[each.label for each in periods]
    )


def kind_shown(found: "Indicator", kinds: Mapping[str, Sequence[Series]], asked: str) -> str:
    """The kind of area to show: as asked, else the collection's own, else one that has numbers."""
    own = collections()[Collection(found.collection)].area_kind
    return next((kind for kind in (asked, own, *kinds) if kind in kinds), own)


def kinds_to_choose(kinds: Mapping[str, Sequence[Series]]) -> tuple[tuple[str, str], ...]:
    """The kinds of area that have numbers, with the words for each."""
    order = [kind for kind in PLURALS if kind in kinds]
    return tuple((str(kind), PLURALS[kind][0].upper() + PLURALS[kind][1:]) for kind in order)


def _among(found: "Indicator", group: Sequence[Series], kinds: Sequence[tuple[str, str]]) -> str:
    """The kind of area in words, where it is not plain from the collection."""
    own = collections()[Collection(found.collection)].area_kind
    is_plain = not group or (len(kinds) < 2 and group[0].kind == own)
    return "" if is_plain else PLURALS[AreaKind(group[0].kind)]


def _everywhere(found: "Indicator", *, is_fictional: bool) -> tuple[list[Series], tuple[Point, ...]]:
    """One indicator in every area, and for all of Scotland."""
    national = national_points(is_fictional=is_fictional, indicator=found).get(found.pk, ())
    return series_everywhere(found, is_fictional=is_fictional), national


def page_of(
    found: "Indicator",
    group: Sequence[Series],
    period: str,
    *,
    national: tuple[Point, ...] = (),
    kinds: tuple[tuple[str, str], ...] = (),
    is_fictional: bool,
    has_both: bool,
) -> IndicatorPage:
    """What the page of an indicator prints."""
    scotland = Series(measured_of(found), None, "Scotland", national)
    now = scotland.at(period)
    signals = [each for each in current_signals(is_fictional=is_fictional) if each.indicator_id == found.pk]
    told: dict[object, list[str]] = {}
    for each in signals:
        if each.area_id:
            told.setdefault(each.area_id, []).append(each.title)
    councils = list(areas_of_kind(AreaKind.COUNCIL).filter(is_fictional=is_fictional))
    other = ("real" if is_fictional else "fictional") if has_both else ""
    return IndicatorPage(
        collection=collection_label(found.collection),
        indicator=found,
        direction=Better.label_of(measured_of(found).better),
        period=period,
        is_fictional=is_fictional,
        other=other,
        kind=group[0].kind if group else "",
        kinds=kinds,
        among=_among(found, group, kinds),
        definitions=tuple(definitions_of(found)),
        tiles=tiles_of(councils, by_council(group, councils), period, frozenset(told)),
        legend=LEGEND,
        bars=bars_of(group, period, frozenset(told)) if group else None,
        scotland=_in_words(scotland, now) if now else "",
        scotland_before=rows_of(scotland),
        funnel=funnel_of(group, period) if group else None,
        rows=rows_of_areas(group, period, told),
        national=signal_lines(each for each in signals if each.area_id is None),
    )


ADDRESSES = [
    path("office/numbers/indicators/<slug:collection>/<str:code>/", indicator, name="indicator"),
]

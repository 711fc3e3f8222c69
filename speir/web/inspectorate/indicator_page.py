"""One indicator in every area: tile map, bars, funnel and the table with the same figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path, reverse

from speir.indicators.choices import Better
from speir.indicators.permissions import may_see_signals
from speir.indicators.queries import (
    collection_label,
    current_signals,
    definitions_of,
    indicator_at,
    measured_of,
    series_everywhere,
)
from speir.indicators.series import Series, newest_period, said
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import areas_of_kind, links_by_area
from speir.people.queries import standing_everywhere
from speir.web.design_system.charts import BarChart, FunnelChart
from speir.web.inspectorate.number_charts import bars_of, funnel_of, shown
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
    signal: str


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator in one period across areas."""

    collection: str
    indicator: "Indicator"
    direction: str
    period: str
    is_fictional: bool
    other: str
    definitions: "tuple[DefinitionVersion, ...]"
    tiles: tuple[Tile, ...]
    legend: tuple[tuple[int, str], ...]
    bars: BarChart
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


def rows_of_areas(group: Sequence[Series], period: str, signals: Mapping[object, str]) -> tuple[AreaRow, ...]:
    """The table: every area by name."""
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
                signal=signals.get(series.area, ""),
            )
        )
    return tuple(rows)


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
    real, fictional = series_everywhere(found), series_everywhere(found, is_fictional=True)
    is_fictional = bool(fictional) and (not real or request.GET.get("areas") == "fictional")
    group = fictional if is_fictional else real
    periods = sorted({point.period for each in group for point in each.points}, reverse=True)
    asked = [each for each in periods if each.label == request.GET.get("period")]
    newest = asked[0] if asked else newest_period(group)
    if newest is None:
        raise Http404
    page = page_of(found, group, newest.label, is_fictional=is_fictional, has_both=bool(real and fictional))
    return render_page(
        request, "inspectorate/indicator.html.jinja", page, periods=[each.label for each in periods]
    )


def page_of(
    found: "Indicator", group: Sequence[Series], period: str, *, is_fictional: bool, has_both: bool
) -> IndicatorPage:
    """What the page of an indicator prints."""
    signals = [each for each in current_signals(is_fictional=is_fictional) if each.indicator_id == found.pk]
    told: dict[object, str] = {each.area_id: each.title for each in signals if each.area_id}
    councils = list(areas_of_kind(AreaKind.COUNCIL).filter(is_fictional=is_fictional))
    other = ("real" if is_fictional else "fictional") if has_both else ""
    return IndicatorPage(
        collection=collection_label(found.collection),
        indicator=found,
        direction=Better.label_of(measured_of(found).better),
        period=period,
        is_fictional=is_fictional,
        other=other,
        definitions=tuple(definitions_of(found)),
        tiles=tiles_of(councils, by_council(group, councils), period, frozenset(told)),
        legend=LEGEND,
        bars=bars_of(group, period, frozenset(told)),
        funnel=funnel_of(group, period),
        rows=rows_of_areas(group, period, told),
        national=signal_lines(each for each in signals if each.area_id is None),
    )


ADDRESSES = [
    path("office/numbers/indicators/<slug:collection>/<str:code>/", indicator, name="indicator"),
]

"""The numbers of one area: a line for each indicator with limits and breaks, and the signals."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.indicators.choices import Better, Collection
from speir.indicators.permissions import may_see_signals
from speir.indicators.queries import indicators_with_numbers, series_in, signals_of_area
from speir.indicators.series import Series
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import area_around, area_at
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.number_charts import LinePanel, line_of, rows_of
from speir.web.inspectorate.signal_lines import SignalLine, signal_lines
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen


@dataclass(frozen=True)
class CollectionPanel:
    """The indicators of one collection."""

    key: str
    title: str
    lines: tuple[LinePanel, ...]


@dataclass(frozen=True)
class AreaNumbersPage:
    """The numbers of one area; ``around`` names the area that some of them are about instead, or ""."""

    name: str
    address: str
    is_fictional: bool
    around: str
    signals: tuple[SignalLine, ...]
    collections: tuple[CollectionPanel, ...]


def panels_of(
    series: Sequence[Series], collection_of: dict[object, str], indicative: frozenset[object]
) -> tuple[CollectionPanel, ...]:
    """Lines by collection, in the order of the collections."""
    found: dict[str, list[LinePanel]] = {}
    for each in series:
        measured = each.measured
        panel = LinePanel(
            anchor=f"{collection_of[measured.key]}-{measured.code}".lower(),
            code=measured.code,
            name=measured.name,
            is_indicative=measured.key in indicative,
            direction=Better.label_of(measured.better),
            chart=line_of(each),
            rows=rows_of(each),
        )
        found.setdefault(collection_of[measured.key], []).append(panel)
    return tuple(
        CollectionPanel(str(key), key.label, tuple(found[key])) for key in Collection if key in found
    )


@inspectorate_screen()
def area_numbers(request: SignedInRequest, address: str) -> HttpResponseBase:
    """Every indicator of an area; what exists for its partnership only is shown as such."""
    may_see_signals.check(standing_everywhere(request.user))
    area = area_at(address)
    if area is None:
        raise Http404
    if address_of(area.kind, area.name) != address:
        return redirect("area_numbers", address=address_of(area.kind, area.name))
    around = area_around(area, AreaKind.HSCP) if area.kind == AreaKind.COUNCIL else None
    known = indicators_with_numbers(is_fictional=area.is_fictional)
    page = AreaNumbersPage(
        name=area.name,
        address=address,
        is_fictional=area.is_fictional,
        around=around.name if around and around.name != area.name else "",
        signals=signal_lines(signals_of_area(area)),
        collections=panels_of(
            series_in([area.pk, *([around.pk] if around else [])]),
            {each.pk: each.collection for each in known},
            frozenset(each.pk for each in known if each.is_indicative),
        ),
    )
    return render_page(request, "inspectorate/area_numbers.html.jinja", page)


ADDRESSES = [path("office/areas/<str:address>/numbers/", area_numbers, name="area_numbers")]

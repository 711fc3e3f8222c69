"""The numbers of one area: a line for each indicator with limits and breaks, and the signals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse

from speir.area_teams.queries import council_areas
from speir.foundations.uk_clock import uk_today
from speir.indicators.choices import Better, Collection
from speir.indicators.comparing import Comparison, middle_of, with_scotland
from speir.indicators.permissions import may_see_signals
from speir.indicators.queries import groups_of_areas, indicators_with_numbers, national_points, series_in
from speir.indicators.series import Series
from speir.indicators.signal_queries import signals_of_area
from speir.partnerships.area_names import address_of, with_kind
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import area_around, area_at
from speir.people.queries import standing_everywhere
from speir.regulated_services.queries import newest_months_of
from speir.web.inspectorate.area_timeline import EVER, counted
from speir.web.inspectorate.number_charts import LinePanel, line_of, rows_of
from speir.web.inspectorate.signal_lines import SignalLine, signal_lines
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.partnerships.models import Area


@dataclass(frozen=True)
class CollectionPanel:
    """The indicators of one collection."""

    key: str
    title: str
    lines: tuple[LinePanel, ...]


@dataclass(frozen=True)
class AreaNumbersPage:
    """The numbers of one area; ``around`` names the area that some of them are about instead, or "".

    ``within`` are the council areas in a wider one, and ``wider`` the NHS board and police division around
    a council area: their numbers stand on their own pages.
    """

    name: str
    address: str
    is_fictional: bool
    around: str
    signals: tuple[SignalLine, ...]
    collections: tuple[CollectionPanel, ...]
    services: str = ""
    within: tuple[tuple[str, str], ...] = ()
    wider: tuple[tuple[str, str], ...] = ()


def panels_of(
    series: Sequence[Series],
    collection_of: dict[object, str],
    indicative: frozenset[object],
    beside: Callable[[Series], tuple[Comparison, ...]] = lambda series: (),
    own: str = "",
) -> tuple[CollectionPanel, ...]:
    """Lines by collection, in the order of the collections; a line of another kind of area says so."""
    found: dict[str, list[LinePanel]] = {}
    for each in series:
        key = collection_of[each.measured.key]
        line = _line(each, key, beside(each), own)
        found.setdefault(key, []).append(replace(line, is_indicative=each.measured.key in indicative))
    return tuple(
        CollectionPanel(str(key), key.label, tuple(found[key])) for key in Collection if key in found
    )


def _line(each: Series, collection: str, others: tuple[Comparison, ...], own: str) -> LinePanel:
    measured = each.measured
    return LinePanel(
        anchor=_anchor(collection, each, own),
        code=measured.code,
        name=measured.name,
        is_indicative=False,
        direction=Better.label_of(measured.better),
        chart=line_of(each, others),
        rows=rows_of(each, others),
        others=tuple(other.name for other in others),
        about="" if each.kind == own else with_kind(each.area_name, each.kind),
    )


def _anchor(collection: str, series: Series, own: str) -> str:
    """Where a line stands on the page; an indicator may have one for the area and one for the partnership."""
    return f"{collection}-{series.measured.code}{'' if series.kind == own else f'-{series.kind}'}".lower()


def _beside(area: "Area", areas: "Sequence[Area]") -> Callable[[Series], tuple[Comparison, ...]]:
    """What each line of an area is held against: Scotland, its family group, the councils of its board."""
    national = national_points(is_fictional=area.is_fictional)
    groups_of = groups_of_areas(is_fictional=area.is_fictional)
    groups = [each for shown in areas for each in groups_of.get(shown.pk, {}).items()]
    wanted = {UUID(str(pk)) for _, members in groups for pk in members}
    held: dict[object, list[Series]] = {}
    for each in series_in(wanted) if wanted else ():
        held.setdefault(each.measured.key, []).append(each)

    def beside(own: Series) -> tuple[Comparison, ...]:
        here = held.get(own.measured.key, [])
        found = [with_scotland(own, national.get(UUID(str(own.measured.key)), ()))]
        for name, members in groups:
            if own.area in members:
                group = [each for each in here if each.area in members]
                found.append(middle_of(f"{name[0].upper()}{name[1:]}", own, group))
        return tuple(each for each in found if not each.is_empty)

    return beside


def _services(area: "Area") -> str:
    """The newest month of regulated services in a council area; "" without one."""
    months = newest_months_of([area], EVER, uk_today() + timedelta(days=1), 1)
    return f"{months[0].month_on:%B %Y}: {counted(months[0])}" if months else ""


def _within(area: "Area") -> tuple[tuple[str, str], ...]:
    if area.kind == AreaKind.COUNCIL:
        return ()
    names = ((each, address_of(each.kind, each.name)) for each in council_areas(area))
    return tuple((each.name, reverse("area_numbers", kwargs={"address": where})) for each, where in names)


def _wider(area: "Area") -> tuple[tuple[str, str], ...]:
    if area.kind != AreaKind.COUNCIL:
        return ()
    around = (area_around(area, kind) for kind in (AreaKind.HEALTH_BOARD, AreaKind.POLICE_DIVISION))
    places = ((each, address_of(each.kind, each.name)) for each in around if each is not None)
    return tuple(
        (with_kind(each.name, each.kind), reverse("area_numbers", kwargs={"address": where}))
        for each, where in places
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
    shown = [area, *([around] if around else [])]
    known = indicators_with_numbers(is_fictional=area.is_fictional)
    page = AreaNumbersPage(
        name=area.name,
        address=address,
        is_fictional=area.is_fictional,
        around=with_kind(around.name, around.kind) if around else "",
        signals=signal_lines(signals_of_area(area)),
        collections=panels_of(
            series_in(each.pk for each in shown),
            {each.pk: each.collection for each in known},
            frozenset(each.pk for each in known if each.is_indicative),
            _beside(area, shown),
            area.kind,
        ),
        services=_services(area),
        within=_within(area),
        wider=_wider(area),
    )
    return render_page(request, "inspectorate/area_numbers.html.jinja", page)


ADDRESSES = [path("office/areas/<str:address>/numbers/", area_numbers, name="area_numbers")]

"""Numbers about areas: what has landed, what did not and why, and the indicators there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path

from speir.foundations.refused_cells import RefusedTogether, together
from speir.indicators.choices import Collection
from speir.indicators.permissions import may_import_indicators, may_see_signals
from speir.indicators.queries import indicators_with_numbers, values_not_taken, vintage_at, vintages_of
from speir.people.queries import standing_everywhere
from speir.regulated_services.permissions import may_import_services
from speir.regulated_services.queries import all_snapshots, files_under_way, rows_not_taken
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.indicators.models import Indicator, Vintage
    from speir.regulated_services.models import RowNotTaken, ServicesFile, Snapshot

MOST_LISTED = 500


@dataclass(frozen=True)
class CollectionLines:
    """One collection: its newest vintage and the indicators that have numbers."""

    key: str
    title: str
    newest: "Vintage | None"
    vintages: int
    indicators: "tuple[Indicator, ...]"


@dataclass(frozen=True)
class NumbersPage:
    """Everything that has landed, and why this person may not bring in more ("" when they may)."""

    collections: tuple[CollectionLines, ...]
    months: "tuple[Snapshot, ...]"
    files: "tuple[ServicesFile, ...]"
    refused: str
    services_refused: str


@dataclass(frozen=True)
class VintagePage:
    """One file as it landed, with what did not land."""

    title: str
    vintage: "Vintage"
    not_taken: tuple[RefusedTogether, ...]


@dataclass(frozen=True)
class MonthPage:
    """One month of regulated services, with the rows that did not land."""

    month: "Snapshot"
    not_taken: "tuple[RowNotTaken, ...]"


def collection_lines(
    vintages: "Sequence[Vintage]", indicators: "Sequence[Indicator]"
) -> tuple[CollectionLines, ...]:
    """Every collection, also those of which nothing has landed; vintages come newest first."""
    lines = []
    for key in Collection:
        here = [each for each in vintages if each.collection == key]
        known = tuple(each for each in indicators if each.collection == key)
        lines.append(CollectionLines(str(key), key.label, here[0] if here else None, len(here), known))
    return tuple(lines)


@inspectorate_screen()
def numbers(request: SignedInRequest) -> HttpResponseBase:
    """What has landed, by collection."""
    standing = standing_everywhere(request.user)
    may_see_signals.check(standing)
    services_refused = may_import_services.reason_refused(standing)
    indicators = {
        each.pk: each
        for is_fictional in (False, True)
        for each in indicators_with_numbers(is_fictional=is_fictional)
    }
    page = NumbersPage(
        collections=collection_lines(vintages_of(), list(indicators.values())),
        months=tuple(all_snapshots()),
        files=tuple(files_under_way()) if services_refused is None else (),
        refused=may_import_indicators.reason_refused(standing) or "",
        services_refused=services_refused or "",
    )
    return render_page(request, "inspectorate/numbers.html.jinja", page)


@inspectorate_screen()
def vintage(request: SignedInRequest, vintage: UUID) -> HttpResponseBase:
    """One file as it landed."""
    may_see_signals.check(standing_everywhere(request.user))
    found = vintage_at(vintage)
    if found is None:
        raise Http404
    listed = tuple(together(values_not_taken(found))[:MOST_LISTED])
    page = VintagePage(Collection.label_of(found.collection), found, listed)
    return render_page(request, "inspectorate/vintage.html.jinja", page)


@inspectorate_screen()
def services_month(request: SignedInRequest, month: UUID) -> HttpResponseBase:
    """One month of regulated services as it landed."""
    may_see_signals.check(standing_everywhere(request.user))
    found = next((each for each in all_snapshots() if each.pk == month), None)
    if found is None:
        raise Http404
    page = MonthPage(found, tuple(rows_not_taken(found)[:MOST_LISTED]))
    return render_page(request, "inspectorate/services_month.html.jinja", page)


ADDRESSES = [
    path("office/numbers/", numbers, name="numbers"),
    path("office/numbers/vintages/<uuid:vintage>/", vintage, name="vintage"),
    path("office/numbers/regulated-services/<uuid:month>/", services_month, name="services_month"),
]

"""The history of an inspection: the audit trail in words, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.urls import path

from speir.inspections.permissions import may_see_history
from speir.inspections.queries import history_of, inspection_for, standing_of
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import clock, count, day

if TYPE_CHECKING:
    from speir.foundations.models import AuditEntry

PER_PAGE = 50


@dataclass(frozen=True)
class EntryLine:
    """One thing that was done. Details stay in the trail: they may hold what this reader may not see."""

    number: int
    clock: str
    what: str
    by: str
    mark: str


@dataclass(frozen=True)
class Day:
    """The entries of one day."""

    day: str
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True)
class HistoryPage:
    """One page of the trail."""

    header: InspectionHeader
    total: str
    days: list[Day]
    number: int
    last: int


@inspectorate_screen()
def history(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Read the audit trail."""
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    may_see_history.check(standing)
    pages = Paginator(history_of(inspection), PER_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    page = HistoryPage(
        header=inspection_header(inspection, standing, here="history"),
        total=count(pages.count, "entry", "entries").capitalize(),
        days=by_day(list(shown)),
        number=shown.number,
        last=pages.num_pages,
    )
    return render_page(request, "inspectorate/history.html.jinja", page)


def by_day(entries: Sequence["AuditEntry"]) -> list[Day]:
    """Entries grouped under the day on which they happened, in the order given."""
    return [
        Day(words, tuple(_line(entry) for entry in group))
        for words, group in groupby(entries, key=lambda entry: day(entry.at))
    ]


def _line(entry: "AuditEntry") -> EntryLine:
    return EntryLine(
        number=entry.pk, clock=clock(entry.at), what=entry.what, by=entry.by_name, mark=entry.hash[:12]
    )


ADDRESSES = [path("inspections/<slug:reference>/history/", history, name="history")]

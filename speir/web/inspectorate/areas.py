"""Areas for inspectors: what everybody may read, the link inspectors, and inspections they may know of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.foundations.refusals import RuleBroken
from speir.inspections.queries import visible_to
from speir.partnerships.area_names import address_of
from speir.partnerships.permissions import may_see_link_inspector
from speir.partnerships.queries import area_at, link_inspectors_of, partnerships_in, resolve_area
from speir.people.queries import standing_everywhere
from speir.reports.publication_queries import NationalReport, national_reports_of
from speir.web.shared.area_facts import AreaPage, area_page
from speir.web.shared.area_list import AreaLine, FindAreaForm, area_lines
from speir.web.shared.national_report import publication_words
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.models import Person


@dataclass(frozen=True)
class OfficeAreaLine:
    """One council area in the inspectorate's list."""

    area: AreaLine
    link_inspectors: tuple[str, ...]
    inspections: int


@dataclass(frozen=True)
class OfficeAreasPage:
    """The list of council areas."""

    lines: tuple[OfficeAreaLine, ...]


@dataclass(frozen=True)
class LinkLine:
    """Who is the link inspector of one partnership; "" when nobody is."""

    partnership: str
    person: str
    body: str


@dataclass(frozen=True)
class InspectionLine:
    """One inspection that this person may know of."""

    reference: str
    title: str
    partnership: str
    status: str
    starts_on: date
    publishes: str
    is_fictional: bool


@dataclass(frozen=True)
class OfficeAreaPage:
    """One area: the public facts, and what this person may know beyond them."""

    public: AreaPage
    links: tuple[LinkLine, ...]
    inspections: tuple[InspectionLine, ...]


def office_lines(
    lines: Iterable[AreaLine], links: Mapping[UUID, "Person"], inspections: Iterable["Inspection"]
) -> tuple[OfficeAreaLine, ...]:
    """The areas with their link inspectors and the number of inspections that may be known of."""
    by_partnership: dict[UUID, int] = {}
    for inspection in inspections:
        known = by_partnership.get(inspection.partnership_id, 0)
        by_partnership[inspection.partnership_id] = known + 1
    return tuple(
        OfficeAreaLine(
            area=line,
            link_inspectors=tuple(links[key].full_name for key in line.partnership_ids if key in links),
            inspections=sum(by_partnership.get(key, 0) for key in line.partnership_ids),
        )
        for line in lines
    )


def inspection_line(inspection: "Inspection", national: "Mapping[UUID, NationalReport]") -> InspectionLine:
    """One inspection for a list; ``national`` are the reports of the national exercises they belong to."""
    return InspectionLine(
        reference=inspection.reference,
        title=f"{inspection.phase.programme.name}, {inspection.phase.name}",
        partnership=inspection.partnership.full_name,
        status=inspection.status_words,
        starts_on=inspection.starts_on,
        publishes=publication_words(inspection, national, day(inspection.publishes_on)),
        is_fictional=inspection.is_fictional,
    )


@inspectorate_screen()
def areas(request: SignedInRequest) -> HttpResponseBase:
    """The council areas; with something to find, the area found or why there is none."""
    may_see_link_inspector.check(standing_everywhere(request.user))
    form = FindAreaForm(request.GET if "area" in request.GET else None)
    if form.is_bound and form.is_valid():
        try:
            found = resolve_area(form.cleaned_data["area"])
        except RuleBroken as unknown:
            form.add_error("area", unknown.reasons[0].message)
        else:
            return redirect("area", address=address_of(found.kind, found.name))
    lines = area_lines()
    links = link_inspectors_of(key for line in lines for key in line.partnership_ids)
    page = OfficeAreasPage(office_lines(lines, links, visible_to(request.user)))
    return render_page(request, "inspectorate/areas.html.jinja", page, form=form)


@inspectorate_screen()
def area_facts(request: SignedInRequest, address: str) -> HttpResponseBase:
    """The published facts and codes of an area; an old code leads to the address it has today."""
    may_see_link_inspector.check(standing_everywhere(request.user))
    found = area_at(address)
    if found is None:
        raise Http404
    public = area_page(found)
    if public.address != address:
        return redirect("area_facts", address=public.address)
    partnerships = partnerships_in(found)
    ids = {each.pk for each in partnerships}
    links = link_inspectors_of(ids)
    mine = [each for each in visible_to(request.user) if each.partnership_id in ids]
    national = national_reports_of(mine)
    page = OfficeAreaPage(
        public=public,
        links=tuple(_link_line(each.full_name, links.get(each.pk)) for each in partnerships),
        inspections=tuple(inspection_line(inspection, national) for inspection in mine),
    )
    return render_page(request, "inspectorate/area_facts.html.jinja", page)


def _link_line(partnership: str, person: "Person | None") -> LinkLine:
    if person is None:
        return LinkLine(partnership, "", "")
    return LinkLine(partnership, person.full_name, person.body.name)


ADDRESSES = [
    path("office/areas/", areas, name="areas"),
    path("office/areas/<str:address>/facts/", area_facts, name="area_facts"),
]

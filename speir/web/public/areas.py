"""Areas as the public reads them: the list, finding one by any name or code, and one area."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.foundations.refusals import RuleBroken
from speir.partnerships.area_names import address_of
from speir.partnerships.queries import area_at, resolve_area
from speir.web.shared.area_facts import area_page
from speir.web.shared.area_list import AreaLine, FindAreaForm, area_lines
from speir.web.shared.pages import render_page
from speir.web.shared.screens import public_screen


@dataclass(frozen=True)
class AreasPage:
    """The council areas of Scotland, and apart from them the fictional ones."""

    lines: tuple[AreaLine, ...]
    fictional: tuple[AreaLine, ...]


def areas_page(lines: list[AreaLine]) -> AreasPage:
    """The list, real areas and fictional ones apart."""
    return AreasPage(
        lines=tuple(line for line in lines if not line.is_fictional),
        fictional=tuple(line for line in lines if line.is_fictional),
    )


@public_screen()
def public_areas(request: HttpRequest) -> HttpResponseBase:
    """The list of council areas; with something to find, the area found or why there is none."""
    form = FindAreaForm(request.GET if "area" in request.GET else None)
    if form.is_bound and form.is_valid():
        try:
            found = resolve_area(form.cleaned_data["area"])
        except RuleBroken as unknown:
            form.add_error("area", unknown.reasons[0].message)
        else:
            return redirect("public_area", address=address_of(found.kind, found.name))
    return render_page(request, "public/areas.html.jinja", areas_page(area_lines()), form=form)


@public_screen()
def public_area(request: HttpRequest, address: str) -> HttpResponseBase:
    """One area; an old code or another spelling leads to the address it has today."""
    area = area_at(address)
    if area is None:
        raise Http404
    page = area_page(area)
    if page.address != address:
        return redirect("public_area", address=page.address)
    return render_page(request, "public/area.html.jinja", page)


ADDRESSES = [
    path("areas/", public_areas, name="public_areas"),
    path("areas/<str:address>/", public_area, name="public_area"),
]

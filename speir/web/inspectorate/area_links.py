"""From the page of an area to those around it: its partnerships, board and division, or the areas in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.partnerships.choices import AreaKind
from speir.web.inspectorate.area_scope import place_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speir.partnerships.models import Area, AreaLink
    from speir.web.inspectorate.area_scope import Scope

WITH_A_PAGE = (AreaKind.HSCP, AreaKind.HEALTH_BOARD, AreaKind.POLICE_DIVISION)


@dataclass(frozen=True)
class AreaLinkLine:
    """Another page about the same place: its name, what it is, and where."""

    name: str
    kind: str
    address: str


def links_of(scope: "Scope", around: "Sequence[AreaLink]") -> tuple[AreaLinkLine, ...]:
    """Council areas of a wider place, or what a council area lies in; and the partnerships at work there."""
    lines = [] if scope.area else [_line(each) for each in scope.areas]
    lines += [_line(each.parent) for each in around if each.parent.kind in WITH_A_PAGE]
    for each in scope.partnerships:
        address = reverse("partnership_area", kwargs={"slug": each.slug})
        if address != scope.address:
            lines.append(AreaLinkLine(each.full_name, "", address))
    return tuple(lines)


def _line(area: "Area") -> AreaLinkLine:
    return AreaLinkLine(area.name, AreaKind.label_of(area.kind), place_address(area))

"""Which areas a page is about: one council area, those in a wider area, or those of a partnership."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse

from speir.area_teams.choices import Tier
from speir.area_teams.permissions import may_see_area_team
from speir.area_teams.queries import council_areas, reader_standing_in
from speir.foundations.uk_clock import uk_today
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import (
    area_at,
    areas_of,
    partnership_by_slug,
    partnerships_in,
    partnerships_of_areas,
)

if TYPE_CHECKING:
    from uuid import UUID

    from speir.area_teams.models import WrittenAboutArea
    from speir.area_teams.tiers import AreaReader
    from speir.foundations.access import Permission
    from speir.partnerships.models import Area, Partnership
    from speir.people.models import Person
    from speir.people.standing import Standing


@dataclass(frozen=True)
class Scope:
    """The areas and partnerships that one page is about; ``area`` is set for a council area alone.

    ``place`` is the area at the address, of whatever kind: some figures are published for a wider area only.
    """

    name: str
    kind: str
    address: str
    is_fictional: bool
    areas: "tuple[Area, ...]"
    partnerships: "tuple[Partnership, ...]"
    area: "Area | None" = None
    place: "Area | None" = None
    facts_address: str = ""

    @property
    def partnership_ids(self) -> "list[UUID]":
        """The identities of the partnerships."""
        return [each.pk for each in self.partnerships]

    @property
    def names(self) -> "dict[UUID, str]":
        """The name of each council area."""
        return {each.pk: each.name for each in self.areas}

    @property
    def is_wide(self) -> bool:
        """Whether it holds more than one council area, so that each line names its own."""
        return len(self.areas) != 1


def place_address(area: "Area") -> str:
    """The address of the page of an area."""
    return reverse("area", kwargs={"address": address_of(area.kind, area.name)})


def share_address(thing: "WrittenAboutArea") -> str:
    """Where what was written for its own body can be shared with another; "" for every other tier."""
    if thing.tier != Tier.OWN_BODY:
        return ""
    where = {"address": address_of(thing.area.kind, thing.area.name)}
    return f"{reverse('area_sharing', kwargs=where)}?thing={thing.pk}#share"


def scope_of_area(address: str) -> Scope:
    """The scope at the address of an area; Http404 when there is none."""
    found = area_at(address)
    if found is None:
        raise Http404
    areas = tuple(council_areas(found))
    is_council = found.kind == AreaKind.COUNCIL
    return Scope(
        name=found.name,
        kind=AreaKind.label_of(found.kind),
        address=place_address(found),
        is_fictional=found.is_fictional,
        areas=areas,
        partnerships=tuple(partnerships_in(found) if is_council else partnerships_of_areas(areas)),
        area=found if is_council else None,
        place=found,
        facts_address=reverse("area_facts", kwargs={"address": address_of(found.kind, found.name)}),
    )


def scope_of_partnership(slug: str) -> Scope:
    """The scope of a partnership; Http404 when there is none."""
    found = partnership_by_slug(slug)
    if found is None:
        raise Http404
    return Scope(
        name=found.full_name,
        kind="Partnership",
        address=reverse("partnership_area", kwargs={"slug": slug}),
        is_fictional=found.is_fictional,
        areas=tuple(areas_of(found)),
        partnerships=(found,),
    )


@dataclass(frozen=True)
class ReadBy:
    """Who reads: their standing towards the areas of the page, and what they may read of each."""

    person: "Person"
    standing: "Standing"
    reader: "AreaReader"


def read_by(person: "Person", scope: Scope) -> ReadBy:
    """Somebody towards a scope; refuses whoever may not see the teams around areas."""
    reader, standing = reader_standing_in(person, scope.areas, uk_today())
    may_see_area_team.check(standing)
    return ReadBy(person, standing, reader)


def council_area_or_404(address: str) -> "Area":
    """The council area at an address."""
    found = area_at(address)
    if found is None or found.kind != AreaKind.COUNCIL:
        raise Http404
    return found


def refused(standing: "Standing", permission: "Permission[Standing]") -> str:
    """Why somebody may not do something; "" when they may."""
    return permission.reason_refused(standing) or ""

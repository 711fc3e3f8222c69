"""Questions about areas, partnerships and their link inspectors."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from speir.foundations.refusals import Reason, RuleBroken
from speir.partnerships import area_names
from speir.partnerships.choices import AreaKind, PartnershipKind
from speir.partnerships.models import (
    Area,
    AreaCode,
    AreaLink,
    AreaName,
    LinkAppointment,
    Partnership,
    PartnershipArea,
    PartnershipMember,
)
from speir.people.models import Body, Person

_ORDER = {kind.value: position for position, kind in enumerate(AreaKind)}


def find_area(text: str, kind: AreaKind | None = None) -> Area | None:
    """Today's area for any code or name it has or had, or None; ``kind`` settles names that several share."""
    code = area_names.as_code(text)
    if code is not None:
        held = AreaCode.objects.filter(code=code).select_related("area").first()
        areas = [held.area] if held else []
    else:
        named = AreaName.objects.filter(folded=area_names.fold(text), area__ends_on=None)
        areas = [name.area for name in named.select_related("area")]
    fitting = [area for area in areas if kind is None or area.kind == kind]
    return min(fitting, key=lambda area: _ORDER[area.kind], default=None)


def resolve_area(text: str, kind: AreaKind | None = None) -> Area:
    """Today's area for any code or name it has or had; raises RuleBroken that names what was asked.

    A name that areas of several kinds share means the first kind in the order of AreaKind: a council area
    before a health and social care partnership, and so on.
    """
    area = find_area(text, kind)
    if area is None:
        raise RuleBroken(Reason(area_names.unknown_message(text, _suggestions(text, kind)), "area"))
    return area


def _suggestions(text: str, kind: AreaKind | None) -> list[str]:
    is_code = area_names.as_code(text) is not None
    places = AreaCode.objects.all() if is_code else AreaName.objects.all()
    if kind is not None:
        places = places.filter(area__kind=kind)
    return area_names.near(text, places.values_list("code" if is_code else "name", flat=True))


def areas_of_kind(kind: AreaKind) -> QuerySet[Area]:
    """Today's areas of one kind, by name."""
    return Area.objects.filter(kind=kind, ends_on=None)


def areas_around(area: Area) -> list[AreaLink]:
    """The areas this one lies in today, in the order of their kinds."""
    links = AreaLink.objects.filter(child=area, ends_on=None).select_related("parent")
    return sorted(links, key=lambda link: (_ORDER[link.parent.kind], link.parent.name))


def area_around(area: Area, kind: AreaKind) -> Area | None:
    """The area of one kind in which this one lies today, or None."""
    link = AreaLink.objects.filter(child=area, parent__kind=kind, ends_on=None).first()
    return link.parent if link else None


def areas_within(area: Area) -> list[AreaLink]:
    """The areas that lie in this one today, by name."""
    links = AreaLink.objects.filter(parent=area, ends_on=None).select_related("child")
    return list(links.order_by("child__name"))


def wider_places(area: Area) -> dict[Area, list[str]]:
    """The places that hold this council area and others with it, and the names of all that each holds."""
    around = [link.parent for link in areas_around(area)]
    found: dict[Area, list[str]] = {parent: [] for parent in around}
    links = AreaLink.objects.filter(parent__in=around, child__kind=area.kind, ends_on=None)
    for link in links.select_related("parent", "child").order_by("child__name"):
        found[link.parent].append(link.child.name)
    return {parent: names for parent, names in found.items() if len(names) > 1}


def partnership_by_slug(slug: str) -> Partnership | None:
    """The partnership at this address, or None."""
    return Partnership.objects.filter(slug=slug).first()


def partnerships(
    kind: PartnershipKind | None = None, *, is_fictional: bool | None = None
) -> QuerySet[Partnership]:
    """Partnerships by name, of one kind and of one sort (fictional or real) when asked."""
    found = Partnership.objects.all()
    if kind is not None:
        found = found.filter(kind=kind)
    return found if is_fictional is None else found.filter(is_fictional=is_fictional)


def partnership_for_area(area: Area, kind: PartnershipKind) -> Partnership | None:
    """The partnership of this kind that works in an area: a council area, or one that holds its councils."""
    councils = [area.pk] if area.kind == AreaKind.COUNCIL else [link.child_id for link in areas_within(area)]
    covered = PartnershipArea.objects.filter(area_id__in=councils, partnership__kind=kind)
    found = {place.partnership for place in covered.select_related("partnership")}
    return found.pop() if len(found) == 1 else None


def areas_of(partnership: Partnership) -> list[Area]:
    """The council areas in which a partnership works, by name."""
    places = PartnershipArea.objects.filter(partnership=partnership).select_related("area")
    return [place.area for place in places.order_by("area__name")]


def areas_of_partnerships(partnership_ids: Collection[UUID]) -> dict[UUID, list[Area]]:
    """The council areas in which each of several partnerships works, by name, in one question."""
    found: dict[UUID, list[Area]] = {pk: [] for pk in partnership_ids}
    places = PartnershipArea.objects.filter(partnership__in=list(found)).select_related("area")
    for place in places.order_by("area__name"):
        found[place.partnership_id].append(place.area)
    return found


def bodies_in(partnership: Partnership) -> list[Body]:
    """The bodies that belong to a partnership, by name."""
    members = PartnershipMember.objects.filter(partnership=partnership).select_related("body")
    return [member.body for member in members.order_by("body__name")]


def partnerships_with(body: Body) -> list[Partnership]:
    """The partnerships to which a body belongs, by name."""
    members = PartnershipMember.objects.filter(body=body).select_related("partnership")
    return [member.partnership for member in members.order_by("partnership__name")]


def link_inspector_of(partnership: Partnership) -> Person | None:
    """Who is the link inspector of a partnership today, or None."""
    held = LinkAppointment.objects.filter(partnership=partnership, until_on=None).select_related(
        "person__body"
    )
    appointment = held.first()
    return appointment.person if appointment else None


def link_inspectors_of(partnership_ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Today's link inspector of each of these partnerships, in one question."""
    held = LinkAppointment.objects.filter(partnership_id__in=list(partnership_ids), until_on=None)
    return {row.partnership_id: row.person for row in held.select_related("person__body")}


def link_appointments_of(partnership: Partnership) -> list[LinkAppointment]:
    """Everybody who has been link inspector of a partnership, first to last."""
    return list(LinkAppointment.objects.filter(partnership=partnership).select_related("person"))


def partnership_ids_linked_to(person: Person) -> set[UUID]:
    """The partnerships whose link inspector this person is today."""
    held = LinkAppointment.objects.filter(person=person, until_on=None)
    return set(held.values_list("partnership_id", flat=True))


def area_at(address: str) -> Area | None:
    """Today's area at an address made by ``area_names.address_of``, or with any code it has or had."""
    for kind in AreaKind:
        beginning = area_names.address_of(kind, "")
        if kind != AreaKind.COUNCIL and address.startswith(beginning):
            found = find_area(address.removeprefix(beginning), kind)
            if found is not None:
                return found
    return find_area(address) if area_names.as_code(address) else find_area(address, AreaKind.COUNCIL)


def names_of(area: Area) -> list[AreaName]:
    """Every name that an area answers to, by name."""
    return list(AreaName.objects.filter(area=area).order_by("name"))


def codes_of(area: Area) -> list[AreaCode]:
    """Every code that an area has or had, today's first."""
    codes = AreaCode.objects.filter(area=area).order_by("-code")
    return sorted(codes, key=lambda held: held.code != area.code)


def links_by_area(kind: AreaKind) -> dict[UUID, list[AreaLink]]:
    """For each area of one kind, the areas it lies in today."""
    found: dict[UUID, list[AreaLink]] = {}
    links = AreaLink.objects.filter(child__kind=kind, ends_on=None).select_related("parent")
    for link in links.order_by("parent__name"):
        found.setdefault(link.child_id, []).append(link)
    return found


def partnerships_by_area(kind: PartnershipKind) -> dict[UUID, list[Partnership]]:
    """For each council area, the partnerships of one kind that work in it."""
    found: dict[UUID, list[Partnership]] = {}
    places = PartnershipArea.objects.filter(partnership__kind=kind).select_related("partnership")
    for place in places.order_by("partnership__name"):
        found.setdefault(place.area_id, []).append(place.partnership)
    return found


def partnerships_in(area: Area) -> list[Partnership]:
    """The partnerships that work in a council area, of every kind."""
    places = PartnershipArea.objects.filter(area=area).select_related("partnership")
    return [place.partnership for place in places.order_by("partnership__kind", "partnership__name")]


def partnerships_of_areas(areas: Iterable[Area]) -> list[Partnership]:
    """The partnerships that work in any of these council areas, by name."""
    places = PartnershipArea.objects.filter(area__in=list(areas)).values("partnership")
    return list(Partnership.objects.filter(pk__in=places))


def partnerships_of_area_alone(area: Area) -> list[Partnership]:
    """The partnerships that work in a council area and in no other."""
    wider = PartnershipArea.objects.exclude(area=area).values("partnership")
    return [each for each in partnerships_in(area) if not wider.filter(partnership=each).exists()]


def bodies_by_partnership(partnership_ids: Iterable[UUID]) -> dict[UUID, list[Body]]:
    """The bodies of each of these partnerships, in one question."""
    found: dict[UUID, list[Body]] = {}
    members = PartnershipMember.objects.filter(partnership_id__in=list(partnership_ids))
    for member in members.select_related("body").order_by("body__name"):
        found.setdefault(member.partnership_id, []).append(member.body)
    return found


def parents_of(areas: Iterable[Area], kinds: Iterable[AreaKind]) -> list[Area]:
    """The areas of some kinds in which any of these lie today, in one question."""
    links = AreaLink.objects.filter(child__in=list(areas), parent__kind__in=list(kinds), ends_on=None)
    return list({link.parent for link in links.select_related("parent")})

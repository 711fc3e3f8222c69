"""Questions about the team around an area and the posts in it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from speir.area_teams.choices import ROLE_IN_STANDING, AreaRole, Tier
from speir.area_teams.models import AreaAppointment, PostHolding, WrittenAboutArea
from speir.area_teams.tiers import AreaReader
from speir.foundations.access import Permission
from speir.foundations.audit import Actor
from speir.foundations.uk_time import uk_day
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.queries import areas_within
from speir.people.choices import Role, Side
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.people.standing import Standing

Written = TypeVar("Written", bound=WrittenAboutArea)


def council_areas(area: Area) -> list[Area]:
    """The council areas that an area means: itself, or those that lie in it."""
    if area.kind == AreaKind.COUNCIL:
        return [area]
    return [link.child for link in areas_within(area) if link.child.kind == AreaKind.COUNCIL]


def standing_in(person: Person, areas: Collection[Area], today: date) -> Standing:
    """Who somebody is towards these council areas: the roles held everywhere, and those held there."""
    held = AreaAppointment.objects.on(today).filter(person=person, area__in=list(areas))
    here = {ROLE_IN_STANDING[AreaRole(role)] for role in held.values_list("role", flat=True)}
    everywhere = standing_everywhere(person)
    return replace(everywhere, roles=everywhere.roles | here)


def check_may(permission: Permission[Standing], by: Actor, area: Area, at: datetime) -> None:
    """Refuse unless ``by`` may do this in the area; a command of the operator may."""
    if isinstance(by, Person):
        permission.check(standing_in(by, [area], uk_day(at)))


def areas_looked_after(person: Person, today: date) -> list[Area]:
    """The areas in whose team somebody is today, by name; cover counts."""
    held = AreaAppointment.objects.on(today).filter(person=person).select_related("area")
    return sorted({each.area for each in held}, key=lambda area: area.name)


def ids_looked_after(person: Person, today: date) -> set[UUID]:
    """The identities of the areas in whose team somebody is today."""
    return set(AreaAppointment.objects.on(today).filter(person=person).values_list("area_id", flat=True))


def team_around(areas: Collection[Area], today: date) -> list[AreaAppointment]:
    """Everybody in the teams around these areas, now and from a later day, in the order of the roles."""
    found = AreaAppointment.objects.filter(area__in=list(areas)).select_related("person__body", "area")
    order = list(AreaRole)
    now_or_later = [each for each in found if each.until_on is None or each.until_on > today]
    return sorted(now_or_later, key=lambda each: (each.area.name, order.index(AreaRole(each.role))))


def whom_to_tell(area: Area, today: date) -> Person | None:
    """Who answers for an area today: whoever covers for the link inspector, else the link inspector."""
    held = AreaAppointment.objects.on(today).filter(area=area, role=AreaRole.LINK_INSPECTOR)
    found = held.select_related("person__body").order_by("-is_cover", "-from_on").first()
    return found.person if found else None


def link_inspector_in(area: Area, today: date) -> Person | None:
    """The link inspector of an area today, whoever covers."""
    held = AreaAppointment.objects.on(today).filter(area=area, role=AreaRole.LINK_INSPECTOR, is_cover=False)
    found = held.select_related("person__body").first()
    return found.person if found else None


def posts_now(areas: Collection[Area]) -> list[PostHolding]:
    """Who holds which post in these areas, as noted last."""
    return list(PostHolding.objects.filter(area__in=list(areas), until_on=None).select_related("area"))


def post_changes(areas: Sequence[Area], before: date, limit: int) -> list[PostHolding]:
    """Who came into which post on a day before ``before``, newest first."""
    found = PostHolding.objects.filter(area__in=areas, from_on__lt=before).select_related("area", "noted_by")
    return list(found.order_by("-from_on", "post")[:limit])


def team_changes(areas: Sequence[Area], before: date, limit: int) -> list[AreaAppointment]:
    """Who came into the team on a day before ``before``, newest first."""
    found = AreaAppointment.objects.filter(area__in=areas, from_on__lt=before)
    return list(found.select_related("area", "person").order_by("-from_on", "role")[:limit])


def reader_of_areas(person: Person, today: date) -> AreaReader:
    """Somebody as a reader of what is written about areas."""
    held = list(AreaAppointment.objects.on(today).filter(person=person).values_list("area_id", "role"))
    answers = frozenset(area for area, role in held if role != AreaRole.SUPPORT)
    return AreaReader(standing_everywhere(person), frozenset(area for area, _ in held), answers)


def seen_by(reader: AreaReader, rows: QuerySet[Written]) -> QuerySet[Written]:
    """What somebody may read of these: the same as ``tiers.may_read``, asked of the database."""
    return rows.filter(may_be_read(reader))


def may_be_read(reader: AreaReader, through: str = "") -> Q:
    """The condition itself; ``through`` leads to what was written, such as "note__"."""
    standing = reader.everywhere
    if standing.side != Side.SCRUTINY:
        return Q(pk__in=())
    own_body = Q(**{f"{through}written_by__body_id": standing.body_id})
    if not standing.has(Role.SERVICE_MANAGER):
        own_body &= Q(**{f"{through}tier": Tier.OWN_BODY})
    mine = Q(**{f"{through}written_by_id": standing.person_id}) | Q(
        **{f"{through}area_id__in": reader.around}
    )
    return mine | own_body | Q(**{f"{through}tier": Tier.SCRUTINY})


def posts_noted_since(areas: Collection[Area], person: Person, since: datetime) -> list[PostHolding]:
    """Who holds which post, as others noted it after a moment."""
    found = PostHolding.objects.filter(area__in=list(areas), noted_at__gt=since).exclude(noted_by=person)
    return list(found.select_related("area", "noted_by"))

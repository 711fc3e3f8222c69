"""Questions about the team around an area, its committees and the posts in it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from speir.area_teams.choices import FOR_ALL_SCRUTINY, ROLE_IN_STANDING, AreaRole, Tier
from speir.area_teams.models import AreaAppointment, Committee, PostHolding, SharedWithBody, WrittenAboutArea
from speir.area_teams.tiers import AreaReader
from speir.foundations.access import Permission
from speir.foundations.audit import Actor
from speir.foundations.uk_time import uk_day
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area, AreaLink
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
        permission.check(standing_in(by, council_areas(area), uk_day(at)))


def areas_looked_after(person: Person, today: date) -> list[Area]:
    """The areas in whose team somebody is today, by name; cover counts."""
    held = AreaAppointment.objects.on(today).filter(person=person).select_related("area")
    return sorted({each.area for each in held}, key=lambda area: area.name)


def roles_by_area(person: Person, today: date) -> dict[UUID, frozenset[Role]]:
    """The areas in whose team somebody is today, with the roles held there; cover counts."""
    found: dict[UUID, set[Role]] = {}
    for area, role in _held(person, today):
        found.setdefault(area, set()).add(ROLE_IN_STANDING[AreaRole(role)])
    return {area: frozenset(roles) for area, roles in found.items()}


def ids_answered_by(body_id: str, today: date) -> set[UUID]:
    """The areas whose link inspector or a relationship manager is of a body today; cover counts."""
    held = AreaAppointment.objects.on(today).filter(person__body_id=body_id, person__is_active=True)
    return set(held.exclude(role=AreaRole.SUPPORT).values_list("area_id", flat=True))


def ids_looked_after(person: Person, today: date) -> set[UUID]:
    """The identities of the areas in whose team somebody is today."""
    return set(AreaAppointment.objects.on(today).filter(person=person).values_list("area_id", flat=True))


def team_around(areas: Collection[Area], today: date) -> list[AreaAppointment]:
    """Everybody in the teams around these areas, now and from a later day, in the order of the roles."""
    found = AreaAppointment.objects.filter(area__in=list(areas)).exclude(until_on__lte=today)
    order = list(AreaRole)
    listed = ("role", "from_on", "until_on", "person__full_name", "person__body__name", "area__name")
    return sorted(
        found.select_related("person__body", "area").only(*listed),
        key=lambda each: (each.area.name, order.index(AreaRole(each.role))),
    )


def whom_to_tell(area: Area, today: date) -> Person | None:
    """Who answers for an area today: whoever covers for the link inspector, else the link inspector."""
    held = AreaAppointment.objects.on(today).filter(area=area, role=AreaRole.LINK_INSPECTOR)
    held = held.filter(person__is_active=True)
    found = held.select_related("person__body").order_by("-is_cover", "-from_on", "-pk").first()
    return found.person if found else None


def named_in(areas: Collection[Area], today: date) -> dict[UUID, list[tuple[str, Person]]]:
    """Who is named link inspector or relationship manager of each area today, by role, whoever covers."""
    held = AreaAppointment.objects.on(today).filter(area__in=list(areas), is_cover=False)
    found: dict[UUID, list[tuple[str, Person]]] = {}
    for each in held.exclude(role=AreaRole.SUPPORT).select_related("person"):
        found.setdefault(each.area_id, []).append((each.role, each.person))
    return found


def link_inspector_in(area: Area, today: date) -> Person | None:
    """The link inspector of an area today, whoever covers."""
    held = AreaAppointment.objects.on(today).filter(area=area, role=AreaRole.LINK_INSPECTOR, is_cover=False)
    found = held.select_related("person__body").first()
    return found.person if found else None


def posts_now(areas: Collection[Area]) -> list[PostHolding]:
    """Who holds which post in these areas and in their committees, as noted last."""
    found = PostHolding.objects.filter(_reaching(areas), until_on=None).select_related("area", "committee")
    return list(found.only("post", "name", "from_on", "area__name", "committee__name"))


def cover_arranged(area: Area, since: date) -> list[AreaAppointment]:
    """Cover around an area, under way or to come, that had not ended by a day; the first to begin first."""
    found = AreaAppointment.objects.filter(area=area, is_cover=True, until_on__gte=since)
    return list(found.select_related("person").order_by("from_on", "role", "pk"))


def committees_now(areas: Collection[Area]) -> list[Committee]:
    """The committees that work for any of these areas, by name, each with the place for which it works."""
    found = Committee.objects.filter(_reaching(areas, "place"), until_on=None)
    return list(found.select_related("place"))


def committees_begun(areas: Sequence[Area], since: date, before: date, limit: int) -> list[Committee]:
    """Committees that first met on a day from ``since`` and before ``before``, newest first."""
    found = Committee.objects.filter(_reaching(areas, "place"), from_on__gte=since, from_on__lt=before)
    return list(found.order_by("-from_on", "name", "-pk")[:limit])


def committees_ended(areas: Sequence[Area], since: date, before: date, limit: int) -> list[Committee]:
    """Committees that ended on a day from ``since`` and before ``before``, newest first."""
    found = Committee.objects.filter(_reaching(areas, "place"), until_on__gte=since, until_on__lt=before)
    return list(found.order_by("-until_on", "name", "-pk")[:limit])


def _reaching(areas: Collection[Area], place: str = "area") -> Q:
    """In one of these areas, or in a place that holds one of them: a committee may work for several."""
    ids = [each.pk for each in areas]
    holding = AreaLink.objects.filter(child__in=ids, ends_on=None).values("parent")
    return Q(**{f"{place}__in": ids}) | Q(**{f"{place}__in": holding})


def post_changes(areas: Sequence[Area], since: date, before: date, limit: int) -> list[PostHolding]:
    """Who came into which post on a day from ``since`` and before ``before``, newest first."""
    found = PostHolding.objects.filter(_reaching(areas), from_on__gte=since, from_on__lt=before)
    listed = found.select_related("committee").only("post", "name", "from_on", "area_id", "committee__name")
    return list(listed.order_by("-from_on", "post", "committee__name", "-pk")[:limit])


def team_changes(areas: Sequence[Area], since: date, before: date, limit: int) -> list[AreaAppointment]:
    """Who came into the team on a day from ``since`` and before ``before``, newest first."""
    found = AreaAppointment.objects.ever().filter(area__in=areas, from_on__gte=since, from_on__lt=before)
    listed = found.select_related("person").only(
        "role", "is_cover", "from_on", "area_id", "person__full_name"
    )
    return list(listed.order_by("-from_on", "role", "-pk")[:limit])


def reader_of_areas(person: Person, today: date) -> AreaReader:
    """Somebody as a reader of what is written about areas."""
    return _reader(standing_everywhere(person), _held(person, today))


def reader_standing_in(person: Person, areas: Collection[Area], today: date) -> tuple[AreaReader, Standing]:
    """Somebody as a reader, and who they are towards these council areas, in two questions."""
    everywhere, held = standing_everywhere(person), _held(person, today)
    ids = {area.pk for area in areas}
    here = {ROLE_IN_STANDING[AreaRole(role)] for area, role in held if area in ids}
    return _reader(everywhere, held), replace(everywhere, roles=everywhere.roles | here)


def _held(person: Person, today: date) -> list[tuple[UUID, str]]:
    return list(AreaAppointment.objects.on(today).filter(person=person).values_list("area_id", "role"))


def _reader(everywhere: Standing, held: list[tuple[UUID, str]]) -> AreaReader:
    answers = frozenset(area for area, role in held if role != AreaRole.SUPPORT)
    return AreaReader(everywhere, frozenset(area for area, _ in held), answers)


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
    shared = SharedWithBody.objects.filter(body_id=standing.body_id).values("thing_id")
    with_mine = Q(**{f"{through}pk__in": shared, f"{through}tier": Tier.OWN_BODY})
    return mine | own_body | with_mine | Q(**{f"{through}tier__in": FOR_ALL_SCRUTINY})


def shared_in(areas: Collection[Area], things: Collection[UUID]) -> list[SharedWithBody]:
    """Which of these things were shared with which body, newest first; whoever asks may read the things."""
    found = SharedWithBody.objects.filter(area__in=list(areas), thing_id__in=list(things))
    return _newest_first(found)


def _newest_first(found: QuerySet[SharedWithBody]) -> list[SharedWithBody]:
    """What was shared with several bodies at one moment stands by their names."""
    return list(found.select_related("body", "shared_by__body").order_by("-shared_at", "body__name", "-pk"))


def shared_at(occasion_id: UUID) -> list[SharedWithBody]:
    """What was shared on one occasion, such as a risk conversation."""
    return _newest_first(SharedWithBody.objects.filter(occasion_id=occasion_id))


def posts_noted_since(areas: Collection[Area], person: Person, since: datetime) -> list[PostHolding]:
    """Who holds which post, as others noted it after a moment."""
    found = PostHolding.objects.filter(_reaching(areas), noted_at__gt=since).exclude(noted_by=person)
    return list(found.select_related("area", "committee", "noted_by"))

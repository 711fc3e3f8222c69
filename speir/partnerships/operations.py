"""Changes to areas, partnerships and their link inspectors."""

from collections.abc import Sequence
from datetime import date, datetime

from speir.foundations import audit
from speir.foundations.access import Permission
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.partnerships import area_names, reference_partnerships, rules, scotland
from speir.partnerships.choices import AreaKind, NameKind, PartnershipKind
from speir.partnerships.models import (
    Area,
    AreaCode,
    AreaLink,
    AreaName,
    LinkAppointment,
    Partnership,
    PartnershipArea,
    PartnershipMember,
    ReferenceLoad,
)
from speir.partnerships.permissions import (
    may_appoint_link_inspector,
    may_load_reference_areas,
    may_register_partnership,
)
from speir.partnerships.reference_partnerships import BodyRow, PartnershipRow
from speir.partnerships.scotland import AreaRow
from speir.people.models import Body, Person
from speir.people.operations import register_body
from speir.people.queries import standing_everywhere
from speir.people.standing import Standing


def _check_may(permission: Permission[Standing], by: Actor) -> None:
    if isinstance(by, Person):
        permission.check(standing_everywhere(by))


@operation
def register_fictional_area(
    *, kind: AreaKind, name: str, code: str = "", holds: Sequence[Area] = (), by: Actor, at: datetime
) -> Area:
    """Record an invented area for demonstrations, and what lies in it; recording it again changes nothing."""
    _check_may(may_register_partnership, by)
    area, is_new = Area.objects.get_or_create(
        kind=kind, name=name, defaults={"code": code, "is_fictional": True}
    )
    rules.fictional_and_real_are_kept_apart.check(True, [each.is_fictional for each in (area, *holds)])
    for child in holds:
        AreaLink.objects.get_or_create(child=child, parent=area, ends_on=None)
    if is_new:
        AreaName.objects.create(area=area, name=name, folded=area_names.fold(name), kind=NameKind.OFFICIAL)
        if code:
            AreaCode.objects.create(area=area, code=code)
    audit.record("Area registered" if is_new else "Area already registered", subject=area, by=by, at=at)
    return area


@operation
def register_partnership(
    *,
    slug: str,
    name: str,
    kind: PartnershipKind,
    is_fictional: bool,
    bodies: Sequence[Body],
    areas: Sequence[Area],
    by: Actor,
    at: datetime,
) -> Partnership:
    """Record a group of bodies and the areas it works in; recording it again adds only what is new."""
    _check_may(may_register_partnership, by)
    earlier = Partnership.objects.filter(slug=slug).first()
    wanted = Partnership(slug=slug, name=name, kind=kind, is_fictional=is_fictional)
    _check_makes_sense(wanted, earlier, bodies, areas)
    partnership = earlier or wanted
    if earlier is None:
        partnership.save()
    for body in bodies:
        PartnershipMember.objects.get_or_create(partnership=partnership, body=body)
    for area in areas:
        PartnershipArea.objects.get_or_create(partnership=partnership, area=area)
    audit.record(
        "Partnership already registered" if earlier else "Partnership registered",
        subject=partnership,
        by=by,
        at=at,
        details={"bodies": [body.name for body in bodies], "areas": [area.name for area in areas]},
    )
    return partnership


def _check_makes_sense(
    wanted: Partnership, earlier: Partnership | None, bodies: Sequence[Body], areas: Sequence[Area]
) -> None:
    kinds = [body.kind for body in bodies]
    fictional = [body.is_fictional for body in bodies] + [area.is_fictional for area in areas]
    is_protection = wanted.kind == PartnershipKind.ADULT_PROTECTION
    check_all(
        rules.slug_is_free.reason(earlier is not None and _identity(earlier) != _identity(wanted)),
        rules.partnership_has_bodies.reason(kinds),
        rules.inspected_bodies_only.reason(kinds),
        rules.adult_protection_has_its_three_agencies.reason(kinds) if is_protection and kinds else None,
        rules.fictional_and_real_are_kept_apart.reason(wanted.is_fictional, fictional),
    )


def _identity(partnership: Partnership) -> tuple[str, str, bool]:
    return partnership.name, str(partnership.kind), partnership.is_fictional


@operation
def appoint_link_inspector(
    *, partnership: Partnership, person: Person, by: Actor, at: datetime
) -> LinkAppointment:
    """Make somebody the link inspector in place of whoever was; appointing them again changes nothing."""
    _check_may(may_appoint_link_inspector, by)
    rules.link_inspector_works_for_a_scrutiny_body.check(person.body.side)
    current = LinkAppointment.objects.filter(partnership=partnership, until_on=None)
    held = current.filter(person=person).first()
    if held is None:
        current.update(until_on=uk_day(at))
        held = LinkAppointment.objects.create(partnership=partnership, person=person, from_on=uk_day(at))
    audit.record(f"Link inspector: {person.full_name}", subject=partnership, by=by, at=at)
    return held


@operation
def end_link_appointment(*, partnership: Partnership, by: Actor, at: datetime) -> None:
    """Leave a partnership without a link inspector from today."""
    _check_may(may_appoint_link_inspector, by)
    LinkAppointment.objects.filter(partnership=partnership, until_on=None).update(until_on=uk_day(at))
    audit.record("Link inspector ended", subject=partnership, by=by, at=at)


@operation
def load_reference_areas(*, by: Actor, at: datetime) -> dict[str, int]:
    """Add the areas and partnerships of Scotland; says how many rows of each sort were new."""
    _check_may(may_load_reference_areas, by)
    areas, new_areas = _load_areas()
    added = {
        "areas": new_areas,
        "names": _load_names(areas),
        "codes": _load_codes(areas),
        "links": _load_links(areas, uk_day(at)),
        "partnerships": _load_partnerships(areas, by, at),
    }
    last = ReferenceLoad.objects.last()
    if last is None or any(added.values()):
        last = ReferenceLoad.objects.create(loaded_at=at, loaded_by_name=by.full_name, added=added)
    audit.record("Reference areas loaded", subject=last, by=by, at=at, details={"added": added})
    return added


def _load_areas() -> tuple[dict[AreaRow, Area], int]:
    rows = scotland.areas()
    known = {(area.kind, area.name): area for area in Area.objects.filter(is_fictional=False)}
    new = [row for row in rows if (row.kind, row.name) not in known]
    for area in Area.objects.bulk_create(Area(kind=row.kind, name=row.name, code=row.code) for row in new):
        known[area.kind, area.name] = area
    areas = {row: known[row.kind, row.name] for row in rows}
    for row, area in areas.items():
        if area.code != row.code:  # recoded since the last loading; AreaCode keeps the earlier code
            area.code = row.code
            area.save()
    return areas, len(new)


def _load_names(areas: dict[AreaRow, Area]) -> int:
    known = set(AreaName.objects.values_list("area_id", "folded"))
    rows = {(areas[row.area].pk, area_names.fold(row.name)): row for row in reversed([*scotland.names()])}
    new = [
        AreaName(
            area_id=area_id,
            name=row.name,
            folded=folded,
            kind=row.kind,
            is_indicative=row.is_indicative,
            source=row.source,
        )
        for (area_id, folded), row in rows.items()
        if (area_id, folded) not in known
    ]
    return len(AreaName.objects.bulk_create(new))


def _load_codes(areas: dict[AreaRow, Area]) -> int:
    known = set(AreaCode.objects.values_list("code", flat=True))
    new = [
        AreaCode(
            area=areas[row.area],
            code=row.code,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            is_indicative=row.is_indicative,
            are_dates_indicative=bool(row.starts_on or row.ends_on),
            source=row.source,
        )
        for row in scotland.codes()
        if row.code not in known
    ]
    return len(AreaCode.objects.bulk_create(new))


def _load_links(areas: dict[AreaRow, Area], today: date) -> int:
    rows = {(areas[row.child].pk, areas[row.parent].pk): row for row in scotland.links()}
    current = AreaLink.objects.filter(ends_on=None, child__is_fictional=False)
    known = {(link.child_id, link.parent_id): link for link in current}
    moved = {pair[0] for pair in known.keys() - rows.keys()}
    for pair in known.keys() - rows.keys():
        AreaLink.objects.filter(pk=known[pair].pk).update(ends_on=today)
    new = [
        AreaLink(
            child_id=child_id,
            parent_id=parent_id,
            kind=row.kind,
            starts_on=today if child_id in moved else None,  # the start of a first-loaded link is not known
            is_indicative=row.is_indicative,
            source=row.source,
        )
        for (child_id, parent_id), row in rows.items()
        if (child_id, parent_id) not in known
    ]
    return len(AreaLink.objects.bulk_create(new))


def _load_partnerships(areas: dict[AreaRow, Area], by: Actor, at: datetime) -> int:
    councils = {row.code: area for row, area in areas.items() if row.kind == AreaKind.COUNCIL}
    incomplete = [row for row in reference_partnerships.partnerships() if not _is_complete(row)]
    for row in incomplete:
        register_partnership(
            slug=row.slug,
            name=row.name,
            kind=row.kind,
            is_fictional=False,
            bodies=[_body(body, by, at) for body in row.bodies],
            areas=[councils[code] for code in row.council_codes],
            by=by,
            at=at,
        )
    return len(incomplete)


def _is_complete(row: PartnershipRow) -> bool:
    members = PartnershipMember.objects.filter(partnership__slug=row.slug)
    places = PartnershipArea.objects.filter(partnership__slug=row.slug)
    return {body.name for body in row.bodies} <= set(members.values_list("body__name", flat=True)) and set(
        row.council_codes
    ) <= set(places.values_list("area__code", flat=True))


def _body(row: BodyRow, by: Actor, at: datetime) -> Body:
    return register_body(
        name=row.name, short_name=row.short_name, kind=row.kind, is_fictional=False, by=by, at=at
    )

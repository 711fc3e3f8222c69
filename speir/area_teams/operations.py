"""Changes to the team around an area, to its committees and to the posts in it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from speir.area_teams import permissions, rules
from speir.area_teams.choices import AreaRole, PostKind, SharedKind, Strand, Tier
from speir.area_teams.models import AreaAppointment, Committee, PostHolding, SharedWithBody, WrittenAboutArea
from speir.area_teams.queries import check_may
from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.operations import appoint_link_inspector
from speir.partnerships.queries import partnerships_of_area_alone
from speir.people.choices import Side
from speir.people.models import Body, Person


def _check_place(area: Area, person: Person) -> None:
    check_all(
        rules.team_is_around_a_council_area.reason(area.kind == AreaKind.COUNCIL),
        rules.team_works_for_scrutiny_bodies.reason(person.body.side),
    )


@operation
def appoint_to_area(
    *, area: Area, role: AreaRole, person: Person, by: Actor, at: datetime
) -> AreaAppointment:
    """Put somebody into the team around an area in place of whoever was; again changes nothing.

    Cover was arranged for whoever was: it ends with them, else letters would go past the new one.
    """
    check_may(permissions.may_appoint_to_area, by, area, at)
    _check_place(area, person)
    current = AreaAppointment.objects.filter(area=area, role=role, is_cover=False, until_on=None)
    held = current.filter(person=person).first()
    if held is None:
        if current.update(until_on=uk_day(at)):
            _end_cover(area, role, by, at)
        held = AreaAppointment.objects.create(area=area, role=role, person=person, from_on=uk_day(at))
        if role == AreaRole.LINK_INSPECTOR:
            for partnership in partnerships_of_area_alone(area):
                appoint_link_inspector(partnership=partnership, person=person, by=by, at=at)
    audit.record(f"{role.label}: {person.full_name}", subject=area, by=by, at=at, thread=area.pk)
    return held


@operation
def end_cover(*, cover: AreaAppointment, by: Actor, at: datetime) -> None:
    """Cover ends from today, or is called off before it began; cover that is over stays as it was."""
    check_may(permissions.may_arrange_cover, by, cover.area, at)
    check_all(rules.only_cover_is_ended.reason(cover.is_cover))
    _end(cover, by, at)


def _end_cover(area: Area, role: AreaRole, by: Actor, at: datetime) -> None:
    covers = AreaAppointment.objects.filter(area=area, role=role, is_cover=True, until_on__gt=uk_day(at))
    for cover in covers.select_related("area", "person"):
        _end(cover, by, at)


def _end(cover: AreaAppointment, by: Actor, at: datetime) -> None:
    last = max(cover.from_on, uk_day(at))
    AreaAppointment.objects.filter(pk=cover.pk, until_on__gt=last).update(until_on=last)
    what = f"Cover ended: {AreaRole.label_of(cover.role)}, {cover.person.full_name}"
    audit.record(what, subject=cover.area, by=by, at=at, thread=cover.area_id)


@operation
def arrange_cover(
    *, area: Area, role: AreaRole, person: Person, from_on: date, last_on: date, by: Actor, at: datetime
) -> AreaAppointment:
    """Somebody covers in a role from a day to a last day; the same cover again changes nothing."""
    check_may(permissions.may_arrange_cover, by, area, at)
    _check_place(area, person)
    covered = AreaAppointment.objects.filter(area=area, role=role, is_cover=False, until_on=None).first()
    days = {"from_on": from_on, "until_on": last_on + timedelta(days=1)}
    arranged = AreaAppointment.objects.filter(area=area, role=role, person=person, is_cover=True)
    cover = arranged.filter(**days).first()
    overlaps = arranged.ever().filter(from_on__lte=last_on, until_on__gt=from_on)
    check_all(
        rules.cover_has_an_end.reason(from_on, last_on),
        rules.cover_is_not_over.reason(last_on, uk_day(at)),
        rules.cover_lasts_a_year_at_most.reason(from_on, last_on),
        rules.cover_is_somebody_else.reason(covered is not None and covered.person_id == person.pk),
        rules.cover_is_not_arranged_already.reason(cover is None and overlaps.exists()),
    )
    if cover is None:
        cover = AreaAppointment.objects.create(area=area, role=role, person=person, is_cover=True, **days)
    audit.record(f"Cover as {role.label}: {person.full_name}", subject=area, by=by, at=at, thread=area.pk)
    return cover


@operation
def note_post_holder(
    *,
    area: Area,
    post: PostKind,
    name: str,
    from_on: date,
    by: Person,
    at: datetime,
    committee: Committee | None = None,
) -> PostHolding:
    """Note who holds a post since when; without a name the post is vacant. The same again changes nothing."""
    area = committee.place if committee else area
    check_may(permissions.may_note_post_holder, by, area, at)
    check_all(
        rules.post_belongs_to_a_committee_or_to_none.reason(post, committee is not None),
        rules.committee_still_meets.reason(committee is not None and committee.until_on is not None),
    )
    held = PostHolding.objects.filter(area=area, post=post, committee=committee, until_on=None)
    current = held.first()
    if current is None or (current.name, current.from_on) != (name.strip(), from_on):
        check_all(
            rules.post_is_held_by_now.reason(from_on, uk_day(at)),
            rules.post_is_held_after_the_last_holder_came.reason(
                from_on, current.from_on if current else None
            ),
        )
        held.update(until_on=from_on)
        given = {"name": name.strip(), "from_on": from_on, "noted_by": by, "noted_at": at}
        current = PostHolding.objects.create(area=area, post=post, committee=committee, **given)
    audit.record(f"Noted who holds the post: {current.words}", subject=area, by=by, at=at, thread=area.pk)
    return current


@operation
def note_committee(
    *,
    place: Area,
    name: str,
    strands: Collection[Strand],
    from_on: date | None,
    source: str,
    by: Person,
    at: datetime,
) -> Committee:
    """Note a committee that meets; of one that is noted already, correct what it is for, since when, and how
    that is known. The same again changes nothing."""
    check_may(permissions.may_note_committee, by, place, at)
    held = Committee.objects.filter(place=place, name__iexact=name.strip(), until_on=None).first()
    check_all(
        rules.committee_has_a_name.reason(name),
        rules.committee_is_for_something.reason(strands),
        rules.committee_has_a_source.reason(source),
        rules.committee_has_begun.reason(from_on, uk_day(at)),
    )
    told: dict[str, Any] = {"strands": [each.value for each in Strand if each in strands]}
    told |= {"from_on": from_on, "source": source.strip()}
    if held is None:
        held = Committee.objects.create(place=place, name=name.strip(), noted_by=by, noted_at=at, **told)
    else:
        Committee.objects.filter(pk=held.pk).update(**told)
        held.refresh_from_db()
    audit.record(f"Committee noted: {held.name}", subject=place, by=by, at=at, thread=place.pk)
    return held


@operation
def end_committee(*, committee: Committee, until_on: date, by: Person, at: datetime) -> None:
    """Note that a committee has ended, and with it whatever post is held in it; again changes nothing."""
    check_may(permissions.may_note_committee, by, committee.place, at)
    held = PostHolding.objects.filter(committee=committee, until_on=None)
    days = [*held.values_list("from_on", flat=True), committee.from_on]
    newest_on = max((each for each in days if each), default=None)
    check_all(
        rules.committee_has_ended.reason(until_on, uk_day(at)),
        rules.committee_ends_after_what_is_noted.reason(until_on, newest_on),
    )
    if Committee.objects.filter(pk=committee.pk, until_on=None).update(until_on=until_on):
        held.update(until_on=until_on)
    what = f"Committee ended: {committee.name}"
    audit.record(what, subject=committee.place, by=by, at=at, thread=committee.place_id)


@operation
def share_with_body(
    *,
    thing: WrittenAboutArea,
    kind: SharedKind,
    words: str,
    body: Body,
    why: str,
    by: Person,
    at: datetime,
    occasion_id: UUID | None = None,
) -> SharedWithBody:
    """Share something that was written for one's own body with another; sharing it again changes nothing."""
    check_may(permissions.may_share_with_body, by, thing.area, at)
    check_all(
        rules.tier_lets_it_be_shared.reason(Tier(thing.tier)),
        rules.own_body_shares_it.reason(thing.written_by.body_id == by.body_id),
        rules.shared_with_another_scrutiny_body.reason(body.side == Side.SCRUTINY, body.pk == by.body_id),
        rules.sharing_has_a_reason.reason(why),
    )
    given = {"area": thing.area, "kind": kind, "words": words[:300], "tier": thing.tier, "why": why.strip()}
    given |= {"occasion_id": occasion_id, "shared_by": by, "shared_at": at}
    shared, _ = SharedWithBody.objects.get_or_create(thing_id=thing.pk, body=body, defaults=given)
    audit.record(f"Shared with {body.name}: {kind.label}", subject=shared, by=by, at=at, thread=thing.area_id)
    return shared

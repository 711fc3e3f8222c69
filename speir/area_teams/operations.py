"""Changes to the team around an area and to the posts in it."""

from datetime import date, datetime, timedelta

from speir.area_teams import permissions, rules
from speir.area_teams.choices import AreaRole, PostKind
from speir.area_teams.models import AreaAppointment, PostHolding
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
from speir.people.models import Person


def _check_place(area: Area, person: Person) -> None:
    check_all(
        rules.team_is_around_a_council_area.reason(area.kind == AreaKind.COUNCIL),
        rules.team_works_for_scrutiny_bodies.reason(person.body.side),
    )


@operation
def appoint_to_area(
    *, area: Area, role: AreaRole, person: Person, by: Actor, at: datetime
) -> AreaAppointment:
    """Put somebody into the team around an area in place of whoever was; again changes nothing."""
    check_may(permissions.may_appoint_to_area, by, area, at)
    _check_place(area, person)
    current = AreaAppointment.objects.filter(area=area, role=role, is_cover=False, until_on=None)
    held = current.filter(person=person).first()
    if held is None:
        current.update(until_on=uk_day(at))
        held = AreaAppointment.objects.create(area=area, role=role, person=person, from_on=uk_day(at))
        if role == AreaRole.LINK_INSPECTOR:
            for partnership in partnerships_of_area_alone(area):
                appoint_link_inspector(partnership=partnership, person=person, by=by, at=at)
    audit.record(f"{role.label}: {person.full_name}", subject=area, by=by, at=at, thread=area.pk)
    return held


@operation
def arrange_cover(
    *, area: Area, role: AreaRole, person: Person, from_on: date, last_on: date, by: Actor, at: datetime
) -> AreaAppointment:
    """Somebody covers in a role from a day to a last day; the same cover again changes nothing."""
    check_may(permissions.may_arrange_cover, by, area, at)
    _check_place(area, person)
    covered = AreaAppointment.objects.filter(area=area, role=role, is_cover=False, until_on=None).first()
    check_all(
        rules.cover_has_an_end.reason(from_on, last_on),
        rules.cover_is_somebody_else.reason(covered is not None and covered.person_id == person.pk),
    )
    cover, _ = AreaAppointment.objects.get_or_create(
        area=area,
        role=role,
        person=person,
        is_cover=True,
        from_on=from_on,
        until_on=last_on + timedelta(days=1),
    )
    audit.record(f"Cover as {role.label}: {person.full_name}", subject=area, by=by, at=at, thread=area.pk)
    return cover


@operation
def note_post_holder(
    *, area: Area, post: PostKind, name: str, from_on: date, by: Person, at: datetime
) -> PostHolding:
    """Note who holds a post since when; without a name the post is vacant. The same again changes nothing."""
    check_may(permissions.may_note_post_holder, by, area, at)
    current = PostHolding.objects.filter(area=area, post=post, until_on=None).first()
    if current is None or (current.name, current.from_on) != (name.strip(), from_on):
        check_all(
            rules.post_is_held_by_now.reason(from_on, uk_day(at)),
            rules.post_is_held_after_the_last_holder_came.reason(
                from_on, current.from_on if current else None
            ),
        )
        PostHolding.objects.filter(area=area, post=post, until_on=None).update(until_on=from_on)
        current = PostHolding.objects.create(
            area=area, post=post, name=name.strip(), from_on=from_on, noted_by=by, noted_at=at
        )
    audit.record(f"Noted who holds the post: {post.label}", subject=area, by=by, at=at, thread=area.pk)
    return current

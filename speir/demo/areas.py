"""Invented life in the invented areas: teams, posts, contacts, and how closely each area is followed."""

from datetime import date, datetime, timedelta
from typing import Any

from speir.area_monitoring.choices import Activity, ContactKind, Intensity
from speir.area_monitoring.operations import record_contact, set_intensity
from speir.area_teams.choices import AreaRole, PostKind, Tier
from speir.area_teams.operations import appoint_to_area, note_post_holder
from speir.demo import area_life, practices
from speir.demo.cast import PLACES, Cast
from speir.demo.story import story
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.partnerships.queries import areas_of
from speir.people.operations import SYSTEM

TEAM_SINCE = timedelta(days=400)


def follow(cast: Cast, at: datetime) -> None:
    """Shona Lamont is link inspector of every invented area, and has written about some of them."""
    for key in cast.partnerships:
        area = area_named(cast, key)
        _appoint(cast, area, at - TEAM_SINCE)
        _note_posts(cast, key, area, at)
    for key, life in story()["areas"].items():
        _live(cast, area_named(cast, key), life, at)
    practices.tell(cast, at)


def area_named(cast: Cast, key: str) -> Area:
    """The council area of one of the invented partnerships."""
    return areas_of(cast.partnerships[key])[0]


def _appoint(cast: Cast, area: Area, at: datetime) -> None:
    team = {
        AreaRole.LINK_INSPECTOR: "link",
        AreaRole.ADULTS: "ci_inspector",
        AreaRole.EARLY_LEARNING: "outsider",
        AreaRole.SUPPORT: "support",
    }
    for role, person in team.items():
        appoint_to_area(area=area, role=role, person=cast.person(person), by=SYSTEM, at=at)


def _note_posts(cast: Cast, key: str, area: Area, at: datetime) -> None:
    place = next(place for place in PLACES if place.key == key)
    posts = {PostKind.SOCIAL_WORK: place.senior_manager, PostKind.ADULT_LEAD: place.coordinator}
    by, earlier = cast.person("link"), at - timedelta(days=300)
    for position, (post, name) in enumerate(posts.items(), 1):
        since = uk_day(at) - timedelta(days=430 * position)
        note_post_holder(area=area, post=post, name=name, from_on=since, by=by, at=earlier)


def _live(cast: Cast, area: Area, life: dict[str, Any], at: datetime) -> None:
    today = uk_day(at)
    if "followed" in life:
        days, intensity, reason = life["followed"]
        set_intensity(
            area=area,
            intensity=Intensity(intensity),
            reason=reason,
            by=cast.person("manager"),
            at=at - timedelta(days=days),
        )
    for days, post, name in life.get("posts", ()):
        since = today - timedelta(days=days)
        note_post_holder(
            area=area, post=PostKind(post), name=name, from_on=since, by=cast.person("link"), at=at
        )
    for contact in life.get("contacts", ()):
        _contact(cast, area, contact, today, at)
    area_life.add(cast, area, life, at)


def _contact(cast: Cast, area: Area, told: dict[str, Any], today: date, at: datetime) -> None:
    days = int(told["days"])
    record_contact(
        area=area,
        activity=Activity(told["about"]),
        how=ContactKind(told["how"]),
        who_with=told["with"],
        held_on=today - timedelta(days=days),
        result=told["result"],
        purpose=told.get("purpose", ""),
        indicators=told.get("indicators", ""),
        next_step=told.get("next", ""),
        next_due_on=today - timedelta(days=days - told["within"]) if "next" in told else None,
        tier=Tier(told.get("tier", Tier.OWN_BODY.value)),
        by=cast.person(told.get("by", "link")),
        at=at - timedelta(days=days, hours=-2),
    )

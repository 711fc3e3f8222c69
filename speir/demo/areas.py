"""Invented life in the invented areas: teams, posts, contacts, and how closely each area is followed."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from speir.area_monitoring.choices import Activity, ContactKind, Intensity
from speir.area_monitoring.operations import record_contact, set_intensity
from speir.area_teams.choices import OF_A_COMMITTEE, AreaRole, PostKind, Strand, Tier
from speir.area_teams.models import Committee
from speir.area_teams.operations import appoint_to_area, end_committee, note_committee, note_post_holder
from speir.area_teams.queries import committees_now
from speir.demo import area_life, conversations, practices, summaries, support
from speir.demo.cast import PLACES, Cast
from speir.demo.story import story
from speir.foundations.uk_time import uk_day
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.operations import register_fictional_area
from speir.partnerships.queries import areas_of
from speir.people.operations import SYSTEM

TEAM_SINCE = timedelta(days=400)


def follow(cast: Cast, at: datetime) -> None:
    """Shona Lamont is link inspector of every invented area, and has written about some of them."""
    for key in cast.partnerships:
        area = area_named(cast, key)
        _appoint(cast, area, at - TEAM_SINCE)
        _note_posts(cast, key, area, at)
    _of_two_councils(cast, at)
    for key, life in story()["areas"].items():
        _live(cast, area_named(cast, key), life, at)
    practices.tell(cast, at)
    conversations.tell(cast, area_named(cast, "ardmore"), at)
    for key, life in story()["areas"].items():
        support.tell(cast, key, area_named(cast, key), life.get("support", []), at)
    summaries.tell(cast, "ardmore", area_named(cast, "ardmore"), at)


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
    by, earlier = cast.person("link"), at - timedelta(days=300)
    committee = _committee(cast, f"{area.name} adult protection committee", area, earlier)
    posts = (
        (PostKind.SOCIAL_WORK, None, place.senior_manager),
        (PostKind.LEAD_OFFICER, committee, place.coordinator),
    )
    for position, (post, of, name) in enumerate(posts, 1):
        since = uk_day(at) - timedelta(days=430 * position)
        note_post_holder(area=area, post=post, committee=of, name=name, from_on=since, by=by, at=earlier)


def _committee(
    cast: Cast, name: str, place: Area, at: datetime, strands: Collection[Strand] = (Strand.ADULT_PROTECTION,)
) -> Committee:
    told = "Invented for the demonstration"
    by = cast.person("link")
    return note_committee(place=place, name=name, strands=strands, from_on=None, source=told, by=by, at=at)


def _of_two_councils(cast: Cast, at: datetime) -> None:
    """One committee works for two invented councils, and one that ended made way for it."""
    areas = [area_named(cast, key) for key in ("lochend", "glenorrin")]
    earlier, since = at - timedelta(days=280), uk_day(at) - timedelta(days=500)
    name = "Lochend and Glenorrin"
    place = register_fictional_area(
        kind=AreaKind.PROTECTION_COMMITTEE, name=name, holds=areas, by=SYSTEM, at=earlier
    )
    violence = {Strand.VIOLENCE, Strand.CHILD_PROTECTION}
    joint = _committee(cast, f"{name} child protection committee", place, earlier, violence)
    by = cast.person("link")
    for post, holder in ((PostKind.CONVENER, "Alec Imagined"), (PostKind.LEAD_OFFICER, "")):
        note_post_holder(
            area=place, post=post, committee=joint, name=holder, from_on=since, by=by, at=earlier
        )
    before = _committee(cast, "Lochend child protection committee", areas[0], earlier, violence)
    end_committee(committee=before, until_on=since, by=by, at=earlier)


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
    committee = next(each for each in committees_now([area]) if each.place == area)
    for days, post, name in life.get("posts", ()):
        since, kind = today - timedelta(days=days), PostKind(post)
        of = committee if kind in OF_A_COMMITTEE else None
        note_post_holder(
            area=area, post=kind, committee=of, name=name, from_on=since, by=cast.person("link"), at=at
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

"""A fictional council area with its team, around the world of an inspection."""

from datetime import timedelta
from typing import Any

from speir.area_teams.choices import AreaRole, SharedKind
from speir.area_teams.models import SharedWithBody, WrittenAboutArea
from speir.area_teams.operations import appoint_to_area, share_with_body
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area, PartnershipArea
from speir.partnerships.operations import register_fictional_area
from speir.people.models import Body
from speir.people.operations import SYSTEM
from tests.factories import NOW, TODAY, World, make_world

EARLIER = NOW - timedelta(days=100)


def area_of(world: World) -> Area:
    """The council area of the world's partnership."""
    return PartnershipArea.objects.get(partnership=world.partnership).area


def known(world: World | None = None) -> World:
    """The world's partnership works in a council area, whose link inspector is the world's."""
    world = world or make_world()
    area = register_fictional_area(kind=AreaKind.COUNCIL, name=world.partnership.name, by=SYSTEM, at=EARLIER)
    PartnershipArea.objects.create(partnership=world.partnership, area=area)
    appoint_to_area(area=area, role=AreaRole.LINK_INSPECTOR, person=world.link, by=SYSTEM, at=EARLIER)
    return world


def share(thing: WrittenAboutArea, body: Body, world: World, **fields: Any) -> SharedWithBody:
    """The link inspector shares something with another body."""
    usual: dict[str, Any] = {
        "kind": SharedKind.CONTACT,
        "words": "Performance: chief social work officer",
        "why": "They prepare an inspection here.",
        "by": world.link,
        "at": NOW,
    }
    return share_with_body(thing=thing, body=body, **{**usual, **fields})


__all__ = ["EARLIER", "NOW", "TODAY", "area_of", "known", "share"]

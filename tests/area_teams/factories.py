"""A fictional council area with its team, around the world of an inspection."""

from datetime import timedelta

from speir.area_teams.choices import AreaRole
from speir.area_teams.operations import appoint_to_area
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area, PartnershipArea
from speir.partnerships.operations import register_fictional_area
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


__all__ = ["EARLIER", "NOW", "TODAY", "area_of", "known"]

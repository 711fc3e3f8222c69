"""The summary of a fictional area."""

from datetime import timedelta

from speir.area_summaries.models import AreaSummary
from speir.area_summaries.operations import draft_summary, send_to_council
from speir.area_teams.choices import Tier
from tests.area_monitoring.factories import note
from tests.area_teams.factories import area_of, known
from tests.factories import TODAY, World, later, make_world, notified

WORDS = "Waiting times for inquiries fell in both localities."


def logged() -> World:
    """An area with a note of every tier, whose partnership's people hold roles."""
    world = known(notified(make_world()))
    for tier in Tier:
        result = WORDS if tier == Tier.COUNCIL else f"Not for the council: {tier.value}."
        note(world, tier=tier, result=result, at=later(hours=1))
    return world


def drafted(world: World) -> AreaSummary:
    """The link inspector drafts the last half year."""
    from_on = TODAY - timedelta(days=180)
    return draft_summary(
        area=area_of(world), from_on=from_on, until_on=TODAY, by=world.link, at=later(hours=2)
    )


def with_council(world: World) -> AreaSummary:
    """It is sent to the council."""
    summary = drafted(world)
    send_to_council(summary=summary, by=world.link, at=later(hours=3))
    summary.refresh_from_db()
    return summary


def sent() -> World:
    """An area whose summary is with the council."""
    world = logged()
    with_council(world)
    return world

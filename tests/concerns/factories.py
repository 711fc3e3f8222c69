"""Concerns at each stage of their way, raised and answered through the operations that people use."""

from datetime import datetime

from speir.concerns.choices import ConcernSource
from speir.concerns.models import Concern
from speir.concerns.operations import (
    acknowledge_concern,
    close_concern,
    pass_on_concern,
    raise_concern,
    say_what_was_done,
)
from tests.factories import World, later, notified, world_at

REASON = "It cannot wait for the report."
SEEN = "The last visit that is recorded found no food in the house."
WORRY = "Nobody has gone back since then."
DONE = "A council officer visited within the hour and made a plan."
LOCAL = "Adult protection log 2026/118"


def with_a_senior_manager() -> World:
    """An inspection of which the partnership knows, with a named senior manager."""
    return world_at(notified)


def raised(world: World, at: datetime | None = None, **fields: object) -> Concern:
    """One concern."""
    given: dict[str, object] = {
        "source_kind": ConcernSource.READING,
        "source_reference": "NB-0042",
        "seen": SEEN,
        "worry": WORRY,
        "by": world.inspector,
        "at": at or later(days=20),
    }
    return raise_concern(inspection=world.inspection, **{**given, **fields})  # type: ignore[arg-type]


def passed(world: World, **fields: object) -> Concern:
    """One that the lead has passed on."""
    concern = raised(world, **fields)
    pass_on_concern(concern=concern, reason=REASON, by=world.lead, at=later(days=20, hours=1))
    return concern


def acknowledged(world: World, **fields: object) -> Concern:
    """One that the partnership has acknowledged."""
    concern = passed(world, **fields)
    acknowledge_concern(concern=concern, by=world.senior_manager, at=later(days=20, hours=2))
    return concern


def acted(world: World, **fields: object) -> Concern:
    """One about which the partnership has said what was done."""
    concern = acknowledged(world, **fields)
    say_what_was_done(
        concern=concern,
        what_was_done=DONE,
        local_reference=LOCAL,
        by=world.senior_manager,
        at=later(days=20, hours=4),
    )
    return concern


def closed(world: World, theme: str = "harm-not-addressed", **fields: object) -> Concern:
    """One that is closed."""
    concern = acted(world, **fields)
    close_concern(concern=concern, theme=theme, by=world.lead, at=later(days=20, hours=6))
    return concern

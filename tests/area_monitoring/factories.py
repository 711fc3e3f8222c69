"""Contacts and the rest of the log of a fictional area."""

from typing import Any

from speir.area_monitoring.choices import Activity, ContactKind
from speir.area_monitoring.models import ContactNote
from speir.area_monitoring.operations import record_contact
from speir.area_teams.choices import Tier
from tests.area_teams.factories import area_of
from tests.factories import NOW, TODAY, World


def note(world: World, **fields: Any) -> ContactNote:
    """A contact of the link inspector with the area."""
    usual: dict[str, Any] = {
        "area": area_of(world),
        "activity": Activity.PERFORMANCE,
        "how": ContactKind.MEETING,
        "who_with": "Chief social work officer",
        "held_on": TODAY,
        "result": "Waiting times for inquiries are falling.",
        "tier": Tier.OWN_BODY,
        "by": world.link,
        "at": NOW,
    }
    return record_contact(**{**usual, **fields})

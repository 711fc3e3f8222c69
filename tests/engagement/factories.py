"""A programme that speaks with people: something planned, somebody involved."""

from datetime import timedelta
from typing import Any

from speir.engagement.choices import Channel, Involved
from speir.engagement.involvement_operations import record_involvement, write_down_what_was_said
from speir.engagement.models import Engagement, Heard, Involvement
from speir.engagement.operations import plan_engagement
from tests.factories import NOW, TODAY, World


def planned(world: World, **fields: Any) -> Engagement:
    """The analyst plans a webinar in five days, for which the lead is responsible."""
    usual: dict[str, Any] = {
        "programme": world.phase.programme,
        "audience": "Adult protection lead officers",
        "purpose": "They know what is asked of them.",
        "channel": Channel.WEBINAR,
        "responsible": world.lead,
        "planned_on": TODAY + timedelta(days=5),
        "is_public": False,
        "by": world.people["analyst"],
        "at": NOW,
    }
    return plan_engagement(**{**usual, **fields})


def involved(world: World, **fields: Any) -> Involvement:
    """A group took part in a session."""
    usual: dict[str, Any] = {
        "programme": world.phase.programme,
        "group": "Members of an advocacy group",
        "how": Involved.SESSION,
        "about": "Which questions matter.",
        "took_place_on": TODAY,
        "people": 7,
        "by": world.lead,
        "at": NOW,
    }
    return record_involvement(**{**usual, **fields})


def heard(world: World, *said: str, **fields: Any) -> list[Heard]:
    """What they said."""
    themes = said or ("Ask whether people were listened to.",)
    return write_down_what_was_said(involvement=involved(world, **fields), said=themes, by=world.lead, at=NOW)

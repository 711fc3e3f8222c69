"""A feed whose address is known."""

import pytest

from speir.diaries.choices import Titles
from speir.diaries.operations import bring_up_to_date, make_feed
from speir.diaries.queries import feed_at, what_changed
from speir.people.operations import SYSTEM
from tests.factories import NOW, World, make_world

TOKEN = "a-secret-address-known-to-a-test"


def with_a_feed() -> World:
    """The lead inspector has a feed that was fetched."""
    world = make_world()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("speir.diaries.operations.secrets.token_urlsafe", lambda size: TOKEN)
        token = make_feed(titles=Titles.NEUTRAL, by=world.lead, at=NOW)
    feed = feed_at(token)
    assert feed is not None
    bring_up_to_date(feed=feed, found=what_changed(feed), by=SYSTEM, at=NOW)
    return world

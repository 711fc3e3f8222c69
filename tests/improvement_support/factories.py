"""Support offered in a fictional area."""

from datetime import timedelta
from typing import Any

from speir.improvement_support.choices import GrewFrom
from speir.improvement_support.models import SupportOffer
from speir.improvement_support.operations import Source, answer_offer, offer_support
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World, later, make_world, notified


def offered(world: World, **fields: Any) -> SupportOffer:
    """The link inspector offers a workshop."""
    usual: dict[str, Any] = {
        "area": area_of(world),
        "partnership": world.partnership,
        "what": "A workshop on chronologies",
        "for_whom": "Team managers",
        "why": "Leaders asked for examples from elsewhere.",
        "grew_from": GrewFrom.REQUEST,
        "source": Source(),
        "outcome_due_on": TODAY + timedelta(days=60),
        "by": world.link,
        "at": NOW,
    }
    return offer_support(**{**usual, **fields})


def notified_area() -> World:
    """An area whose partnership has been notified of an inspection, so that its people hold roles."""
    return known(notified(make_world()))


def accepted(world: World, **fields: Any) -> SupportOffer:
    """The coordinator accepts an offer."""
    offer = offered(world, **fields)
    answer_offer(offer=offer, is_accepted=True, words="Gladly.", by=world.coordinator, at=later(days=2))
    offer.refresh_from_db()
    return offer

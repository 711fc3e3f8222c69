"""Enquiries about a fictional area."""

from typing import Any

from speir.enquiries.models import Enquiry
from speir.enquiries.operations import receive_enquiry
from speir.people.operations import VISITOR
from tests.area_teams.factories import area_of
from tests.factories import NOW, World


def asked(world: World, **fields: Any) -> Enquiry:
    """Somebody outside asks."""
    usual: dict[str, Any] = {
        "area": area_of(world),
        "name": "A. Resident",
        "email": "resident@example.org",
        "asked": "When was the partnership last inspected?",
        "by": VISITOR,
        "at": NOW,
    }
    return receive_enquiry(**{**usual, **fields})

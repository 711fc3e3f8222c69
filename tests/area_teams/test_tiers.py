"""Who may read what was written about an area: the whole truth table, and the database says the same."""

from itertools import product
from typing import TYPE_CHECKING

import pytest

from speir.area_monitoring.models import ContactNote
from speir.area_teams.choices import AreaRole, Tier
from speir.area_teams.operations import appoint_to_area
from speir.area_teams.queries import reader_of_areas, seen_by
from speir.area_teams.tiers import Towards, may_read
from speir.people.choices import Role
from speir.people.operations import SYSTEM
from tests.area_monitoring.factories import note
from tests.area_teams.factories import EARLIER, area_of, known, share
from tests.factories import NOW, TODAY

if TYPE_CHECKING:
    from speir.people.models import Person


OPEN = {Tier.SCRUTINY, Tier.COUNCIL}


def told(tier: Tier, **true: bool) -> bool:
    """The answer for a scrutiny person of whom only this is true."""
    names = ("is_author", "is_same_body", "is_around", "is_service_manager", "is_shared_with_body")
    all_false = dict.fromkeys(names, False)
    return may_read(tier, Towards(is_scrutiny=True, **{**all_false, **true}))


def test_nobody_of_a_partnership_reads_anything() -> None:
    for tier, author, body, around, manager, shared in product(Tier, *[[False, True]] * 5):
        assert not may_read(tier, Towards(False, author, body, around, manager, shared))


@pytest.mark.parametrize(
    ("true", "read"),
    [
        ({}, OPEN),
        ({"is_shared_with_body": True}, {*OPEN, Tier.OWN_BODY}),
        ({"is_same_body": True}, {*OPEN, Tier.OWN_BODY}),
        ({"is_author": True}, set(Tier)),
        ({"is_around": True}, set(Tier)),
        ({"is_service_manager": True}, OPEN),
        ({"is_service_manager": True, "is_shared_with_body": True}, {*OPEN, Tier.OWN_BODY}),
        ({"is_service_manager": True, "is_same_body": True}, set(Tier)),
    ],
)
def test_a_scrutiny_person_reads_what_the_tier_says(true: dict[str, bool], read: set[Tier]) -> None:
    assert {tier for tier in Tier if told(tier, **true)} == read


def test_the_database_gives_the_same_answer(db: None) -> None:
    world = known()
    area = area_of(world)
    appoint_to_area(area=area, role=AreaRole.ADULTS, person=world.inspector, by=SYSTEM, at=EARLIER)
    notes = [note(world, tier=tier) for tier in Tier]
    shared = note(world, tier=Tier.OWN_BODY)
    notes.append(shared)
    share(shared, world.bodies["hmics"], world)
    for who in ("link", "manager", "inspector", "police_inspector", "outsider", "analyst", "coordinator"):
        person: Person = world.people[who]
        reader = reader_of_areas(person, TODAY)
        found = set(seen_by(reader, ContactNote.objects.all()).values_list("pk", flat=True))
        expected = {
            each.pk
            for each in notes
            if may_read(
                Tier(each.tier),
                Towards(
                    is_scrutiny=person.body.side == "scrutiny",
                    is_author=each.written_by == person,
                    is_same_body=each.written_by.body == person.body,
                    is_around=area.pk in reader.around,
                    is_service_manager=reader.everywhere.has(Role.SERVICE_MANAGER),
                    is_shared_with_body=each == shared and person.body == world.bodies["hmics"],
                ),
            )
        }
        assert found == expected, who
    assert reader_of_areas(world.police_inspector, TODAY).around == frozenset()
    assert NOW > EARLIER

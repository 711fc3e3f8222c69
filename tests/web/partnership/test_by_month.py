"""The months that the partnership sees hold its own milestones and publication, nobody else's."""

import pytest
from django.test import Client

from tests.factories import World, gathering, world_at
from tests.web.inspectorate.reading import address, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(gathering)


def test_the_partnership_sees_its_own_milestones_and_publication(client: Client, world: World) -> None:
    seen = page_of(client, world.people["coordinator"], address("partnership_by_month", world))
    for words in ("Documents due", "Published", "Inspection coordinator", "Week 4"):
        assert words in seen
    for hidden in ("Evaluations due", "Consolidated", world.lead.full_name):
        assert hidden not in seen

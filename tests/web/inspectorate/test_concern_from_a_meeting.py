"""A meeting, a conversation or a survey can bring up a concern: its page leads to where one is raised."""

import pytest
from django.test import Client
from django.urls import reverse

from speir.evidence.choices import SourceKind
from speir.partnerships.models import Area, PartnershipArea
from speir.people.models import Person
from speir.web.inspectorate.raise_from_meeting import raise_in_area, raise_in_programme
from tests.engagement.factories import planned
from tests.factories import World, gathering, lodge, world_at
from tests.risk_conversations.factories import bodies_meet, called

pytestmark = pytest.mark.django_db
INTO_THE_VOID = "You take part in no inspection under way in this"


def sees(person: Person, address: str) -> str:
    """A page as somebody gets it."""
    browser = Client()
    browser.force_login(person)
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def raising(world: World, source: str) -> str:
    """The address at which a concern is raised in the inspection of this world."""
    return f"/inspections/{world.inspection.reference}/concerns/new/?from={source}"


def test_whoever_may_raise_a_concern_in_the_area_finds_the_way_from_a_note() -> None:
    world = world_at(gathering)
    area = Area.objects.create(name="Strathtest", kind="council_area")
    assert raise_in_area(world.inspector, area) == ()  # nobody inspects there
    PartnershipArea.objects.create(partnership=world.partnership, area=area)
    assert raise_in_area(world.inspector, area) == ((world.partnership.full_name, raising(world, "meeting")),)
    assert raise_in_area(world.outsider, area) == ()


def test_from_an_engagement_it_is_raised_in_an_inspection_of_its_programme() -> None:
    world = world_at(gathering)
    meeting = planned(world)
    address = reverse("engagement", args=[meeting.pk])
    assert f'href="{raising(world, "meeting")}"' in sees(world.inspector, address)
    assert raise_in_programme(world.lead, world.phase.programme)
    # an analyst takes part in none, and is told whom to tell
    told = sees(world.people["analyst"], address)
    assert raising(world, "meeting") not in told
    assert f"{INTO_THE_VOID} programme: tell the service manager today" in told


def test_from_a_risk_conversation_it_is_raised_in_an_inspection_there() -> None:
    world = bodies_meet()
    conversation = called(world)
    address = reverse("risk_conversation", kwargs={"conversation_id": conversation.pk})
    found = raise_in_area(world.lead, conversation.area)
    assert found
    assert f'href="{found[0][1]}"' in sees(world.lead, address)
    assert f"{INTO_THE_VOID} area" in sees(world.people["his_person"], address)


@pytest.mark.parametrize(
    ("source", "come_upon"),
    [(SourceKind.STAFF_SURVEY, "survey"), (SourceKind.PEOPLE, "meeting"), (SourceKind.RECORDS, "reading")],
)
def test_from_an_item_of_evidence_its_source_is_filled_in(source: SourceKind, come_upon: str) -> None:
    world = world_at(gathering)
    item = lodge(world, source_kind=source, source_title="What we were told")
    page = sees(world.inspector, reverse("evidence_item", args=[world.inspection.reference, item.number]))
    assert f'href="{raising(world, come_upon)}"' in page
    form = sees(world.inspector, raising(world, come_upon))
    assert f'<option value="{come_upon}" selected' in form

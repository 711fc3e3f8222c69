"""A month's calendar and a pack's document ask the database as often for more of what they list."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.document_packs.operations import release_document
from speir.inspections.models import Inspection, Milestone, Pause
from speir.people.models import Person
from tests.document_packs.factories import document, released
from tests.factories import TODAY, World, later, make_world, notified, world_at
from tests.factories import gathering as gather

pytestmark = pytest.mark.django_db


def questions(client: Client, person: Person, address: str) -> tuple[int, bytes]:
    """How often a page asks when nothing more is kept in the process, and the page."""
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(asked), answer.content


def more_milestones(world: World) -> None:
    """Three times as many milestones, and two stretches of weeks left out."""
    for number in (1, 2):
        for each in Milestone.objects.filter(inspection=world.inspection, key__in=("published", "draft")):
            Milestone.objects.create(
                inspection=world.inspection,
                stage_key=each.stage_key,
                stage_title=each.stage_title,
                key=f"{each.key}-{number}",
                title=f"{each.title} again {number}",
                week=each.week,
                weekday=each.weekday,
                due_on=each.due_on,
                whose_turn="coordinator",
                position=each.position + 100 * number,
            )
        Pause.objects.create(
            inspection=world.inspection,
            first_day=TODAY.replace(month=12, day=7 * number),
            last_day=TODAY.replace(month=12, day=7 * number + 4),
            reason="Closed",
        )


@pytest.mark.parametrize(
    ("screen", "who"), [("timetable_by_month", "lead"), ("partnership_by_month", "coordinator")]
)
def test_a_calendar_asks_as_often_for_more_milestones(client: Client, screen: str, who: str) -> None:
    world = world_at(gather)
    address = reverse(screen, args=[world.inspection.reference])
    before, _ = questions(client, world.people[who], address)
    more_milestones(world)
    after, page = questions(client, world.people[who], address)
    assert b"again 2" in page
    assert after == before


def test_a_document_of_a_phase_asks_as_often_for_three_partnerships_as_for_one(client: Client) -> None:
    world = released()
    phase = world.phase
    address = reverse("phase_pack_document", args=[phase.programme.slug, phase.slug, "briefing"])
    before, _ = questions(client, world.people["manager"], address)
    others = [notified(make_world(name)) for name in ("Braetest", "Glentest")]
    Inspection.objects.filter(pk__in=[one.inspection.pk for one in others]).update(phase=phase)
    for other in others:
        release_document(
            inspection=other.fresh(), document=document(world), reason="Asked.", by=other.lead, at=later(3)
        )
    after, page = questions(client, world.people["manager"], address)
    assert all(other.partnership.name.encode() in page for other in others)
    assert after == before

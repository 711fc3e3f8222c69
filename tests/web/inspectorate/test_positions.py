"""Where the team stands on an indicator: taken by the team, kept with its history."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.evaluations.models import PositionTaken
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import World, gathering, lodge, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(gathering)


def filled(**fields: str) -> dict[str, str]:
    """The form filled in well, changed as asked."""
    given = {"position": "uncertainty", "why": "Staff and records disagree.", "once": str(uuid4())}
    return {**given, **fields}


def test_evidence_stands_before_the_form(client: Client, world: World) -> None:
    lodge(world, says="Screening is described well.")
    seen = page_of(client, world.inspector, address("take_position", world, number="1.1"))
    assert "1 item of evidence, by source" in seen
    assert seen.index("Screening is described well.") < seen.index("Take this position")
    assert "nobody has spoken" in seen


def test_a_position_is_taken_and_earlier_ones_stay(client: Client, world: World) -> None:
    path = address("take_position", world, number="1.1")
    client.force_login(world.inspector)
    answer = client.post(path, filled())
    assert answer["Location"] == f"{address('evidence', world)}?indicator=1.1"
    client.post(path, filled(position="concern", why="Settled in discussion 2."))
    seen = page_of(client, world.lead, path)
    assert seen.index("Settled in discussion 2.") < seen.index("Staff and records disagree.")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("position", "", "Choose where the team stands."),
        ("why", "  ", "Say why."),
        ("position", "fine", "valid"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(
    client: Client, world: World, field: str, value: str, message: str
) -> None:
    client.force_login(world.inspector)
    sent = filled(**{field: value})
    seen = client.post(address("take_position", world, number="1.1"), sent).content.decode()
    assert message in seen
    assert field == "why" or "Staff and records disagree." in seen
    assert not PositionTaken.objects.exists()


def test_the_same_form_sent_twice_takes_one(client: Client, world: World) -> None:
    path, sent = address("take_position", world, number="1.1"), filled()
    client.force_login(world.inspector)
    client.post(path, sent)
    assert ALREADY_SAVED in client.post(path, sent, follow=True).content.decode()
    assert PositionTaken.objects.count() == 1


@pytest.mark.parametrize("who", ["manager", "support", "ci_signatory"])
def test_who_may_not_take_one_reads_why(client: Client, world: World, who: str) -> None:
    path = address("take_position", world, number="1.1")
    reason = "Only the lead inspector or inspector can do this."
    assert reason in page_of(client, getattr(world, who), path)
    assert reason in client.post(path, filled()).content.decode()
    assert "Take a position" not in page_of(client, getattr(world, who), address("evidence", world))
    assert not PositionTaken.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_people_outside_the_team_find_nothing(client: Client, world: World, who: str) -> None:
    assert status_for(client, getattr(world, who), address("take_position", world, number="1.1")) == 404


def test_a_link_inspector_knows_of_the_inspection_but_not_of_this(client: Client, world: World) -> None:
    assert status_for(client, world.link, address("take_position", world, number="1.1")) == 403


@pytest.mark.parametrize("number", ["1", "9.9"])
def test_only_indicators_have_positions(client: Client, world: World, number: str) -> None:
    assert status_for(client, world.lead, address("take_position", world, number=number)) == 404


def test_the_page_takes_the_same_number_of_queries_however_many_were_taken(client: Client) -> None:
    counted = []
    for times in (1, 3):
        made = world_at(gathering)
        path = address("take_position", made, number="1.1")
        client.force_login(made.lead)
        for _ in range(times):
            lodge(made)
            client.post(path, filled())
        client.get(address("evidence", made))  # shows the notices, so that they are not counted below
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counted.append(len(queries))
    assert counted[0] == counted[1]

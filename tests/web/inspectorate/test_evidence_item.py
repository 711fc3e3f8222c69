"""One item of evidence: what rests on it, seen only by those who may; withdrawing it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.evaluations.choices import FindingKind
from speir.evaluations.operations import record_finding
from speir.evidence.choices import SourceKind
from speir.evidence.models import EvidenceItem
from tests.factories import World, consolidated, evaluating, gathering, later, lodge, submit, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(evaluating)


def test_the_page_says_where_it_came_from(client: Client, world: World) -> None:
    lodge(
        world,
        source_kind=SourceKind.STAFF_SURVEY,
        source_title="Staff survey, 187 of 252 replied",
        locator="question 3",
        agency=world.bodies["police"],
    )
    seen = page_of(client, world.inspector, address("evidence_item", world, number=5))
    for expected in ("Staff survey, 187 of 252 replied", "question 3", world.bodies["police"].short_name):
        assert expected in seen
    assert "Save the very file" not in seen


def test_an_evaluation_that_rests_on_it_shows_to_its_author_alone_until_all_are_in(
    client: Client, world: World
) -> None:
    item = world.evaluated()[0]
    path = address("evidence_item", world, number=1)
    submit(world, item, world.inspector)
    assert "1 evaluation that you may see" in page_of(client, world.inspector, path)
    for who in ("lead", "police_inspector", "ci_signatory", "support", "manager"):
        assert "Nothing that you may see rests on it yet." in page_of(client, getattr(world, who), path)
    submit(world, item, world.lead)
    submit(world, item, world.police_inspector)
    assert "3 evaluations that you may see" in page_of(client, world.lead, path)
    assert "evaluations that you may see" not in page_of(client, world.manager, path)


def test_a_finding_that_rests_on_it_shows_and_warns_before_withdrawing(client: Client, world: World) -> None:
    record_finding(
        inspection=world.inspection,
        item=world.evaluated()[0],
        kind=FindingKind.STRENGTH,
        text="Concerns are screened on the day they arrive.",
        evidence_ids=[str(EvidenceItem.objects.get(inspection=world.inspection, number=1).pk)],
        by=world.lead,
        at=later(days=61),
    )
    seen = page_of(client, world.inspector, address("evidence_item", world, number=1))
    assert "Concerns are screened on the day they arrive." in seen
    assert "1 finding rests on it." in seen


def test_withdrawing_needs_a_reason_and_keeps_the_item_readable(client: Client, world: World) -> None:
    path = address("evidence_item", world, number=1)
    client.force_login(world.lead)
    assert "Say why it is withdrawn." in client.post(path, {"why": " "}).content.decode()
    assert EvidenceItem.objects.filter(withdrawn_at=None).count() == 4
    seen = client.post(path, {"why": "It belongs to another area."}, follow=True).content.decode()
    assert "Evidence E1 withdrawn." in seen
    assert "It belongs to another area." in seen
    assert "This item has been withdrawn already." in seen


def test_an_item_withdrawn_twice_is_refused_the_second_time(client: Client, world: World) -> None:
    path = address("evidence_item", world, number=1)
    client.force_login(world.lead)
    client.post(path, {"why": "It belongs to another area."})
    again = client.post(path, {"why": "Another reason."})
    assert "This item has been withdrawn already." in again.content.decode()
    assert EvidenceItem.objects.get(inspection=world.inspection, number=1).withdrawn_why != "Another reason."


@pytest.mark.parametrize("who", ["manager", "support", "ci_signatory"])
def test_who_may_not_withdraw_reads_why(client: Client, world: World, who: str) -> None:
    path = address("evidence_item", world, number=1)
    reason = "Only the lead inspector or inspector can do this."
    assert reason in page_of(client, getattr(world, who), path)
    assert reason in client.post(path, {"why": "I would like to."}).content.decode()
    assert not EvidenceItem.objects.exclude(withdrawn_at=None).exists()


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_people_outside_the_team_find_nothing(client: Client, world: World, who: str) -> None:
    assert status_for(client, getattr(world, who), address("evidence_item", world, number=1)) == 404


def test_a_link_inspector_knows_of_the_inspection_but_not_of_this(client: Client, world: World) -> None:
    assert status_for(client, world.link, address("evidence_item", world, number=1)) == 403


def test_an_unknown_number_is_not_found(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("evidence_item", world, number=99)) == 404


def test_the_page_takes_the_same_number_of_queries_however_much_rests_on_it(client: Client) -> None:
    alone, loaded = world_at(gathering), world_at(consolidated)
    lodge(alone)
    counted = []
    for made in (alone, loaded):
        client.force_login(made.lead)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("evidence_item", made, number=1))
        counted.append(len(queries))
    assert counted[0] == counted[1]

"""Findings: recorded from evidence, in the framework's words, withdrawn with a reason."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.evaluations.models import Finding
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import withdraw_evidence
from speir.frameworks.models import Term
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import World, consolidated, evaluating, gathering, later, lodge, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-4000-8000-000000000000"  # nothing has this identity
TEXT = "The partnership should make chronologies part of every assessment."


@pytest.fixture
def world() -> World:
    return world_at(evaluating)


def evidence(world: World, number: int = 1) -> EvidenceItem:
    """One item of the world's evidence."""
    return EvidenceItem.objects.get(inspection=world.inspection, number=number)


def filled(world: World, **fields: object) -> dict[str, object]:
    """The form filled in well, changed as asked."""
    given: dict[str, object] = {
        "evidence": [str(evidence(world).pk)],
        "kind": "area_for_improvement",
        "text": TEXT,
        "agency": str(world.bodies["council"].pk),
        "once": str(uuid4()),
    }
    return {**given, **fields}


def test_a_finding_shows_with_the_evidence_it_rests_on(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    answer = client.post(address("record_finding", world, number="1"), filled(world), follow=True)
    seen = answer.content.decode()
    assert "Finding recorded." in seen
    assert TEXT in seen
    assert address("evidence_item", world, number=1) in seen
    assert world.bodies["council"].short_name in seen
    assert "No strength has been recorded." in seen


def test_findings_go_by_the_words_of_the_framework(client: Client, world: World) -> None:
    Term.objects.filter(framework=world.phase.framework).update(
        singular="recommendation", plural="recommendations"
    )
    seen = page_of(client, world.lead, address("findings", world))
    assert "Recommendations" in seen
    assert "No recommendation has been recorded." in seen
    form = page_of(client, world.lead, address("record_finding", world, number="1"))
    assert "Recommendation<" in form
    assert "rea for improvement" not in form


BAD: list[tuple[str, object, str]] = [
    ("evidence", [], "Cite at least one item of evidence"),
    ("evidence", [UNKNOWN], "Select a valid choice."),
    ("kind", "", "Choose what kind of finding it is."),
    ("text", "Too short", "Write the finding in a full sentence"),
    ("agency", UNKNOWN, "Select a valid choice."),
]


@pytest.mark.parametrize(("field", "value", "message"), BAD)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, world: World, field: str, value: object, message: str
) -> None:
    client.force_login(world.lead)
    sent = filled(world, **{field: value})
    seen = client.post(address("record_finding", world, number="1"), sent).content.decode()
    assert message in seen
    assert "There is a problem" in seen
    assert field == "text" or TEXT in seen
    assert not Finding.objects.exists()


def test_the_same_form_sent_twice_records_one(client: Client, world: World) -> None:
    path, sent = address("record_finding", world, number="1"), filled(world)
    client.force_login(world.lead)
    client.post(path, sent)
    assert ALREADY_SAVED in client.post(path, sent, follow=True).content.decode()
    assert Finding.objects.count() == 1


@pytest.mark.parametrize("who", ["manager", "support", "ci_signatory"])
def test_who_may_not_record_reads_why(client: Client, world: World, who: str) -> None:
    reason = "Only the lead inspector or inspector can do this."
    person = getattr(world, who)
    for path in (address("findings", world), address("record_finding", world, number="1")):
        assert reason in page_of(client, person, path)
    assert reason in client.post(address("record_finding", world, number="1"), filled(world)).content.decode()
    assert not Finding.objects.exists()


def test_before_the_evaluation_is_open_nothing_is_recorded(client: Client) -> None:
    world = world_at(gathering)
    lodge(world)
    reason = "Judgements are made while the inspection is evaluating."
    assert reason in page_of(client, world.lead, address("findings", world))
    assert reason in client.post(address("record_finding", world, number="1"), filled(world)).content.decode()


def test_a_finding_is_withdrawn_with_a_reason_and_stays_readable(client: Client) -> None:
    world = world_at(consolidated)
    path = address("withdraw_finding", world, number=2)
    client.force_login(world.lead)
    assert "Say why." in client.post(path, {"why": " "}).content.decode()
    assert Finding.objects.standing().count() == 4
    seen = client.post(path, {"why": "It repeats F1."}, follow=True).content.decode()
    assert "F2 withdrawn." in seen
    assert "It repeats F1." in seen
    assert "1 withdrawn finding" in seen
    assert status_for(client, world.lead, path) == 404


def test_who_may_not_withdraw_reads_why(client: Client) -> None:
    world = world_at(consolidated)
    path = address("withdraw_finding", world, number=1)
    assert "Only the lead inspector or inspector can do this." in page_of(client, world.ci_signatory, path)
    client.post(path, {"why": "I would like to."})
    assert Finding.objects.standing().count() == 4


def test_a_finding_that_lost_evidence_says_so(client: Client) -> None:
    world = world_at(consolidated)
    path = address("findings", world)
    assert "look at it again" not in page_of(client, world.lead, path)
    withdraw_evidence(evidence=evidence(world), why="Superseded.", by=world.lead, at=later(days=80))
    assert "Evidence withdrawn: look at it again" in page_of(client, world.lead, path)


@pytest.mark.parametrize("who", ["outsider", "analyst", "coordinator", "council_head"])
def test_people_outside_the_team_find_nothing(client: Client, world: World, who: str) -> None:
    for path in (address("findings", world), address("record_finding", world, number="1")):
        assert status_for(client, getattr(world, who), path) == 404


def test_a_link_inspector_knows_of_the_inspection_but_not_of_this(client: Client, world: World) -> None:
    assert status_for(client, world.link, address("findings", world)) == 403


def test_the_list_is_read_only(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("findings", world), "post") == 405


def test_only_evaluated_items_have_findings(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("record_finding", world, number="1.1")) == 404


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(client: Client) -> None:
    counted = []
    for times in (1, 3):
        made = world_at(evaluating)
        client.force_login(made.lead)
        for _ in range(times):
            client.post(address("record_finding", made, number="1"), filled(made))
        client.get(address("findings", made))  # shows the notices, so that they are not counted below
        with CaptureQueriesContext(connection) as queries:
            client.get(address("findings", made))
        counted.append(len(queries))
    assert counted[0] == counted[1]

"""The ledger: by indicator, in part, and lodging from records, surveys and people."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.evaluations.choices import Position
from speir.evaluations.operations import take_position
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import withdraw_evidence
from speir.foundations import words
from speir.web.inspectorate.evidence import Wanted, wanted_from
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import World, gathering, later, lodge, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-4000-8000-000000000000"  # nothing has this identity
INSIDERS = ["manager", "lead", "inspector", "police_inspector", "support", "ci_signatory"]


@pytest.fixture
def world() -> World:
    return world_at(gathering)


def filled(world: World, **fields: str) -> dict[str, str]:
    """The form filled in well, changed as asked."""
    given = {
        "source_kind": "records",
        "source_title": "Records of adults at risk, 50 read",
        "item": str(world.indicators()[1].pk),
        "locator": "question 14",
        "says": "A chronology was present for 33 of 50 adults.",
        "bearing": "limitation",
        "agency": "",
        "once": str(uuid4()),
    }
    return {**given, **fields}


def test_every_indicator_shows_and_silence_says_what_to_do(client: Client, world: World) -> None:
    seen = page_of(client, world.inspector, address("evidence", world))
    for indicator in world.indicators():
        assert f'id="indicator-{indicator.number}"' in seen
    assert seen.count("Nobody has spoken on this indicator.") == 4
    assert f"{address('lodge_evidence', world)}?indicator=1.1" in seen
    assert "Indicative" in seen


def test_items_stand_under_their_indicator_and_contradictions_are_counted(
    client: Client, world: World
) -> None:
    lodge(world)
    lodge(world, source_kind=SourceKind.RECORDS, bearing=Bearing.LIMITATION)
    seen = page_of(client, world.inspector, address("evidence", world))
    assert "2 items of evidence on 1.1" in seen
    assert "On 1.1, as a strength: document (1); as a limitation: record reading (1)." in seen


def test_a_withdrawn_item_is_struck_with_its_reason(client: Client, world: World) -> None:
    item = lodge(world)
    withdraw_evidence(evidence=item, why="Superseded in June.", by=world.lead, at=later(days=11))
    seen = page_of(client, world.inspector, address("evidence", world))
    assert f"<del>{item.says}</del>" in seen
    assert "Superseded in June." in seen
    assert "0 of no items shown; 1 withdrawn" in seen


def test_the_ledger_is_shown_in_part(client: Client, world: World) -> None:
    lodge(world, says="Only the document says this.")
    lodge(world, world.indicators()[2], source_kind=SourceKind.RECORDS, says="Only the records say this.")
    path = address("evidence", world)
    for part in ("?source=records", "?indicator=2.1", "?indicator=2.1&source=records&bearing=strength"):
        seen = page_of(client, world.inspector, path + part)
        assert "Only the records say this." in seen
        assert "Only the document says this." not in seen
        assert "1 of 2 items shown" in seen
    assert "No item fits what you asked for." in page_of(client, world.inspector, path + "?bearing=context")


def test_an_unknown_filter_is_ignored() -> None:
    given = {"indicator": "9.9", "source": "hearsay", "bearing": "strength"}
    assert wanted_from(given, ["1.1"]) == Wanted(bearing="strength")


def test_where_the_team_stands_shows_with_who_said_so(client: Client, world: World) -> None:
    take_position(
        inspection=world.inspection,
        item=world.indicators()[0],
        position=Position.CONCERN,
        why="Chronologies are missing.",
        by=world.lead,
        at=later(days=12),
    )
    seen = page_of(client, world.inspector, address("evidence", world))
    assert "Area of concern" in seen
    assert "Chronologies are missing. (Lead Inspector, 14 November 2026)" in seen


@pytest.mark.parametrize("who", INSIDERS)
def test_the_team_and_its_managers_read_the_ledger(client: Client, world: World, who: str) -> None:
    assert status_for(client, getattr(world, who), address("evidence", world)) == 200


@pytest.mark.parametrize("name", ["evidence", "lodge_evidence"])
@pytest.mark.parametrize("who", ["outsider", "analyst", "coordinator", "contributor", "council_head"])
def test_nobody_else_finds_it(client: Client, world: World, who: str, name: str) -> None:
    assert status_for(client, getattr(world, who), address(name, world)) == 404


def test_a_link_inspector_knows_of_the_inspection_but_not_of_this(client: Client, world: World) -> None:
    assert status_for(client, world.link, address("evidence", world)) == 403


def test_the_ledger_is_read_only(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("evidence", world), "post") == 405


def test_lodging_leads_back_to_the_indicator(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    answer = client.post(address("lodge_evidence", world), filled(world))
    assert answer["Location"] == f"{address('evidence', world)}?indicator=1.2"
    item = EvidenceItem.objects.get(inspection=world.inspection)
    assert (item.source_kind, item.item.number, item.locator) == ("records", "1.2", "question 14")


def test_lodging_another_keeps_the_indicator(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    answer = client.post(address("lodge_evidence", world), filled(world, another="yes"), follow=True)
    seen = answer.content.decode()
    assert "Evidence lodged against 1.2 Indicator 1.2." in seen
    assert f'value="{world.indicators()[1].pk}" selected' in seen


BAD = [
    ("source_kind", "", "Choose the kind of source."),
    ("source_kind", "document", "Select a valid choice."),
    ("source_title", " ", "Name the source"),
    ("item", "", "Choose the indicator"),
    ("says", "Short", "Write what the source says"),
    ("bearing", "good", "Select a valid choice."),
    ("agency", UNKNOWN, "Select a valid choice."),
]


@pytest.mark.parametrize(("field", "value", "message"), BAD)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, world: World, field: str, value: str, message: str
) -> None:
    client.force_login(world.inspector)
    answer = client.post(address("lodge_evidence", world), filled(world, **{field: value}))
    seen = answer.content.decode()
    assert message in seen
    assert "There is a problem" in seen
    assert "question 14" in seen
    assert not EvidenceItem.objects.exists()


def test_the_same_form_sent_twice_lodges_once(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    sent = filled(world)
    client.post(address("lodge_evidence", world), sent)
    again = client.post(address("lodge_evidence", world), sent, follow=True)
    assert ALREADY_SAVED in again.content.decode()
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize("who", ["manager", "support", "ci_signatory"])
def test_who_may_not_lodge_reads_why(client: Client, world: World, who: str) -> None:
    reason = "Only the lead inspector or inspector can do this."
    assert reason in page_of(client, getattr(world, who), address("lodge_evidence", world))
    seen = client.post(address("lodge_evidence", world), filled(world)).content.decode()
    assert reason in seen
    assert not EvidenceItem.objects.exists()


def test_words_typed_come_back_until_they_are_lodged(client: Client, world: World) -> None:
    key = f"lodge:{world.inspection.pk}:says@0"
    words.capture(
        event_id=uuid4(), field_key=key, text="Half a thought", typed_at=later(days=9), by=world.inspector
    )
    path = address("lodge_evidence", world)
    assert "Half a thought" in page_of(client, world.inspector, path)
    client.post(path, filled(world))
    assert "Half a thought" not in page_of(client, world.inspector, path)


def test_the_ledger_takes_the_same_number_of_queries_however_long_it_is(client: Client) -> None:
    counted = []
    for items in (1, 3):
        made = world_at(gathering)
        for _ in range(items):
            withdraw_evidence(evidence=lodge(made), why="Twice", by=made.lead, at=later(days=11))
            lodge(made)
        client.force_login(made.inspector)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("evidence", made))
        counted.append(len(queries))
    assert counted[0] == counted[1]

"""The notification letters: their words before they go, sending them once, and their receipts."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.inspections.letter_queries import letters_to_send
from speir.inspections.models import Letter, TeamMember
from speir.inspections.operations import acknowledge_letter, send_notification_letters
from speir.inspections.queries import standing_of
from speir.people.choices import Role
from speir.web.inspectorate.letters import letters_page
from tests.factories import TODAY, World, later, make_person, make_world
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_the_words_can_be_read_before_they_go(client: Client, world: World) -> None:
    seen = page_of(client, world.lead, address("letters", world))
    assert "3 letters ready" in seen
    assert "We write to tell you" in seen
    assert "Indicative" in seen
    assert "Send the letters</button>" in seen


def test_what_is_previewed_is_what_is_sent(world: World) -> None:
    previewed = {head.pk: text for head, text in letters_to_send(world.inspection)}
    send_notification_letters(inspection=world.inspection, by=world.lead, at=later(1))
    assert {letter.recipient_id: letter.text for letter in Letter.objects.all()} == previewed


def test_a_body_without_a_head_is_named_and_nothing_goes(client: Client, world: World) -> None:
    TeamMember.objects.filter(person=world.police_head).update(until_on=TODAY)
    seen = page_of(client, world.lead, address("letters", world))
    assert world.bodies["police"].name in seen
    assert "Appoint a head for each" in seen
    assert "Send the letters</button>" not in seen
    client.post(address("letters", world), {"once": str(uuid4())})
    assert not Letter.objects.exists()


def test_sending_tells_every_head_and_moves_the_inspection_on(client: Client, world: World) -> None:
    client.force_login(world.lead)
    seen = client.post(address("letters", world), {"once": str(uuid4())}, follow=True).content.decode()
    assert "Letters sent." in seen
    assert "0 of 3 letters acknowledged" in seen
    assert world.fresh().status == "notified"


def test_sending_twice_sends_once(client: Client, world: World) -> None:
    client.force_login(world.lead)
    sent = {"once": str(uuid4())}
    client.post(address("letters", world), sent)
    client.post(address("letters", world), sent)
    client.post(address("letters", world), {"once": str(uuid4())})
    assert Letter.objects.count() == 3


def test_receipts_are_shown_one_by_one(client: Client, world: World) -> None:
    send_notification_letters(inspection=world.inspection, by=world.lead, at=later(1))
    letter = Letter.objects.get(recipient=world.council_head)
    acknowledge_letter(letter=letter, by=world.council_head, at=later(2))
    seen = page_of(client, world.lead, address("letters", world))
    assert "1 of 3 letters acknowledged" in seen
    assert "Acknowledged 4 November 2026 at 09:00" in seen
    assert seen.count("Not acknowledged yet") == 2


@pytest.mark.parametrize(
    ("who", "may"),
    [("lead", True), ("support", True), ("manager", False), ("inspector", False), ("link", False)],
)
def test_who_may_not_send_the_letters_reads_why(world: World, who: str, may: bool) -> None:
    page = letters_page(world.inspection, standing_of(getattr(world, who), world.inspection))
    assert (page.refused == "") is may
    assert ("Only the lead inspector" in page.refused) is not may


def test_an_inspector_who_sends_them_all_the_same_sends_nothing(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    seen = client.post(address("letters", world), {"once": str(uuid4())}, follow=True).content.decode()
    assert "Only the lead inspector" in seen
    assert not Letter.objects.exists()


def test_another_team_finds_nothing_and_a_wrong_method_is_turned_away(client: Client, world: World) -> None:
    assert status_for(client, world.outsider, address("letters", world)) == 404
    assert status_for(client, world.outsider, address("letters", world), "post") == 404
    assert status_for(client, world.coordinator, address("letters", world)) == 404
    assert status_for(client, world.lead, address("letters", world), "delete") == 405


def test_the_number_of_questions_does_not_grow_with_the_heads(client: Client, world: World) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address("letters", world)).status_code == 200
        return len(asked)

    client.force_login(world.lead)
    before = questions()
    for name in ("Second Head", "Third Head"):
        head = make_person(world.bodies["council"], name)
        TeamMember.objects.create(inspection=world.inspection, person=head, role=Role.HEAD, from_on=TODAY)
    assert questions() == before

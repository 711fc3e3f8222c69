"""The addresses a reader's device speaks to: JSON whatever happens."""

import json
import uuid

import pytest
from django.test import Client

from speir.record_reading.models import AnswerEvent, Reading
from tests.factories import World, gathering, world_at
from tests.record_reading.factories import make_exercise, make_reading, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(gathering)


@pytest.fixture
def reading(world: World) -> Reading:
    return make_reading(make_exercise(world), world.inspector)


def post(client: Client, reading: Reading, body: object) -> object:
    return client.post(f"/reading/{reading.pk}/events/", json.dumps(body), content_type="application/json")


def signed_in(world: World, who: str = "inspector") -> Client:
    client = Client()
    client.force_login(world.people[who])
    return client


def test_answers_are_taken(world: World, reading: Reading) -> None:
    event = sent()
    answer = post(signed_in(world), reading, {"events": [event], "person": str(world.inspector.pk)})
    assert answer.status_code == 200
    told = answer.json()
    assert told["acknowledged"] == [event["event_id"]]
    assert (told["refused"], told["conflicts"], told["status"]) == ([], [], "open")
    assert len(told["clock"]) == len("14:07:32")


def test_state_says_what_the_server_holds(world: World, reading: Reading) -> None:
    event = sent("chronology/why", "1")
    client = signed_in(world)
    post(client, reading, {"events": [event], "person": str(world.inspector.pk)})
    answer = client.get(f"/reading/{reading.pk}/state/")
    told = answer.json()
    assert told["sheet"] == {"values": {"chronology/why": "1"}, "items": {}}
    assert told["last"] == {"chronology/why": event["event_id"]}
    assert told["status"] == "open"
    assert told["csrf_token"]
    assert answer["Cache-Control"] == "no-store"


def test_signed_out_is_told_in_json_and_nothing_is_kept(reading: Reading) -> None:
    answer = post(Client(), reading, {"events": [sent()], "person": str(reading.reader_id)})
    assert answer.status_code == 401
    assert "kept on this computer" in answer.json()["reason"]
    assert Client().get(f"/reading/{reading.pk}/state/").status_code == 401
    assert not AnswerEvent.objects.exists()


def test_answers_typed_by_another_person_are_not_taken_as_mine(world: World, reading: Reading) -> None:
    answer = post(signed_in(world), reading, {"events": [sent()], "person": str(world.lead.pk)})
    assert answer.status_code == 401
    assert not AnswerEvent.objects.exists()


@pytest.mark.parametrize("who", ["lead", "coordinator", "outsider", "manager"])
def test_somebody_elses_reading_is_not_found(world: World, reading: Reading, who: str) -> None:
    client = signed_in(world, who)
    answer = post(client, reading, {"events": [sent()], "person": str(world.people[who].pk)})
    assert answer.status_code == 404
    assert client.get(f"/reading/{reading.pk}/state/").status_code == 404
    assert client.get(f"/reading/{uuid.uuid4()}/state/").status_code == 404


@pytest.mark.parametrize(
    "body", [None, [], {}, {"events": 7, "person": "x"}, {"events": [{}] * 1001, "person": "x"}]
)
def test_what_is_not_understood_is_refused(world: World, reading: Reading, body: object) -> None:
    assert post(signed_in(world), reading, body).status_code == 400


def test_another_method_is_refused(world: World, reading: Reading) -> None:
    assert signed_in(world).get(f"/reading/{reading.pk}/events/").status_code == 405

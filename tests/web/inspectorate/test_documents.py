"""Asking for documents, and the list of where each stands."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.document_requests.models import DocumentRequest, RequestedDocument
from speir.document_requests.operations import Wanted
from speir.programmes.models import PhaseDocument
from speir.web.inspectorate.documents import wanted
from speir.web.inspectorate.documents_forms import a_week_from
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import World, gathering, later, make_world, notified, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-4000-8000-000000000000"  # nothing has this identity


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """4 November 2026, before anybody signs in."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=2))


@pytest.fixture
def world(own_files: object) -> World:
    return world_at(notified)


def filled(world: World, **fields: object) -> dict[str, object]:
    """The form filled in well, changed as asked."""
    offered = PhaseDocument.objects.filter(phase=world.phase)
    given: dict[str, object] = {
        "documents": [str(each.pk) for each in offered],
        "others": "",
        "due_on": "27 November 2026",
        "message": "Thank you for your help.",
        "once": str(uuid4()),
    }
    return {**given, **fields}


def test_an_empty_page_says_what_to_do(client: Client, world: World) -> None:
    seen = page_of(client, world.lead, address("documents", world))
    assert "has not been asked for its documents yet" in seen
    assert address("ask_for_documents", world) in seen


def test_the_form_starts_with_every_document_and_the_day_of_the_milestone(
    client: Client, world: World
) -> None:
    seen = page_of(client, world.lead, address("ask_for_documents", world))
    assert seen.count(" checked") == 3
    assert "25/11/2026" in seen


@pytest.mark.parametrize("who", ["lead", "support"])
def test_asking_makes_the_list(client: Client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    sent = filled(world, others="Audit programme\n\n  Chronology guidance ")
    answer = client.post(address("ask_for_documents", world), sent)
    assert answer.status_code == 302
    assert answer["Location"] == address("documents", world)
    seen = page_of(client, world.lead, address("documents", world))
    for words in ("Audit programme", "Chronology guidance", "Position statement", "27 November 2026"):
        assert words in seen
    assert "Thank you for your help." in seen
    assert RequestedDocument.objects.filter(request__inspection=world.inspection).count() == 5


def test_only_ticked_documents_are_asked_for(client: Client, world: World) -> None:
    first = PhaseDocument.objects.get(phase=world.phase, number=1)
    client.force_login(world.lead)
    client.post(address("ask_for_documents", world), filled(world, documents=[str(first.pk)]))
    assert RequestedDocument.objects.get(request__inspection=world.inspection).title == first.title


BAD: dict[str, tuple[str, object, str]] = {
    "a day that has passed": (
        "due_on",
        "2 November 2026",
        "The due date is not after the day of the",
    ),
    "a weekend": ("due_on", "28 November 2026", "The due date falls on a weekend."),
    "after publication": (
        "due_on",
        "1 April 2027",
        "The due date is not before the last day of the timetable.",
    ),
    "no day": ("due_on", "soon", "Enter a date like 22 November 2026"),
    "nothing ticked": ("documents", [], "Choose at least one document to ask for."),
    "an unknown document": ("documents", [UNKNOWN], "Select a valid choice."),
}


@pytest.mark.parametrize("fault", BAD)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client: Client, world: World, fault: str) -> None:
    field, value, message = BAD[fault]
    client.force_login(world.lead)
    seen = client.post(address("ask_for_documents", world), filled(world, **{field: value})).content.decode()
    assert message in seen
    assert "There is a problem" in seen
    assert "Thank you for your help." in seen
    assert not DocumentRequest.objects.exists()


def test_one_position_statement(client: Client, world: World) -> None:
    others = [str(each.pk) for each in PhaseDocument.objects.filter(phase=world.phase, number__gt=1)]
    client.force_login(world.lead)
    seen = client.post(address("ask_for_documents", world), filled(world, documents=others)).content.decode()
    assert "Ask for one position statement, and only one." in seen


def test_the_same_form_sent_twice_asks_once(client: Client, world: World) -> None:
    client.force_login(world.lead)
    sent = filled(world)
    client.post(address("ask_for_documents", world), sent)
    again = client.post(address("ask_for_documents", world), sent, follow=True)
    assert ALREADY_SAVED in again.content.decode()
    assert DocumentRequest.objects.count() == 1


@pytest.mark.parametrize("who", ["inspector", "ci_signatory"])
def test_who_may_not_ask_reads_why(client: Client, world: World, who: str) -> None:
    reason = "Only the lead inspector or strategic support officer can do this."
    person = getattr(world, who)
    assert reason in page_of(client, person, address("documents", world))
    assert reason in page_of(client, person, address("ask_for_documents", world))
    seen = client.post(address("ask_for_documents", world), filled(world)).content.decode()
    assert reason in seen
    assert not DocumentRequest.objects.exists()


def test_a_planned_inspection_asks_for_nothing_yet(client: Client, own_files: object) -> None:
    planned = make_world()
    assert "For this the inspection must be notified." in page_of(
        client, planned.lead, address("documents", planned)
    )


@pytest.mark.parametrize("name", ["documents", "ask_for_documents"])
@pytest.mark.parametrize("who", ["outsider", "analyst", "coordinator"])
def test_people_outside_the_team_find_nothing(client: Client, world: World, name: str, who: str) -> None:
    assert status_for(client, getattr(world, who), address(name, world)) == 404


def test_a_link_inspector_knows_of_the_inspection_but_not_of_this(client: Client, world: World) -> None:
    assert status_for(client, world.link, address("documents", world)) == 403


def test_a_service_manager_does_not_read_documents(client: Client, world: World) -> None:
    assert status_for(client, world.manager, address("documents", world)) == 403


def test_the_list_is_read_only(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("documents", world), "post") == 405


def test_what_is_to_be_read_stands_first_then_what_is_still_to_come(client: Client, world: World) -> None:
    asked = world_at(gathering)
    states = zip(("accepted", "asked", "received"), RequestedDocument.objects.order_by("number"), strict=True)
    for state, document in states:
        RequestedDocument.objects.filter(pk=document.pk).update(status=state)
    seen = page_of(client, asked.lead, address("documents", asked))
    heads = [seen.index(f">{title}</h2>") for title in ("To be read", "Still to come", "Read")]
    assert heads == sorted(heads)


def test_a_late_document_says_by_how_much(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = world_at(gathering)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=27))
    seen = page_of(client, asked.inspector, address("documents", asked))
    assert "2 days late" in seen
    assert "18" not in seen.split("Where they stand")[1].split("</section>")[0]


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(
    client: Client, own_files: object
) -> None:
    counted = []
    for documents in (1, 3):
        asked = gathering(make_world(), documents=documents)
        client.force_login(asked.lead)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address("documents", asked))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_lines_written_by_hand_come_after_those_ticked() -> None:
    first = PhaseDocument(number=1, title="Position statement", why="Start", is_position_statement=True)
    second = PhaseDocument(number=2, title="Procedures")
    asked = wanted([first, second], [str(first.pk)], " \nAudits\n")
    assert asked == [Wanted("Position statement", "Start", True), Wanted("Audits")]


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 4), date(2026, 11, 11)),
        (date(2026, 11, 7), date(2026, 11, 16)),
        (date(2026, 11, 8), date(2026, 11, 16)),
    ],
)
def test_the_new_day_is_a_week_away_and_not_a_weekend(today: date, due: date) -> None:
    assert a_week_from(today) == due

"""One document: safe download, accepting, asking again, lodging evidence from it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.document_requests.models import HandedOver, RequestedDocument
from speir.document_requests.operations import hand_over
from speir.document_requests.queries import documents_of
from speir.evidence.models import EvidenceItem
from speir.foundations import words
from speir.foundations.models import AuditEntry
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import World, gathering, later, lodge, make_world, pdf, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db
UNKNOWN = "00000000-0000-4000-8000-000000000000"  # nothing has this identity


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """12 November 2026, before anybody signs in."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=10))


@pytest.fixture
def world(own_files: object) -> World:
    """Three documents asked for, one file handed over for the first."""
    made = world_at(gathering)
    give(made, "position.pdf")
    return made


def give(world: World, name: str) -> HandedOver:
    """Hand a file over for the first document."""
    document = documents_of(world.inspection)[0].document
    made: HandedOver = hand_over(
        document=document, upload=pdf(name, name), note="A note", by=world.coordinator, at=later(days=5)
    )
    return made


def handed(world: World) -> HandedOver:
    """The newest file of the first document."""
    mine = HandedOver.objects.filter(document__request__inspection=world.inspection)
    found: HandedOver | None = mine.last()
    assert found is not None
    return found


def lodging(world: World, **fields: str) -> dict[str, str]:
    """The lodging form filled in well, changed as asked."""
    given = {
        "lodge-file": str(handed(world).pk),
        "lodge-item": str(world.indicators()[0].pk),
        "lodge-locator": "page 12",
        "lodge-says": "Every concern is screened on the day it arrives.",
        "lodge-bearing": "strength",
        "lodge-agency": str(world.bodies["council"].pk),
        "lodge-once": str(uuid4()),
    }
    return {**given, **{f"lodge-{name}": value for name, value in fields.items()}}


def status_of(world: World, number: int = 1) -> str:
    """Where a document stands in the database."""
    status: str = RequestedDocument.objects.get(request__inspection=world.inspection, number=number).status
    return status


def test_the_page_shows_the_file_and_who_handed_it_over(client: Client, world: World) -> None:
    seen = page_of(client, world.inspector, address("document", world, number=1))
    for expected in ("position.pdf", "Coordinator", "A note", handed(world).file.sha256):
        assert expected in seen


def test_a_document_without_a_file_cannot_be_accepted_or_lodged_from(client: Client, world: World) -> None:
    seen = page_of(client, world.inspector, address("document", world, number=2))
    assert "Nothing has been handed over for it yet" in seen
    assert "The partnership has not handed it over yet, nor said that it is not held." in seen


def test_a_download_is_an_attachment_of_its_own_type_and_is_audited(client: Client, world: World) -> None:
    file = handed(world)
    client.force_login(world.inspector)
    answer = client.get(address("document_file", world, number=1, handed_id=file.pk))
    assert answer["Content-Disposition"] == 'attachment; filename="position.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert entry.what == "Document 1 downloaded: position.pdf"
    assert (entry.by_id, entry.thread) == (str(world.inspector.pk), str(world.inspection.pk))


def test_a_file_of_another_document_or_inspection_is_not_found(client: Client, world: World) -> None:
    other = gathering(make_world("Elsewhere"))
    give(other, "other.pdf")
    for number, file in ((2, handed(world)), (1, handed(other))):
        path = address("document_file", world, number=number, handed_id=file.pk)
        assert status_for(client, world.inspector, path) == 404


@pytest.mark.parametrize("who", ["outsider", "coordinator"])
def test_people_outside_the_team_find_no_document_and_no_file(client: Client, world: World, who: str) -> None:
    person = getattr(world, who)
    assert status_for(client, person, address("document", world, number=1)) == 404
    path = address("document_file", world, number=1, handed_id=handed(world).pk)
    assert status_for(client, person, path) == 404


def test_a_link_inspector_knows_of_the_inspection_but_not_of_this(client: Client, world: World) -> None:
    assert status_for(client, world.link, address("document", world, number=1)) == 403


def test_service_managers_and_link_inspectors_take_no_file(client: Client, world: World) -> None:
    path = address("document_file", world, number=1, handed_id=handed(world).pk)
    for who in (world.manager, world.link):
        assert status_for(client, who, path) == 403


def test_an_unknown_document_is_not_found(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("document", world, number=99)) == 404


@pytest.mark.parametrize("who", ["inspector", "lead", "support"])
def test_a_document_is_accepted(client: Client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    answer = client.post(address("accept_document", world, number=1), follow=True)
    assert "Document 1 accepted." in answer.content.decode()
    assert status_of(world) == "accepted"


def test_a_signatory_may_not_accept_and_reads_why(client: Client, world: World) -> None:
    reason = "Only the lead inspector, inspector or strategic support officer can do this."
    assert reason in page_of(client, world.ci_signatory, address("document", world, number=1))
    answer = client.post(address("accept_document", world, number=1), follow=True)
    assert reason in answer.content.decode()
    assert status_of(world) == "received"


@pytest.mark.parametrize("name", ["accept_document", "ask_again", "lodge_from_document"])
def test_changes_are_posted(client: Client, world: World, name: str) -> None:
    assert status_for(client, world.lead, address(name, world, number=1)) == 405


def test_asking_again_gives_the_reason_and_a_new_day(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    sent = {"again-why": "The appendix is missing.", "again-due_on": "4 December 2026"}
    assert client.post(address("ask_again", world, number=1), sent).status_code == 302
    seen = page_of(client, world.inspector, address("document", world, number=1))
    assert "The appendix is missing." in seen
    assert "Due 4 December 2026" in seen
    assert status_of(world) == "asked"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("again-why", "", "Say what is missing or wrong"),
        ("again-due_on", "5 December 2026", "The due date falls on a weekend."),
        ("again-due_on", "1 November 2026", "The due date is not after the day of the request."),
    ],
)
def test_asking_again_wrongly_changes_nothing_and_keeps_what_was_typed(
    client: Client, world: World, field: str, value: str, message: str
) -> None:
    client.force_login(world.inspector)
    sent = {"again-why": "The appendix is missing.", "again-due_on": "4 December 2026", field: value}
    seen = client.post(address("ask_again", world, number=1), sent).content.decode()
    assert message in seen
    assert ("The appendix is missing." in seen) == (field != "again-why")
    assert status_of(world) == "received"


def test_evidence_lodged_from_a_document_leads_back_to_the_file(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    answer = client.post(address("lodge_from_document", world, number=1), lodging(world), follow=True)
    assert "Evidence lodged from this document." in answer.content.decode()
    item = EvidenceItem.objects.get(inspection=world.inspection)
    assert (item.source_id, item.locator, item.agency) == (
        str(handed(world).pk),
        "page 12",
        world.bodies["council"],
    )
    seen = page_of(client, world.inspector, address("evidence_item", world, number=1))
    assert address("document_file", world, number=1, handed_id=handed(world).pk) in seen


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("says", "", "Write what the source says"),
        ("says", "Short", "Write what the source says"),
        ("item", "", "Choose the indicator"),
        ("item", UNKNOWN, "Select a valid choice"),
        ("bearing", "", "Choose which way it bears"),
        ("file", UNKNOWN, "Select a valid choice"),
    ],
)
def test_lodging_wrongly_saves_nothing_and_keeps_what_was_typed(
    client: Client, world: World, field: str, value: str, message: str
) -> None:
    client.force_login(world.inspector)
    sent = lodging(world, **{field: value})
    seen = client.post(address("lodge_from_document", world, number=1), sent).content.decode()
    assert message in seen
    assert "There is a problem" in seen
    assert "page 12" in seen
    assert not EvidenceItem.objects.exists()


def test_the_same_lodging_sent_twice_counts_once(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    sent = lodging(world)
    client.post(address("lodge_from_document", world, number=1), sent)
    again = client.post(address("lodge_from_document", world, number=1), sent, follow=True)
    assert ALREADY_SAVED in again.content.decode()
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize("who", ["support", "ci_signatory"])
def test_who_may_not_lodge_reads_why(client: Client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    seen = client.post(address("lodge_from_document", world, number=1), lodging(world)).content.decode()
    assert "Only the lead inspector or inspector can do this." in seen
    assert not EvidenceItem.objects.exists()


def test_words_typed_come_back_until_they_are_lodged(client: Client, world: World) -> None:
    key = f"lodge:{documents_of(world.inspection)[0].document.pk}:says@0"
    words.capture(
        event_id=uuid4(), field_key=key, text="Half a thought", typed_at=later(days=10), by=world.inspector
    )
    path = address("document", world, number=1)
    assert "Half a thought" in page_of(client, world.inspector, path)
    assert "Half a thought" not in page_of(client, world.lead, path)
    client.force_login(world.inspector)
    client.post(address("lodge_from_document", world, number=1), lodging(world))
    assert "Half a thought" not in page_of(client, world.inspector, path)


def test_the_page_takes_the_same_number_of_queries_however_much_there_is(
    client: Client, own_files: object
) -> None:
    counted = []
    for files in (1, 3):
        made = world_at(gathering)
        for number in range(files):
            source = give(made, f"file-{files}-{number}.pdf")
            lodge(made, source_id=str(source.pk))
        client.force_login(made.inspector)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("document", made, number=1))
        counted.append(len(queries))
    assert counted[0] == counted[1]

"""Handing over documents: several at once, the good ones kept, each bad one named with its reason."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speir.document_requests.models import HandedOver
from speir.document_requests.operations import ask_again
from speir.document_requests.queries import document_of
from speir.foundations.models import AuditEntry
from tests.factories import World, gathering, later, make_world, notified, pdf, world_at
from tests.web.partnership.reading import address, read, signed_in, words_of


def send(
    world: World, *files: SimpleUploadedFile, who: str = "coordinator", once: str = "", **more: str
) -> Any:
    """Hand over files for the second document."""
    sent = {"hand_over-file": list(files), "hand_over-once": once or str(uuid4()), **more}
    return signed_in(world.people[who]).post(
        address("partnership_hand_over", world, number=2), sent, follow=True
    )


def status_of(world: World, number: int = 2) -> str:
    line = document_of(world.inspection, number)
    assert line is not None
    return line.document.status


@pytest.mark.parametrize("who", ["coordinator", "contributor"])
def test_several_files_for_one_document_are_handed_over_at_once(who: str) -> None:
    world = world_at(gathering)
    answer = send(world, pdf("a.pdf", "a"), pdf("b.pdf", "b"), who=who, **{"hand_over-note": "See page 3."})
    assert "2 files handed over: a.pdf, b.pdf." in words_of(answer.content)
    assert "See page 3." in words_of(answer.content)
    assert status_of(world) == "received"
    assert HandedOver.objects.count() == 2


def test_what_is_wrong_with_one_file_does_not_cost_the_others() -> None:
    world = world_at(gathering)
    send(world, pdf("before.pdf", "same words"))
    answer = send(
        world,
        pdf("good.pdf", "good"),
        SimpleUploadedFile("macro.exe", b"MZ rest"),
        SimpleUploadedFile("empty.pdf", b""),
        SimpleUploadedFile("photo.pdf", b"\x89PNG\r\n\x1a\n rest"),
        pdf("again.pdf", "same words"),
        **{"hand_over-note": "Keep this note."},
    )
    told = words_of(answer.content)
    assert "1 file handed over: good.pdf." in told
    assert "There is a problem" in told
    assert "“macro.exe” cannot be taken: its type is not allowed" in told
    assert "“empty.pdf” is empty" in told
    assert "“photo.pdf” is not really a .pdf file" in told
    assert "“again.pdf” was not taken. This very file has been handed over here already" in told
    assert 'value="Keep this note."' in answer.content.decode()
    assert {handed.file.name for handed in HandedOver.objects.all()} == {"before.pdf", "good.pdf"}


def test_a_file_over_size_is_refused_with_the_limit(settings: object) -> None:
    settings.SPEIR_LARGEST_UPLOAD = 1024 * 1024  # type: ignore[attr-defined]
    world = world_at(gathering)
    answer = send(world, SimpleUploadedFile("big.pdf", b"%PDF-1.4\n" + b"x" * 1_200_000))
    assert "“big.pdf” is 1.1 MB; the limit is 1 MB." in words_of(answer.content)
    assert status_of(world) == "asked"
    assert not HandedOver.objects.exists()


def test_no_file_at_all_is_told() -> None:
    world = world_at(gathering)
    assert "Choose at least one file." in words_of(send(world).content)
    assert status_of(world) == "asked"


def test_the_same_form_sent_twice_counts_once() -> None:
    world = world_at(gathering)
    once = str(uuid4())
    for _ in range(2):
        answer = send(world, pdf("a.pdf", "a"), pdf("b.pdf", "b"), once=once)
    assert "This form had been sent before" in words_of(answer.content)
    assert HandedOver.objects.count() == 2


def test_after_a_partly_refused_sending_the_corrected_file_is_taken() -> None:
    world = world_at(gathering)
    once = str(uuid4())
    answer = send(world, pdf("a.pdf", "a"), SimpleUploadedFile("b.exe", b"MZ"), once=once)
    assert once not in answer.content.decode()
    found = re.search(r'name="hand_over-once" value="([^"]+)"', answer.content.decode())
    assert found
    renewed = found[1]
    assert "1 file handed over: b.pdf." in words_of(send(world, pdf("b.pdf", "b"), once=renewed).content)
    assert HandedOver.objects.count() == 2


def test_a_document_is_said_to_be_not_held_with_the_reason() -> None:
    world = world_at(gathering)
    client = signed_in(world.contributor)
    where = address("partnership_not_held", world, number=2)
    refused = client.post(where, {"not_held-why": "  "})
    assert "Say why the document is not held" in words_of(refused.content)
    assert status_of(world) == "asked"
    told = client.post(where, {"not_held-why": "We keep it as part of the procedures."}, follow=True)
    assert "We keep it as part of the procedures." in words_of(told.content)
    assert status_of(world) == "not_held"
    again = client.post(where, {"not_held-why": "Sent once more."})
    assert "For this the requested document must be asked for." in words_of(again.content)


def test_what_is_asked_again_says_why_and_by_when() -> None:
    world = world_at(gathering)
    send(world, pdf())
    line = document_of(world.inspection, 2)
    assert line is not None
    ask_again(
        document=line.document,
        why="The appendix is missing.",
        due_on=later(days=39).date(),
        by=world.inspector,
        at=later(days=20),
    )
    for told in (
        read(world.coordinator, "partnership_documents", world),
        read(world.coordinator, "partnership_document", world, number=2),
    ):
        assert "Asked for again" in told
        assert "The appendix is missing." in told
        assert "11 December 2026" in told


def test_the_list_says_what_is_asked_why_and_by_when() -> None:
    world = world_at(gathering)
    told = read(world.contributor, "partnership_documents", world)
    assert "3 documents, soonest due first" in told
    assert "Needed." in told
    assert "27 November 2026" in told


def test_before_anything_is_asked_the_page_says_what_will_happen() -> None:
    world = world_at(notified)
    assert "have not asked for any documents yet" in read(world.coordinator, "partnership_documents", world)


def test_a_head_may_not_hand_over_and_nothing_is_kept() -> None:
    world = world_at(gathering)
    assert send(world, pdf(), who="council_head").status_code == 403
    assert not HandedOver.objects.exists()


def test_an_unknown_document_is_not_found() -> None:
    world = world_at(gathering)
    client = signed_in(world.coordinator)
    assert client.get(address("partnership_document", world, number=99)).status_code == 404
    assert client.post(address("partnership_not_held", world, number=99)).status_code == 404


def test_our_own_file_comes_back_byte_for_byte_and_taking_it_is_on_record() -> None:
    world = world_at(gathering)
    send(world, pdf("a.pdf", "our words"))
    handed = HandedOver.objects.get()
    client = signed_in(world.coordinator)
    answer = client.get(address("partnership_file", world, number=2, handed_id=handed.pk))
    assert b"our words" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.order_by("-pk")[0].what == "Document 2 downloaded: a.pdf"
    assert client.get(address("partnership_file", world, number=1, handed_id=handed.pk)).status_code == 404


def test_more_documents_and_files_cost_no_more_questions() -> None:
    counted = []
    for documents in (2, 4):
        world = gathering(make_world(), documents=documents)
        send(world, *[pdf(f"{number}.pdf", str(number)) for number in range(documents)])
        client = signed_in(world.coordinator)
        for name, more in (("partnership_documents", {}), ("partnership_document", {"number": 2})):
            with CaptureQueriesContext(connection) as asked:
                client.get(address(name, world, **more))
            counted.append((name, len(asked)))
    assert counted[:2] == counted[2:]


def test_a_contributor_reads_only_what_their_own_body_handed_over() -> None:
    world = world_at(gathering)
    send(world, pdf("of-the-council.pdf", "council"), **{"hand_over-note": "A note of the council."})
    send(world, pdf("of-the-board.pdf", "board"), who="contributor")
    theirs = HandedOver.objects.get(file__name="of-the-council.pdf")
    told = read(world.contributor, "partnership_document", world, number=2)
    assert "of-the-board.pdf" in told
    assert "of-the-council.pdf" not in told
    assert "A note of the council." not in told
    assert f"1 file from {world.bodies['council'].name} is not shown" in told
    where = address("partnership_file", world, number=2, handed_id=theirs.pk)
    assert signed_in(world.contributor).get(where).status_code == 404
    taken = signed_in(world.coordinator).get(where)
    assert b"council" in b"".join(taken.streaming_content)  # type: ignore[attr-defined]
    everything = read(world.coordinator, "partnership_document", world, number=2)
    assert "of-the-board.pdf" in everything
    assert "of-the-council.pdf" in everything


def test_a_contributor_still_sees_what_is_asked_and_that_it_came_in() -> None:
    world = world_at(gathering)
    send(world, pdf("of-the-council.pdf", "council"))
    told = read(world.contributor, "partnership_documents", world)
    assert "Document 2" in told
    assert "handed over, being read" in told.lower()
    assert "of-the-council.pdf" not in told

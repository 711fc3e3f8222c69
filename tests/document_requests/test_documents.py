"""Asking for documents, handing them over, reading evidence out of them."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from speir.document_requests.models import DocumentRequest, HandedOver, RequestedDocument
from speir.document_requests.operations import (
    Wanted,
    accept_document,
    ask_again,
    ask_for_documents,
    hand_over,
    lodge_from_document,
    say_not_held,
)
from speir.document_requests.queries import documents_of, turns
from speir.evidence.choices import Bearing
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.inspections.queries import milestone_of
from tests.factories import NOW, TODAY, World, gathering, later, make_world, notified, pdf, world_at

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 27)
STATEMENT = Wanted("Position statement", "What you think of yourselves.", is_position_statement=True)


def ask(world: World, **changes: object) -> DocumentRequest:
    given: dict[str, object] = {
        "inspection": world.inspection,
        "documents": [STATEMENT, Wanted("Procedures")],
        "due_on": DUE,
        "message": "",
        "by": world.lead,
        "at": NOW,
        **changes,
    }
    return ask_for_documents(**given)  # type: ignore[arg-type]


def first_document(world: World) -> RequestedDocument:
    return documents_of(world.inspection)[0].document


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"due_on": TODAY}, "due_on", "not after the day of the request"),
        ({"due_on": date(2026, 10, 1)}, "due_on", "not after the day of the request"),
        ({"due_on": date(2026, 11, 28)}, "due_on", "weekend"),
        ({"due_on": date(2028, 1, 3)}, "due_on", "not before the last day of the timetable"),
        ({"documents": []}, "documents", "at least one document"),
        ({"documents": [Wanted("Procedures")]}, "documents", "one position statement"),
    ],
)
def test_a_wrong_request_is_refused_and_nothing_is_asked(
    changes: dict[str, object], field: str, words: str
) -> None:
    world = world_at(notified)
    with pytest.raises(RuleBroken) as refused:
        ask(world, **changes)
    assert any(reason.field == field and words in reason.message for reason in refused.value.reasons)
    assert not DocumentRequest.objects.exists()
    assert world.fresh().status == "notified"


def test_documents_are_asked_for_after_notification_and_once() -> None:
    world = make_world()
    with pytest.raises(NotNow):
        ask(world)
    notified(world)
    ask(world)
    with pytest.raises(RuleBroken, match="asked for already"):
        ask(world)
    assert world.fresh().status == "gathering"


def test_a_contributor_hands_over_and_the_file_is_kept() -> None:
    world = world_at(gathering)
    handed = hand_over(
        document=first_document(world), upload=pdf(), note="As agreed.", by=world.contributor, at=later(5)
    )
    line = documents_of(world.inspection)[0]
    assert line.document.status == "received"
    assert line.files == [handed]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tool.exe", b"MZ", "type is not allowed"),
        ("statement.pdf", b"", "is empty"),
        ("statement.pdf", b"not a pdf at all", "not really a .pdf"),
        ("statement.pdf", b"%PDF-1.4\n" + b"x" * (26 * 1024 * 1024), "the limit is 25 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_and_nothing_changes(
    name: str, content: bytes, words: str
) -> None:
    world = world_at(gathering)
    upload = SimpleUploadedFile(name, content)
    with pytest.raises(RuleBroken, match=words):
        hand_over(document=first_document(world), upload=upload, note="", by=world.coordinator, at=later(5))
    assert first_document(world).status == "asked"
    assert not HandedOver.objects.exists()


def test_the_same_file_twice_is_said_to_be_there_already() -> None:
    world = world_at(gathering)
    hand_over(document=first_document(world), upload=pdf(), note="", by=world.coordinator, at=later(5))
    with pytest.raises(RuleBroken, match="handed over here already"):
        hand_over(document=first_document(world), upload=pdf(), note="", by=world.coordinator, at=later(6))


def test_a_double_click_hands_over_once() -> None:
    world = world_at(gathering)
    document = first_document(world)
    hand_over(document=document, upload=pdf(), note="", by=world.coordinator, at=later(5), once="click")
    with pytest.raises(AlreadyDone):
        hand_over(document=document, upload=pdf(), note="", by=world.coordinator, at=later(5), once="click")


def test_a_newer_file_is_added_and_the_older_stays() -> None:
    world = world_at(gathering)
    for words in ("first", "second"):
        hand_over(
            document=first_document(world),
            upload=pdf(words=words),
            note="",
            by=world.coordinator,
            at=later(5),
        )
    assert len(documents_of(world.inspection)[0].files) == 2


def test_inspectors_ask_again_with_a_reason_and_a_new_day() -> None:
    world = world_at(gathering)
    hand_over(document=first_document(world), upload=pdf(), note="", by=world.coordinator, at=later(5))
    document = first_document(world)
    with pytest.raises(RuleBroken, match="Say what is missing"):
        ask_again(document=document, why="", due_on=DUE, by=world.inspector, at=later(6))
    ask_again(document=document, why="Pages 3 to 9 are missing.", due_on=DUE, by=world.inspector, at=later(6))
    again = first_document(world)
    assert (again.status, again.last_word, again.due_on) == ("asked", "Pages 3 to 9 are missing.", DUE)


def test_a_document_not_held_needs_its_reason() -> None:
    world = world_at(gathering)
    with pytest.raises(RuleBroken, match="why the document is not held"):
        say_not_held(document=first_document(world), why=" ", by=world.coordinator, at=later(5))
    say_not_held(
        document=first_document(world), why="Our audit began in May.", by=world.coordinator, at=later(5)
    )
    assert first_document(world).status == "not_held"


def test_the_milestone_is_reached_when_nothing_is_waited_for() -> None:
    world = world_at(gathering)
    for line in documents_of(world.inspection):
        assert getattr(milestone_of(world.inspection, "documents_due"), "reached_at", NOW) is None
        hand_over(document=line.document, upload=pdf(), note="", by=world.coordinator, at=later(5))
    assert getattr(milestone_of(world.inspection, "documents_due"), "reached_at", None) == later(5)


def test_evidence_leads_back_to_the_very_file() -> None:
    world = world_at(gathering)
    handed = hand_over(
        document=first_document(world), upload=pdf(), note="", by=world.coordinator, at=later(5)
    )
    handed.document.request.inspection = world.inspection
    lodged = lodge_from_document(
        handed=handed,
        item=world.indicators()[0],
        locator="page 4",
        says="Four in ten audited records had no chronology.",
        bearing=Bearing.LIMITATION,
        agency=None,
        by=world.inspector,
        at=later(6),
    )
    assert lodged.source_id == str(handed.pk)
    assert lodged.source_title == "Document 1: Document 1"


def test_each_side_does_its_own_part() -> None:
    world = world_at(gathering)
    document = first_document(world)
    with pytest.raises(NotAllowed):
        hand_over(document=document, upload=pdf(), note="", by=world.inspector, at=later(5))
    hand_over(document=document, upload=pdf(), note="", by=world.coordinator, at=later(5))
    with pytest.raises(NotAllowed):
        accept_document(document=first_document(world), by=world.coordinator, at=later(6))
    accept_document(document=first_document(world), by=world.inspector, at=later(6))
    assert first_document(world).status == "accepted"


def test_turns_say_who_is_waited_for() -> None:
    world = world_at(notified)
    assert [turn.title for turn in turns(world.inspection)] == ["Ask the partnership for its documents"]
    ask(world)
    assert [turn.title for turn in turns(world.fresh())] == ["Hand over 2 documents"]
    hand_over(document=first_document(world), upload=pdf(), note="", by=world.coordinator, at=later(5))
    assert [turn.title for turn in turns(world.inspection)] == [
        "Hand over 1 document",
        "Read 1 document that came in",
    ]


def test_half_past_midnight_in_summer_is_the_day_that_begins() -> None:
    """In UTC it is still the evening before; what is asked for "today" must not be due the same day."""
    world = world_at(notified)
    half_past_midnight = datetime(2027, 7, 1, 23, 30, tzinfo=UTC)  # Friday 2 July in Scotland
    world.inspection.publishes_on = date(2027, 12, 1)
    with pytest.raises(RuleBroken, match="not after the day of the request"):
        ask(world, due_on=date(2027, 7, 2), at=half_past_midnight)
    request = ask(world, due_on=date(2027, 7, 5), at=half_past_midnight)
    assert request.asked_on == date(2027, 7, 2)

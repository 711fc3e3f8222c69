"""Released by the timetable, or by hand with a reason; a new version asks for new receipts."""

from datetime import date

import pytest
from django.core.management import call_command

from speir.document_packs.models import Release
from speir.document_packs.operations import (
    acknowledge_document,
    issue_version,
    open_document,
    release_document,
    release_due_documents,
    release_on_another_day,
    remind_of_receipts,
)
from speir.document_packs.queries import pack_of, turns
from speir.foundations.models import AuditEntry, OutgoingMessage
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.inspections.queries import standing_of
from speir.people.operations import SYSTEM
from tests.document_packs import factories as packs
from tests.factories import World, later, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]


def run(world: World, days: float) -> int:
    return release_due_documents(inspections=[world.fresh()], by=SYSTEM, at=later(days=days))


def released(world: World) -> list[str]:
    return [line.document.key for line in pack_of(world.inspection) if line.is_released]


def test_nothing_is_released_before_the_partnership_is_told() -> None:
    world = packs.with_pack()
    assert run(world, 30) == 0
    assert released(world) == []


def test_each_is_released_on_its_day_once_and_told_to_those_it_is_for() -> None:
    world = packs.told()
    assert run(world, 1) == 0
    assert run(world, 2.5) == 1
    assert run(world, 2.6) == 0
    assert released(world) == ["briefing"]
    told = set(OutgoingMessage.objects.filter(key__startswith="pack:briefing").values_list("to", flat=True))
    people = ("coordinator", "contributor", "council_head", "board_head", "police_head")
    assert told == {world.people[who].email for who in people}
    assert run(world, 40) == 2  # one has no words yet
    assert released(world) == ["briefing", "coordinators-role", "record-reading"]


def test_the_command_releases_and_leaves_no_trace_when_nothing_is_due(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = packs.told()
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=3))
    call_command("release_documents", verbosity=0)
    assert released(world) == ["briefing"]
    before = AuditEntry.objects.count()
    call_command("release_documents", verbosity=0)
    assert AuditEntry.objects.count() == before


def by_hand(world: World, key: str, who: str = "support", **changed: object) -> Release:
    given = {
        "inspection": world.fresh(),
        "document": packs.document(world, key),
        "reason": "The coordinator starts early.",
        "by": world.people[who],
        "at": later(days=1.5),
        **changed,
    }
    return release_document(**given)  # type: ignore[arg-type]


def test_it_is_released_early_by_hand_with_a_reason() -> None:
    world = packs.told()
    release = by_hand(world, "coordinators-role", once="a-form")
    assert release.released_by == world.support
    assert released(world) == ["coordinators-role"]
    with pytest.raises(AlreadyDone):
        by_hand(world, "coordinators-role", once="a-form")
    with pytest.raises(RuleBroken, match="released already"):
        by_hand(world, "coordinators-role")


def test_what_stands_in_the_way_of_releasing_by_hand_is_told() -> None:
    world = packs.told()
    with pytest.raises(NotAllowed):
        by_hand(world, "briefing", who="inspector")
    with pytest.raises(NotAllowed):
        by_hand(world, "briefing", who="coordinator")
    with pytest.raises(RuleBroken, match="Say why"):
        by_hand(world, "briefing", reason=" ")
    with pytest.raises(RuleBroken, match="no words yet"):
        by_hand(world, "staff-survey")
    planned = packs.with_pack()
    with pytest.raises(RuleBroken, match="not been notified"):
        by_hand(planned, "briefing")


def test_it_is_put_off_to_another_day() -> None:
    world = packs.told()
    given = {"inspection": world.inspection, "document": packs.document(world), "by": world.lead}

    def put_off(day: date, reason: str = "The coordinator is away.") -> None:
        release_on_another_day(release_on=day, reason=reason, at=later(days=1.5), **given)  # type: ignore[arg-type]

    for day, reason, words in (
        (date(2026, 11, 3), "Why.", "after today"),
        (date(2026, 11, 14), "Why.", "weekend"),
        (date(2026, 11, 13), "", "Say why"),
    ):
        with pytest.raises(RuleBroken, match=words):
            put_off(day, reason)
    put_off(date(2026, 11, 13))
    assert run(world, 5) == 0
    assert packs.line(world).due_on == date(2026, 11, 13)
    assert packs.line(world).timetable_day == date(2026, 11, 4)
    assert run(world, 11.5) == 2
    with pytest.raises(RuleBroken, match="released already"):
        put_off(date(2026, 11, 20))


def acknowledge(world: World, who: str, number: int = 1, days: float = 4) -> None:
    acknowledge_document(
        inspection=world.inspection,
        document=packs.document(world),
        number=number,
        by=world.people[who],
        at=later(days=days),
    )


def test_receipts_say_who_opened_and_who_acknowledged() -> None:
    world = packs.released()
    document = packs.document(world)
    for day in (3.5, 3.6):
        open_document(
            inspection=world.inspection, document=document, by=world.contributor, at=later(days=day)
        )
    reader = packs.line(world).reader(world.contributor)
    assert reader is not None
    assert reader.receipt is not None
    assert reader.receipt.opened_at == later(days=3.5)
    acknowledge(world, "contributor")
    acknowledge(world, "contributor", days=5)
    reader = packs.line(world).reader(world.contributor)
    assert reader is not None
    assert reader.receipt is not None
    assert reader.receipt.acknowledged_at == later(days=4)
    assert world.contributor not in [each.person for each in packs.line(world).missing]


def test_only_those_whom_it_is_for_acknowledge_it() -> None:
    world = packs.released()
    with pytest.raises(RuleBroken, match="for other people"):
        acknowledge(world, "local_reader")
    with pytest.raises(NotAllowed):
        acknowledge(world, "support")
    world = packs.released(days=40)
    given = {"inspection": world.inspection, "document": packs.document(world, "record-reading")}
    with pytest.raises(RuleBroken, match="for other people"):  # reads it, and is of another body
        acknowledge_document(number=1, by=world.coordinator, at=later(days=41), **given)  # type: ignore[arg-type]
    acknowledge_document(number=1, by=world.local_reader, at=later(days=41), **given)  # type: ignore[arg-type]


def test_a_new_version_tells_what_changed_and_asks_again() -> None:
    world = packs.released()
    acknowledge(world, "contributor")
    packs.newer(world)
    line = packs.line(world)
    assert [words.number for words in line.versions] == [1, 2]
    assert world.contributor in [each.person for each in line.missing]
    message = OutgoingMessage.objects.get(key__startswith="pack:briefing:2", to=world.contributor.email)
    assert "What changed: The days are in it." in message.body
    with pytest.raises(RuleBroken, match="newer version"):
        acknowledge(world, "contributor", number=1, days=7)
    acknowledge(world, "contributor", number=2, days=7)


def test_a_version_before_the_release_tells_nobody_and_can_be_a_file() -> None:
    world = packs.told()
    version = issue_version(
        inspection=world.inspection,
        document=packs.document(world, "staff-survey"),
        text="",
        upload=pdf("survey.pdf"),
        source="Survey guide of 2026",
        what_changed="The official guide.",
        based_on="1",
        by=world.support,
        at=later(days=2),
    )
    assert version.file is not None
    assert not OutgoingMessage.objects.filter(key__startswith="pack:staff-survey").exists()
    assert packs.line(world, "staff-survey").newest.is_indicative is False
    assert run(world, 40) == 4


def test_the_second_of_two_new_versions_is_refused() -> None:
    world = packs.released()
    packs.newer(world)
    given = {"inspection": world.inspection, "document": packs.document(world), "at": later(days=7)}
    words = {"text": "Other words.", "upload": None, "source": "", "what_changed": "All.", "based_on": "1"}

    def issue(**changed: object) -> None:
        issue_version(**{**given, **words, "by": world.lead, **changed})  # type: ignore[arg-type]

    with pytest.raises(NotNow, match="saved by somebody else"):
        issue()
    with pytest.raises(RuleBroken, match="Write the words, or choose a file"):
        issue(based_on="2", text=" ")
    with pytest.raises(RuleBroken, match="Say what changed"):
        issue(based_on="2", what_changed="")
    with pytest.raises(NotAllowed):
        issue(based_on="2", by=world.inspector)


def test_missing_receipts_are_chased(monkeypatch: pytest.MonkeyPatch) -> None:
    world = packs.released()
    acknowledge(world, "council_head")
    waiting = [turn for turn in turns(world.inspection) if turn.key == "documents_for_us"]
    assert len(waiting) == 4
    assert {turn.due_on for turn in waiting} == {date(2026, 11, 12)}
    own = [turn for turn in waiting if turn.is_for(standing_of(world.contributor, world.inspection))]
    assert [turn.title for turn in own] == ["Read and acknowledge 1 document"]

    def to_chase(days: float) -> list[str]:
        monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=days))
        return [turn.title for turn in turns(world.inspection) if turn.key == "pack"]

    assert to_chase(10.1) == []  # due on that day
    assert "Chase 4 missing receipts" in to_chase(11)
    given = {"inspection": world.inspection, "document": packs.document(world)}
    with pytest.raises(NotAllowed):
        remind_of_receipts(by=world.coordinator, at=later(days=11), **given)  # type: ignore[arg-type]
    assert remind_of_receipts(by=world.support, at=later(days=11), **given) == 4  # type: ignore[arg-type]
    assert remind_of_receipts(by=world.support, at=later(days=11.1), **given) == 4  # type: ignore[arg-type]
    assert OutgoingMessage.objects.filter(key__startswith="pack-reminder").count() == 4
    assert "Chase 4 missing receipts" not in to_chase(12)
    assert "Chase 4 missing receipts" in to_chase(19)
    for who in ("coordinator", "contributor", "board_head", "police_head"):
        acknowledge(world, who, days=19)
    assert not any("Chase" in title for title in to_chase(20))
    with pytest.raises(RuleBroken, match="nobody to remind"):
        remind_of_receipts(by=world.support, at=later(days=21), **given)  # type: ignore[arg-type]


def test_a_document_without_words_is_a_turn_of_whoever_looks_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = packs.told()
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=15))
    assert [turn.title for turn in turns(world.inspection)] == []
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=21.5))
    titles = [turn.title for turn in turns(world.inspection)]
    assert titles == ["Give 1 document of the pack its words or a file"]

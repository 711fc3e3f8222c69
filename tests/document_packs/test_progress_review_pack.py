"""A progress review has a pack of its own method, from the day it starts until the inspection closes."""

from datetime import timedelta

import pytest

from speir.document_packs.common_operations import issue_to_every_partnership
from speir.document_packs.models import Receipt, ReviewPack
from speir.document_packs.operations import (
    acknowledge_document,
    ask_question,
    release_document,
    release_due_documents,
)
from speir.document_packs.pages import PackLine
from speir.document_packs.queries import (
    inspections_given,
    inspections_with_packs,
    line_of,
    pack_of,
    ready_to_release,
    turns,
)
from speir.document_packs.review_operations import open_review_pack
from speir.foundations.models import AuditEntry, OutgoingMessage
from speir.foundations.refusals import RuleBroken
from speir.improvement_plans.review_operations import open_progress_review
from speir.people.operations import SYSTEM
from speir.programmes.models import Phase, PhasePackDocument, PhaseStage
from tests.document_packs.factories import give_pack
from tests.factories import TODAY, World, later
from tests.improvement_plans import factories as plans

pytestmark = pytest.mark.django_db
STARTS_ON = TODAY + timedelta(days=399)  # a Monday
STARTED = 399


def review_phase(world: World) -> Phase:
    """A phase of progress reviews on the scale of this world's phase; its method gives two documents."""
    own = world.phase
    phase = Phase.objects.create(
        programme=own.programme,
        slug="progress",
        name="Progress reviews",
        kind="progress_review",
        framework=own.progress_framework,
        is_indicative=True,
        method_title="Progress review",
        position=9,
    )
    stage = PhaseStage.objects.create(phase=phase, key="prepare", title="Prepare", position=1)
    for position, (key, week, weekday) in enumerate((("briefing", 1, 2), ("claims", 2, 0)), 1):
        PhasePackDocument.objects.create(
            phase=phase,
            stage=stage,
            key=key,
            title=f"Review: {key}",
            purpose="So that people know.",
            audience=["coordinator"],
            week=week,
            weekday=weekday,
            text="What a review looks at.",
            is_indicative=True,
            position=position,
        )
    return phase


def agreed() -> tuple[World, Phase]:
    """The plan is agreed; both methods have a pack with a document of the same key."""
    world, _ = plans.agreed()
    give_pack(world.phase)
    return world, review_phase(world)


def reviewed() -> tuple[World, Phase]:
    """The progress review is open."""
    world, phase = agreed()
    open_progress_review(plan=plans.plan_of(world), starts_on=STARTS_ON, by=world.lead, at=later(STARTED - 3))
    return world, phase


def of_the_review(world: World) -> list[PackLine]:
    return [line for line in pack_of(world.fresh()) if line.is_of_the_review]


def release(world: World, days: float) -> int:
    return release_due_documents(inspections=[world.fresh()], by=SYSTEM, at=later(days))


def test_before_the_review_only_the_method_of_the_inspection_gives_documents() -> None:
    world, _ = agreed()
    assert pack_of(world.inspection)
    assert not of_the_review(world)
    assert not inspections_with_packs()


def test_opening_the_review_gives_its_pack_with_days_from_its_start() -> None:
    world, phase = reviewed()
    assert STARTS_ON.weekday() == 0
    assert [(line.key, line.due_on) for line in of_the_review(world)] == [
        ("review_briefing", STARTS_ON + timedelta(days=2)),
        ("review_claims", STARTS_ON + timedelta(days=7)),
    ]
    phase.refresh_from_db()
    assert phase.used_at is not None  # its words change no more
    entry = AuditEntry.objects.get(what__startswith="Document pack of the progress review")
    assert entry.thread == str(world.inspection.pk)


def test_the_same_key_in_both_methods_names_two_documents() -> None:
    world, _ = reviewed()
    own, review = line_of(world.fresh(), "briefing"), line_of(world.fresh(), "review_briefing")
    assert own is not None
    assert review is not None
    assert (own.document.title, review.document.title) == ("Briefing", "Review: briefing")


def test_the_timetable_releases_what_the_review_gives_and_nothing_of_the_inspection() -> None:
    world, _ = reviewed()
    assert inspections_with_packs() == [world.fresh()]
    assert not ready_to_release([world.fresh()], STARTS_ON + timedelta(days=1))
    assert release(world, STARTED + 2) == 1
    assert release(world, STARTED + 2) == 0
    line = line_of(world.fresh(), "review_briefing")
    assert line is not None
    assert line.is_released
    assert not any(each.is_released for each in pack_of(world.fresh()) if not each.is_of_the_review)
    told = OutgoingMessage.objects.filter(subject="A document for you is in Speir")
    assert [message.to for message in told] == [world.coordinator.email]


def test_receipts_and_questions_of_the_review_are_asked_for() -> None:
    world, _ = reviewed()
    release(world, STARTED + 2)
    document = of_the_review(world)[0].document
    assert [turn.title for turn in turns(world.fresh())] == ["Read and acknowledge 1 document"]
    ask_question(
        inspection=world.fresh(), document=document, text="Who?", by=world.coordinator, at=later(STARTED + 3)
    )
    acknowledge_document(
        inspection=world.fresh(), document=document, number=1, by=world.coordinator, at=later(STARTED + 3)
    )
    assert Receipt.objects.get(document=document).acknowledged_at == later(STARTED + 3)
    assert [turn.title for turn in turns(world.fresh())] == ["Answer 1 question on documents"]


def test_a_version_for_every_partnership_reaches_those_under_review() -> None:
    world, phase = reviewed()
    release(world, STARTED + 2)
    document = of_the_review(world)[0].document
    assert inspections_given(phase) == [world.inspection.pk]
    issue_to_every_partnership(
        document=document,
        text="Newer.",
        upload=None,
        source="",
        what_changed="Clearer.",
        based_on="0",
        by=world.people["manager"],
        at=later(STARTED + 4),
    )
    line = line_of(world.fresh(), "review_briefing")
    assert line is not None
    assert (line.newest.number, line.newest.text) == (2, "Newer.")


def test_a_further_review_counts_from_its_own_start_and_keeps_what_is_released() -> None:
    world, _ = reviewed()
    release(world, STARTED + 2)
    again = STARTS_ON + timedelta(days=301)
    open_review_pack(inspection=world.fresh(), starts_on=again, by=world.lead, at=later(STARTED + 290))
    shown = {line.key: (line.is_released, line.due_on) for line in of_the_review(world)}
    assert shown["review_briefing"][0] is True
    assert shown["review_claims"][0] is False
    assert shown["review_claims"][1] > again


def test_nothing_is_released_once_the_inspection_is_closed() -> None:
    world, _ = reviewed()
    document = of_the_review(world)[0].document
    world.inspection.__class__.objects.filter(pk=world.inspection.pk).update(status="closed")
    assert release(world, STARTED + 30) == 0
    with pytest.raises(RuleBroken, match="closed"):
        release_document(
            inspection=world.fresh(), document=document, reason="Late.", by=world.lead, at=later(STARTED + 30)
        )


def test_without_a_fitting_method_the_review_opens_without_a_pack() -> None:
    world, _ = plans.under_review()
    assert not ReviewPack.objects.exists()
    assert AuditEntry.objects.filter(what="No document pack for this progress review").count() == 1
    assert not pack_of(world.fresh())

"""The partnership comments on facts; the lead inspector answers each comment with a reason."""

from datetime import timedelta

import pytest

from speir.evaluations.operations import consolidate
from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.frameworks.queries import levels_of
from speir.reports import operations, queries
from speir.reports.choices import ReportStatus
from speir.reports.models import FactComment
from tests.factories import TODAY, later
from tests.reports import factories

pytestmark = pytest.mark.django_db


def test_comments_are_due_after_today() -> None:
    world, report = factories.signed_off()

    with pytest.raises(RuleBroken, match="must be after today"):
        operations.send_for_factual_accuracy(
            report=report, due_on=TODAY + timedelta(days=90), by=world.lead, at=later(days=90)
        )


def test_the_coordinator_is_asked_by_e_mail_with_the_day() -> None:
    world, _ = factories.with_partnership()

    message = OutgoingMessage.objects.get(key__startswith="factual_accuracy:")

    assert message.to == world.coordinator.email
    assert "7 February 2027" in message.body


def test_a_comment_quotes_words_that_are_there() -> None:
    world, report = factories.with_partnership()
    about = queries.section_of(report, "about")
    assert about is not None

    assert factories.comment(world, quoted=about.text[:40]).number == 1
    with pytest.raises(RuleBroken, match="not in that section"):
        factories.comment(world, quoted="Words that nobody wrote.")


def test_a_comment_names_a_section_of_the_version() -> None:
    world, _ = factories.with_partnership()

    with pytest.raises(RuleBroken, match="not in the version you were sent"):
        factories.comment(world, key="no-such-section")


def test_a_comment_sent_twice_counts_once() -> None:
    world, _ = factories.with_partnership()
    factories.comment(world, once="form-1")

    with pytest.raises(AlreadyDone):
        factories.comment(world, once="form-1")

    assert FactComment.objects.count() == 1


def test_nobody_comments_before_or_after() -> None:
    world, report = factories.signed_off()
    with pytest.raises(NotNow):
        factories.comment(world)

    operations.send_for_factual_accuracy(
        report=report, due_on=TODAY + timedelta(days=97), by=world.lead, at=later(days=90)
    )
    operations.finish_factual_accuracy(report=report, by=world.coordinator, at=later(days=91))
    with pytest.raises(NotNow):
        factories.comment(world)


def test_only_the_coordinator_comments() -> None:
    world, report = factories.with_partnership()

    for key in ("lead", "contributor", "council_head", "link"):
        with pytest.raises(NotAllowed):
            operations.comment_on_fact(
                report=report,
                section_key="about",
                quoted="",
                says="Wrong.",
                proposed="",
                by=world.people[key],
                at=later(days=91),
            )


def test_no_comments_is_an_answer_too() -> None:
    world, report = factories.responding(comments=0)

    operations.keep_signed_version(report=report, by=world.lead, at=later(days=95))

    assert factories.report_of(world).status == ReportStatus.READY


def test_every_comment_needs_an_answer_with_a_reason_before_going_on() -> None:
    world, report = factories.responding(comments=2)
    first = queries.comments_of(report)[0].comment

    with pytest.raises(RuleBroken, match="Give the reason"):
        operations.answer_comment(
            comment=first, is_accepted=True, reason="", by=world.lead, at=later(days=94)
        )
    with pytest.raises(RuleBroken, match="no answer yet"):
        operations.keep_signed_version(report=report, by=world.lead, at=later(days=94))
    with pytest.raises(RuleBroken, match="no answer yet"):
        operations.send_for_sign_off(report=report, by=world.lead, at=later(days=94))
    assert queries.unanswered(report) == 2


def test_the_newest_answer_counts_and_the_earlier_one_is_kept() -> None:
    world, report = factories.responding()
    factories.answer(world, is_accepted=False)
    factories.answer(world, is_accepted=True)

    commented = queries.comments_of(report)[0]

    assert commented.answers_given == 2
    assert commented.answer is not None
    assert commented.answer.is_accepted


def test_unchanged_words_keep_the_signed_version() -> None:
    world, _ = factories.ready()

    assert factories.report_of(world).status == ReportStatus.READY
    assert factories.version_of(world).number == 1


def test_changed_words_go_back_to_every_body() -> None:
    world, report = factories.responding()
    factories.answer(world, is_accepted=True)
    factories.revise(world, "about", "The year is 2026.", days=94)

    with pytest.raises(RuleBroken, match="no longer says"):
        operations.keep_signed_version(report=report, by=world.lead, at=later(days=95))
    operations.send_for_sign_off(report=report, by=world.lead, at=later(days=95))
    factories.sign(world, days=96)

    assert factories.report_of(world).status == ReportStatus.READY
    assert factories.version_of(world).number == 2


def test_a_version_declined_in_the_second_round_goes_back_to_answering() -> None:
    world, report = factories.responding()
    factories.answer(world, is_accepted=True)
    factories.revise(world, "about", "The year is 2026.", days=94)
    operations.send_for_sign_off(report=report, by=world.lead, at=later(days=95))
    operations.decline_sign_off(
        version=factories.version_of(world),
        reason="Not yet.",
        by=world.his_signatory,
        at=later(days=96),
    )

    assert factories.report_of(world).status == ReportStatus.RESPONDING
    with pytest.raises(RuleBroken, match="Still to sign"):
        operations.keep_signed_version(report=factories.report_of(world), by=world.lead, at=later(days=97))


def test_the_partnership_is_not_sent_a_version_that_the_team_no_longer_stands_behind() -> None:
    """no_words_changed_since_sign_off"""
    world, report = factories.signed_off()
    item = world.evaluated()[0]
    assert item.scale is not None
    consolidate(
        inspection=world.fresh(),
        item=item,
        level=levels_of(item.scale)[2],
        rationale="On reflection what must improve weighs more.",
        by=world.lead,
        at=later(days=89),
    )

    with pytest.raises(RuleBroken, match="no longer says what the bodies signed off"):
        operations.send_for_factual_accuracy(
            report=report, due_on=TODAY + timedelta(days=100), by=world.lead, at=later(days=90)
        )

    assert factories.report_of(world).status == ReportStatus.SIGNED_OFF

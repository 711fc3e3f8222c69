"""A progress review is checked for facts by the partnership, answered, and can be sent back by a body."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from speir.foundations import audit
from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.improvement_plans import queries, review_facts_operations, review_operations, review_queries
from speir.improvement_plans.choices import PlanStatus, ReviewStatus
from speir.improvement_plans.models import ReviewComment, ReviewPublication
from speir.inspections.queries import standing_of
from tests.factories import TODAY, World, later
from tests.improvement_plans import factories

pytestmark = pytest.mark.django_db


def read_by(world: World, who: str) -> list[str]:
    """The rationales that this person reads of what was sent."""
    standing = standing_of(world.people[who], world.inspection)
    review = factories.newest_review(world)
    return [each.judgement.rationale for each in review_queries.sent_seen_by(standing, review)]


def decline(world: World, who: str = "his_signatory", reason: str = "Area 2 says too much.") -> None:
    """One body sends the review back."""
    review_operations.decline_review(
        review=factories.newest_review(world), reason=reason, by=world.people[who], at=later(days=406)
    )


def test_every_area_is_judged_before_the_review_is_sent() -> None:
    world, _ = factories.under_review()
    factories.judge(world, 1)

    with pytest.raises(RuleBroken, match=r"Not judged: 2\."):
        factories.send_for_facts(world)


def test_comments_are_due_after_today() -> None:
    world, review = factories.judged()

    with pytest.raises(RuleBroken, match="must be after today"):
        review_facts_operations.send_review_for_factual_accuracy(
            review=review, due_on=TODAY + timedelta(days=401), by=world.lead, at=later(days=401)
        )


def test_the_coordinator_is_told_without_a_judgement_in_the_e_mail() -> None:
    world, _ = factories.sent_for_facts()

    message = OutgoingMessage.objects.get(key__contains="review-1-facts")
    assert message.to == world.coordinator.email
    assert "factual accuracy" in message.body
    assert "progress made" not in message.body


@pytest.mark.parametrize(
    ("who", "reads"), [("coordinator", 2), ("contributor", 0), ("council_head", 0), ("lead", 0)]
)
def test_only_the_coordinator_reads_what_was_sent(who: str, reads: int) -> None:
    world, _ = factories.sent_for_facts()

    assert len(read_by(world, who)) == reads


def test_the_partnership_reads_what_it_was_sent_and_nothing_newer() -> None:
    world, _ = factories.commented()
    area = factories.area(world)
    review_operations.judge_area(
        review=factories.newest_review(world),
        area=area,
        level=queries.progress_levels(world.inspection)[1],
        rationale="Changed after the comment.",
        by=world.lead,
        at=later(days=401.6),
    )

    assert "Changed after the comment." not in read_by(world, "coordinator")
    judged = queries.judgements_of(factories.newest_review(world))
    assert judged[area.pk].rationale == "Changed after the comment."


def test_a_comment_says_what_is_wrong_in_words_that_were_sent() -> None:
    world, _ = factories.sent_for_facts()

    with pytest.raises(RuleBroken) as refused:
        factories.comment_on(world, says=" ", quoted="Nobody wrote this.")
    assert {reason.field for reason in refused.value.reasons} == {"says", "quoted"}
    assert factories.comment_on(world).number == 1


def test_the_same_comment_sent_twice_counts_once() -> None:
    world, _ = factories.sent_for_facts()
    factories.comment_on(world, once="form-1")

    with pytest.raises(AlreadyDone):
        factories.comment_on(world, once="form-1")
    assert ReviewComment.objects.count() == 1


def test_comments_are_the_partnerships_own_until_it_has_finished() -> None:
    world, _ = factories.sent_for_facts()
    factories.comment_on(world)
    lead = standing_of(world.lead, world.inspection)

    assert review_queries.review_comments_seen_by(lead, factories.newest_review(world)) is None
    factories.finish_facts(world)
    seen = review_queries.review_comments_seen_by(lead, factories.newest_review(world))
    assert [each.comment.says for each in seen or []] == ["You met managers, not staff."]
    with pytest.raises(NotNow):
        factories.comment_on(world)


def test_every_comment_is_answered_before_the_review_is_complete() -> None:
    world, comment = factories.commented()
    coordinator = standing_of(world.coordinator, world.inspection)
    with pytest.raises(RuleBroken, match="have no answer yet"):
        review_operations.complete_progress_review(
            review=factories.newest_review(world), by=world.lead, at=later(days=402)
        )

    factories.answer(world, comment)
    seen = review_queries.review_comments_seen_by(coordinator, factories.newest_review(world))
    assert [each.answer for each in seen or []] == [None]
    review_operations.complete_progress_review(
        review=factories.newest_review(world), by=world.lead, at=later(days=402)
    )

    seen = review_queries.review_comments_seen_by(coordinator, factories.newest_review(world))
    assert [each.answer.reason for each in seen or [] if each.answer] == ["It was managers."]


def test_an_answer_has_a_reason_and_the_newest_counts() -> None:
    world, comment = factories.commented()
    with pytest.raises(RuleBroken, match="Give the reason"):
        factories.answer(world, comment, reason=" ")
    factories.answer(world, comment, is_accepted=False, reason="We met both.")
    factories.answer(world, comment)

    (seen,) = review_queries.review_comments(factories.newest_review(world))
    assert seen.answer is not None
    assert (seen.answer.is_accepted, seen.answers_given) == (True, 2)


@pytest.mark.parametrize("who", ["inspector", "support", "link", "coordinator", "outsider"])
def test_only_the_lead_answers(who: str) -> None:
    world, comment = factories.commented()

    with pytest.raises(NotAllowed):
        factories.answer(world, comment, by=world.people[who])


def test_a_body_sends_the_review_back_and_everything_opens_again() -> None:
    world, _ = factories.reviewed()
    factories.sign_review(world, "ci_signatory")

    decline(world)

    review = factories.newest_review(world)
    assert (review.status, review.completed_at) == (ReviewStatus.RESPONDING, None)
    assert (factories.plan_of(world).status, world.fresh().status) == (PlanStatus.UNDER_REVIEW, "improving")
    assert review_queries.review_sign_offs(review).signed == []
    assert OutgoingMessage.objects.filter(key__contains="review-declined", to=world.lead.email).exists()


def test_after_sending_back_every_body_signs_again_and_it_is_published() -> None:
    world, _ = factories.reviewed()
    factories.sign_review(world, "ci_signatory")
    decline(world)
    factories.judge(world, 2, level=2, days=407)
    review_operations.complete_progress_review(
        review=factories.newest_review(world), by=world.lead, at=later(days=408)
    )

    factories.sign_review(world, "his_signatory", "hmics_signatory", days=409)
    with pytest.raises(RuleBroken, match=f"Still to sign: {world.people['ci_signatory'].body.name}"):
        review_operations.publish_progress_review(
            review=factories.newest_review(world), by=world.support, at=later(days=410)
        )
    factories.sign_review(world, "ci_signatory", days=411)
    published = review_operations.publish_progress_review(
        review=factories.newest_review(world), by=world.support, at=later(days=412)
    )

    assert [each["level_label"] for each in published.content["areas"]] == [
        "significant progress",
        "minimal progress",
    ]
    assert world.fresh().status == "closed"
    assert audit.first_break() is None


def test_a_plan_that_went_on_is_under_review_again() -> None:
    world, _ = factories.reviewed(closes=False)

    decline(world)

    assert (factories.plan_of(world).status, world.fresh().status) == (PlanStatus.UNDER_REVIEW, "improving")


def test_sending_back_needs_a_reason_and_comes_before_publication() -> None:
    world, _ = factories.reviewed()
    with pytest.raises(RuleBroken, match="Give the reason"):
        decline(world, reason=" ")
    factories.sign_review(world)
    review_operations.publish_progress_review(
        review=factories.newest_review(world), by=world.support, at=later(days=410)
    )

    with pytest.raises(RuleBroken, match="is published"):
        decline(world)
    assert ReviewPublication.objects.count() == 1


@pytest.mark.parametrize("who", ["lead", "link", "coordinator", "outsider"])
def test_only_signatories_send_it_back(who: str) -> None:
    world, _ = factories.reviewed()

    with pytest.raises(NotAllowed):
        decline(world, who)


@pytest.mark.parametrize("table", ["declinedreview", "reviewcomment", "reviewanswer", "reviewsignoff"])
@pytest.mark.parametrize("verb", ["update {} set id = id", "delete from {}"])
def test_the_database_refuses_to_change_what_was_said(table: str, verb: str) -> None:
    world, comment = factories.commented()
    factories.answer(world, comment)
    review_operations.complete_progress_review(
        review=factories.newest_review(world), by=world.lead, at=later(days=402)
    )
    factories.sign_review(world, "ci_signatory")
    decline(world)

    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(f"improvement_plans_{table}"))

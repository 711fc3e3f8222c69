"""A progress review is signed by every body and published; a plan that goes on gets another."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from speir.foundations import audit
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.improvement_plans import queries, review_operations, review_queries
from speir.improvement_plans.choices import AreaProgress, PlanStatus
from speir.improvement_plans.models import ReviewPublication
from speir.inspections.queries import standing_of
from tests.factories import TODAY, World, later
from tests.improvement_plans import factories

pytestmark = pytest.mark.django_db


def second_review(world: World) -> None:
    """Open the second review."""
    review_operations.open_progress_review(
        plan=factories.plan_of(world),
        starts_on=TODAY + timedelta(days=700),
        by=world.lead,
        at=later(days=690),
    )


def test_a_review_is_published_once_every_body_has_signed_it() -> None:
    world, review = factories.review_published()

    published = review_queries.published_review(world.inspection.reference, 1)
    assert published is not None
    assert published.is_unchanged
    assert [(area.number, area.level_label) for area in published.content.areas] == [
        (1, "significant progress"),
        (2, "some progress"),
    ]
    assert len(published.content.signatures) == 3
    assert published.content.is_fictional
    assert [each.publication.review for each in review_queries.published_reviews()] == [review]


def test_a_missing_signature_is_named_and_nothing_is_published() -> None:
    world, review = factories.reviewed()
    factories.sign_review(world, "ci_signatory", "his_signatory")

    with pytest.raises(RuleBroken, match="Still to sign: "):
        review_operations.publish_progress_review(review=review, by=world.support, at=later(days=410))

    assert not ReviewPublication.objects.exists()


def test_a_body_signs_once_and_says_what_it_approves() -> None:
    world, review = factories.reviewed()
    factories.sign_review(world, "ci_signatory")

    with pytest.raises(RuleBroken) as refused:
        review_operations.sign_off_review(
            review=review, statement=" ", by=world.people["ci_signatory"], at=later(days=406)
        )

    assert len(refused.value.reasons) == 2


def test_a_review_is_complete_before_it_is_signed() -> None:
    world, review = factories.under_review()

    with pytest.raises(RuleBroken, match="not complete"):
        factories.sign_review(world, "ci_signatory")
    with pytest.raises(RuleBroken, match="not complete"):
        review_operations.publish_progress_review(review=review, by=world.support, at=later(days=410))


@pytest.mark.parametrize("who", ["lead", "link", "coordinator", "outsider"])
def test_only_signatories_sign(who: str) -> None:
    world, review = factories.reviewed()

    with pytest.raises(NotAllowed):
        review_operations.sign_off_review(
            review=review, statement="Yes.", by=world.people[who], at=later(days=406)
        )


@pytest.mark.parametrize("who", ["link", "inspector", "ci_signatory", "coordinator"])
def test_only_the_lead_and_the_support_officer_publish(who: str) -> None:
    world, review = factories.review_signed()

    with pytest.raises(NotAllowed):
        review_operations.publish_progress_review(review=review, by=world.people[who], at=later(days=410))


def test_a_plan_that_goes_on_is_carried_out_again_and_gets_a_second_review() -> None:
    world, _ = factories.review_published(closes=False)
    assert factories.plan_of(world).status == PlanStatus.AGREED
    assert world.fresh().status == "improving"

    second_review(world)
    for number in (1, 2):
        factories.judge(world, number, level=0, days=701)
    factories.check_facts(world, days=701.2)
    review_operations.complete_progress_review(
        review=factories.newest_review(world), by=world.lead, at=later(days=702)
    )
    factories.sign_review(world, days=703)
    review_operations.publish_progress_review(
        review=factories.newest_review(world), by=world.support, at=later(days=704)
    )

    published = review_queries.published_reviews_of(world.inspection.reference)
    assert [each.content.number for each in published] == [2, 1]
    assert (factories.plan_of(world).status, world.fresh().status) == (PlanStatus.REVIEWED, "closed")


def test_the_second_review_waits_until_the_first_is_published() -> None:
    world, _ = factories.review_signed(closes=False)

    with pytest.raises(RuleBroken, match="has not been published"):
        second_review(world)


def test_each_area_is_judged_anew_and_the_partnership_reads_the_review_before_meanwhile() -> None:
    world, _ = factories.review_published(closes=False)
    second_review(world)
    factories.judge(world, 1, level=2, days=701)
    plan = factories.plan_of(world)

    scrutiny = queries.plan_page(plan, standing_of(world.lead, world.inspection), TODAY)
    partnership = queries.plan_page(plan, standing_of(world.coordinator, world.inspection), TODAY)
    assert scrutiny is not None
    assert partnership is not None
    levels = [line.judgement.level.label if line.judgement else "" for line in scrutiny.areas]
    assert levels == ["minimal progress", ""]
    assert [(n, each.level.label) for n, each in scrutiny.areas[0].earlier] == [(1, "significant progress")]
    read = [line.judgement.level.label for line in partnership.areas if line.judgement]
    assert read == ["significant progress", "some progress"]
    assert partnership.judgements_hidden
    waiting = [turn.key for turn in queries.turns(world.fresh(), TODAY)]
    assert waiting == ["judge_area"]


def test_a_verified_area_can_be_claimed_again_once_a_review_let_the_plan_go_on() -> None:
    world, plan = factories.agreed()
    factories.conclude(world, factories.claim(world))
    with pytest.raises(RuleBroken, match="verified progress here already"):
        factories.claim(world)
    review = review_operations.open_progress_review(
        plan=plan, starts_on=TODAY + timedelta(days=400), by=world.lead, at=later(days=390)
    )
    for number in (1, 2):
        factories.judge(world, number)
    factories.check_facts(world)
    review_operations.complete_progress_review(review=review, by=world.lead, at=later(days=402), closes=False)

    factories.claim(world, days=500)

    assert queries.progress_of(factories.area(world)) == AreaProgress.CLAIMED


def test_every_step_is_audited() -> None:
    world, _ = factories.review_published()

    said = [entry.what for entry in audit.entries_of(world.inspection.pk)]
    assert sum(what.startswith("Progress review signed off for") for what in said) == 3
    assert said.count("Progress review published") == 1


@pytest.mark.parametrize("table", ["reviewsignoff", "reviewpublication"])
@pytest.mark.parametrize("verb", ["update {} set id = id", "delete from {}"])
def test_the_database_refuses_to_change_what_was_signed_and_published(table: str, verb: str) -> None:
    factories.review_published()

    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(f"improvement_plans_{table}"))

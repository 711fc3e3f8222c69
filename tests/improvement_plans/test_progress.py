"""Progress is claimed with evidence, verified by the link inspector, judged in the progress review."""

from datetime import timedelta
from pathlib import Path

import pytest

from speir.evaluations.queries import consolidations_of
from speir.foundations.models import OutgoingMessage
from speir.foundations.moves import moves_of
from speir.foundations.refusals import AlreadyDone, NotNow, RuleBroken
from speir.improvement_plans import operations, queries, review_operations
from speir.improvement_plans.choices import AreaProgress, PlanStatus, ReviewStatus, Verdict
from speir.improvement_plans.models import ProgressClaim
from speir.inspections.queries import standing_of
from tests.factories import TODAY, later, pdf
from tests.improvement_plans import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]


def test_a_claim_needs_evidence() -> None:
    world, _ = factories.agreed()

    with pytest.raises(RuleBroken) as refused:
        operations.claim_progress(
            area=factories.area(world), says="Better.", by=world.coordinator, at=later(days=200)
        )

    assert refused.value.reasons[0].field == "files"


def test_a_file_that_is_not_what_it_says_leaves_no_claim() -> None:
    world, _ = factories.agreed()
    wrong = pdf("audit.docx")

    with pytest.raises(RuleBroken, match="not really"):
        operations.claim_progress(
            area=factories.area(world),
            says="Better.",
            uploads=[wrong],
            by=world.coordinator,
            at=later(days=200),
        )

    assert not ProgressClaim.objects.exists()


def test_a_claim_keeps_its_files(own_files: Path) -> None:
    world, plan = factories.agreed()
    factories.claim(world)

    (line,) = queries.claims_of(plan)

    assert [file.name for file in line.files] == ["audit.pdf"]
    assert queries.claim_file(plan, line.files[0].pk) == line.files[0]
    assert any(own_files.rglob(line.files[0].pk.hex))


def test_the_same_claim_sent_twice_counts_once() -> None:
    world, _ = factories.agreed()

    def claim() -> None:
        operations.claim_progress(
            area=factories.area(world),
            says="Better.",
            where="In the audit system.",
            by=world.coordinator,
            at=later(days=200),
            once="form-1",
        )

    claim()
    with pytest.raises(AlreadyDone):
        claim()
    assert ProgressClaim.objects.count() == 1


def test_nothing_is_claimed_before_the_plan_is_agreed() -> None:
    world, _ = factories.submitted()

    with pytest.raises(RuleBroken, match="once the plan is agreed"):
        factories.claim(world)


def test_one_claim_waits_at_a_time_and_not_yet_lets_the_partnership_claim_again() -> None:
    world, _ = factories.agreed()
    first = factories.claim(world)
    with pytest.raises(RuleBroken, match="has not answered yet"):
        factories.claim(world, days=201)

    factories.conclude(world, first, Verdict.NOT_YET)
    assert queries.progress_of(factories.area(world)) == AreaProgress.NOT_YET
    second = factories.claim(world, days=220)
    factories.conclude(world, second, days=230)

    assert queries.progress_of(factories.area(world)) == AreaProgress.VERIFIED
    with pytest.raises(RuleBroken, match="verified progress here already"):
        factories.claim(world, days=240)


def test_a_claim_is_answered_once_and_with_a_reason() -> None:
    world, _ = factories.agreed()
    claim = factories.claim(world)
    with pytest.raises(RuleBroken, match="Give the reason"):
        operations.verify_claim(
            claim=claim, verdict=Verdict.VERIFIED, reason="", by=world.link, at=later(days=210)
        )

    factories.conclude(world, claim)
    with pytest.raises(RuleBroken, match="answered already"):
        factories.conclude(world, claim, Verdict.NOT_YET)


def test_the_e_mail_about_an_answer_does_not_say_the_answer() -> None:
    world, _ = factories.agreed()
    factories.conclude(world, factories.claim(world), Verdict.NOT_YET)

    message = OutgoingMessage.objects.get(key__startswith="verdict-")

    assert message.to == world.coordinator.email
    assert "not yet" not in message.body.lower()


def test_the_page_counts_where_each_area_stands() -> None:
    world, plan = factories.agreed()
    factories.claim(world)

    page = queries.plan_page(plan, standing_of(world.link, world.inspection), TODAY)

    assert page is not None
    assert page.counts()[AreaProgress.CLAIMED] == 1
    assert page.counts()[AreaProgress.OPEN] == 1
    assert page.areas[0].claim_waiting is not None


def test_the_review_cannot_start_in_the_past_or_before_the_plan_is_agreed() -> None:
    world, plan = factories.submitted()
    with pytest.raises(NotNow):
        review_operations.open_progress_review(
            plan=plan, starts_on=TODAY + timedelta(400), by=world.lead, at=later()
        )
    operations.agree_plan(plan=plan, by=world.link, at=later(days=125))

    with pytest.raises(RuleBroken, match="cannot start in the past"):
        review_operations.open_progress_review(plan=plan, starts_on=TODAY, by=world.link, at=later(days=390))


def test_a_phase_without_a_scale_for_progress_has_no_review() -> None:
    world, _ = factories.agreed()
    phase = world.inspection.phase
    phase.progress_framework = None
    phase.save(update_fields=["progress_framework"])

    with pytest.raises(RuleBroken, match="no scale for judging progress"):
        review_operations.open_progress_review(
            plan=factories.plan_of(world), starts_on=TODAY + timedelta(400), by=world.lead, at=later(days=390)
        )


def test_a_level_of_another_scale_and_an_empty_rationale_are_refused() -> None:
    world, review = factories.under_review()
    foreign = consolidations_of(world.inspection)[0].level

    with pytest.raises(RuleBroken) as refused:
        review_operations.judge_area(
            review=review,
            area=factories.area(world),
            level=foreign,
            rationale="",
            by=world.inspector,
            at=later(days=401),
        )

    assert {reason.field for reason in refused.value.reasons} == {"level", "rationale"}


def test_an_area_of_another_plan_is_refused() -> None:
    world, review = factories.under_review()
    other, _ = factories.opened()

    with pytest.raises(RuleBroken, match="another improvement plan"):
        review_operations.judge_area(
            review=review,
            area=factories.area(other),
            level=queries.progress_levels(world.inspection)[0],
            rationale="Because.",
            by=world.inspector,
            at=later(days=401),
        )


def test_every_area_is_judged_before_the_review_is_complete() -> None:
    world, review = factories.under_review()
    factories.judge(world, 1)

    with pytest.raises(RuleBroken, match=r"Not judged: 2\."):
        review_operations.complete_progress_review(review=review, by=world.lead, at=later(days=402))


def test_completing_the_review_closes_the_plan_and_the_inspection() -> None:
    world, review = factories.under_review()
    factories.judge(world, 1)
    factories.judge(world, 2, level=2)
    factories.check_facts(world)
    coordinator = standing_of(world.coordinator, world.inspection)
    before = queries.plan_page(factories.plan_of(world), coordinator, TODAY)
    assert before is not None
    assert before.judgements_hidden

    review_operations.complete_progress_review(review=review, by=world.lead, at=later(days=402))

    plan = factories.plan_of(world)
    after = queries.plan_page(plan, coordinator, TODAY)
    assert after is not None
    assert (plan.status, world.fresh().status) == (PlanStatus.REVIEWED, "closed")
    assert [line.judgement.level.label for line in after.areas if line.judgement] == [
        "significant progress",
        "minimal progress",
    ]
    assert [move.step for move in moves_of(plan)] == ["submit", "agree", "review", "finish_review"]


def test_the_newest_judgement_counts_and_a_complete_review_is_closed() -> None:
    world, review = factories.under_review()
    factories.judge(world, 1, level=2)
    factories.judge(world, 1, level=0)
    factories.judge(world, 2)
    judged = queries.judgements_of(review)
    assert judged[factories.area(world).pk].level.label == "significant progress"
    factories.check_facts(world)

    review_operations.complete_progress_review(review=review, by=world.lead, at=later(days=402))

    review = queries.review_of(factories.plan_of(world)) or review
    assert review.status == ReviewStatus.COMPLETE
    assert review.completed_by == world.lead
    with pytest.raises(RuleBroken, match="not so now"):
        factories.judge(world, 1)


def test_claims_can_still_be_answered_during_the_review() -> None:
    world, plan = factories.agreed()
    claim = factories.claim(world)
    review_operations.open_progress_review(
        plan=plan, starts_on=TODAY + timedelta(400), by=world.link, at=later(days=390)
    )

    factories.conclude(world, claim, days=391)

    assert queries.progress_of(factories.area(world)) == AreaProgress.VERIFIED

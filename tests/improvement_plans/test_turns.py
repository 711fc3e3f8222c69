"""Whose turn it is at each status of an improvement plan."""

import pytest

from speir.improvement_plans import queries, review_operations
from speir.inspections.queries import standing_of
from tests.factories import TODAY, World, later
from tests.improvement_plans import factories
from tests.reports.factories import embargoed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]


def _keys(world: World, who: str) -> list[str]:
    standing = standing_of(world.people[who], world.inspection)
    return [turn.key for turn in queries.turns(world.inspection, TODAY) if turn.is_for(standing)]


def test_nothing_waits_before_there_is_a_plan() -> None:
    world, _ = embargoed()

    assert queries.turns(world.inspection) == []


def test_the_coordinator_writes_and_the_link_inspector_agrees() -> None:
    world, _ = factories.opened()
    assert _keys(world, "coordinator") == ["write_plan"]
    assert _keys(world, "link") == []

    world, _ = factories.submitted()
    assert _keys(world, "coordinator") == []
    assert _keys(world, "link") == ["agree_plan"]


def test_claims_wait_for_the_link_inspector_and_then_the_review_can_open() -> None:
    world, _ = factories.agreed()
    assert _keys(world, "coordinator") == ["claim_progress"]
    claims = [factories.claim(world, number) for number in (1, 2)]
    assert _keys(world, "link") == ["verify_claim", "verify_claim"]

    for claim in claims:
        factories.conclude(world, claim)
    assert _keys(world, "coordinator") == []
    assert _keys(world, "lead") == ["open_progress_review"]


def test_each_area_waits_to_be_judged_and_then_the_review_to_be_completed() -> None:
    world, review = factories.under_review()
    assert _keys(world, "inspector") == ["judge_area", "judge_area"]
    assert _keys(world, "link") == []
    for number in (1, 2):
        factories.judge(world, number)
    assert _keys(world, "lead") == ["send_review_for_factual_accuracy"]
    assert _keys(world, "support") == ["send_review_for_factual_accuracy"]

    factories.send_for_facts(world)
    assert (_keys(world, "lead"), _keys(world, "coordinator")) == ([], ["comment_on_review"])
    comment = factories.comment_on(world)
    factories.finish_facts(world)
    assert (_keys(world, "lead"), _keys(world, "coordinator")) == (["answer_review_comments"], [])
    factories.answer(world, comment)
    assert _keys(world, "lead") == ["complete_progress_review"]

    review_operations.complete_progress_review(review=review, by=world.lead, at=later(days=402))
    assert {turn.key for turn in queries.turns(world.fresh(), TODAY)} == {"sign_review"}
    assert _keys(world, "ci_signatory") == ["sign_review"]
    factories.sign_review(world)
    assert _keys(world, "support") == ["publish_review"]
    review_operations.publish_progress_review(
        review=factories.newest_review(world), by=world.support, at=later(days=410)
    )
    assert queries.turns(world.fresh(), TODAY) == []

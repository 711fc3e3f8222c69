"""Each rule by its name: when it holds, when it does not, and what people read."""

from datetime import date

import pytest

from speir.foundations.refusals import RuleBroken
from speir.foundations.rules import REGISTERED
from speir.improvement_plans import progress, rules
from speir.improvement_plans.choices import AreaProgress, PlanStatus, ReviewStatus, Verdict
from speir.improvement_plans.visibility import may_see_actions, may_see_judgements
from speir.people.choices import Side

TODAY, TOMORROW = date(2026, 11, 2), date(2026, 11, 3)
EXAMPLES: list[tuple[str, tuple[object, ...], tuple[object, ...]]] = [
    ("plan_is_due_after_it_opens", (TOMORROW, TODAY), (TODAY, TODAY)),
    ("the_plan_is_being_written", ("opened",), ("submitted",)),
    ("the_plan_is_being_carried_out", ("agreed",), ("under_review",)),
    ("an_action_says_what_will_be_done", ("Train.",), (" ",)),
    ("an_action_has_somebody_leading_it", ("Head",), ("",)),
    ("an_action_says_how_we_will_know", ("Audit.",), ("",)),
    ("an_action_is_due_after_today", (TOMORROW, TODAY), (TODAY, TODAY)),
    ("an_action_belongs_to_a_body_of_the_partnership", ("a", ["a"]), ("b", ["a"])),
    ("the_action_is_not_done", (False,), (True,)),
    ("every_area_has_an_action", ([],), ([2],)),
    ("a_reason_is_given", ("Why.",), ("",)),
    ("progress_may_be_judged", ("responding",), ("factual_accuracy",)),
    ("the_review_is_not_published", (False,), (True,)),
    ("a_claim_says_what_has_changed", ("Better.",), ("",)),
    ("a_claim_comes_with_evidence", (0, "In the audit system."), (0, "  ")),
    ("no_claim_is_waiting", (False,), (True,)),
    ("progress_is_not_verified_yet", (False,), (True,)),
    ("a_claim_is_answered_once", (False,), (True,)),
    ("nobody_verifies_their_own_claim", ("a", "b"), ("a", "a")),
    ("a_review_starts_today_or_later", (TODAY, TODAY), (TODAY, TOMORROW)),
    ("there_is_a_scale_for_progress", (True,), (False,)),
    ("the_level_is_on_the_progress_scale", ("a", ["a"]), ("b", ["a"])),
    ("a_judgement_has_a_rationale", ("Because.",), ("\n",)),
    ("the_area_is_in_this_plan", (True,), (False,)),
    ("every_area_is_judged", ([],), ([1],)),
    ("the_review_before_is_published", (True,), (False,)),
    ("the_review_is_complete", ("complete",), ("open",)),
    ("body_has_not_signed_the_review", ("a", ["b"]), ("a", ["a"])),
    ("a_signature_says_what_it_approves", ("Approved.",), (" ",)),
    ("every_body_has_signed_the_review", ([],), (["Body"],)),
]


@pytest.mark.parametrize(("name", "holding", "broken"), EXAMPLES, ids=[name for name, _, _ in EXAMPLES])
def test_the_rule_holds_and_breaks(
    name: str, holding: tuple[object, ...], broken: tuple[object, ...]
) -> None:
    rule = getattr(rules, name)

    assert rule.holds(*holding)
    with pytest.raises(RuleBroken) as refused:
        rule.check(*broken)
    assert refused.value.reasons[0].message == rule.message


def test_every_rule_of_improvement_plans_has_an_example() -> None:
    ours = {rule.name for rule in REGISTERED.values() if rule.part == "improvement_plans"}

    assert ours == {name for name, _, _ in EXAMPLES}


def test_areas_without_an_action_and_not_judged_are_named() -> None:
    with pytest.raises(RuleBroken, match=r"Without an action: 1, 3\."):
        rules.check_every_area_has_an_action([3, 1])
    with pytest.raises(RuleBroken, match=r"Not judged: 2\."):
        rules.check_every_area_is_judged([2])


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([], AreaProgress.OPEN),
        ([None], AreaProgress.CLAIMED),
        ([Verdict.NOT_YET], AreaProgress.NOT_YET),
        ([Verdict.NOT_YET, None], AreaProgress.CLAIMED),
        ([Verdict.NOT_YET, Verdict.VERIFIED], AreaProgress.VERIFIED),
    ],
)
def test_the_progress_of_an_area_follows_from_its_claims(
    verdicts: list[Verdict | None], expected: AreaProgress
) -> None:
    assert progress.area_progress(verdicts) == expected


def test_an_action_is_overdue_the_day_after_its_day_unless_it_is_done() -> None:
    assert progress.days_overdue(TODAY, TODAY, is_done=False) == 0
    assert progress.days_overdue(TODAY, TOMORROW, is_done=False) == 1
    assert progress.days_overdue(TODAY, TOMORROW, is_done=True) == 0


def test_a_plan_is_usually_due_six_weeks_after_publication() -> None:
    assert progress.usual_due_day(TODAY) == date(2026, 12, 14)


@pytest.mark.parametrize("status", list(PlanStatus))
def test_scrutiny_sees_no_actions_while_the_partnership_writes(status: PlanStatus) -> None:
    assert may_see_actions(Side.PARTNERSHIP, status)
    assert may_see_actions(Side.SCRUTINY, status) == (status != PlanStatus.OPENED)


@pytest.mark.parametrize("status", list(ReviewStatus))
def test_the_partnership_sees_judgements_when_the_review_is_complete(status: ReviewStatus) -> None:
    assert may_see_judgements(Side.SCRUTINY, status)
    assert may_see_judgements(Side.PARTNERSHIP, status) == (status == ReviewStatus.COMPLETE)

"""Who may do what with an improvement plan: the whole table, every role."""

from datetime import timedelta

import pytest

from speir.foundations.access import Permission
from speir.foundations.refusals import NotAllowed
from speir.improvement_plans import operations, permissions, queries, review_operations
from speir.improvement_plans.choices import Verdict
from speir.people.choices import PARTNERSHIP_ROLES, Role, Side
from speir.people.standing import Standing
from tests.factories import TODAY, later
from tests.improvement_plans import factories

READERS = set(Role) - {
    Role.STRATEGIC_INSPECTOR,
    Role.METHODS_ANALYST,
    Role.RELATIONSHIP_MANAGER,
    Role.OPERATIONAL_LEAD,
    Role.SENIOR_MANAGER,
    Role.LOCAL_READER,
}
ALLOWED = {
    permissions.may_open_plan: {Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER},
    permissions.may_plan_actions: {Role.COORDINATOR, Role.CONTRIBUTOR},
    permissions.may_submit_plan: {Role.COORDINATOR},
    permissions.may_agree_plan: {Role.LINK_INSPECTOR},
    permissions.may_claim_progress: {Role.COORDINATOR, Role.CONTRIBUTOR},
    permissions.may_verify_claim: {Role.LINK_INSPECTOR},
    permissions.may_open_progress_review: {Role.LEAD_INSPECTOR, Role.LINK_INSPECTOR},
    permissions.may_judge_progress: {Role.LEAD_INSPECTOR, Role.INSPECTOR},
    permissions.may_complete_progress_review: {Role.LEAD_INSPECTOR},
    permissions.may_send_review_to_partnership: {Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER},
    permissions.may_comment_on_review: {Role.COORDINATOR},
    permissions.may_answer_review_comments: {Role.LEAD_INSPECTOR},
    permissions.may_sign_review: {Role.SIGNATORY},
    permissions.may_publish_review: {Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER},
    permissions.may_read_plan: READERS,
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(ALLOWED), ids=lambda permission: permission.name)
def test_only_the_roles_in_the_table_may(permission: Permission[Standing], role: Role) -> None:
    side = Side.PARTNERSHIP if role in PARTNERSHIP_ROLES else Side.SCRUTINY
    standing = Standing("person", side, "body", frozenset({role}))

    assert (permission.reason_refused(standing) is None) == (role in ALLOWED[permission])


@pytest.mark.django_db
def test_writing_and_agreeing_are_refused_to_the_wrong_side() -> None:
    world, plan = factories.opened()
    action = factories.act(world)

    with pytest.raises(NotAllowed):
        factories.act(world, by=world.link)
    with pytest.raises(NotAllowed):
        operations.drop_action(action=action, by=world.lead, at=later(days=111))
    with pytest.raises(NotAllowed):
        operations.submit_plan(plan=plan, by=world.contributor, at=later(days=111))
    with pytest.raises(NotAllowed):
        operations.agree_plan(plan=plan, by=world.lead, at=later(days=111))
    with pytest.raises(NotAllowed):
        operations.return_plan(plan=plan, reason="Why.", by=world.coordinator, at=later(days=111))
    with pytest.raises(NotAllowed):
        operations.open_plan(inspection=world.inspection, by=world.coordinator, at=later(days=111))


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["lead", "inspector", "coordinator", "support", "outsider"])
def test_only_the_link_inspector_verifies(who: str) -> None:
    world, _ = factories.agreed()
    claim = factories.claim(world)

    with pytest.raises(NotAllowed, match="Only the link inspector"):
        operations.verify_claim(
            claim=claim,
            verdict=Verdict.VERIFIED,
            reason="Seen.",
            by=world.people[who],
            at=later(days=210),
        )


@pytest.mark.django_db
def test_the_link_inspector_does_not_judge_progress_and_the_partnership_neither() -> None:
    world, review = factories.under_review()
    level = queries.progress_levels(world.inspection)[0]

    for who in ("link", "coordinator", "support"):
        with pytest.raises(NotAllowed):
            review_operations.judge_area(
                review=review,
                area=factories.area(world),
                level=level,
                rationale="Because.",
                by=world.people[who],
                at=later(days=401),
            )
    with pytest.raises(NotAllowed):
        review_operations.complete_progress_review(review=review, by=world.inspector, at=later(days=402))


@pytest.mark.django_db
def test_opening_a_review_is_not_for_the_partnership() -> None:
    world, plan = factories.agreed()

    with pytest.raises(NotAllowed):
        review_operations.open_progress_review(
            plan=plan, starts_on=TODAY + timedelta(days=400), by=world.coordinator, at=later(days=390)
        )

"""The plan opens with the published areas in it, is written, submitted, returned, agreed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import AlreadyDone, NotNow, RuleBroken
from speir.improvement_plans import operations, queries, review_operations
from speir.improvement_plans.choices import PlanStatus
from speir.improvement_plans.models import PlannedAction
from speir.inspections.queries import standing_of
from speir.reports.publication_queries import publication_of
from tests.factories import TODAY, later
from tests.improvement_plans import factories
from tests.reports.factories import embargoed

pytestmark = pytest.mark.django_db


def test_the_plan_opens_with_the_published_areas_word_for_word() -> None:
    world, plan = factories.opened()
    published = publication_of(world.inspection)
    assert published is not None

    areas = queries.areas_of(plan)

    sections = published.content.report.of_kind("area_for_improvement")
    assert [area.text for area in areas] == [section.text for section in sections]
    assert [str(area.finding_id) for area in areas] == [section.finding_id for section in sections]
    assert plan.due_on == TODAY + timedelta(days=103, weeks=6)


def test_no_plan_opens_before_publication() -> None:
    world, _ = embargoed()

    with pytest.raises(NotNow, match="not published yet"):
        operations.open_plan(inspection=world.fresh(), by=world.support, at=later(days=97))


@pytest.mark.usefixtures("own_files")
@pytest.mark.parametrize(
    "verb", ["update improvement_plans_{} set id = id", "delete from improvement_plans_{}"]
)
def test_the_database_itself_refuses_to_change_what_is_kept(verb: str) -> None:
    world, plan = factories.agreed()
    factories.conclude(world, factories.claim(world))
    review_operations.open_progress_review(
        plan=plan, starts_on=TODAY + timedelta(days=400), by=world.lead, at=later(days=390)
    )
    factories.judge(world)

    for table in ("planarea", "progressclaim", "claimfile", "claimverdict", "progressjudgement"):
        with (
            pytest.raises(DatabaseError, match="never changed or deleted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(verb.format(table))


def test_every_fault_of_an_action_is_said_at_once() -> None:
    world, _ = factories.opened()

    with pytest.raises(RuleBroken) as refused:
        factories.act(
            world,
            text=" ",
            body=world.bodies["ci"],
            lead_person="",
            due_on=TODAY + timedelta(days=110),
            measure="",
        )

    fields = {reason.field for reason in refused.value.reasons}
    assert fields == {"text", "body", "lead_person", "due_on", "measure"}


def test_the_same_action_sent_twice_is_planned_once() -> None:
    world, _ = factories.opened()
    factories.act(world, once="form-1")

    with pytest.raises(AlreadyDone):
        factories.act(world, once="form-1")

    assert PlannedAction.objects.count() == 1


def test_a_plan_is_not_submitted_while_an_area_has_no_action() -> None:
    world, plan = factories.opened()
    dropped = factories.act(world, 1)
    factories.act(world, 2)
    operations.drop_action(action=dropped, by=world.coordinator, at=later(days=111))

    with pytest.raises(RuleBroken, match=r"Without an action: 1\."):
        operations.submit_plan(plan=plan, by=world.coordinator, at=later(days=112))


def test_an_action_is_changed_only_while_the_plan_is_written() -> None:
    world, _ = factories.submitted()
    action = queries.actions_of(factories.plan_of(world))[0]

    with pytest.raises(RuleBroken, match="only while the partnership writes it"):
        operations.change_action(
            action=action,
            text="Less.",
            body=action.body,
            lead_person="Head",
            due_on=factories.ACTION_DUE_ON,
            measure="Audit.",
            based_on="1",
            by=world.coordinator,
            at=later(days=121),
        )
    with pytest.raises(RuleBroken):
        factories.act(world, at=later(days=121))


def test_a_returned_plan_carries_its_reason_and_can_be_submitted_again() -> None:
    world, plan = factories.submitted()
    operations.return_plan(plan=plan, reason="Say who measures it.", by=world.link, at=later(days=122))
    plan = factories.plan_of(world)
    assert (plan.status, plan.returned_why) == (PlanStatus.OPENED, "Say who measures it.")
    action = queries.actions_of(plan)[0]
    operations.change_action(
        action=action,
        text=action.text,
        body=action.body,
        lead_person=action.lead_person,
        due_on=action.due_on,
        measure="The committee audits 30 records in March.",
        based_on="1",
        by=world.contributor,
        at=later(days=123),
    )

    operations.submit_plan(plan=plan, by=world.coordinator, at=later(days=124))
    operations.agree_plan(plan=factories.plan_of(world), by=world.link, at=later(days=125))

    plan = factories.plan_of(world)
    assert (plan.status, plan.returned_why) == (PlanStatus.AGREED, "")


def test_a_plan_is_not_returned_without_a_reason_nor_agreed_twice() -> None:
    world, plan = factories.submitted()
    with pytest.raises(RuleBroken, match="Give the reason"):
        operations.return_plan(plan=plan, reason=" ", by=world.link, at=later(days=122))

    operations.agree_plan(plan=plan, by=world.link, at=later(days=123))
    with pytest.raises(NotNow):
        operations.agree_plan(plan=plan, by=world.link, at=later(days=124))


def test_the_link_inspector_sees_no_action_before_the_plan_is_submitted() -> None:
    world, plan = factories.opened()
    factories.act(world)
    link = standing_of(world.link, world.inspection)
    contributor = standing_of(world.contributor, world.inspection)

    hidden = queries.plan_page(plan, link, TODAY)
    open_page = queries.plan_page(plan, contributor, TODAY)

    assert hidden is not None
    assert open_page is not None
    assert hidden.actions_hidden
    assert not any(line.actions for line in hidden.areas)
    assert len(open_page.areas[0].actions) == 1


def test_somebody_outside_may_not_read_the_plan() -> None:
    world, plan = factories.agreed()

    assert queries.plan_page(plan, standing_of(world.outsider, world.inspection), TODAY) is None


def test_overdue_actions_are_found_until_they_are_done() -> None:
    world, plan = factories.agreed()
    after = factories.ACTION_DUE_ON + timedelta(days=1)
    assert queries.overdue_actions(plan, factories.ACTION_DUE_ON) == []
    first, *_ = overdue = queries.overdue_actions(plan, after)
    assert len(overdue) == 2

    operations.finish_action(action=first, by=world.contributor, at=later(days=290))

    assert len(queries.overdue_actions(plan, after)) == 1
    with pytest.raises(RuleBroken, match="already marked as done"):
        operations.finish_action(action=first, by=world.contributor, at=later(days=291))


def test_the_link_inspector_hears_of_a_submitted_plan_but_not_what_is_in_it() -> None:
    world, plan = factories.submitted()

    message = OutgoingMessage.objects.get(key__startswith="plan-submitted")

    assert message.to == world.link.email
    assert all(area.text not in message.body for area in queries.areas_of(plan))


def test_a_change_that_starts_from_an_older_state_is_refused() -> None:
    world, _ = factories.opened()
    action = factories.act(world)
    given = {
        "action": action,
        "body": action.body,
        "lead_person": action.lead_person,
        "due_on": action.due_on,
        "measure": action.measure,
        "by": world.coordinator,
    }
    operations.change_action(**given, text="Train all.", based_on="1", at=later(days=111))  # type: ignore[arg-type]
    with pytest.raises(NotNow, match="while you were writing"):
        operations.change_action(**given, text="Train none.", based_on="1", at=later(days=112))  # type: ignore[arg-type]
    operations.change_action(**given, text="Train some.", based_on="2", at=later(days=113))  # type: ignore[arg-type]
    assert queries.actions_of(factories.plan_of(world))[0].text == "Train some."

"""Who may do what to a report: the whole table, every role."""

import pytest

from speir.foundations.access import Permission
from speir.foundations.refusals import NotAllowed
from speir.people.choices import PARTNERSHIP_ROLES, Role, Side
from speir.people.standing import Standing
from speir.reports import operations, permissions, queries
from speir.reports import publication_operations as publishing
from tests.factories import TODAY, World, later
from tests.reports import factories

ALLOWED = {
    permissions.may_draft_report: {Role.LEAD_INSPECTOR},
    permissions.may_revise_report: {Role.LEAD_INSPECTOR, Role.INSPECTOR},
    permissions.may_send_for_sign_off: {Role.LEAD_INSPECTOR},
    permissions.may_sign_off: {Role.SIGNATORY},
    permissions.may_send_to_partnership: {Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER},
    permissions.may_comment_on_facts: {Role.COORDINATOR},
    permissions.may_answer_comments: {Role.LEAD_INSPECTOR},
    permissions.may_read_embargoed_copy: {Role.HEAD, Role.COORDINATOR},
    permissions.may_publish_report: {Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER},
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(ALLOWED), ids=lambda permission: permission.name)
def test_only_the_roles_in_the_table_may(permission: Permission[Standing], role: Role) -> None:
    side = Side.PARTNERSHIP if role in PARTNERSHIP_ROLES else Side.SCRUTINY
    standing = Standing("person", side, "body", frozenset({role}))

    assert (permission.reason_refused(standing) is None) == (role in ALLOWED[permission])


@pytest.mark.parametrize("permission", list(ALLOWED), ids=lambda permission: permission.name)
def test_somebody_without_a_role_may_do_nothing_and_is_told_who_may(permission: Permission[Standing]) -> None:
    reason = permission.reason_refused(Standing("person", Side.SCRUTINY, "body"))

    assert reason is not None
    assert reason.startswith("Only the ")


def _start(world: World) -> None:
    operations.start_draft(inspection=world.inspection, by=world.coordinator, at=later(days=80))


def _revise(world: World) -> None:
    section = queries.section_of(factories.report_of(world), "about")
    assert section is not None
    operations.revise_section(
        section=section, text="Words.", base_revision=1, by=world.coordinator, at=later(days=81)
    )


def _send(world: World) -> None:
    report = factories.report_of(world)
    operations.send_for_sign_off(report=report, by=world.inspector, at=later(days=85))


def _bring_in(world: World) -> None:
    report = factories.report_of(world)
    operations.bring_in_findings(report=report, by=world.support, at=later(days=85))


def _take_back(world: World) -> None:
    report = factories.report_of(world)
    operations.take_back_report(report=report, reason="Why.", by=world.support, at=later(days=85))


def _send_to_partnership(world: World) -> None:
    operations.send_for_factual_accuracy(
        report=factories.report_of(world), due_on=TODAY, by=world.inspector, at=later(days=85)
    )


def _finish(world: World) -> None:
    report = factories.report_of(world)
    operations.finish_factual_accuracy(report=report, by=world.contributor, at=later(days=85))


def _keep(world: World) -> None:
    report = factories.report_of(world)
    operations.keep_signed_version(report=report, by=world.support, at=later(days=85))


def _embargo(world: World) -> None:
    publishing.send_embargoed_copy(
        report=factories.report_of(world), publish_on=TODAY, by=world.inspector, at=later(days=85)
    )


def _acknowledge(world: World) -> None:
    report = factories.report_of(world)
    publishing.acknowledge_embargoed_copy(report=report, by=world.contributor, at=later(days=85))


def _publish(world: World) -> None:
    report = factories.report_of(world)
    publishing.publish(report=report, by=world.ci_signatory, at=later(days=85))


REFUSED = (
    _start,
    _revise,
    _send,
    _bring_in,
    _take_back,
    _send_to_partnership,
    _finish,
    _keep,
    _embargo,
    _acknowledge,
    _publish,
)


@pytest.mark.django_db
def test_each_operation_refuses_the_wrong_role_before_it_looks_at_anything_else() -> None:
    world, before = factories.drafted()

    for attempt in REFUSED:
        with pytest.raises(NotAllowed, match="Only the"):
            attempt(world)

    after = factories.report_of(world)
    assert after.status == before.status
    assert queries.versions_of(after) == []

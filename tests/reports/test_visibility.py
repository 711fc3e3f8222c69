"""How much of a report each person sees at each status."""

import pytest

from speir.inspections.queries import standing_of
from speir.people.choices import Role, Side
from speir.reports import operations, queries
from speir.reports.choices import ReportStatus, Sight
from speir.reports.lifecycle import is_published
from speir.reports.visibility import what_may_be_seen
from tests.factories import later
from tests.reports import factories

BEFORE_FACTUAL_ACCURACY = (ReportStatus.DRAFTING, ReportStatus.SIGNING, ReportStatus.SIGNED_OFF)
UNPUBLISHED = [status for status in ReportStatus if not is_published(status)]


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_the_public_sees_nothing_before_publication(status: ReportStatus) -> None:
    assert what_may_be_seen(None, frozenset(), status) == Sight.NOTHING


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("side", [None, *Side])
def test_everybody_sees_the_published_report(side: Side | None, role: Role | None) -> None:
    roles = frozenset({role} if role else set())

    assert what_may_be_seen(side, roles, ReportStatus.PUBLISHED) != Sight.NOTHING


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", BEFORE_FACTUAL_ACCURACY)
def test_the_partnership_sees_nothing_before_factual_accuracy(status: ReportStatus, role: Role) -> None:
    assert what_may_be_seen(Side.PARTNERSHIP, frozenset({role}), status) == Sight.NOTHING


@pytest.mark.parametrize(
    "status",
    [
        ReportStatus.FACTUAL_ACCURACY,
        ReportStatus.RESPONDING,
        ReportStatus.SIGNING_AGAIN,
        ReportStatus.READY,
    ],
)
def test_only_the_coordinator_sees_the_version_for_factual_accuracy_and_nothing_newer(
    status: ReportStatus,
) -> None:
    seen = {role: what_may_be_seen(Side.PARTNERSHIP, frozenset({role}), status) for role in Role}

    assert seen.pop(Role.COORDINATOR) == Sight.ACCURACY_COPY
    assert set(seen.values()) == {Sight.NOTHING}


def test_heads_and_the_coordinator_see_the_embargoed_copy() -> None:
    seen = {
        role
        for role in Role
        if what_may_be_seen(Side.PARTNERSHIP, frozenset({role}), ReportStatus.EMBARGOED)
        == Sight.EMBARGOED_COPY
    }

    assert seen == {Role.HEAD, Role.COORDINATOR}


@pytest.mark.parametrize("status", UNPUBLISHED)
@pytest.mark.parametrize("role", [Role.METHODS_ANALYST, Role.STRATEGIC_INSPECTOR])
def test_scrutiny_colleagues_outside_the_team_see_nothing_before_publication(
    role: Role, status: ReportStatus
) -> None:
    assert what_may_be_seen(Side.SCRUTINY, frozenset({role}), status) == Sight.NOTHING


def test_a_signatory_sees_versions_but_no_working_draft() -> None:
    signatory = frozenset({Role.SIGNATORY})

    assert what_may_be_seen(Side.SCRUTINY, signatory, ReportStatus.DRAFTING) == Sight.NOTHING
    assert what_may_be_seen(Side.SCRUTINY, signatory, ReportStatus.SIGNING) == Sight.SIGNING_COPY


@pytest.mark.django_db
def test_the_coordinator_keeps_seeing_the_words_that_were_sent_while_they_are_changed() -> None:
    world, _ = factories.responding()
    factories.answer(world, is_accepted=True)
    factories.revise(world, "about", "New words nobody has signed.", days=94)
    report = factories.report_of(world)
    operations.send_for_sign_off(report=report, by=world.lead, at=later(days=95))

    text = queries.report_text_for(
        standing_of(world.coordinator, world.inspection), factories.report_of(world)
    )

    assert text is not None
    assert text.version_number == 1
    assert "New words" not in str(text.content)


@pytest.mark.django_db
def test_the_team_sees_the_working_draft_and_the_public_nothing() -> None:
    world, report = factories.drafted()

    working = queries.report_text_for(standing_of(world.inspector, world.inspection), report)

    assert working is not None
    assert working.version_number is None
    assert queries.report_text_for(None, report) is None
    assert queries.report_text_for(standing_of(world.outsider, world.inspection), report) is None
    assert queries.report_text_for(standing_of(world.council_head, world.inspection), report) is None

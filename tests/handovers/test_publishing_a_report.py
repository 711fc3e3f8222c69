"""Publication and the improvement plan happen together or not at all."""

import pytest

from speir.evaluations.models import Finding
from speir.foundations import audit
from speir.foundations.refusals import AlreadyDone, NotAllowed, RuleBroken
from speir.handovers.operations import publish_report
from speir.improvement_plans import queries as plans
from speir.improvement_plans.models import ImprovementPlan
from speir.reports import operations, publication_queries
from speir.reports import publication_operations as publishing
from speir.reports.choices import ReportStatus
from speir.reports.models import Publication
from tests.factories import TODAY, consolidated, later, world_at
from tests.reports import factories

pytestmark = pytest.mark.django_db


def test_publishing_opens_the_plan_with_the_areas_in_it_and_follows_the_inspection() -> None:
    world, publication = factories.published()

    plan = plans.plan_of(world.inspection)
    assert plan is not None
    assert plan.publication == publication
    assert len(plans.areas_of(plan)) == 2
    assert world.inspection.status == "improving"
    assert audit.first_break() is None
    assert audit.entries_of(world.inspection.pk).filter(what="Report published").count() == 1


def test_a_plan_that_cannot_open_stops_the_publication() -> None:
    world, report = factories.embargoed()

    with pytest.raises(RuleBroken, match="plan is due"):
        publish_report(report=report, plan_due_on=TODAY, by=world.support, at=later(days=103))

    assert not Publication.objects.exists()
    assert not ImprovementPlan.objects.exists()
    assert factories.report_of(world).status == ReportStatus.EMBARGOED
    assert world.fresh().status == "reporting"


def test_publishing_twice_is_harmless() -> None:
    world, report = factories.embargoed()
    publish_report(report=report, by=world.support, at=later(days=103), once="form-1")

    with pytest.raises(AlreadyDone):
        publish_report(report=report, by=world.support, at=later(days=103), once="form-1")

    assert Publication.objects.count() == 1
    assert ImprovementPlan.objects.count() == 1


@pytest.mark.parametrize(
    "who", ["inspector", "ci_signatory", "coordinator", "council_head", "link", "manager", "outsider"]
)
def test_only_the_lead_inspector_and_the_support_officer_publish(who: str) -> None:
    world, report = factories.embargoed()

    with pytest.raises(NotAllowed):
        publish_report(report=report, by=world.people[who], at=later(days=103))

    assert not Publication.objects.exists()


def test_a_report_without_areas_for_improvement_opens_no_plan_and_ends_the_inspection() -> None:
    world = world_at(consolidated)
    Finding.objects.filter(kind="area_for_improvement").update(
        withdrawn_at=later(days=77), withdrawn_by=world.lead, withdrawn_why="Settled."
    )
    report = operations.start_draft(inspection=world.fresh(), by=world.lead, at=later(days=80))
    operations.send_for_sign_off(report=report, by=world.lead, at=later(days=81))
    factories.sign(world)
    operations.send_for_factual_accuracy(
        report=report, due_on=factories.PUBLISH_ON, by=world.lead, at=later(days=90)
    )
    operations.finish_factual_accuracy(report=report, by=world.coordinator, at=later(days=91))
    operations.keep_signed_version(report=report, by=world.lead, at=later(days=92))
    publishing.send_embargoed_copy(
        report=report, publish_on=factories.PUBLISH_ON, by=world.lead, at=later(days=96)
    )

    publish_report(report=report, by=world.lead, at=later(days=103))

    assert plans.plan_of(world.fresh()) is None
    assert world.inspection.status == "closed"
    assert publication_queries.publication_of(world.inspection) is not None

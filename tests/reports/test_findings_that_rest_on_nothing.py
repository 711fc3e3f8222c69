"""A finding all of whose evidence was withdrawn stops the sign-off, and is named."""

import pytest

from speir.evaluations.models import Finding, FindingEvidence
from speir.evaluations.operations import withdraw_finding
from speir.evaluations.queries import findings_without_evidence
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import withdraw_evidence
from speir.foundations.refusals import RuleBroken
from speir.reports import operations
from speir.reports.rules import finding_without_evidence
from tests.factories import TODAY, World, later
from tests.reports import factories

pytestmark = pytest.mark.django_db
NAMED = "All the evidence of a finding has been withdrawn.* It is about: F1, F2"


def take_out_the_evidence_of_the_first(world: World) -> Finding:
    """In these worlds F1 and F2 rest on the same item."""
    finding = Finding.objects.get(inspection=world.inspection, number=1)
    for link in FindingEvidence.objects.filter(finding=finding).select_related("evidence"):
        withdraw_evidence(evidence=link.evidence, why="Another partnership.", by=world.lead, at=later(82))
    return finding


def test_such_a_report_is_not_sent_for_sign_off() -> None:
    """every_finding_rests_on_evidence"""
    world, report = factories.drafted()
    take_out_the_evidence_of_the_first(world)
    with pytest.raises(RuleBroken, match=NAMED):
        operations.send_for_sign_off(report=report, by=world.lead, at=later(85))


def test_nobody_signs_when_it_happens_after_sending() -> None:
    world, _ = factories.signing()
    take_out_the_evidence_of_the_first(world)
    with pytest.raises(RuleBroken, match=NAMED):
        factories.sign(world, "ci_signatory")
    operations.decline_sign_off(
        version=factories.version_of(world),
        reason="F1 rests on nothing.",
        by=world.ci_signatory,
        at=later(88),
    )


def test_what_is_signed_goes_no_further_either() -> None:
    world, report = factories.signed_off()
    take_out_the_evidence_of_the_first(world)
    with pytest.raises(RuleBroken, match=NAMED):
        operations.send_for_factual_accuracy(
            report=report, due_on=TODAY.replace(year=2027), by=world.support, at=later(90)
        )


def test_one_item_that_stands_is_enough() -> None:
    world, _ = factories.drafted()
    finding = take_out_the_evidence_of_the_first(world)
    other = EvidenceItem.objects.filter(inspection=world.inspection, withdrawn_at=None).first()
    FindingEvidence.objects.create(finding=finding, evidence=other)
    assert findings_without_evidence(world.inspection) == [2]


def test_a_withdrawn_finding_stops_nothing() -> None:
    world, report = factories.drafted()
    take_out_the_evidence_of_the_first(world)
    for finding in Finding.objects.filter(inspection=world.inspection, number__in=(1, 2)):
        withdraw_finding(finding=finding, why="Its evidence went.", by=world.lead, at=later(83))
    operations.bring_in_findings(report=report, by=world.lead, at=later(84))
    operations.send_for_sign_off(report=report, by=world.lead, at=later(85))


def test_nothing_is_said_when_every_finding_rests_on_something() -> None:
    assert finding_without_evidence([]) is None

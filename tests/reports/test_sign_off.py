"""Each body signs exactly one version; nothing goes on without all of them."""

from datetime import timedelta

import pytest

from speir.evaluations.operations import consolidate
from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.frameworks.queries import levels_of
from speir.inspections.operations import appoint
from speir.people.choices import Role
from speir.reports import operations, queries
from speir.reports import publication_operations as publishing
from speir.reports.choices import ReportStatus
from speir.reports.models import SignOff
from tests.factories import TODAY, later, make_person
from tests.reports import factories

pytestmark = pytest.mark.django_db


def test_the_last_body_to_sign_moves_the_report_on() -> None:
    world, _ = factories.signing()

    factories.sign(world, "ci_signatory", "his_signatory")
    assert factories.report_of(world).status == ReportStatus.SIGNING
    factories.sign(world, "hmics_signatory")

    assert factories.report_of(world).status == ReportStatus.SIGNED_OFF


def test_a_body_signs_a_version_once() -> None:
    world, _ = factories.signing()
    factories.sign(world, "ci_signatory")

    with pytest.raises(RuleBroken, match="already signed off"):
        factories.sign(world, "ci_signatory")

    assert SignOff.objects.count() == 1


def test_the_same_signature_sent_twice_counts_once() -> None:
    world, _ = factories.signing()

    def sign() -> None:
        operations.sign_off_version(
            version=factories.version_of(world),
            statement="Approved.",
            by=world.ci_signatory,
            at=later(days=88),
            once="form-1",
        )

    sign()
    with pytest.raises(AlreadyDone):
        sign()
    assert SignOff.objects.count() == 1


def test_a_signature_needs_a_statement() -> None:
    world, _ = factories.signing()

    with pytest.raises(RuleBroken, match="what you are approving"):
        operations.sign_off_version(
            version=factories.version_of(world), statement=" ", by=world.ci_signatory, at=later(days=88)
        )


def test_the_lead_inspector_cannot_sign_for_a_body() -> None:
    world, _ = factories.signing()

    with pytest.raises(NotAllowed, match="Only the signatory"):
        factories.sign(world, "lead")


def test_two_signatories_of_one_body_are_one_signature() -> None:
    world, _ = factories.signing()
    world.people["second"] = make_person(world.bodies["ci"])
    appoint(
        inspection=world.inspection,
        person=world.second,
        role=Role.SIGNATORY,
        by=world.lead,
        at=later(days=85),
    )
    factories.sign(world, "second")

    with pytest.raises(RuleBroken, match="already signed off"):
        factories.sign(world, "ci_signatory")


def test_a_declined_version_goes_back_with_its_reason_and_the_next_needs_every_body_again() -> None:
    world, _ = factories.signing()
    factories.sign(world, "ci_signatory")
    operations.decline_sign_off(
        version=factories.version_of(world),
        reason="The police part is thin.",
        by=world.hmics_signatory,
        at=later(days=86),
    )
    assert factories.report_of(world).status == ReportStatus.DRAFTING

    factories.revise(world, "about", "More about the police.", days=87)
    report = factories.report_of(world)
    second = operations.send_for_sign_off(report=report, by=world.lead, at=later(days=87))

    assert second.number == 2
    assert len(queries.sign_offs(second).missing) == 3
    first = queries.sign_offs(queries.versions_of(report)[0])
    assert [declined.reason for declined in first.declined] == ["The police part is thin."]


def test_an_older_version_cannot_be_signed() -> None:
    world, _ = factories.signing()
    first = factories.version_of(world)
    operations.take_back_report(
        report=factories.report_of(world), reason="A mistake.", by=world.lead, at=later(days=86)
    )
    factories.revise(world, "about", "Corrected.", days=86)
    report = factories.report_of(world)
    operations.send_for_sign_off(report=report, by=world.lead, at=later(days=87))

    with pytest.raises(RuleBroken, match="newer version"):
        operations.sign_off_version(
            version=first, statement="Approved.", by=world.ci_signatory, at=later(days=88)
        )


def test_the_partnership_gets_nothing_before_every_body_has_signed() -> None:
    world, report = factories.signing()
    factories.sign(world, "ci_signatory")

    with pytest.raises(RuleBroken) as refused:
        operations.send_for_factual_accuracy(
            report=report, due_on=TODAY + timedelta(days=97), by=world.lead, at=later(days=90)
        )

    assert world.bodies["his"].name in str(refused.value)
    assert world.bodies["hmics"].name in str(refused.value)
    assert world.bodies["ci"].name not in str(refused.value)


def test_publishing_before_anything_was_sent_names_every_body() -> None:
    world, report = factories.drafted()

    with pytest.raises(RuleBroken) as refused:
        publishing.publish(report=report, by=world.lead, at=later(days=103))

    assert all(world.bodies[key].name in str(refused.value) for key in ("ci", "his", "hmics"))


def test_an_evaluation_changed_after_sign_off_needs_every_signature_again() -> None:
    world, report = factories.responding(comments=0)
    item = world.evaluated()[0]
    assert item.scale is not None
    consolidate(
        inspection=world.inspection,
        item=item,
        level=levels_of(item.scale)[0],
        rationale="After the comments the team sees this differently.",
        by=world.lead,
        at=later(days=94),
    )

    with pytest.raises(RuleBroken, match="no longer says what the bodies signed off"):
        operations.keep_signed_version(report=report, by=world.lead, at=later(days=95))
    operations.send_for_sign_off(report=report, by=world.lead, at=later(days=95))
    assert factories.report_of(world).status == ReportStatus.SIGNING_AGAIN


def test_a_published_report_cannot_be_sent_again_or_taken_back() -> None:
    world, _ = factories.published()
    report = factories.report_of(world)

    with pytest.raises(NotNow):
        operations.send_for_sign_off(report=report, by=world.lead, at=later(days=104))
    with pytest.raises(NotNow):
        operations.take_back_report(report=report, reason="Why.", by=world.lead, at=later(days=104))


def test_e_mails_ask_the_signatories_and_say_nothing_of_the_report() -> None:
    world, report = factories.signing()
    asked = OutgoingMessage.objects.filter(key__startswith="sign_off:")

    assert {message.to for message in asked} == {world.people[key].email for key in factories.SIGNATORIES}
    sections = queries.sections_of(report)
    for message in OutgoingMessage.objects.all():
        assert not any(section.text in message.body for section in sections)
        assert "effective" not in message.body

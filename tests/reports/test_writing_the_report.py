"""The words of a report: drafted, revised by two people at once, kept in step with the findings."""

import pytest

from speir.evaluations.choices import FindingKind
from speir.evaluations.models import Finding, FindingEvidence
from speir.foundations.refusals import AlreadyDone, NotNow, RuleBroken
from speir.people.models import Person
from speir.reports import operations, queries
from speir.reports import publication_operations as publishing
from speir.reports.models import Report, ReportSection
from tests.factories import evaluated_by_all, later, world_at
from tests.reports import factories

pytestmark = pytest.mark.django_db


def test_a_report_cannot_start_before_every_evaluation_is_agreed() -> None:
    world = world_at(evaluated_by_all)

    with pytest.raises(RuleBroken, match="no judgement of the team"):
        operations.start_draft(inspection=world.fresh(), by=world.lead, at=later(days=80))

    assert not Report.objects.exists()
    assert world.fresh().status == "evaluating"


def test_a_report_starts_once() -> None:
    world, _ = factories.drafted()

    with pytest.raises(NotNow):
        operations.start_draft(inspection=world.fresh(), by=world.lead, at=later(days=81))


def test_every_finding_is_a_section_of_its_own() -> None:
    _, report = factories.drafted()

    held = {section.finding_id for section in queries.sections_of(report) if section.finding_id}

    assert held == set(Finding.objects.values_list("pk", flat=True))
    assert queries.is_in_step(report)


def test_two_people_revising_one_section_do_not_overwrite_each_other() -> None:
    world, report = factories.drafted()
    mine = queries.section_of(report, "about")
    theirs = queries.section_of(report, "about")
    assert mine is not None
    assert theirs is not None
    operations.revise_section(
        section=theirs, text="Their words.", base_revision=1, by=world.inspector, at=later(days=81)
    )

    with pytest.raises(RuleBroken) as refused:
        operations.revise_section(
            section=mine, text="My words.", base_revision=1, by=world.lead, at=later(days=81, hours=1)
        )

    assert refused.value.reasons[0].field == "text"
    assert mine.text == "Their words."
    operations.revise_section(
        section=mine, text="Both.", base_revision=mine.revision, by=world.lead, at=later(days=82)
    )
    kept = [revision.text for revision in queries.revisions_of(mine)]
    assert kept[1:] == ["Their words.", "Both."]


def test_the_same_form_sent_twice_makes_one_revision() -> None:
    world, report = factories.drafted()
    section = queries.section_of(report, "about")
    assert section is not None

    def save() -> None:
        operations.revise_section(
            section=section, text="Words.", base_revision=1, by=world.lead, at=later(days=81), once="form-1"
        )

    save()
    with pytest.raises(AlreadyDone):
        save()
    assert len(queries.revisions_of(section)) == 2


def test_a_section_cannot_be_emptied() -> None:
    world, _ = factories.drafted()

    with pytest.raises(RuleBroken, match="This section is empty"):
        factories.revise(world, "about", "   ")


def test_words_are_closed_while_the_bodies_read_them() -> None:
    world, _ = factories.signing()

    with pytest.raises(RuleBroken, match="not open for change"):
        factories.revise(world, "about", "Other words.", days=86)


def _withdraw(finding: Finding, by: Person) -> None:
    """Straight in the table: whether a finding may still be withdrawn now is for evaluations to say."""
    Finding.objects.filter(pk=finding.pk).update(
        withdrawn_at=later(days=81), withdrawn_by=by, withdrawn_why="It rests on a misreading."
    )


def test_a_new_finding_stops_the_report_until_it_is_brought_in_and_keeps_revised_words() -> None:
    world, report = factories.drafted()
    factories.revise(world, "finding-1", "Revised words of finding one.")
    first = Finding.objects.earliest("number")
    added = Finding.objects.create(
        inspection=world.inspection,
        item=first.item,
        number=99,
        kind=FindingKind.AREA_FOR_IMPROVEMENT,
        text="Found while the report was written.",
        made_by=world.lead,
        made_at=later(days=82),
    )
    for link in FindingEvidence.objects.filter(finding=first):
        FindingEvidence.objects.create(finding=added, evidence=link.evidence)

    with pytest.raises(RuleBroken, match="added or withdrawn"):
        operations.send_for_sign_off(report=report, by=world.lead, at=later(days=83))
    operations.bring_in_findings(report=report, by=world.inspector, at=later(days=84))

    texts = [section.text for section in queries.sections_of(report)]
    assert "Found while the report was written." in texts
    assert "Revised words of finding one." in texts
    operations.send_for_sign_off(report=report, by=world.lead, at=later(days=85))


def test_a_withdrawn_finding_leaves_the_report_and_the_others_are_numbered_again() -> None:
    world, report = factories.drafted()
    first = Finding.objects.filter(kind=FindingKind.AREA_FOR_IMPROVEMENT).earliest("number")
    _withdraw(first, world.lead)

    operations.bring_in_findings(report=report, by=world.lead, at=later(days=82))

    areas = [s for s in queries.sections_of(report) if s.kind == "area_for_improvement"]
    assert [section.title for section in areas] == ["Area for improvement 1"]
    assert ReportSection.objects.filter(report=report, finding=first, is_left_out=True).exists()


def test_a_withdrawn_finding_stops_publication() -> None:
    world, report = factories.embargoed()
    _withdraw(Finding.objects.earliest("number"), world.lead)

    with pytest.raises(RuleBroken, match="added or withdrawn"):
        publishing.publish(report=report, by=world.lead, at=later(days=103))

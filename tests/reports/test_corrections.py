"""A published report is corrected in the open: a new edition, signed by every body, and the old one kept."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from speir.foundations import audit
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.people.choices import Role, Side
from speir.reports import contents, correction_operations, operations, publication_queries, queries
from speir.reports.choices import ReportStatus, Sight
from speir.reports.models import Publication, SectionRevision
from speir.reports.visibility import what_may_be_seen
from tests.factories import later
from tests.reports import factories
from tests.reports.factories import NOTE, being_corrected, corrected, correction_sent, correction_signed

pytestmark = pytest.mark.django_db


def test_a_correction_is_a_new_edition_and_the_old_one_stays_as_it_was() -> None:
    world = corrected()
    slug = world.inspection.reference

    newest, first = (
        publication_queries.publication_by_slug(slug),
        publication_queries.publication_by_slug(slug, 1),
    )
    assert newest is not None
    assert first is not None
    assert (newest.content.edition, first.content.edition) == (2, 1)
    assert newest.content.report.section("about").text == "The right year is 2026."  # type: ignore[union-attr]
    assert first.content.report.section("about").text != "The right year is 2026."  # type: ignore[union-attr]
    assert publication_queries.verify_publication(newest.publication)
    assert publication_queries.verify_publication(first.publication)
    assert newest.publication.checksum != first.publication.checksum
    assert publication_queries.publication_by_slug(slug, 3) is None


def test_everybody_can_read_what_changed_why_and_when() -> None:
    world = corrected()

    second, first = publication_queries.editions_of(world.inspection.reference)
    assert (second.number, first.number) == (2, 1)
    assert second.published_on - first.published_on == timedelta(days=11)
    assert second.note == NOTE
    assert [(one.title, one.after) for one in second.changed] == [
        ("About this inspection", "The right year is 2026.")
    ]
    assert second.changed[0].before.startswith("This report says what we found")
    assert (first.note, first.changed) == ("", ())


def test_the_list_shows_a_corrected_report_once_under_the_day_it_was_first_published() -> None:
    world = corrected()

    (only,) = publication_queries.publications()
    assert only.content.edition == 2
    assert only.content.published_first_on == "2027-02-13"
    assert only.content.published_on == "2027-02-24"
    assert publication_queries.published_on(world.inspection).isoformat() == "2027-02-13"  # type: ignore[union-attr]
    assert [day.isoformat() for day in publication_queries.newest_publication_days().values()] == [
        "2027-02-13"
    ]


def test_nothing_changes_for_the_public_before_the_correction_is_published() -> None:
    world = correction_signed()

    (only,) = publication_queries.publications()
    text = queries.report_text_for(None, factories.report_of(world))
    assert only.content.edition == 1
    assert text is not None
    assert text.content == only.content.report


@pytest.mark.parametrize("status", [ReportStatus.CORRECTING, ReportStatus.SIGNING_CORRECTION])
def test_only_those_who_write_and_sign_see_a_correction_in_the_making(status: ReportStatus) -> None:
    def sees(side: Side | None, role: Role) -> Sight:
        return what_may_be_seen(side, frozenset({role}), status)

    assert sees(Side.SCRUTINY, Role.LEAD_INSPECTOR) == Sight.WORKING_DRAFT
    assert sees(Side.SCRUTINY, Role.SIGNATORY) == Sight.SIGNING_COPY
    assert sees(Side.SCRUTINY, Role.LINK_INSPECTOR) == Sight.PUBLICATION
    assert sees(Side.PARTNERSHIP, Role.COORDINATOR) == Sight.PUBLICATION
    assert sees(None, Role.HEAD) == Sight.PUBLICATION


def test_every_body_signs_a_correction_before_it_is_published() -> None:
    world = correction_sent()
    factories.sign(world, "ci_signatory", "his_signatory", days=113)

    with pytest.raises(NotNow):
        correction_operations.publish_correction(
            report=factories.report_of(world), by=world.support, at=later(days=114)
        )

    assert Publication.objects.count() == 1


def test_words_changed_after_the_signatures_are_not_published() -> None:
    world = correction_signed()
    report = factories.report_of(world)
    operations.take_back_report(report=report, reason="One more word.", by=world.lead, at=later(days=114))
    factories.revise(world, "method", "Another method.", days=114)

    with pytest.raises(NotNow):
        correction_operations.publish_correction(report=report, by=world.support, at=later(days=115))


def test_a_body_can_send_a_correction_back() -> None:
    world = correction_sent()
    operations.decline_sign_off(
        version=factories.version_of(world),
        reason="The note does not say who noticed.",
        by=world.people["his_signatory"],
        at=later(days=113),
    )

    assert factories.report_of(world).status == ReportStatus.CORRECTING


def test_a_correction_corrects_something() -> None:
    world = being_corrected(text="")

    with pytest.raises(RuleBroken, match="Nothing in the report has been corrected"):
        operations.send_for_sign_off(report=factories.report_of(world), by=world.lead, at=later(days=112))


def test_a_correction_says_what_was_wrong() -> None:
    world, _ = factories.published()

    with pytest.raises(RuleBroken, match="Say what was wrong"):
        correction_operations.open_correction(
            report=factories.report_of(world), note="  ", by=world.lead, at=later(days=110)
        )


@pytest.mark.parametrize("who", ["support", "inspector", "ci_signatory", "coordinator", "outsider"])
def test_only_the_lead_inspector_begins_a_correction(who: str) -> None:
    world, _ = factories.published()
    person = world.people[who] if who in world.people else getattr(world, who)

    with pytest.raises(NotAllowed):
        correction_operations.open_correction(
            report=factories.report_of(world), note=NOTE, by=person, at=later(days=110)
        )


def test_a_report_that_is_not_published_is_not_corrected() -> None:
    world, report = factories.embargoed()

    with pytest.raises(NotNow):
        correction_operations.open_correction(report=report, note=NOTE, by=world.lead, at=later(days=97))


def test_a_second_correction_waits_until_the_first_is_over() -> None:
    world = being_corrected()
    report = factories.report_of(world)

    with pytest.raises(RuleBroken, match="A correction of this report is under way already"):
        correction_operations.open_correction(
            report=report, note="The map is upside down.", by=world.lead, at=later(days=112)
        )


def test_giving_up_brings_back_the_published_words_and_keeps_what_was_written() -> None:
    world = being_corrected()
    report = factories.report_of(world)
    published = publication_queries.newest_edition(report).content.report
    correction_operations.abandon_correction(
        report=report, reason="The year was right after all.", by=world.lead, at=later(days=112)
    )

    assert factories.report_of(world).status == ReportStatus.PUBLISHED
    assert contents.changed_sections(published, queries.working_content(report)) == ()
    assert queries.working_content(report).of_kind("correction") == ()
    assert SectionRevision.objects.filter(text="The right year is 2026.").count() == 1


def test_after_one_given_up_the_next_correction_is_the_first() -> None:
    world = being_corrected()
    report = factories.report_of(world)
    correction_operations.abandon_correction(report=report, reason="No.", by=world.lead, at=later(days=112))
    section = correction_operations.open_correction(
        report=factories.report_of(world), note=NOTE, by=world.lead, at=later(days=113)
    )

    assert section.title == "Correction 1"


def test_a_second_correction_names_both() -> None:
    world = corrected()
    correction_operations.open_correction(
        report=factories.report_of(world), note="A name was wrong.", by=world.lead, at=later(days=120)
    )
    factories.revise(world, "about", "The right name.", days=121)
    operations.send_for_sign_off(report=factories.report_of(world), by=world.lead, at=later(days=122))
    factories.sign(world, days=123)
    correction_operations.publish_correction(
        report=factories.report_of(world), by=world.support, at=later(days=124)
    )

    third = publication_queries.editions_of(world.inspection.reference)[0]
    newest = publication_queries.publication_by_slug(world.inspection.reference)
    assert third.note == "A name was wrong."
    assert newest is not None
    assert [section.text for section in newest.content.report.of_kind("correction")] == [
        NOTE,
        "A name was wrong.",
    ]


def test_every_step_of_a_correction_is_audited_and_publishing_twice_counts_once() -> None:
    world = correction_signed()
    report = factories.report_of(world)
    correction_operations.publish_correction(
        report=report, by=world.support, at=later(days=114), once="the-same-form"
    )
    with pytest.raises(AlreadyDone):
        correction_operations.publish_correction(
            report=report, by=world.support, at=later(days=114), once="the-same-form"
        )

    said = [entry.what for entry in audit.entries_of(world.inspection.pk)]
    assert "Correction of the published report begun" in said
    assert said.count("Correction published as edition 2") == 1
    assert Publication.objects.count() == 2


def test_a_finding_that_was_corrected_is_known_to_those_who_follow_it_up() -> None:
    world, publication = factories.published()
    area = publication_queries.newest_edition(factories.report_of(world)).content.report.of_kind(
        "area_for_improvement"
    )[0]
    correction_operations.open_correction(
        report=factories.report_of(world), note=NOTE, by=world.lead, at=later(days=110)
    )
    factories.revise(world, area.key, "The partnership should do the right thing.", days=111)
    operations.send_for_sign_off(report=factories.report_of(world), by=world.lead, at=later(days=112))
    factories.sign(world, days=113)
    assert publication_queries.corrected_words(publication) == {}
    correction_operations.publish_correction(
        report=factories.report_of(world), by=world.support, at=later(days=114)
    )

    assert publication_queries.corrected_words(publication) == {
        area.finding_id: "The partnership should do the right thing."
    }


@pytest.mark.parametrize("verb", ["update {} set id = id", "delete from {}"])
def test_the_database_refuses_to_change_an_edition(verb: str) -> None:
    corrected()

    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format("reports_publication"))

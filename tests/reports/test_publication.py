"""Embargo and publication: on its day, frozen, with a checksum anybody can compare."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from speir.foundations.models import ChangeRefused
from speir.foundations.refusals import NotNow, RuleBroken
from speir.reports import contents, operations, publication_queries, queries
from speir.reports import publication_operations as publishing
from speir.reports.models import Publication
from tests.factories import TODAY, later
from tests.reports import factories

pytestmark = pytest.mark.django_db

APPEND_ONLY = (
    "reports_sectionrevision",
    "reports_draftversion",
    "reports_signoff",
    "reports_factcomment",
    "reports_factanswer",
    "reports_embargoedcopyread",
    "reports_publication",
)


def test_the_embargo_cannot_end_in_the_past() -> None:
    world, report = factories.ready()

    with pytest.raises(RuleBroken, match="cannot be in the past"):
        publishing.send_embargoed_copy(
            report=report, publish_on=TODAY + timedelta(days=95), by=world.support, at=later(days=96)
        )


def test_nothing_is_published_before_the_embargo_ends() -> None:
    world, report = factories.embargoed()

    with pytest.raises(RuleBroken, match="under embargo"):
        publishing.publish(report=report, by=world.support, at=later(days=102))

    assert publication_queries.publications() == []


def test_a_report_is_not_published_without_an_embargoed_copy() -> None:
    world, report = factories.ready()

    with pytest.raises(NotNow):
        publishing.publish(report=report, by=world.support, at=later(days=103))


def test_a_reader_acknowledges_the_embargoed_copy_once() -> None:
    world, report = factories.embargoed()

    for days in (97, 98):
        publishing.acknowledge_embargoed_copy(report=report, by=world.council_head, at=later(days=days))

    receipts = queries.receipts_of(report)
    assert [receipt.person for receipt in receipts] == [world.council_head]
    assert receipts[0].read_at == later(days=97)


def test_the_embargoed_copy_can_be_taken_back_and_then_needs_its_answers_and_signatures_again() -> None:
    world, report = factories.embargoed()
    operations.take_back_report(report=report, reason="A wrong date.", by=world.lead, at=later(days=97))
    factories.revise(world, "about", "The right date.", days=97)

    with pytest.raises(RuleBroken, match="no longer says"):
        publishing.publish(report=report, by=world.support, at=later(days=103))


def test_a_publication_holds_the_signed_words_the_conclusions_and_the_signatures() -> None:
    world, publication = factories.published()

    published = publication_queries.publication_by_slug(world.inspection.reference)
    assert published is not None
    report = published.content.report
    assert published.publication == publication
    assert {signature.body for signature in published.content.signatures} == set(report.bodies)
    assert [conclusion.item_title for conclusion in report.conclusions] == [
        "Key processes",
        "Strategic leadership",
    ]
    assert {conclusion.level_label for conclusion in report.conclusions} == {
        "effective with areas for improvement"
    }
    assert report.is_fictional
    assert published.content.published_on == "2027-02-13"
    assert len(report.of_kind("area_for_improvement")) == 2
    assert all(section.finding_id for section in report.of_kind("area_for_improvement"))


def test_the_checksum_of_a_publication_is_stable() -> None:
    _, publication = factories.published()
    again = Publication.objects.get(pk=publication.pk)

    assert publication_queries.verify_publication(again)
    assert contents.checksum_of(again.content) == publication.checksum
    parsed = contents.publication_from_json(again.content)
    assert contents.checksum_of(parsed.as_json()) == publication.checksum


def test_one_changed_word_is_detected() -> None:
    _, publication = factories.published()
    publication.content["report"]["sections"][0]["text"] += " "

    assert not publication_queries.verify_publication(publication)


def test_a_changed_word_with_a_new_outer_checksum_is_still_detected() -> None:
    _, publication = factories.published()
    publication.content["report"]["conclusions"][0]["level_label"] = "very effective"
    publication.checksum = contents.checksum_of(publication.content)

    assert not publication_queries.verify_publication(publication)


def test_publications_come_newest_first() -> None:
    _, first = factories.published()
    _, second = factories.published()

    assert {one.publication for one in publication_queries.publications()} == {first, second}
    assert len({one.publication.slug for one in publication_queries.publications()}) == 2


def test_code_cannot_change_a_publication() -> None:
    _, publication = factories.published()

    with pytest.raises(ChangeRefused):
        publication.save()
    with pytest.raises(ChangeRefused):
        Publication.objects.update(title="Other")
    with pytest.raises(ChangeRefused):
        publication.delete()


@pytest.mark.parametrize("verb", ["update {} set id = id", "delete from {}"])
def test_the_database_itself_refuses_to_change_what_is_kept(verb: str) -> None:
    world, report = factories.embargoed()
    publishing.acknowledge_embargoed_copy(report=report, by=world.council_head, at=later(days=97))
    publishing.publish(report=report, by=world.support, at=later(days=103))

    for table in APPEND_ONLY:
        with (
            pytest.raises(DatabaseError, match="never changed or deleted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(verb.format(table))

"""Published reports as anybody reads them."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.reports.choices import ReportStatus
from speir.reports.contents import FrozenConclusion, FrozenPublication, FrozenReport, FrozenSection
from speir.reports.models import Publication
from speir.web.public.reports import published_report_page, report_line
from tests.reports import factories as reports
from tests.reports.factories import drafted, embargoed, published, signed_off, signing, with_partnership

FROZEN = FrozenPublication(
    slug="strathtest-2026",
    published_on="2027-03-16",
    version_number=2,
    version_checksum="b" * 64,
    signatures=(),
    report=FrozenReport(
        title="Strathtest",
        reference="strathtest-2026",
        partnership="Strathtest",
        is_fictional=True,
        programme="Adult support and protection",
        phase="Phase 2",
        framework="Framework",
        framework_is_indicative=True,
        bodies=("One", "Two", "Three"),
        conclusions=(FrozenConclusion("a", "1", "Key processes", "two", "effective", "", True),),
        sections=(
            FrozenSection("about", "prose", "About", "About", "Words."),
            FrozenSection("conclusion-1", "conclusion", "Summary", "Key processes", "Why.", item_id="a"),
            FrozenSection("finding-1", "strength", "Key processes", "Strength 1", "Good.", item_id="a"),
        ),
    ),
)


@pytest.fixture
def publication(db: None) -> Publication:
    """One published report about a fictional partnership."""
    return published()[1]


def page_of(client: Client, publication: Publication) -> str:
    """The text of a published report's page."""
    answer = client.get(reverse("published_report", args=[publication.slug]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_is_made_from_the_frozen_content_alone() -> None:
    page = published_report_page(FROZEN, "a" * 64, is_unchanged=True)
    assert page.sub == (
        "Adult support and protection, Phase 2 · published 16 March 2027 by One, Two and Three"
    )
    assert [part.heading for part in page.parts] == ["About", "Summary", "Key processes"]
    assert len({part.anchor for part in page.parts}) == 3


def test_a_conclusion_stands_beside_its_reasons_and_says_when_its_words_are_indicative() -> None:
    summary = published_report_page(FROZEN, "a" * 64, is_unchanged=True).parts[1].sections[0]
    assert (summary.title, summary.conclusion, summary.is_indicative) == ("Key processes", "effective", True)
    strength = published_report_page(FROZEN, "a" * 64, is_unchanged=True).parts[2].sections[0]
    assert (strength.conclusion, strength.is_indicative) == ("", False)


def test_a_section_titled_like_its_heading_says_it_once() -> None:
    assert published_report_page(FROZEN, "a" * 64, is_unchanged=True).parts[0].sections[0].title == ""


def test_the_list_has_each_conclusion_in_its_own_words() -> None:
    line = report_line(FROZEN)
    assert [(each.title, each.label) for each in line.conclusions] == [("Key processes", "effective")]
    assert line.published_on == date(2027, 3, 16)
    alone = replace(FROZEN, report=replace(FROZEN.report, bodies=("One",)))
    assert published_report_page(alone, "", is_unchanged=True).sub.endswith("by One")


def test_anybody_reads_a_published_report_with_every_section_and_its_checksum(
    client: Client, publication: Publication
) -> None:
    words = page_of(client, publication)
    assert publication.checksum in words
    for section in publication.content["report"]["sections"]:
        assert section["title"] in words
    for signature in publication.content["signatures"]:
        assert signature["body"] in words


def test_a_report_about_a_fictional_partnership_says_so_wherever_it_shows(
    client: Client, publication: Publication
) -> None:
    assert "Fictional partnership" in page_of(client, publication)
    for name in ("published_reports", "public_home"):
        words = client.get(reverse(name)).content.decode()
        assert publication.slug in words
        assert "Fictional partnership" in words


def test_the_download_has_the_checksum_that_the_page_shows(client: Client, publication: Publication) -> None:
    answer = client.get(reverse("published_report_content", args=[publication.slug]))
    assert answer["Content-Type"] == "application/json"
    assert f'filename="{publication.slug}.json"' in answer["Content-Disposition"]
    assert hashlib.sha256(answer.content).hexdigest() == publication.checksum
    assert json.loads(answer.content) == publication.content


def test_words_that_no_longer_fit_the_checksum_are_called_so(
    client: Client, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Unchanged since publication" in page_of(client, publication)
    page = published_report_page(FROZEN, "a" * 64, is_unchanged=False)
    monkeypatch.setattr("speir.web.public.reports.published_report_page", lambda *_: page)
    words = page_of(client, publication)
    assert "no longer match the checksum" in words
    assert "Unchanged since publication" not in words


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [drafted, signing, signed_off, with_partnership, embargoed])
def test_nothing_of_a_report_is_public_before_publication(client: Client, stage: object) -> None:
    world, report = stage()  # type: ignore[operator]
    assert report.status != ReportStatus.PUBLISHED
    slug = world.inspection.reference
    for name in ("published_report", "published_report_content"):
        assert client.get(reverse(name, args=[slug])).status_code == 404
    for name in ("public_home", "published_reports", "public_areas"):
        words = client.get(reverse(name)).content.decode()
        assert slug not in words
        assert world.partnership.name not in words


@pytest.mark.django_db
def test_without_a_report_the_list_says_where_else_to_look(client: Client) -> None:
    words = client.get(reverse("published_reports")).content.decode()
    assert "No report has been published here yet" in words
    assert reverse("public_areas") in words


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["published_report", "published_report_content"])
def test_an_unknown_report_is_not_found_and_nothing_can_be_sent_to_one(client: Client, name: str) -> None:
    assert client.get(reverse(name, args=["no-such-report"])).status_code == 404
    assert client.post(reverse(name, args=["no-such-report"])).status_code == 405


@pytest.mark.django_db
def test_a_longer_list_asks_no_more_of_the_database(client: Client) -> None:
    published()
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("published_reports"))
    published()
    published()
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("published_reports"))
    assert len(one) == len(three)


@pytest.mark.django_db
def test_a_corrected_report_says_what_changed_why_and_when_and_keeps_what_was(
    client: Client,
) -> None:
    slug = reports.corrected().inspection.reference
    newest = client.get(f"/reports/{slug}/").content.decode()
    first = client.get(f"/reports/{slug}/editions/1/").content.decode()
    assert "published 13 February 2027, corrected 24 February 2027," in newest
    assert reports.NOTE in newest
    assert f"/reports/{slug}/editions/1/" in newest
    assert "<ins>" in newest
    assert "This is edition 1. It has been corrected since" in first
    assert "Unchanged since publication" in first
    assert client.get(f"/reports/{slug}/editions/3/").status_code == 404
    assert "corrected 24 February 2027" in client.get("/reports/").content.decode()


@pytest.mark.django_db
def test_each_edition_has_its_own_content_and_checksum(client: Client) -> None:
    slug = reports.corrected().inspection.reference
    for edition in (1, 2):
        content = client.get(f"/reports/{slug}/editions/{edition}/content.json")
        page = client.get(f"/reports/{slug}/editions/{edition}/").content.decode()
        assert hashlib.sha256(content.content).hexdigest() in page
    newest = client.get(f"/reports/{slug}/content.json")
    assert newest.content == client.get(f"/reports/{slug}/editions/2/content.json").content
    assert f'{slug}-edition-2.json"' in newest["Content-Disposition"]


@pytest.mark.django_db
def test_the_public_reads_nothing_of_a_correction_in_the_making(client: Client) -> None:
    slug = reports.correction_signed().inspection.reference
    page = client.get(f"/reports/{slug}/").content.decode()
    assert reports.NOTE not in page
    assert reports.CORRECTED not in page
    assert "orrected" not in page

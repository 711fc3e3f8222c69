"""Published progress reviews as anybody reads them."""

import hashlib

import pytest
from django.test import Client

from tests.improvement_plans import factories

pytestmark = pytest.mark.django_db


def test_anybody_reads_how_far_each_area_has_come_and_why(client: Client) -> None:
    slug = factories.review_published()[0].inspection.reference
    page = client.get(f"/reports/{slug}/progress-reviews/1/").content.decode()
    assert "significant progress" in page
    assert "The audit and the staff we met agree." in page
    assert "none was calculated" in page
    assert "This partnership is fictional" in page
    assert "Unchanged since publication" in page


def test_the_lists_lead_to_it(client: Client) -> None:
    slug = factories.review_published()[0].inspection.reference
    here = f"/reports/{slug}/progress-reviews/1/"
    assert here in client.get("/reports/").content.decode()
    assert here in client.get(f"/reports/{slug}/").content.decode()


def test_its_content_has_the_checksum_that_the_page_prints(client: Client) -> None:
    slug = factories.review_published()[0].inspection.reference
    content = client.get(f"/reports/{slug}/progress-reviews/1/content.json")
    page = client.get(f"/reports/{slug}/progress-reviews/1/").content.decode()
    assert hashlib.sha256(content.content).hexdigest() in page


def test_nothing_is_public_before_it_is_published(client: Client) -> None:
    slug = factories.review_signed()[0].inspection.reference
    assert client.get(f"/reports/{slug}/progress-reviews/1/").status_code == 404
    assert client.get(f"/reports/{slug}/progress-reviews/1/content.json").status_code == 404
    assert "rogress review" not in client.get("/reports/").content.decode()

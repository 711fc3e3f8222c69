"""The front page and the pages about this site."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_world

PAGES = ("public_home", "published_reports", "public_areas", "about", "accessibility", "privacy")


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_anybody_may_open_it_and_only_read_it(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200
    assert client.post(reverse(name)).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_public_pages_set_no_cookies_as_the_privacy_page_promises(client: Client, name: str) -> None:
    assert not client.get(reverse(name)).cookies


@pytest.mark.django_db
def test_somebody_signed_in_finds_the_way_back_to_their_work(client: Client) -> None:
    person = make_world().lead
    client.force_login(person)
    assert person.full_name in client.get(reverse("about")).content.decode()


@pytest.mark.django_db
def test_visitors_who_open_the_front_door_are_led_to_the_front_page(client: Client) -> None:
    assert client.get(reverse("start"))["Location"] == reverse("public_home")


@pytest.mark.django_db
def test_the_accessibility_statement_claims_no_more_than_is_known(client: Client) -> None:
    words = client.get(reverse("accessibility")).content.decode()
    assert "do not claim that this site meets the guidelines" in words
    assert "has not been tested with people who use assistive technology" in words

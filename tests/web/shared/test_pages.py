"""What every page carries."""

import re

import pytest
from django.test import Client

from speir.people.models import Person

SENT_EMPTY = {"once": ""}  # a browser always sends the hidden fields

pytestmark = pytest.mark.urls("tests.web.shared.addresses")


def test_health_is_answered(client: Client, db: None) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_every_component_renders_and_none_writes_style_or_script_into_the_page(client: Client) -> None:
    page = client.get("/design-system/").content.decode()
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)


def test_the_policy_lets_in_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/design-system/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_every_identity_in_the_page_is_used_once(client: Client) -> None:
    for page in (client.get("/design-system/"), client.post("/design-system/", SENT_EMPTY)):
        ids = re.findall(r'\sid="([^"]+)"', page.content.decode())
        assert sorted(ids) == sorted(set(ids))


def test_every_reference_in_the_page_leads_somewhere(client: Client) -> None:
    page = client.post("/design-system/", SENT_EMPTY).content.decode()
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    named = re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', page)
    assert {one for several in named for one in several.split()} <= ids
    assert set(re.findall(r'<a href="#([^"]+)">', page)) <= ids
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', page)) <= ids


def test_faults_are_listed_at_the_top_and_in_the_title(client: Client) -> None:
    page = client.post("/design-system/", SENT_EMPTY).content.decode()
    assert "<title>Error: Design system - Speir</title>" in page
    assert '<a href="#id_title">Enter a title.</a>' in page
    assert '<a href="#id_grade_0">Choose an evaluation.</a>' in page


def test_a_confidential_page_is_not_kept_by_the_browser(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    assert client.get("/design-system/")["Cache-Control"] == "no-store"


def test_a_public_page_may_be_kept(client: Client) -> None:
    assert "Cache-Control" not in client.get("/design-system/")


def test_a_visitor_loads_no_words_script(client: Client) -> None:
    assert "keep-words.js" not in client.get("/design-system/").content.decode()

"""What is sent while signed out waits for its sender, and for nobody else."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from speir.people.models import Person
from speir.web.shared.unsent import LONGEST, TYPED_BY
from tests.house.html_forms import forms_of
from tests.web.shared.conftest import PASSWORD

pytestmark = pytest.mark.urls("tests.web.shared.addresses")
WORDS = "Chronologies were missing\n\nfor a third of adults."


def mark_of(person: Person) -> str:
    """What the forms of this person's pages carry."""
    browser = Client()
    browser.force_login(person)
    return forms_of(browser.get("/sign-in/send-again/").content.decode(), "")[0].sent[TYPED_BY][0]


def lost(client: Client, person: Person, **fields: object) -> str:
    """Somebody sends a form after their session ended; where they are led."""
    given = {"says": WORDS, "many": ["a", "b"], TYPED_BY: mark_of(person), **fields}
    return client.post("/inspectors/?page=2", given, headers={"referer": "http://testserver/inspectors/"})[
        "Location"
    ]


def signed_in_again(client: Client, email: str = "mairi@example.invalid") -> str:
    """Where signing in leads."""
    form = {"email": email, "password": PASSWORD, "next": "/both/"}
    return client.post("/sign-in/", form)["Location"]


def test_what_was_sent_waits_after_signing_in_again(client: Client, inspector: Person) -> None:
    assert lost(client, inspector) == "/sign-in/?next=/inspectors/"
    assert "Nothing that you typed is lost" in client.get("/sign-in/").content.decode()
    assert signed_in_again(client) == "/sign-in/send-again/"
    seen = client.get("/sign-in/send-again/").content.decode()
    form = forms_of(seen, "")[1]
    assert form.action == "/inspectors/?page=2"
    assert (form.sent["says"], form.sent["many"]) == ([WORDS], ["a", "b"])
    assert "Chronologies were missing" in seen.split("What you typed")[1]


def test_once_sent_again_it_waits_no_longer(client: Client, inspector: Person) -> None:
    lost(client, inspector)
    signed_in_again(client)
    form = forms_of(client.get("/sign-in/send-again/").content.decode(), "")[1]
    # As a browser sends it: the page's form has no files.
    sent = urlencode(form.sent, doseq=True)
    answer = client.post(form.action, sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert "Nothing waits to be sent again." in client.get("/sign-in/send-again/").content.decode()


def test_it_can_be_thrown_away(client: Client, inspector: Person) -> None:
    lost(client, inspector)
    signed_in_again(client)
    assert client.post("/sign-in/send-again/")["Location"] == "/inspectors/"
    assert "Nothing waits" in client.get("/sign-in/send-again/").content.decode()


def test_nobody_else_on_the_same_computer_sees_it(client: Client, inspector: Person, partner: Person) -> None:
    lost(client, inspector)
    assert signed_in_again(client, "coll@example.invalid") == "/both/"
    assert WORDS not in client.get("/sign-in/send-again/").content.decode()
    client.post("/sign-out/")
    assert signed_in_again(client) == "/both/"


@pytest.mark.parametrize("fields", [{TYPED_BY: ""}, {TYPED_BY: "00000000-0000-0000-0000-000000000007:x"}])
def test_nothing_is_kept_of_a_page_that_is_not_ours(
    client: Client, inspector: Person, fields: dict[str, str]
) -> None:
    lost(client, inspector, **fields)
    assert "Nothing that you typed is lost" not in client.get("/sign-in/").content.decode()
    assert signed_in_again(client) == "/both/"


def test_more_than_anybody_types_is_not_kept_and_not_promised(client: Client, inspector: Person) -> None:
    lost(client, inspector, says="x" * (LONGEST + 1))
    assert "fill in the rest again" in client.get("/sign-in/").content.decode()


def test_who_signed_in_again_in_another_window_keeps_it_too(inspector: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(inspector)
    given = {"says": WORDS, TYPED_BY: mark_of(inspector)}
    answer = browser.post("/inspectors/", given, headers={"origin": "http://testserver"})
    assert answer["Location"] == "/sign-in/send-again/"
    assert "Chronologies were missing" in browser.get("/sign-in/send-again/").content.decode()


def test_who_lost_every_cookie_reads_on_the_sign_in_page_that_nothing_is_lost(inspector: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    given = {"says": WORDS, TYPED_BY: mark_of(inspector)}
    answer = browser.post("/inspectors/", given, headers={"origin": "http://testserver"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/sign-in/?next=/sign-in/send-again/"
    assert "Nothing that you typed is lost" in answer.content.decode()


@pytest.mark.parametrize("origin", ["", "null", "http://elsewhere.example"])
def test_another_site_cannot_put_a_form_there(inspector: Person, origin: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(inspector)
    given = {"says": WORDS, TYPED_BY: mark_of(inspector)}
    assert browser.post("/inspectors/", given, headers={"origin": origin}).status_code == 403
    assert "Nothing waits" in browser.get("/sign-in/send-again/").content.decode()


def test_each_field_is_named_as_its_form_labels_it(client: Client, inspector: Person) -> None:
    browser = Client()
    browser.force_login(inspector)
    page = forms_of(browser.get("/note/1/").content.decode(), "/note/1/")
    sent = {name: values[0] for form in page for name, values in form.sent.items() if "says" in form.sent}
    assert "labels" in sent
    client.post("/inspectors/", {**sent, "says": WORDS, "due_on": "22 November 2026"})
    signed_in_again(client)
    shown = client.get("/sign-in/send-again/").content.decode()
    assert re.findall("<h3>(.*?)</h3>", shown) == ["What it says", "Due on"]
    assert '<div class="speir_quote speir_earlier">{' not in shown


@pytest.mark.parametrize("labels", ["", "[1, 2]", "{not json", "[" * 10_000, '{"says": ""}'])
def test_labels_that_cannot_be_read_cost_nothing(client: Client, inspector: Person, labels: str) -> None:
    lost(client, inspector, labels=labels)
    signed_in_again(client)
    shown = client.get("/sign-in/send-again/").content.decode()
    assert re.findall("<h3>(.*?)</h3>", shown) == ["Says"]

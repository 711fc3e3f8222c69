"""Words whose field is asked no more have a place of their own, for whoever typed them and nobody else."""

import json
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from speir.foundations.models import CapturedWords
from speir.people.models import Person
from tests.house.html_forms import forms_of
from tests.web.shared.test_words_journey import FIELD, SAVED, expect_status, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.urls("tests.web.shared.addresses")
HERE = "/words/not-sent/"


def types(person: Person, text: str, **said: object) -> str:
    """What the browser sends while this person types; the identity of the event."""
    event = str(uuid.uuid4())
    sent = {
        "event_id": event,
        "key": "sign-off:1@1",
        "text": text,
        "typed_at": timezone.now().isoformat(),
        "typing_id": str(uuid.uuid4()),
        "person": str(person.pk),
        "page": "/note/1/",
        "page_title": "Sign-off of the report",
        "asked": "Why it is declined",
        **said,
    }
    answer = signed_in(person).post("/words/", json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200
    return event


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def seen(person: Person) -> str:
    return signed_in(person).get(HERE).content.decode()


def test_words_stand_under_what_they_answered_with_a_link_to_where(inspector: Person) -> None:
    types(inspector, "The second finding\nis not ours.")
    shown = seen(inspector)
    assert "Why it is declined</h2>" in shown
    assert '<a href="/note/1/">Sign-off of the report</a>' in shown
    assert "The second finding\nis not ours.</div>" in shown


def test_nobody_else_sees_them_or_puts_them_aside(inspector: Person, partner: Person) -> None:
    event = types(inspector, "mine alone")
    assert "mine alone" not in seen(partner)
    assert "Everything that you typed was sent or put aside." in seen(partner)
    signed_in(partner).post(HERE, {"event": event})
    assert "mine alone" in seen(inspector)
    assert Client().get(HERE).headers["Location"].startswith("/sign-in/")


def test_whoever_reads_it_has_the_navigation_of_their_own_side(inspector: Person, partner: Person) -> None:
    ours, theirs = seen(inspector), seen(partner)
    assert '<a href="/inspectors/"' in ours.split("<main")[0]
    assert ">Good practice</a>" in ours.split("<main")[0]
    assert '<a href="/partners/"' in theirs.split("<main")[0]
    assert "/inspectors/" not in theirs


def test_they_are_put_aside_once_and_stay_on_file(inspector: Person) -> None:
    types(inspector, "no longer needed")
    [form] = [form for form in forms_of(seen(inspector), HERE) if "event" in form.sent]
    for _ in range(2):
        answer = signed_in(inspector).post(form.action, {"event": form.sent["event"][0]}, follow=True)
        assert "The words are put aside." in answer.content.decode()
    assert "no longer needed" not in seen(inspector)
    assert CapturedWords.objects.get().text == "no longer needed"


@pytest.mark.parametrize("event", ["", "not-an-identity"])
def test_a_button_that_names_no_words_is_told(inspector: Person, event: str) -> None:
    answer = signed_in(inspector).post(HERE, {"event": event}, follow=True)
    assert "It is not clear which words are meant." in answer.content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"page": None, "page_title": None, "asked": None},
        {"page": 7, "page_title": ["a"], "asked": {}},
        {"page": "\x00", "page_title": "\u202eevil", "asked": "\x07"},
    ],
)
def test_of_a_page_that_does_not_say_where_it_is_the_words_are_shown_all_the_same(
    inspector: Person, said: dict[str, object]
) -> None:
    types(inspector, "typed somewhere", **said)
    shown = seen(inspector)
    assert "What you typed</h2>" in shown
    assert "typed somewhere" in shown


@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_a_link_leads_nowhere_else(inspector: Person, page: str) -> None:
    types(inspector, "words", page=page, page_title="<b>Click</b>")
    shown = seen(inspector)
    assert page not in shown
    assert "&lt;b&gt;Click" in shown


def test_the_newest_hundred_are_shown_and_older_ones_are_not_hidden_silently(inspector: Person) -> None:
    for number in range(101):
        types(inspector, f"words number {number}")
    shown = seen(inspector)
    assert "The newest 100 are shown." in shown
    assert "words number 100" in shown
    assert "words number 0<" not in shown


@pytest.fixture
def tab(transactional_db: None, inspector: Person, page: "Page", live_server: Any) -> Iterator["Page"]:
    """A page with a note."""
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/note/1/")
    yield page
    page.goto("about:blank")
    page.wait_for_timeout(300)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_is_typed_in_a_browser_says_where_and_is_gone_once_it_is_sent(
    tab: "Page", live_server: Any
) -> None:
    tab.fill(FIELD, "typed and left")
    expect_status(tab, SAVED)
    tab.goto(f"{live_server.url}{HERE}")
    expect(tab.locator(".speir_panel h2")).to_have_text("What it says")
    expect(tab.locator(".speir_earlier")).to_have_text("typed and left")
    tab.get_by_role("link", name="Note", exact=True).click()
    expect(tab.locator(FIELD)).to_have_value("typed and left")
    tab.get_by_role("button", name="Send", exact=True).click()
    tab.wait_for_url("**/note/2/")
    tab.goto(f"{live_server.url}{HERE}")
    expect(tab.locator("main")).to_contain_text("Everything that you typed was sent or put aside.")

"""One field in two tabs, in a real browser: the other tab's words stand below it, for their author alone."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from speir.foundations.models import SettledWords
from speir.people.models import Person
from tests.web.shared.test_words_journey import FIELD, SAVED, expect_status, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.web.shared.addresses"),
    pytest.mark.django_db(transaction=True),
]

FOLD = "[data-typed-beside]"


@pytest.fixture
def tabs(
    transactional_db: None, inspector: Person, page: "Page", live_server: Any
) -> Iterator[tuple["Page", "Page"]]:
    """Two tabs with the same note, opened before anything was typed."""
    sign_in(page, live_server.url)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{live_server.url}/note/1/")
    yield page, other
    # Let the server finish what the pages were sending, while it still has a database.
    for opened in page.context.pages:
        opened.goto("about:blank")
    page.wait_for_timeout(300)


def types(tab: "Page", text: str) -> None:
    """Type, and wait until the server has it."""
    tab.fill(FIELD, text)
    expect_status(tab, SAVED)


def send(tab: "Page") -> None:
    """Send the form."""
    tab.get_by_role("button", name="Send", exact=True).click()


def test_the_first_tabs_words_stand_below_the_lasts_and_can_be_put_aside(tabs: tuple["Page", "Page"]) -> None:
    first, last = tabs
    types(first, "what the first tab says")
    types(last, "what the last tab says")
    first.reload()
    expect(first.locator(FIELD)).to_have_value("what the last tab says")
    expect(first.locator(f"{FOLD} summary")).to_have_text(
        re.compile(r"^Also typed in another tab, \d\d:\d\d$")
    )
    first.locator(f"{FOLD} summary").click()
    expect(first.locator(f"{FOLD} .speir_earlier")).to_have_text("what the first tab says")
    first.click("text=Put these words aside")
    expect(first.locator(FOLD)).to_have_count(0)
    expect(first.locator(FIELD)).to_be_focused()
    first.reload()
    expect(first.locator(FIELD)).to_have_value("what the last tab says")
    expect(first.locator(FOLD)).to_have_count(0)
    assert SettledWords.objects.count() == 1


def test_sent_from_one_tab_the_others_words_stand_below_the_newer_version(
    tabs: tuple["Page", "Page"],
) -> None:
    first, last = tabs
    types(first, "only in the first tab")
    last.fill(FIELD, "sent at once")  # before the server could have kept it
    send(last)
    last.wait_for_url("**/note/2/")
    expect(last.locator(FIELD)).to_have_value("the saved words")
    expect(last.locator(FOLD)).to_have_count(1)
    expect(last.locator(f"{FOLD} summary")).to_contain_text(
        "Typed before something newer was saved, and not sent"
    )
    expect(last.locator(f"{FOLD} .speir_earlier")).to_have_text("only in the first tab")
    last.wait_for_timeout(1500)  # by now what was sent at once has been delivered too
    last.reload()
    expect(last.locator(f"{FOLD} .speir_earlier")).to_have_text("only in the first tab")


def test_a_tab_that_is_opened_again_and_typed_on_shows_nothing_twice(tabs: tuple["Page", "Page"]) -> None:
    tab, _ = tabs
    types(tab, "half a sentence")
    tab.reload()
    expect(tab.locator(FOLD)).to_have_count(0)
    types(tab, "something else altogether")
    tab.reload()
    expect(tab.locator(FIELD)).to_have_value("something else altogether")
    expect(tab.locator(FOLD)).to_have_count(0)


def test_a_refused_form_keeps_its_words_and_does_not_show_them_twice(tabs: tuple["Page", "Page"]) -> None:
    tab, _ = tabs
    types(tab, "not this yet")
    send(tab)
    expect(tab.locator(FIELD)).to_have_value("not this yet")
    expect(tab.locator(FOLD)).to_have_count(0)
    types(tab, "but this")
    send(tab)
    tab.wait_for_url("**/note/2/")
    expect(tab.locator(FOLD)).to_have_count(0)


def test_without_a_script_the_fold_is_there_and_putting_aside_leaves_the_page_as_it_is(
    tabs: tuple["Page", "Page"], new_page: Callable[..., "Page"], live_server: Any
) -> None:
    first, last = tabs
    types(first, "what the first tab says")
    types(last, "what the last tab says")
    plain = new_page(javascript=False)
    sign_in(plain, live_server.url)
    plain.fill(FIELD, "typed without a script")
    plain.locator(f"{FOLD} summary").click()
    with plain.context.expect_page() as opened:
        plain.click("text=Put these words aside")
    expect(opened.value.locator("h1")).to_have_text("Words put aside")
    expect(plain.locator(FIELD)).to_have_value("typed without a script")
    plain.reload()
    expect(plain.locator(FOLD)).to_have_count(0)


def test_nobody_else_is_shown_them_or_can_put_them_aside(
    tabs: tuple["Page", "Page"], partner: Person, inspector: Person
) -> None:
    first, last = tabs
    types(first, "what the first tab says")
    types(last, "what the last tab says")
    first.reload()
    event = first.locator(f"{FOLD} button").get_attribute("value")
    client = Client()
    client.force_login(partner)
    assert client.post("/words/put-aside/", {"event": event}).status_code == 302
    assert b"what the" not in client.get("/design-system/").content
    first.reload()
    expect(first.locator(FOLD)).to_have_count(1)
    assert Client().post("/words/put-aside/", {"event": event}).headers["Location"].startswith("/sign-in/")

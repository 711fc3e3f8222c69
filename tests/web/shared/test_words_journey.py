"""In a real browser: what is typed is kept, the status line is true, and nothing stale comes back."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from speir.foundations.models import CapturedWords
from speir.people.models import Person
from tests.web.shared.conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.web.shared.addresses"),
    pytest.mark.django_db(transaction=True),
]

FIELD = "textarea[name=says]"
STATUS = "[data-keep-status]"
SAVED = re.compile(r"^Saved on the server \d\d:\d\d:\d\d$")
ALONE = "Saved on this computer only - will be sent when the connection is back"


@pytest.fixture(autouse=True)
def cut_connections_are_expected(complaints: list[str]) -> Iterator[None]:
    """The browser reports every request that these tests cut off on purpose."""
    yield
    complaints[:] = [words for words in complaints if not words.startswith("Failed to load resource: ")]


@pytest.fixture
def world(transactional_db: None, inspector: Person) -> Person:
    """The person who types."""
    return inspector


@pytest.fixture
def writer(world: Person, page: "Page", live_server: Any) -> "Page":
    """Signed in, with the note open."""
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/note/1/")
    return page


def sign_in(page: "Page", address: str) -> None:
    """Sign in as the inspector."""
    page.goto(f"{address}/sign-in/?next=/note/1/")
    page.fill("[name=email]", "mairi@example.invalid")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/note/1/")


def expect_status(page: "Page", words: object) -> None:
    """Wait for the status line."""
    expect(page.locator(STATUS)).to_have_text(words)  # type: ignore[arg-type]


def waiting(page: "Page") -> list[str]:
    """The texts that wait in the browser."""
    found: list[str] = page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('speir-words|'))"
        ".map(k => JSON.parse(localStorage[k]).text)"
    )
    return found


def until_delivered(page: "Page") -> None:
    """Wait until nothing waits any more."""
    for _ in range(100):
        if not waiting(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"still waiting: {waiting(page)}")


def latest() -> str:
    """The newest words the server has."""
    return str(CapturedWords.objects.order_by("typed_at").values_list("text", flat=True).last())


def test_typed_words_reach_the_server_and_leave_the_browser(writer: "Page") -> None:
    writer.locator(FIELD).press_sequentially("Chronologies were missing")
    expect_status(writer, SAVED)
    until_delivered(writer)  # the beginning may have been saved before the end was typed
    assert latest() == "Chronologies were missing"
    assert waiting(writer) == []


def test_words_come_back_after_the_page_is_closed(writer: "Page") -> None:
    writer.fill(FIELD, "half a sentence")
    expect_status(writer, SAVED)
    writer.reload()
    expect(writer.locator(FIELD)).to_have_value("half a sentence")
    expect_status(writer, re.compile("is kept on the server. It is not submitted yet."))


def test_without_a_connection_the_words_stay_here_and_go_when_it_is_back(writer: "Page") -> None:
    writer.context.set_offline(True)
    writer.fill(FIELD, "typed in a tunnel")
    expect_status(writer, ALONE)
    assert waiting(writer) == ["typed in a tunnel"]
    writer.context.set_offline(False)
    expect_status(writer, SAVED)
    assert latest() == "typed in a tunnel"
    assert waiting(writer) == []


def test_words_never_sent_come_back_into_the_field_and_are_sent(writer: "Page") -> None:
    writer.route("**/words/", lambda route: route.abort())
    writer.fill(FIELD, "the computer was switched off here")
    expect_status(writer, ALONE)
    writer.unroute("**/words/")
    writer.reload()
    expect(writer.locator(FIELD)).to_have_value("the computer was switched off here")
    expect_status(writer, SAVED)
    assert latest() == "the computer was switched off here"


def test_a_failing_server_is_not_called_saved(writer: "Page") -> None:
    writer.route("**/words/", lambda route: route.fulfill(status=503, body="busy"))
    writer.fill(FIELD, "kept all the same")
    expect_status(writer, ALONE)
    assert waiting(writer) == ["kept all the same"]


def test_signed_out_meanwhile_the_words_stay_until_one_signs_in_again(
    writer: "Page", live_server: Any
) -> None:
    writer.context.clear_cookies(name="sessionid")
    writer.fill(FIELD, "the session had ended")
    expect_status(writer, "Sign in again: what you typed is kept on this computer")
    assert waiting(writer) == ["the session had ended"]
    other = writer.context.new_page()
    sign_in(other, live_server.url)
    until_delivered(other)  # either window may deliver them
    expect(other.locator(FIELD)).to_have_value("the session had ended")
    assert latest() == "the session had ended"


def test_nothing_stale_comes_back_over_newer_content(writer: "Page", live_server: Any) -> None:
    writer.route("**/words/", lambda route: route.abort())
    writer.fill(FIELD, "an older attempt")
    expect_status(writer, ALONE)
    writer.unroute("**/words/")
    writer.goto(f"{live_server.url}/note/2/")
    expect(writer.locator(FIELD)).to_have_value("the saved words")
    writer.click("text=What you typed here before")
    expect(writer.locator(".speir_earlier")).to_have_text("an older attempt")
    until_delivered(writer)
    assert list(CapturedWords.objects.values_list("field_key", "text")) == [("note@1", "an older attempt")]
    writer.reload()
    expect(writer.locator(FIELD)).to_have_value("the saved words")


def test_too_long_says_why_and_keeps_the_words(writer: "Page") -> None:
    writer.fill(FIELD, "x" * 200_001)
    expect_status(writer, re.compile("^Saved on this computer only. This is longer than 200,000 characters."))
    assert len(waiting(writer)[0]) == 200_001


def test_another_person_on_the_same_computer_neither_sees_nor_sends_them(
    writer: "Page", partner: Person, live_server: Any
) -> None:
    writer.route("**/words/", lambda route: route.abort())
    writer.fill(FIELD, "private to Mairi")
    expect_status(writer, ALONE)
    writer.click("text=Sign out")
    writer.wait_for_url("**/sign-in/")
    writer.unroute("**/words/")
    writer.fill("[name=email]", "coll@example.invalid")
    writer.fill("[name=password]", PASSWORD)
    writer.click("main button")
    writer.wait_for_url("**/partners/")
    writer.goto(f"{live_server.url}/design-system/")
    writer.wait_for_timeout(500)
    assert waiting(writer) == ["private to Mairi"]
    assert not CapturedWords.objects.exists()


def test_without_a_script_the_form_and_its_words_are_there(
    writer: "Page", new_page: Callable[..., "Page"], live_server: Any
) -> None:
    writer.fill(FIELD, "typed with a script")
    expect_status(writer, SAVED)
    plain = new_page(javascript=False)
    sign_in(plain, live_server.url)
    expect(plain.locator(FIELD)).to_have_value("typed with a script")
    expect(plain.locator(STATUS)).to_contain_text("It is not submitted yet.")

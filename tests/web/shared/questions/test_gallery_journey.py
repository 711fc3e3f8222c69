"""Every kind of question in a real browser, with and without a script."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.web.shared.addresses"),
    pytest.mark.django_db(transaction=True),
]
PATH = "/design-system/questions/"


@pytest.mark.parametrize("width", [1366, 683, 320])
def test_every_kind_is_accessible_at_every_width(
    new_page: Callable[..., "Page"],
    live_server: Any,
    assert_accessible: Callable[["Page"], None],
    width: int,
) -> None:
    page = new_page(width=width)
    page.goto(live_server.url + PATH)
    page.get_by_role("button", name="Add one").click()
    page.get_by_role("button", name="Add another").click()
    page.get_by_role("button", name="Check the answers").click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert_accessible(page)
    if os.environ.get("LOOK"):
        page.screenshot(path=f"/tmp/q_{width}.png", full_page=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_every_kind_is_answered_with_and_without_a_script(
    new_page: Callable[..., "Page"], live_server: Any, javascript: bool
) -> None:
    page = new_page(width=320, javascript=javascript)
    page.goto(live_server.url + PATH)
    page.get_by_label("Who held the initial discussion?").fill("A team leader")
    page.get_by_label("What does the record say").fill("She said so <b>herself</b>")
    page.get_by_label("How many visits").fill("3")
    page.get_by_label("Hours from referral").fill("2.5")
    received = page.get_by_role("group", name="When was the adult concern received?")
    for part, typed in (("Day", "5"), ("Month", "november"), ("Year", "2026")):
        received.get_by_label(part).fill(typed)
    time = page.get_by_role("group", name="At what time?")
    time.get_by_label("Hour").fill("9")
    time.get_by_label("Minute").fill("30")
    page.get_by_role("group", name="Was an initial inquiry").get_by_role(
        "radio", name="Not recorded", exact=True
    ).press("Space")
    page.get_by_label("Which locality?").select_option("west")
    page.get_by_role("group", name="The chronology helped").get_by_role(
        "radio", name="Agree", exact=True
    ).press("Space")
    took_part = page.get_by_role("group", name="Who took part?")
    took_part.get_by_role("checkbox", name="West", exact=True).press("Space")
    took_part.get_by_role("checkbox", name="East", exact=True).press("Space")
    order = page.get_by_role("group", name="Which mattered most?")
    order.get_by_label("Place 1").select_option("islands")
    order.get_by_label("Place 2").select_option("east")
    page.get_by_role("group", name="How confident").get_by_role("radio", name="7", exact=True).press("Space")
    page.get_by_label("I have read the whole record").press("Space")
    page.get_by_role("group", name="The plan was clear.").get_by_role(
        "radio", name="Disagree", exact=True
    ).press("Space")
    page.get_by_role("button", name="Add one Visit").click()
    page.get_by_role("button", name="Add another Visit").click()
    page.get_by_role("group", name="Was the person seen alone?").last.get_by_role(
        "radio", name="Yes", exact=True
    ).press("Space")
    page.get_by_role("button", name="Remove Visit 1").click()
    page.get_by_role("button", name="Check the answers").click()
    expect(page.locator("table tr:has(td)").first).to_be_visible()
    sent = dict(
        page.locator("table tr:has(td)").evaluate_all(
            "rows => rows.map(row => [row.cells[0].innerText, row.cells[1].innerText])"
        )
    )
    assert sent == {
        "words": "A team leader",
        "account": "She said so <b>herself</b>",
        "count": "3",
        "hours": "2.5",
        "on": "2026-11-05",
        "at": "09:30",
        "moment": "",
        "inquiry": "not_recorded",
        "area": "west",
        "agree": "4",
        "present": "east west",
        "order": "islands east",
        "score": "7",
        "done": "OK",
        "plans/plan": "",
        "views/clear": "2",
        "views/shared": "",
        "visits[k1]/day": "",
        "visits[k1]/seen": "yes",
    }
    expect(page.locator("#error-summary a")).to_have_count(1)
    if javascript:  # the script moves there once it has run, which may be after the page has come
        expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary a").click()
    expect(page.locator("[name='answer:visits[k1]/day.day']")).to_be_focused()


def test_enter_in_a_box_sends_the_page_and_adds_nothing(page: "Page", live_server: Any) -> None:
    page.goto(live_server.url + PATH)
    page.get_by_label("How many visits").press("Enter")
    expect(page.locator("#error-summary")).to_have_count(1)
    expect(page.locator("[data-item]")).to_have_count(0)


def test_a_label_with_markup_shows_it_as_words(page: "Page", live_server: Any) -> None:
    page.goto(live_server.url + PATH)
    expect(page.get_by_text("Who took part? <script>alert(1)</script>")).to_be_visible()

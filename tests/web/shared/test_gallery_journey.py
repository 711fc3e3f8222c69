"""Every component in a real browser: accessible, inside the window, and quiet on the console."""

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
# 683 pixels is what a 1366 pixel window holds at 200 %.
WIDTHS = (1366, 683, 320)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/design-system/", "/sign-in/", "/no-such-page/"])
def test_pages_are_accessible_at_every_width(
    new_page: Callable[..., "Page"],
    live_server: Any,
    assert_accessible: Callable[["Page"], None],
    width: int,
    path: str,
) -> None:
    page = new_page(width=width)
    page.goto(live_server.url + path)
    assert_accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_full_of_faults_is_accessible(
    new_page: Callable[..., "Page"],
    live_server: Any,
    assert_accessible: Callable[["Page"], None],
    width: int,
    javascript: bool,
) -> None:
    page = new_page(width=width, javascript=javascript)
    page.goto(live_server.url + "/design-system/")
    page.click("text=Show the errors")
    page.wait_for_selector("#error-summary")
    if javascript:
        expect(page.locator("#error-summary")).to_be_focused()
        assert_accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_cell_is_out_of_sight(new_page: Callable[..., "Page"], live_server: Any, width: int) -> None:
    page = new_page(width=width, javascript=False)
    page.goto(live_server.url + "/design-system/")
    hidden = """tables => tables.filter(table => table.parentNode.scrollWidth > table.parentNode.clientWidth)
        .map(table => table.caption.textContent)"""
    found = page.eval_on_selector_all("main .speir_table", hidden)
    assert [caption for caption in found if width > 320 or caption != "Numbers that are compared"] == []


def test_the_labels_of_cards_are_only_seen_on_a_narrow_screen(
    new_page: Callable[..., "Page"], live_server: Any
) -> None:
    for width, shown in ((1366, "none"), (320, '"How it stands"')):
        page = new_page(width=width)
        page.goto(live_server.url + "/design-system/")
        cell = page.locator("[data-label='How it stands']").first
        label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert label.split(" / ")[0] == shown


def test_the_keyboard_reaches_the_main_part_first(page: "Page", live_server: Any) -> None:
    page.goto(live_server.url + "/design-system/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the main part")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_the_scale_is_chosen_with_the_arrow_keys(page: "Page", live_server: Any) -> None:
    page.goto(live_server.url + "/design-system/")
    page.focus("#id_grade_0")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#id_grade_1")).to_be_checked()


def test_the_calendar_writes_a_date_that_the_field_takes(page: "Page", live_server: Any) -> None:
    page.goto(live_server.url + "/design-system/")
    page.fill("[name=due_on]", "22/11/2026")
    page.click(".ds_datepicker__button")
    page.click(".ds_datepicker__dialog button:has-text('15')")
    expect(page.locator("[name=due_on]")).to_have_value("15/11/2026")


def test_the_chosen_files_are_named(page: "Page", live_server: Any) -> None:
    page.goto(live_server.url + "/design-system/")
    page.set_input_files(
        "[name=documents]",
        {"name": "position statement.txt", "mimeType": "text/plain", "buffer": b"x" * 4096},
    )
    expect(page.locator(".speir_chosen li")).to_have_text(["position statement.txt, 4 KB"])


@pytest.mark.parametrize(
    ("width", "javascript", "shows_answers", "shows_fold"),
    [(1366, True, True, False), (320, True, False, True), (320, False, True, True)],
)
def test_what_folds_when_narrow_is_open_when_wide_and_without_scripts(
    new_page: Callable[..., "Page"],
    live_server: Any,
    width: int,
    javascript: bool,
    shows_answers: bool,
    shows_fold: bool,
) -> None:
    page = new_page(width=width, javascript=javascript)
    page.goto(live_server.url + "/design-system/")
    expect(page.locator("#narrow-fold p")).to_be_visible(visible=shows_answers)
    expect(page.locator("#narrow-fold summary")).to_be_visible(visible=shows_fold)


def test_what_is_folded_is_open_for_a_link_to_it_and_whole_on_paper(
    new_page: Callable[..., "Page"], live_server: Any
) -> None:
    page = new_page(width=320)
    page.goto(live_server.url + "/design-system/")
    answers = page.locator("#narrow-fold p")
    expect(answers).to_be_hidden()
    page.emulate_media(media="print")
    expect(answers).to_be_visible()
    page.emulate_media(media="screen")
    expect(answers).to_be_hidden()
    page.goto(live_server.url + "/design-system/#narrow-fold")
    expect(answers).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 900})
    expect(answers).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 900})
    expect(page.locator("#narrow-fold summary")).to_be_visible()

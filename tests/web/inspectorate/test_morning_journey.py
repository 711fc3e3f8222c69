"""The morning page in a real browser: with keys alone, without a script, at every width, accessible."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from speir.area_monitoring.models import Dismissal
from speir.area_teams.choices import AreaRole
from speir.area_teams.operations import appoint_to_area
from speir.handovers.operations import look_for_signals
from speir.partnerships.queries import resolve_area
from speir.people.operations import SYSTEM
from tests.browser import follow
from tests.factories import NOW, World, later
from tests.indicators import factories
from tests.journeys.keyboard import Keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., "Page"]
Check = Callable[["Page"], None]


@pytest.fixture
def opened(new_page: OpenPage, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """The morning page of somebody who looks after three areas in which something was seen."""
    world: World = factories.landed()
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(hours=2))
    for name in factories.AREAS[1:4]:
        area = resolve_area(name)
        appoint_to_area(area=area, role=AreaRole.LINK_INSPECTOR, person=world.link, by=SYSTEM, at=NOW)

    def open_page(**more: Any) -> "Page":
        client = Client()
        client.force_login(world.link)
        page = new_page(**more)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(f"{live_server.url}/office/my-areas/")
        return page

    return open_page


def titles(page: "Page") -> list[str]:
    """The lines on the page, from above."""
    return page.locator("[data-line] > div:first-child > a").all_inner_texts()


def put_away(page: "Page") -> None:
    """Press the key, and wait until the next line has the focus."""
    with page.expect_navigation():
        page.keyboard.press("d")
    page.wait_for_selector("[data-line] a:focus")


def with_the_focus(page: "Page") -> str:
    """The words that have the focus."""
    return str(page.evaluate("document.activeElement.innerText"))


def test_with_keys_alone_lines_are_read_put_away_and_opened(opened: OpenPage) -> None:
    page = opened()
    before = titles(page)
    assert len(before) >= 4
    Keyboard(page).goes_to(page.locator("[data-line] a").first)
    page.keyboard.press("j")
    assert with_the_focus(page) == before[1]
    page.keyboard.press("k")
    put_away(page)
    assert titles(page) == before[1:]
    assert with_the_focus(page) == before[1]  # the next line has the focus, so that the next key acts on it
    put_away(page)
    look_for_signals(is_fictional=True, by=SYSTEM, at=later(hours=1))
    page.reload()
    assert titles(page) == before[2:]
    Keyboard(page).goes_to(page.locator("[data-line] a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/signals/*/")
    assert Dismissal.objects.count() == 2


def test_one_key_begins_a_note_about_the_line(opened: OpenPage) -> None:
    page = opened()
    line = page.locator("[data-line]", has=page.locator("[data-act]")).first
    title = line.locator("a").first.inner_text()
    Keyboard(page).goes_to(line.locator("a").first)
    page.keyboard.press("n")
    page.wait_for_url("**/office/notes/new/**")
    assert page.get_by_label("Purpose").input_value() in title
    assert page.get_by_label("Purpose").input_value() != ""


@pytest.mark.parametrize("width", [1366, 320])
def test_it_is_accessible_and_says_how_each_signal_was_found(
    opened: OpenPage, assert_accessible: Check, width: int
) -> None:
    page = opened(width=width)
    how = page.locator("[data-line] summary")
    for place in range(how.count()):
        how.nth(place).press("Enter")
    expect(page.get_by_text("Poisson: the chance of so few")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_each_line_has_its_button(opened: OpenPage) -> None:
    page = opened(javascript=False)
    before = titles(page)
    follow(page.get_by_role("button", name="Put away").first)
    assert titles(page) == before[1:]
    follow(page.get_by_role("button", name="I have seen all of this"))
    assert titles(page) == []

"""Numbers and signals in a real browser: by keyboard, without a script, at every width, accessible."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import expect

from speir.indicators.models import SignalDismissal, Vintage
from tests.browser import follow
from tests.factories import World
from tests.indicators import factories
from tests.indicators.sheets import LONG, long_file

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., "Page"]
Check = Callable[["Page"], None]
PAGES = (
    "/office/signals/",
    "/office/areas/ardbravo/numbers/",
    "/office/numbers/indicators/justice-social-work/CPO-DONE/",
    "/office/numbers/",
)


@pytest.fixture
def opened(new_page: OpenPage, live_server: Any) -> OpenPage:
    """Pages of somebody of a world in which numbers have landed."""
    world: World = factories.landed()

    def open_page(who: str, path: str, **more: Any) -> "Page":
        client = Client()
        client.force_login(world.people[who])
        page = new_page(**more)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(live_server.url + path)
        return page

    return open_page


@pytest.mark.parametrize("width", [1366, 320])
def test_every_page_is_accessible(opened: OpenPage, assert_accessible: Check, width: int) -> None:
    page = opened("link", PAGES[0], width=width)
    for path in PAGES:
        page.goto(page.url.split("/office/")[0] + path)
        assert_accessible(page)


def test_a_tile_leads_to_its_area_by_keyboard(opened: OpenPage) -> None:
    page = opened("link", "/office/numbers/indicators/justice-social-work/CPO-DONE/")
    tile = page.get_by_role("link", name="Ardbravo:")
    tile.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/areas/ardbravo/numbers/")
    page.get_by_text("Show the figures of SIR").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name="2025/26 Q4").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_signal_is_dismissed_with_its_reason(opened: OpenPage, javascript: bool) -> None:
    page = opened("link", "/office/signals/", javascript=javascript)
    follow(page.get_by_role("link", name="Serious incident notifications: none").first)
    page.get_by_label("Why nothing more is needed").fill("They were notified in the week after.")
    follow(page.get_by_role("button", name="Dismiss"))
    assert urlsplit(page.url).path == "/office/signals/"
    assert "They were notified in the week after." in page.content()
    assert SignalDismissal.objects.count() == 1


def test_a_file_is_handed_in_looked_at_and_lands(opened: OpenPage, assert_accessible: Check) -> None:
    page = opened("analyst", "/office/numbers/bring-in/")
    page.get_by_label("Collection").select_option("child-protection")
    rows = (
        (factories.AREAS[0], "CP-AGAIN", "2023/24", "12", "", "", ""),
        ("Atlantis", "x", "soon", "3", "", "", ""),
    )
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "register.csv", "mimeType": "text/csv", "buffer": long_file(*rows, heads=LONG)}
    )
    follow(page.get_by_role("button", name="Go on"))
    page.wait_for_selector("text=What would not land")
    assert_accessible(page)
    follow(page.get_by_role("button", name="Look"))
    page.wait_for_selector("text=The first rows of the file")
    page.get_by_role("button", name="Land", exact=True).click()
    page.wait_for_url("**/office/numbers/")
    assert Vintage.objects.get(file_name="register.csv").landed == 1

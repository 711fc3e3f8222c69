"""The lead at the pages about record reading: tallies that keep up, figures at a glance, agreement drawn."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from speir.record_reading.models import Reading
from tests.factories import World
from tests.record_reading.factories import take, under_way, whole

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., "Page"]
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def world() -> World:
    """Readings in every state, alike and differing pairs among them."""
    return under_way()


@pytest.fixture
def lead_page(world: World, new_page: OpenPage, live_server: Any) -> OpenPage:
    """``lead_page("figures", width=320)``: a page about the readings, opened by the lead."""

    def opened(name: str = "", **options: Any) -> "Page":
        client = Client()
        client.force_login(world.lead)
        page = new_page(**options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        here = f"investigation/{name}/" if name else ""
        page.goto(f"{live_server.url}/inspections/{world.inspection.reference}/reading/{here}")
        return page

    return opened


def test_tallies_keep_up_while_the_page_is_open(lead_page: OpenPage, world: World) -> None:
    # given the lead looking at how far reading is
    page = lead_page()
    expect(page.get_by_text("Brought up to date while this page is open.")).to_be_visible()
    before = Reading.objects.filter(status="submitted").count()
    expect(page.get_by_text(f"{before} of 12 readings handed in")).to_be_visible()
    # when somebody hands a reading in, and the lead comes back to the page
    page.get_by_text("Every reading").click()
    reading = Reading.objects.filter(reader=world.inspector, status="open").order_by("record__order").last()
    assert reading is not None
    take(reading, whole(50)[-1:])
    page.evaluate(COME_BACK)
    # then the number is there without loading the page, and what was opened is still open
    expect(page.get_by_text(f"{before + 1} of 12 readings handed in")).to_be_visible()
    expect(page.get_by_role("table", name="Readings by record")).to_be_visible()
    # and when there is no connection, the page says so
    page.context.set_offline(True)
    page.evaluate(COME_BACK)
    expect(page.get_by_text("could not be brought up to date")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 683, 320])
@pytest.mark.parametrize("name", ["", "figures", "agreement"])
def test_the_pages_of_the_lead_are_whole_at_every_width(
    lead_page: OpenPage, assert_accessible: Callable[["Page"], None], name: str, width: int
) -> None:
    page = lead_page(name, width=width)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if name == "figures":
        link = page.locator("#glance").get_by_role("link").first
        question = link.inner_text()
        link.click()
        expect(page.locator(":target").get_by_role("heading", name=question)).to_be_visible()

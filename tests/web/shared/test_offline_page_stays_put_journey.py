"""In a real browser: what the offline page says of itself moves no question from under somebody's hand."""

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from speir.record_reading.models import Reading
from tests.browser import follow
from tests.factories import PASSWORD
from tests.record_reading.factories import make_exercise, make_reading, reading_world

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORKER = "**/reading-worker.js"
KEEPS_NOTHING = "addEventListener('message', (event) => event.source.postMessage({ kept: [] }))"
QUESTION = "[data-address='inquiry/held']"


@pytest.fixture
def reading(transactional_db: None) -> Reading:
    world = reading_world()
    return make_reading(make_exercise(world), world.people["inspector"])


def offline_page(page: "Page", reading: Reading, live_server: Any) -> str:
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("[name=email]", reading.reader.email)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main button[type=submit]"))
    reference = reading.exercise.inspection.reference
    return f"{live_server.url}/inspections/{reference}/reading/{reading.pk}/offline/"


def where(page: "Page") -> float:
    box = page.locator(QUESTION).bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("width", [1366, 320])
def test_being_kept_and_kept_are_said_in_one_place(
    new_page: "Callable[..., Page]", reading: Reading, live_server: Any, width: int
) -> None:
    page = new_page(width=width)
    address = offline_page(page, reading, live_server)
    held: list[Any] = []
    page.context.route(WORKER, lambda route: route.continue_() if held else held.append(route))
    page.goto(address)
    # Until the worker is there, the page says that it is being kept.
    expect(page.get_by_text("Being kept on this laptop.")).to_be_visible()
    expect(page.get_by_text("Kept on this laptop:")).to_be_hidden()
    before = where(page)
    held[0].continue_()
    page.wait_for_selector("[data-reading-ready=kept]")
    expect(page.get_by_text("Kept on this laptop:")).to_be_visible()
    expect(page.get_by_text("Being kept on this laptop.")).to_be_hidden()
    assert where(page) == before
    # Opened again without a connection it still says so.
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Kept on this laptop:")).to_be_visible()
    page.context.set_offline(False)


def test_a_page_that_cannot_be_kept_says_so(page: "Page", reading: Reading, live_server: Any) -> None:
    address = offline_page(page, reading, live_server)
    page.context.route(
        WORKER,
        lambda route: route.fulfill(
            body=KEEPS_NOTHING, content_type="text/javascript", headers={"Service-Worker-Allowed": "/"}
        ),
    )
    page.goto(address)
    expect(page.get_by_text("This page could not be kept on this laptop")).to_be_visible()
    expect(page.locator("[data-reading-ready=yes]")).to_be_attached()

"""A real Chromium for journeys: it listens to the console, and judges accessibility."""

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

# Chromium's own chatter with the outside world is off: nothing here may reach beyond this machine.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What a page does when its size changes it does in its next frame, which may come late on a busy machine.
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SEEN = "(all) => all.filter((one) => one.getClientRects().length).map((one) => one.outerHTML.slice(0, 200))"
# Chromium reports answers of 400 and above, and a connection that a test has cut: both are on purpose.
EXPECTED_ON_CONSOLE = re.compile(
    r"Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)"
)


def chromium_path() -> str:
    """Where Chromium is: SPEIR_CHROMIUM, or Debian's; "" when there is none."""
    return os.environ.get("SPEIR_CHROMIUM") or shutil.which("chromium") or ""


def follow(control: "Locator") -> None:
    """Click what leads to another page, and wait until that page is here.

    A click does not wait: what is read right after it may be read of the page that is being left, and
    an address that is opened right after it may take the place of what the click sends.
    """
    with control.page.expect_navigation():
        control.click()


def until_the_server_rests(patience: float = 60) -> None:
    """Wait until the live server has finished what closed pages had asked of it.

    The database is emptied after a test: what is still written then stands in the way, or in the next test.
    """
    until = time.monotonic() + patience
    while at_work := [one.name for one in threading.enumerate() if "process_request_thread" in one.name]:
        assert time.monotonic() < until, f"The live server still answers somebody: {at_work}"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One Chromium for the whole run."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=10_000)  # a busy machine is no fault of what is tested
    if not chromium_path():
        pytest.fail("There is no Chromium. Install Debian's chromium or set SPEIR_CHROMIUM.")
    # Playwright keeps an event loop in this thread; our own code has none, so Django need not worry.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the consoles of one test complained of; anything left in it at the end is a failure."""
    heard: list[str] = []
    yield heard
    assert not heard, "The browser's console complained:\n" + "\n".join(heard)


@pytest.fixture
def new_page(chromium: "Browser", complaints: list[str]) -> Iterator[Callable[..., "Page"]]:
    """Open pages, each in a browser session of its own.

    ``new_page()``, ``new_page(width=320)``, ``new_page(javascript=False)``; other words go to Playwright.
    """
    contexts = []

    def listen(message: "ConsoleMessage") -> None:
        if message.type == "error" and not EXPECTED_ON_CONSOLE.search(message.text):
            complaints.append(message.text)

    def open_page(width: int = 1366, height: int = 900, javascript: bool = True, **more: object) -> "Page":
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            **more,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        # The first page of a run reads every template: on a busy machine that alone has taken 15 seconds.
        page.set_default_navigation_timeout(60_000)
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    until_the_server_rests()


@pytest.fixture
def page(new_page: Callable[..., "Page"]) -> "Page":
    """One page at 1366 pixels."""
    return new_page()


@pytest.fixture
def assert_accessible() -> Callable[["Page"], None]:
    """Fail when axe-core finds a WCAG 2.2 A or AA fault, what is hidden is seen, or the page is too wide."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def check(page: "Page") -> None:
        page.wait_for_load_state()  # half a page hides half of its faults
        page.evaluate(NEXT_FRAME)
        found = axe.run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response["violations"]
        faults = [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]
        where = f"{page.url} at {page.evaluate('innerWidth')} pixels"
        assert not faults, f"{where} is not accessible:\n" + "\n".join(faults)
        seen = page.eval_on_selector_all("[hidden]", SEEN)
        assert not seen, f"{page.url} shows what it calls hidden:\n" + "\n".join(seen)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} is {wide} pixels wider than the window"

    return check

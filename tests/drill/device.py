"""One laptop or tablet with a reading open: it answers at random and tells what became of each answer."""

import json
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.drill.in_page import KEPT_WHERE, LISTEN, SETTLED, SKEW, TOKEN, TYPE, TYPED
from tests.drill.network import Network

CRASH_S = 10
Hear = Callable[[str, dict[str, object]], None]


@dataclass
class Device:
    """A browser session of its own, with its own store and its own clock."""

    name: str
    browser: Browser
    address: str
    hear: Hear
    faults: Counter[str]
    skew: timedelta = timedelta()
    script: str = ""
    is_offline: bool = False
    context: BrowserContext = field(init=False)
    network: Network = field(init=False)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(locale="en-GB", timezone_id="Europe/London")
        self.context.expose_binding("drillHears", lambda _, told: self._told(told))
        self.context.add_init_script(LISTEN)
        if self.skew:
            self.context.add_init_script(SKEW % int(self.skew.total_seconds() * 1000))
        if self.script:
            self.context.add_init_script(self.script)
        self.context.set_default_timeout(20_000)
        self.network = Network(self.context, self.faults)
        self.page = self.context.new_page()

    def _told(self, told: dict[str, object]) -> None:
        self.hear(self.name, told)
        if told["what"] == "heard":
            self.faults["answers typed offline"] += self.is_offline
            self.faults["answers typed by a wrong clock"] += bool(self.skew)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as a person does, in a tab of its own beside the reading."""
        self.go_online()
        page = self.context.new_page()
        try:
            page.goto(f"{self.address}/sign-in/")
            if page.locator("[name=email]").count():
                page.fill("[name=email]", email)
                page.fill("[name=password]", password)
                page.click("main button[type=submit]")
                page.wait_for_url(lambda address: "/sign-in/" not in address)
            self.network.is_signed_out = self.network.is_expired = False
        finally:
            page.close()

    def go_offline(self) -> None:
        """The connection goes."""
        self.is_offline = True
        self.context.set_offline(True)

    def go_online(self) -> None:
        """The connection is back."""
        if self.is_offline:
            self.is_offline = False
            self.context.set_offline(False)

    def open(self, path: str) -> bool:
        """Open the reading, from the server or from what is kept; whether it opened."""
        try:
            self.page.goto(f"{self.address}{path}", wait_until="load", timeout=20_000)
            self.page.wait_for_selector("[data-reading-ready]", timeout=20_000)
        except Error:
            return False
        return True

    def keeps_page(self) -> None:
        """The worker must have the page before the connection may go: it is opened in the office first."""
        self.page.wait_for_selector("[data-reading-ready=kept]", timeout=30_000)

    def begin(self, count: int, seed: int) -> bool:
        """Begin to answer, which then goes on by itself; False where no reading is open."""
        try:
            return bool(self.page.evaluate(TYPE, [count, seed]))
        except Error:
            return False

    def finish(self) -> None:
        """Wait until what was begun is typed, or the page is gone."""
        with suppress(Error):
            self.page.evaluate(TYPED)

    def rest(self, milliseconds: float) -> None:
        """Let the page go on for a while."""
        with suppress(Error):
            self.page.wait_for_timeout(milliseconds)

    def crash(self) -> None:
        """End the tab's process without a word; a new tab takes its place."""
        old, seen = self.page, list[Page]()
        old.on("crash", lambda page: seen.append(page))
        tab = self.context.new_cdp_session(old).send("Target.getTargetInfo")["targetInfo"]["targetId"]
        # Through the browser, since a page that crashes answers nothing; chrome://crash ends no tab here.
        browser = self.browser.new_browser_cdp_session()
        way = browser.send("Target.attachToTarget", {"targetId": tab, "flatten": False})["sessionId"]
        message = json.dumps({"id": 1, "method": "Page.crash"})
        browser.send("Target.sendMessageToTarget", {"sessionId": way, "message": message})
        self.page = self.context.new_page()
        until = time.monotonic() + CRASH_S
        while not seen and time.monotonic() < until:
            self.rest(10)
        self.faults["tab crash"] += bool(seen)
        if seen:
            self.hear(self.name, {"what": "crashed"})
        browser.detach()
        with suppress(Error):
            old.close()

    def token(self) -> str:
        """The form token of the page that is open."""
        try:
            return str(self.page.evaluate(TOKEN))
        except Error:
            return ""

    def settles(self, milliseconds: float) -> bool:
        """Whether the page says, in good time, that the server has everything."""
        try:
            self.page.wait_for_function(SETTLED, timeout=milliseconds)
        except Error:
            return False
        return True

    def kept_where(self) -> str:
        """Where the page says that the answers are, or why it cannot be asked."""
        try:
            return str(self.page.evaluate(KEPT_WHERE))
        except Error as fault:
            return f"the page does not answer: {fault.message}"

    def close(self) -> None:
        """Put the device away."""
        self.context.unroute_all(behavior="ignoreErrors")
        self.context.close()

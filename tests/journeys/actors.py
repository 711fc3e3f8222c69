"""People in a browser: each signs in as themselves, sees pages, presses buttons."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from speir.demo.sign_ins import PASSWORD, email_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCREENSHOTS = os.environ.get("SPEIR_SCREENSHOTS", "")


class Actor:
    """Somebody with a browser of their own; every page they open is checked for accessibility once."""

    def __init__(
        self, name: str, page: "Page", address: str, assert_accessible: Callable[["Page"], None]
    ) -> None:
        self.name, self.page, self.address = name, page, address
        self._assert_accessible = assert_accessible
        self._checked: set[str] = set()

    def sign_in(self) -> None:
        """Sign in with e-mail address and password."""
        self.page.goto(f"{self.address}/sign-in/")
        self.page.get_by_label("E-mail address").fill(email_of(self.name))
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "sign-in" not in url)
        self._look()

    def opens(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(self.address + path)
        self._look()

    def fetches(self, path: str) -> bytes:
        """What is at an address, as it is when it is saved; the connection ends with it."""
        return self.page.request.get(self.address + path, headers={"Connection": "close"}).body()

    def follows(self, words: str) -> None:
        """Follow the first link in the page with these words."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words).first.click()
        self._look()

    def fills(self, label: str, words: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label, exact=True).first.fill(words)

    def picks(self, label: str, option: str) -> None:
        """Choose in a list whose option begins with these words."""
        field = self.page.get_by_label(label, exact=True).first
        found = field.locator("option").filter(has_text=re.compile(f"^\\s*{re.escape(option)}")).first
        field.select_option(value=found.get_attribute("value"))

    def ticks(self, label: str) -> None:
        """Choose a radio button or a box by what its label begins with."""
        box = self.page.get_by_label(re.compile(f"^\\s*{re.escape(label)}")).first
        if not box.is_checked():
            box.press("Space")  # by keyboard: the design system draws the label over the box
        assert box.is_checked(), f"{self.name} cannot choose “{label}” at {self.page.url}"

    def presses(self, button: str) -> None:
        """Press a button and wait for what comes."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=button).first.click()
        self._look()

    def sees(self, *words: str) -> None:
        """These words are on the page, or come to it: a script may write them a moment later."""
        from playwright.sync_api import expect  # here, since most tests need no browser

        body = self.page.locator("body")
        for wanted in words:
            said = f"{self.name} does not see “{wanted}” at {self.page.url}"
            expect(body, said).to_contain_text(wanted, use_inner_text=True)

    def does_not_see(self, *words: str) -> None:
        """These words are nowhere on the page."""
        shown = " ".join(self.page.locator("body").inner_text().split())
        for hidden in words:
            assert hidden not in shown, f"{self.name} sees “{hidden}” at {self.page.url}"

    def photographs(self, name: str, width: int = 0) -> None:
        """Keep a picture for the guides, when asked to by SPEIR_SCREENSHOTS (a folder).

        ``width`` shows it as in a wider window than this one.
        """
        if SCREENSHOTS:
            Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
            with self._in_a_window_of(width):
                if width:
                    self.page.evaluate("scrollTo(0, 0)")
                self.page.screenshot(path=str(Path(SCREENSHOTS) / f"{name}.png"))

    def is_whole_at(self, width: int) -> None:
        """The page is accessible and nothing of it lies outside a window of this width."""
        with self._in_a_window_of(width):
            self._assert_accessible(self.page)

    @contextmanager
    def _in_a_window_of(self, width: int) -> Iterator[None]:
        before = self.page.viewport_size
        if width and before:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.wait_for_function("(width) => window.innerWidth === width", arg=width)
        yield
        if width and before:
            self.page.set_viewport_size(before)

    def _look(self) -> None:
        kind = re.sub(r"[0-9a-f-]{36}|/\d+(\.\d+)?/", "/n/", self.page.url.split("?")[0])
        if kind not in self._checked:
            self._assert_accessible(self.page)
            self._checked.add(kind)

"""One laptop or tablet with a reading open: it answers at random and tells what became of each answer."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

Hear = Callable[[str, dict[str, object]], None]

# Runs before the page's own scripts: passes on what the page says of itself.
LISTEN = """
for (const what of ["heard", "kept", "acknowledged"]) {
  document.addEventListener(`speir:${what}`, ({ detail }) => window.drillHears({ what, ...detail }));
}
"""
# A clock that is wrong, as laptops' are: everything that asks for the time gets it shifted.
SKEW = """
{ const Right = Date; const shift = %d;
  window.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + shift); }
    static now() { return Right.now() + shift; }
  }; }
"""
# Answers some questions as a person does, with the events that a browser makes.
ANSWER = """
async ([count, seed]) => {
  let state = seed;
  const random = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const shown = (element) => element.getClientRects().length > 0;
  const usable = () => [...document.querySelectorAll("[data-address]")].flatMap((question) => {
    const wanted = "input:not([type=hidden]):not([type=file]), select, textarea";
    const found = [...question.querySelectorAll(wanted)]
      .filter((control) => control.closest("[data-address]") === question)
      .filter((control) => !control.disabled && !control.readOnly);
    return found.length && shown(question) ? [[question, found]] : [];
  });
  for (let n = 0; n < count; n += 1) {
    const all = usable();
    if (!all.length) return n;
    const [question, controls] = all[random(all.length)];
    const control = controls[random(controls.length)];
    if (control.type === "radio") { control.checked = true; }
    else if (control.type === "checkbox") { control.checked = !control.checked; }
    else if (control.tagName === "SELECT") { control.selectedIndex = random(control.options.length); }
    else if (control.dataset.part || control.inputMode) { control.value = String(1 + random(12)); }
    else if (control.type === "date") { control.value = `2026-0${1 + random(9)}-1${random(10)}`; }
    else { control.value = `Words ${random(1e9)} — “quoted”, naïve, 😀`; }
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
    if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, random(25)));
  }
  return count;
}
"""
WAITING = "() => document.querySelector('[data-saved]')?.dataset.kept ?? 'none'"


@dataclass
class Device:
    """A browser session of its own, with its own store and its own clock."""

    name: str
    browser: Browser
    address: str
    hear: Hear
    skew: timedelta = timedelta()
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)
    sent: list[str] = field(default_factory=list)
    swallow: int = 0

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(locale="en-GB", timezone_id="Europe/London")
        self.context.expose_binding("drillHears", lambda _, told: self.hear(self.name, told))
        self.context.add_init_script(LISTEN)
        if self.skew:
            self.context.add_init_script(SKEW % int(self.skew.total_seconds() * 1000))
        self.context.route("**/events/", self._pass_on)
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()

    def _pass_on(self, route: Route) -> None:
        """Let a sending through; sometimes the server hears it and the page never learns of it."""
        self.sent.append(route.request.post_data or "")
        try:
            if self.swallow > 0:
                self.swallow -= 1
                route.fetch(timeout=10_000)
                route.abort()
            else:
                route.continue_()
        except Error:
            pass  # the server was killed, or the tab is gone, in this very moment: that is the drill

    def sign_in(self, email: str, password: str) -> None:
        """Sign in as a person does, in a tab of its own beside the reading."""
        page = self.context.new_page()
        try:
            page.goto(f"{self.address}/sign-in/")
            if page.locator("[name=email]").count():
                page.fill("[name=email]", email)
                page.fill("[name=password]", password)
                page.click("main button[type=submit]")
                page.wait_for_load_state()
        finally:
            page.close()

    def open(self, path: str) -> bool:
        """Open the reading, from the server or from what is kept; whether it opened."""
        try:
            self.page.goto(f"{self.address}{path}", wait_until="load", timeout=20_000)
            self.page.wait_for_selector("[data-reading-ready]", timeout=20_000)
        except Error:
            return False
        return True

    def answer(self, count: int, seed: int) -> int:
        """Answer some questions; how many were."""
        try:
            return int(self.page.evaluate(ANSWER, [count, seed]))
        except Error:
            return 0

    def rest(self, milliseconds: int) -> None:
        """Let the page go on for a while."""
        with suppress(Error):
            self.page.wait_for_timeout(milliseconds)

    def crash(self) -> None:
        """End the tab without a word, as a crash does; a new one takes its place."""
        old, self.page = self.page, self.context.new_page()
        with suppress(Error):  # a crashed page answers nothing, which is what was asked for
            old.goto("chrome://crash", timeout=3_000)
        with suppress(Error):
            old.close()

    def state(self) -> str:
        """Where the page says that the answers are."""
        try:
            return str(self.page.evaluate(WAITING))
        except Error:
            return "none"

    def close(self) -> None:
        """Put the device away."""
        self.context.close()

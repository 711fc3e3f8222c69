"""A reader with nothing but a keyboard: Tab to a control, type, Space, letters of a list, Enter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.record_reading.every_kind import Answered, chosen_file

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FURTHEST = 150
CONTROLS = "input:not([type=hidden]), select, textarea"


class Keyboard:
    """Answers questions on a page; every control is reached by Tab, or it is not reached at all."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        # Listened for from the start: asked for only with the space bar, it may come too late for it.
        page.on("filechooser", lambda _: None)

    def goes_to(self, target: "Locator") -> None:
        """Press Tab until the control has the focus; arrow keys reach the others of a group of buttons."""
        is_focused = "element => element === document.activeElement"
        for _ in range(FURTHEST):
            if target.evaluate(is_focused):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target} at {self.page.url}")

    def presses(self, button: "Locator") -> None:
        """Go to a button or link and press Enter."""
        self.goes_to(button)
        self.page.keyboard.press("Enter")

    def may_answer(self, address: str) -> bool:
        """Whether a question is shown, with something to type in or to choose from."""
        return self._controls(address).count() > 0

    def answers(self, address: str, answered: Answered) -> None:
        """Answer the question at an address."""
        getattr(self, f"_{answered.how}")(self._controls(address), answered.keys)

    def _controls(self, address: str) -> "Locator":
        controls = self.page.locator(f'[data-address="{address}"]').locator(CONTROLS)
        return controls.locator("visible=true")

    def _type(self, controls: "Locator", keys: Sequence[str]) -> None:
        for place, typed in enumerate(keys):
            self.goes_to(controls.nth(place))
            self.page.keyboard.type(typed)

    def _select(self, controls: "Locator", keys: Sequence[str]) -> None:
        self._type(controls, keys)  # the letters of an option choose it

    def _file(self, controls: "Locator", keys: Sequence[str]) -> None:
        """The space bar opens the computer's own list of files."""
        self.goes_to(controls.first)
        name, kind, content = chosen_file(keys[0])
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files({"name": name, "mimeType": kind, "buffer": content})
        if self.page.locator("[data-reading-ready]").count():  # a script keeps it at once, and says so
            said = controls.locator("xpath=ancestor::*[@data-address][1]").locator("[data-attached-state]")
            said.get_by_text("saved on").wait_for()

    def _space(self, controls: "Locator", keys: Sequence[str]) -> None:
        for number in keys:
            if controls.first.get_attribute("type") == "radio":
                self.goes_to(controls.first)
                for _ in range(int(number) - 1):
                    self.page.keyboard.press("ArrowDown")
            else:
                self.goes_to(controls.nth(int(number) - 1))
            self.page.keyboard.press("Space")

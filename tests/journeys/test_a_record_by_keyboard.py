"""From signing in to handing in with nothing but a keyboard, by the short keys of a reader."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from speir.record_reading.choices import ReadingStatus
from speir.record_reading.models import Reading
from speir.record_reading.queries import replayed
from tests.factories import PASSWORD
from tests.journeys.keyboard import Keyboard
from tests.record_reading.factories import make_exercise, make_reading, reading_world

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MOUSE = "addEventListener('pointerdown', () => { window.hadAMouse = true; }, true)"
KEPT = "[data-saved][data-kept=server]"


class Reader:
    """An inspector at a keyboard, from the sign-in page on."""

    def __init__(self, page: "Page", judge: Callable[["Page"], None]) -> None:
        self.page, self.keys, self.judge = page, Keyboard(page), judge
        page.add_init_script(MOUSE)

    def follows(self, name: str) -> None:
        """Go to a link by Tab and press Enter."""
        with self.page.expect_navigation():
            self.keys.presses(self.page.get_by_role("link", name=name).first)
        self.judge(self.page)

    def sends(self, name: str) -> None:
        """Go to a button by Tab and press Enter."""
        with self.page.expect_navigation():
            self.keys.presses(self.page.get_by_role("button", name=name).first)
        self.judge(self.page)

    def types(self, label: str, words: str) -> None:
        """Go to a field by Tab and type."""
        self.keys.goes_to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(words)

    def presses(self, key: str) -> None:
        """One key, wherever the focus is."""
        self.page.keyboard.press(key)

    def goes_to_question(self, address: str) -> None:
        """Go to the first choice of a question by Tab."""
        self.keys.goes_to(self.question(address).get_by_role("radio").first)

    def question(self, address: str) -> "Locator":
        """A question of the page."""
        return self.page.locator(f'[data-address="{address}"]')


@pytest.fixture
def reading() -> Reading:
    """A record that is allocated and not opened yet."""
    world = reading_world()
    return make_reading(make_exercise(world), world.inspector, status=ReadingStatus.ALLOCATED)


@pytest.mark.parametrize("width", [1366, 683, 320])
def test_a_whole_record_with_nothing_but_a_keyboard(
    reading: Reading,
    live_server: Any,
    new_page: Callable[..., "Page"],
    assert_accessible: Callable[["Page"], None],
    width: int,
) -> None:
    from playwright.sync_api import expect

    # given an inspector who signs in
    reader = Reader(new_page(width=width), assert_accessible)
    page = reader.page
    page.goto(f"{live_server.url}/sign-in/")
    reader.types("E-mail address", reading.reader.email)
    reader.types("Password", PASSWORD)
    with page.expect_navigation():
        reader.presses("Enter")
    # when they find the record, declare that nothing stands between them, and open it
    reader.follows("Read 1 record")
    reader.follows(reading.record_reference)
    reader.keys.goes_to(page.get_by_role("radio").first)
    reader.presses("Space")
    reader.sends("Declare and go on")
    expect(page.locator("[data-reading-ready]")).to_be_attached()
    # and answer: ? opens the guidance, a number chooses, what it brings up is next
    reader.goes_to_question("inquiry/held")
    reader.presses("?")
    guidance = page.get_by_text("A duty to inquire.")
    expect(reader.question("inquiry/held").locator("summary")).to_be_focused()
    reader.presses("Enter")  # it was open: this closes it
    expect(guidance).to_be_hidden()
    reader.presses("Shift+Tab")
    reader.goes_to_question("inquiry/held")
    reader.presses("?")
    expect(guidance).to_be_visible()
    reader.presses("Shift+Tab")
    reader.goes_to_question("inquiry/held")
    reader.presses("2")
    expect(reader.question("inquiry/days")).to_be_hidden()
    reader.presses("1")
    expect(reader.question("inquiry/days")).to_be_visible()
    reader.presses("Tab")
    reader.keys.goes_to(reader.question("inquiry/days").get_by_role("textbox"))
    page.keyboard.type("12")
    reader.judge(page)
    expect(page.locator(KEPT)).to_be_visible()
    reader.sends("Save and go to")
    expect(page.locator("[data-reading-ready]")).to_be_attached()
    # and C goes to the words that follow, where a number is a number again
    reader.goes_to_question("chronology/there")
    reader.presses("2")
    reader.presses("c")
    expect(reader.question("chronology/why").get_by_role("textbox")).to_be_focused()
    page.keyboard.type("None in 1 of 2 volumes; see c and ?")
    expect(page.locator(KEPT)).to_be_visible()
    reader.sends("Save and go to")
    reader.sends("Save and go to")
    reader.sends("Hand in this reading")
    # then it is handed in, word for word, and no mouse was there
    reading.refresh_from_db()
    assert reading.status == ReadingStatus.SUBMITTED
    assert replayed(reading).values == {
        "inquiry/held": "yes",
        "inquiry/days": "12",
        "chronology/there": "no",
        "chronology/why": "None in 1 of 2 volumes; see c and ?",
    }
    assert page.evaluate("window.hadAMouse") is None

"""Every kind of question by keyboard alone: wide, narrow, without JavaScript, and without a connection."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from speir.foundations.files import open_file
from speir.record_reading.choices import ReadingStatus
from speir.record_reading.models import AttachedFile, Reading
from speir.record_reading.queries import replayed
from speir.xforms.attached import read_attached
from tests.journeys.keyboard import Keyboard
from tests.record_reading.every_kind import PAGES, SET_BY_THE_FORM, Answered, chosen_file, every_kind
from tests.record_reading.factories import make_exercise, make_reading, reading_world

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
# The page says so; or, when the connection is back before it has given up, it leads to the record, handed in.
IN_OR_GONE = """
() => document.querySelector("[data-saved]").textContent.startsWith("Handed in")
  || (!location.pathname.endsWith("/offline/") && document.body.innerText.includes("reading is handed in"))
"""
# Changes of the browser's store follow one another: after this empty one, what was typed before it is kept.
ON_THE_DISK = """
() => new Promise((resolve) => {
  indexedDB.open("speir-reading").onsuccess = ({ target: { result } }) => {
    const last = result.transaction(["events", "answers"], "readwrite");
    last.oncomplete = () => { result.close(); resolve(); };
  };
})
"""
KEPT = "[data-saved][data-kept=server]"
DAY, MET = "moments/day", "moments/met"


@dataclass
class Desk:
    """A reader at a page, with an open record that asks every kind of question."""

    page: "Page"
    keys: Keyboard
    reading: Reading
    home: str
    judge: Callable[["Page"], None]
    answered: set[str] = field(default_factory=set)

    def opens(self, path: str) -> None:
        """Open one of the pages of the record."""
        self.page.goto(f"{self.home}{path}")

    def answers(self, page_key: str) -> None:
        """Answer what is shown on a page and not answered yet; in a list, in its last item."""
        for each in PAGES[page_key]:
            address = each.address
            if "[*]" in address:
                item = self.page.locator("[data-repeat=contact] > *").last.get_attribute("data-item")
                address = address.replace("*", str(item))
            if address not in self.answered and self.keys.may_answer(address):
                self.keys.answers(address, each)
                self.answered.add(address)

    def adds_a_contact(self, others: int = 0) -> None:
        """Add an item to the list of contacts."""
        self.keys.presses(self.page.locator('[data-add-item="contact"]'))
        self._count("[data-repeat=contact] > *", others + 1)

    def removes_the_first_contact(self) -> None:
        """Take the first item out again."""
        self.keys.presses(self.page.locator("[data-remove-item]").first)
        self._count("[data-repeat=contact] > *", 1)

    def _count(self, selector: str, many: int) -> None:
        from playwright.sync_api import expect

        expect(self.page.locator(selector)).to_have_count(many)

    def button(self, name: str) -> "Locator":
        """A button of the page."""
        return self.page.get_by_role("button", name=name)

    def has_answered_everything(self) -> None:
        """What the server holds is what was typed, all of it."""
        held = replayed(self.reading)
        [key] = held.items["contact"]
        typed = {each.address.replace("*", key): each.value for page in PAGES.values() for each in page}
        files = {address: file for address, value in held.values.items() if (file := read_attached(value))}
        told = {**held.values, **{address: file.name for address, file in files.items()}}
        assert told == {**typed, **SET_BY_THE_FORM}
        for file in files.values():
            kept = AttachedFile.objects.get(reading=self.reading, identity=file.identity)
            with open_file(kept.file) as content:
                assert content.read() == chosen_file(file.name)[2]
        assert AttachedFile.objects.filter(reading=self.reading).count() == len(files) == 2
        assert not held.differing

    def has_handed_in(self) -> None:
        """The reading is handed in."""
        self.reading.refresh_from_db()
        assert self.reading.status == ReadingStatus.SUBMITTED


@pytest.fixture
def sit_down(
    live_server: Any, new_page: Callable[..., "Page"], assert_accessible: Callable[["Page"], None]
) -> Callable[..., Desk]:
    """``sit_down(width=320)``: an inspector at a browser, signed in, with a record open to read."""

    def desk(**options: Any) -> Desk:
        world = reading_world()
        exercise = make_exercise(world)
        exercise.template_version = every_kind(world.manager)
        exercise.save()
        reading = make_reading(exercise, world.inspector)
        page = new_page(**options)
        client = Client()
        client.force_login(world.inspector)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        home = f"{live_server.url}/inspections/{world.inspection.reference}/reading/{reading.pk}/"
        return Desk(page, Keyboard(page), reading, home, assert_accessible)

    return desk


@pytest.mark.parametrize("width", [1366, 320])
def test_every_kind_of_question_by_keyboard_alone(sit_down: Callable[..., Desk], width: int) -> None:
    from playwright.sync_api import expect

    # given a record whose template asks every kind of question
    desk = sit_down(width=width)
    desk.opens("page/typed/")
    for key in PAGES:
        expect(desk.page.locator("[data-reading-ready]")).to_be_attached()
        expect(desk.page.locator(f'[data-page="{key}"]')).to_be_visible()
        if key == "contact":
            desk.adds_a_contact()
            desk.adds_a_contact(1)
            desk.removes_the_first_contact()
        # when each page is answered with the keyboard
        desk.answers(key)
        desk.judge(desk.page)
        expect(desk.page.locator(KEPT)).to_be_visible()
        desk.keys.presses(desk.button("Save and go to"))
        desk.page.wait_for_url(lambda url, key=key: f"page/{key}/" not in url)
    # then nothing is missing, and it is handed in
    desk.judge(desk.page)
    desk.keys.presses(desk.button("Hand in this reading"))
    desk.page.wait_for_url("**/mine/")
    desk.judge(desk.page)
    desk.has_answered_everything()
    desk.has_handed_in()


def test_every_kind_of_question_without_javascript(sit_down: Callable[..., Desk]) -> None:
    from playwright.sync_api import expect

    # given a narrow browser that runs no script
    desk = sit_down(width=320, javascript=False)
    desk.opens("page/typed/")
    for key in PAGES:
        expect(desk.page.locator(f'[data-page="{key}"]')).to_be_visible()
        if key == "contact":
            desk.adds_a_contact()
            desk.adds_a_contact(1)
            desk.removes_the_first_contact()
        # when each page is answered and sent, again where an answer brings up more
        while True:
            desk.answers(key)
            with desk.page.expect_navigation():
                desk.keys.presses(desk.button("Save and go to"))
            if f"page/{key}/" not in desk.page.url:
                break
            expect(desk.page.get_by_text("bring up more questions")).to_be_visible()
    # then nothing is missing, and it is handed in
    with desk.page.expect_navigation():
        desk.keys.presses(desk.button("Hand in this reading"))
    desk.has_answered_everything()
    desk.has_handed_in()


def test_a_whole_record_without_a_connection(sit_down: Callable[..., Desk]) -> None:
    from playwright.sync_api import expect

    # given the whole record in one page, which its worker has kept
    desk = sit_down()
    desk.opens("offline/")
    expect(desk.page.locator("[data-reading-ready=kept]")).to_be_attached()
    desk.judge(desk.page)
    # when it is opened, read and handed in without a connection
    desk.page.context.set_offline(True)
    desk.page.reload()
    expect(desk.page.locator("[data-reading-ready]")).to_be_attached()
    for key in PAGES:
        if key == "contact":
            desk.adds_a_contact()
        desk.answers(key)
    expect(desk.page.locator("[data-saved][data-kept=here]")).to_be_visible()
    desk.page.evaluate(ON_THE_DISK)
    desk.page.reload()  # and opened again: nothing of it is lost
    expect(desk.page.locator("[data-reading-ready]")).to_be_attached()
    expect(desk.page.get_by_label("Whose record is it?")).to_have_value("The duty worker")
    desk.keys.presses(desk.button("Hand this reading in"))
    expect(desk.page.locator("[data-saved]")).to_contain_text("Saved on this laptop only")
    assert not replayed(desk.reading).values
    # then everything arrives when the connection is back
    desk.page.context.set_offline(False)  # the browser tells the page, which may then leave at any moment
    desk.page.wait_for_function(IN_OR_GONE)
    desk.has_answered_everything()
    desk.has_handed_in()


def test_handing_in_too_early_is_told_when_the_connection_is_back(sit_down: Callable[..., Desk]) -> None:
    from playwright.sync_api import expect

    # given a record read without a connection, with required questions left
    desk = sit_down(width=320)
    desk.opens("offline/")
    expect(desk.page.locator("[data-reading-ready=kept]")).to_be_attached()
    desk.page.context.set_offline(True)
    desk.answers("views")
    # when it is handed in, and the connection comes back
    desk.keys.presses(desk.button("Hand this reading in"))
    expect(desk.page.locator("[data-saved]")).to_contain_text("Saved on this laptop only")
    desk.page.context.set_offline(False)  # the browser tells the page, which may then leave at any moment
    # then the page says that it is not handed in, and leads to what is missing
    expect(desk.page.locator("[data-saved]")).to_contain_text("not handed in")
    desk.judge(desk.page)
    desk.keys.presses(desk.page.get_by_role("link", name="See what is missing"))
    expect(desk.page.get_by_role("heading", name="Still to be answered")).to_be_visible()


def test_what_several_answers_say_together_holds_a_record_up(sit_down: Callable[..., Desk]) -> None:
    from playwright.sync_api import expect

    # given a conference that is said to have been before the concern was received
    desk = sit_down(width=320)
    desk.opens("page/moments/")
    expect(desk.page.locator("[data-reading-ready]")).to_be_attached()
    note = desk.page.get_by_text("The conference was before it was received.")
    for address, keys in ((DAY, ("5", "11", "2025")), (MET, ("4", "11", "2025", "14", "05"))):
        expect(note).to_be_hidden()
        desk.keys.answers(address, Answered(address, "type", keys, ""))
    expect(note).to_be_visible()
    expect(desk.page.locator(KEPT)).to_be_visible()
    # when it is looked over before handing in
    desk.opens("hand-in/")
    expect(desk.page.get_by_text("has to be settled first")).to_be_visible()
    with desk.page.expect_navigation():
        desk.keys.presses(desk.page.get_by_role("link", name="Days and times"))
    expect(desk.page.locator("[data-reading-ready]")).to_be_attached()
    # then the summary leads to the note, and once an answer is mended nothing is in the way there
    desk.judge(desk.page)
    desk.keys.presses(desk.page.get_by_role("link", name="The conference was before"))
    expect(desk.page.locator("[data-address='moments/before_it']")).to_be_focused()
    desk.keys.answers(MET, Answered(MET, "type", ("6",), ""))
    expect(note.last).to_be_hidden()

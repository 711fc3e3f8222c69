"""In a real browser: a chosen file outlives reload and crash, is sent once and whole; a wrong one is told."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from speir.foundations.files import open_file
from speir.record_reading.models import AnswerEvent, AttachedFile, Reading
from speir.record_reading.queries import replayed
from speir.xforms.attached import read_attached
from tests.browser import follow
from tests.factories import PASSWORD
from tests.record_reading.every_kind import EXTRACT, chosen_file, every_kind
from tests.record_reading.factories import make_exercise, make_reading, reading_world

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
QUESTION = "[data-address='papers/extract']"
HERE, THERE, REFUSED = (f"{QUESTION} [data-attached-state={each}]" for each in ("here", "server", "refused"))
NAMED = f"{QUESTION} [data-attached-name]:text('{{}}')"
FILES_IN_THE_BROWSER = """
() => new Promise((resolve) => {
  indexedDB.open("speir-reading").onsuccess = ({ target: { result } }) => {
    result.transaction("files").objectStore("files").count().onsuccess = ({ target }) => {
      result.close();
      resolve(target.result);
    };
  };
})
"""


@pytest.fixture
def reading(transactional_db: None) -> Reading:
    world = reading_world()
    exercise = make_exercise(world)
    exercise.template_version = every_kind(world.manager)
    exercise.save()
    return make_reading(exercise, world.inspector)


@pytest.fixture
def opened(reading: Reading, page: "Page", live_server: Any) -> "Page":
    """Signed in, with the whole record open and kept."""
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("[name=email]", reading.reader.email)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main button[type=submit]"))
    page.goto(whole(reading, live_server))
    page.wait_for_selector("[data-reading-ready=kept]")
    return page


def whole(reading: Reading, server: Any) -> str:
    return f"{server.url}/inspections/{reading.exercise.inspection.reference}/reading/{reading.pk}/offline/"


def choose(page: "Page", name: str, content: bytes) -> None:
    chosen = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.set_input_files(f"{QUESTION} input[type=file]", chosen)


def test_it_outlives_a_crash_without_a_connection_and_arrives_once(
    opened: "Page", reading: Reading, live_server: Any
) -> None:
    # given a file chosen without a connection, and another in its place
    context = opened.context
    context.set_offline(True)
    choose(opened, "first.pdf", b"%PDF-1.4 first")
    opened.wait_for_selector(NAMED.format("first.pdf"))
    content = chosen_file(EXTRACT)[2]
    choose(opened, EXTRACT, content)
    opened.wait_for_selector(NAMED.format(EXTRACT))
    opened.wait_for_selector(HERE)
    assert opened.evaluate(FILES_IN_THE_BROWSER) == 1
    # when the tab crashes and the record is opened again
    with opened.expect_event("crash"):
        crash(opened)
    again = context.new_page()
    opened.close()
    again.goto(whole(reading, live_server))
    again.wait_for_selector(HERE)
    assert not AttachedFile.objects.exists()
    # then it is still there, and arrives once and whole when the connection is back
    context.set_offline(False)
    again.wait_for_selector(THERE)
    again.reload()
    again.wait_for_selector(THERE)
    [file] = AttachedFile.objects.filter(reading=reading)
    with open_file(file.file) as kept:
        assert kept.read() == content
    [event] = AnswerEvent.objects.filter(reading=reading)
    told = read_attached(event.value)
    assert told is not None
    assert (told.identity, told.name) == (file.identity, EXTRACT)
    assert again.evaluate(FILES_IN_THE_BROWSER) == 0
    with again.expect_download() as download:
        again.locator(QUESTION).get_by_role("link", name=EXTRACT).click()
    assert download.value.path().read_bytes() == content


def crash(page: "Page") -> None:
    """End the tab's process without a word; through the browser, since what crashes answers nothing."""
    tab = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]["targetId"]
    browser = page.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    way = session.send("Target.attachToTarget", {"targetId": tab, "flatten": False})["sessionId"]
    message = json.dumps({"id": 1, "method": "Page.crash"})
    session.send("Target.sendMessageToTarget", {"sessionId": way, "message": message})


def test_what_is_not_taken_is_told_here_and_by_the_server(opened: "Page", reading: Reading) -> None:
    # what its name says is told at once
    choose(opened, "run.exe", b"MZ")
    opened.locator(QUESTION).get_by_text("“run.exe” cannot be taken").first.wait_for()
    choose(opened, "none.pdf", b"")
    opened.locator(QUESTION).get_by_text("“none.pdf” is empty").first.wait_for()
    assert opened.evaluate(FILES_IN_THE_BROWSER) == 0
    # what only its bytes say is told by the server; the file stays on the laptop, and no answer tells of it
    choose(opened, "false.pdf", b"not a PDF at all")
    opened.wait_for_selector(REFUSED)
    expect(opened.locator("[data-saved]")).to_contain_text("is not really a .pdf file")
    assert replayed(reading).values == {}
    # a right one takes its place
    choose(opened, EXTRACT, chosen_file(EXTRACT)[2])
    opened.wait_for_selector(THERE)
    assert opened.evaluate(FILES_IN_THE_BROWSER) == 0
    # and is taken out again
    opened.locator(QUESTION).get_by_role("button", name="Take it out").click()
    opened.wait_for_selector(f"{QUESTION} [data-attached]", state="hidden")
    # The page says "saved on the server" from before, until it has heard of the change: the server is asked.
    for _ in range(100):
        if not replayed(reading).values:
            break
        opened.wait_for_timeout(100)
    assert replayed(reading).values == {}

"""In a real browser: an answer typed in the moment of a crash is taken up, sent once, and not again."""

import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from speir.record_reading.models import AnswerEvent, Reading
from tests.browser import follow
from tests.factories import PASSWORD
from tests.record_reading.factories import make_exercise, make_reading, reading_world

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "inquiry/held"
STATE = "**/state/"  # what the server knows of the record
SAVED = "[data-saved][data-kept=server]"
# As the page notes an answer before the browser's store has it; then the tab crashes.
NOTE = """
([person, change]) => localStorage.setItem(`speir-typed:${person}:${change.event_id}`, JSON.stringify(change))
"""
# Keeps an answer, the one typed after it by the same page, and then the first once more.
LATE = """
async ([person, reading, address, first, second]) => {
  const { openStore } = await import("/static/reading/event-store.js");
  const store = await openStore(person);
  const earlier = { event_id: first, reading, address, value: "yes", place: [1, 1] };
  await store.keep(earlier);
  await store.keep({ event_id: second, reading, address, value: "no", place: [1, 2] });
  await store.keep(earlier);
  return (await store.waiting()).map(({ event_id, value }) => [event_id, value]);
}
"""
NOTED = "() => Object.keys(localStorage).filter((name) => name.startsWith('speir-typed:')).length"


@pytest.fixture
def reading(transactional_db: None) -> Reading:
    world = reading_world()
    return make_reading(make_exercise(world), world.people["inspector"])


@pytest.fixture
def opened(reading: Reading, page: "Page", live_server: Any) -> "Page":
    """Signed in, with the record open."""
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("[name=email]", reading.reader.email)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main button[type=submit]"))
    reference = reading.exercise.inspection.reference
    page.goto(f"{live_server.url}/inspections/{reference}/reading/{reading.pk}/offline/")
    page.wait_for_selector("[data-reading-ready=kept]")
    return page


def crashed(page: "Page", reading: Reading, *typed: tuple[str, int]) -> list[str]:
    """Leave behind what a crash leaves behind: values with their place in the order of typing."""
    ids = []
    for value, place in typed:
        ids.append(str(uuid.uuid4()))
        change = {
            "event_id": ids[-1],
            "reading": str(reading.pk),
            "kind": "answer",
            "address": ADDRESS,
            "value": value,
            "typed_at": "2026-11-12T10:00:00.000Z",
            "place": [1, place],
        }
        page.evaluate(NOTE, [str(reading.reader_id), change])
    page.reload()
    page.wait_for_selector("[data-reading-ready]")
    page.wait_for_selector(SAVED)
    return ids


def stored(reading: Reading) -> list[tuple[str, str | None]]:
    rows = AnswerEvent.objects.filter(reading=reading).order_by("pk").values_list("event_id", "value")
    return [(str(event_id), value) for event_id, value in rows]


def until_asked(page: "Page", asked: list[Any]) -> None:
    """Wait until the page has asked the server: it opens the browser's store first, which takes its time."""
    for _ in range(500):
        if asked:
            return
        page.wait_for_timeout(20)
    raise AssertionError("The page has not asked the server what it knows")


def let_go(page: "Page", asked: list[Any]) -> None:
    """Let through what was held back."""
    until_asked(page, asked)
    while asked:
        asked.pop().continue_()


def test_it_is_taken_up_sent_and_shown(opened: "Page", reading: Reading) -> None:
    (event_id,) = crashed(opened, reading, ("yes", 1))
    assert stored(reading) == [(event_id, "yes")]
    assert opened.is_checked(f"[data-address='{ADDRESS}'] input[value=yes]")
    assert opened.evaluate(NOTED) == 0


def test_of_one_question_the_last_is_taken_up_whatever_the_order_on_the_disk(
    opened: "Page", reading: Reading
) -> None:
    _, last, _ = crashed(opened, reading, ("yes", 1), ("no", 12), ("yes", 2))
    assert stored(reading) == [(last, "no")]
    assert opened.evaluate(NOTED) == 0


def test_what_had_been_kept_already_is_not_kept_twice(opened: "Page", reading: Reading) -> None:
    opened.check(f"[data-address='{ADDRESS}'] input[value=yes]", force=True)  # its label covers it
    opened.wait_for_selector(SAVED)
    before = stored(reading)
    assert len(before) == 1
    change = {"event_id": before[0][0], "reading": str(reading.pk), "kind": "answer", "address": ADDRESS}
    noted = {**change, "value": "yes", "typed_at": "2026-11-12T10:00:00.000Z", "place": [1, 1]}
    opened.evaluate(NOTE, [str(reading.reader_id), noted])
    opened.reload()
    opened.wait_for_selector("[data-reading-ready=kept]")
    assert stored(reading) == before
    assert opened.evaluate(NOTED) == 0


def test_somebody_else_s_is_left_alone(opened: "Page", reading: Reading) -> None:
    change = {"event_id": str(uuid.uuid4()), "reading": str(reading.pk), "kind": "answer", "address": ADDRESS}
    opened.evaluate(NOTE, [str(uuid.uuid4()), {**change, "value": "no", "place": [1, 1]}])
    opened.reload()
    opened.wait_for_selector("[data-reading-ready=kept]")
    assert stored(reading) == []
    assert opened.evaluate(NOTED) == 1


def test_what_another_tab_has_typed_on_does_not_give_way_to_what_was_taken_up_late(
    opened: "Page", reading: Reading
) -> None:
    # A second tab took this up as left by a crash; the first, alive, kept it and the answer after it.
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    opened.context.set_offline(True)
    waiting = opened.evaluate(LATE, [str(reading.reader_id), str(reading.pk), ADDRESS, first, second])
    assert waiting == [[second, "no"]]


@pytest.mark.parametrize("page_path", ["offline/", "page/inquiry/"])
def test_what_is_answered_before_the_page_has_asked_the_server_stays(
    opened: "Page", reading: Reading, page_path: str
) -> None:
    asked: list[Any] = []
    opened.route(STATE, lambda route: asked.append(route))  # a train tunnel: the server's word does not come
    opened.goto(f"{opened.url.removesuffix('offline/')}{page_path}")
    choice = opened.locator(f"[data-address='{ADDRESS}'] input[value=no]")
    choice.check(force=True)
    assert opened.evaluate(NOTED) == 1
    assert not opened.locator("[data-reading-ready]").count()
    let_go(opened, asked)
    opened.wait_for_selector("[data-reading-ready]")
    opened.wait_for_selector(SAVED)
    assert choice.is_checked()
    assert [value for _, value in stored(reading)] == ["no"]
    assert opened.evaluate(NOTED) == 0


def test_a_crash_before_the_page_has_asked_the_server_loses_nothing(opened: "Page", reading: Reading) -> None:
    # Taking the route away lets held requests go, and the old page might then send its answer itself.
    held: list[Any] = []
    opened.route(STATE, lambda route: held.append(route) if not held else route.continue_())
    opened.reload()
    opened.locator(f"[data-address='{ADDRESS}'] input[value=no]").check(force=True)
    until_asked(opened, held)
    assert stored(reading) == []
    opened.reload()
    opened.wait_for_selector("[data-reading-ready]")
    opened.wait_for_selector(SAVED)
    assert [value for _, value in stored(reading)] == ["no"]


def test_a_page_written_before_the_server_had_the_answer_says_that_it_is_saved(
    opened: "Page", reading: Reading
) -> None:
    asked: list[Any] = []
    opened.route(STATE, lambda route: asked.append(route))
    opened.reload()
    assert opened.locator("[data-saved]").first.inner_text() == "Nothing answered yet"
    other = opened.context.new_page()  # the same record beside it, whose answer comes in meanwhile
    other.goto(opened.url)
    other.wait_for_selector("[data-reading-ready=kept]")
    other.check(f"[data-address='{ADDRESS}'] input[value=yes]", force=True)
    other.wait_for_selector(SAVED)
    let_go(opened, asked)
    opened.wait_for_selector("[data-reading-ready]")
    expect(opened.locator("[data-saved]").first).to_have_text(re.compile("^Saved on the server"))

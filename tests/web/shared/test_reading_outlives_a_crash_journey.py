"""In a real browser: an answer typed in the moment of a crash is taken up, sent once, and not again."""

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from speir.record_reading.models import AnswerEvent, Reading
from tests.factories import PASSWORD
from tests.record_reading.factories import make_exercise, make_reading, reading_world

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "inquiry/held"
SAVED = "[data-saved][data-kept=server]"
# As the page notes an answer before the browser's store has it; then the tab crashes.
NOTE = """
([person, change]) => localStorage.setItem(`speir-typed:${person}:${change.event_id}`, JSON.stringify(change))
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
    page.click("main button[type=submit]")
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

"""In a real browser: a record is read in another language, with a connection and without; nothing is lost."""

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from speir.record_reading.models import Reading
from speir.record_reading.queries import replayed
from tests.browser import follow
from tests.factories import PASSWORD
from tests.record_reading.factories import make_exercise, make_reading, reading_world
from tests.record_reading.two_languages import GD, in_two_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
EVERYTHING_SENT = "[data-saved][data-kept=server]"


@pytest.fixture
def reading(transactional_db: None) -> Reading:
    world = reading_world()
    exercise = make_exercise(world)
    exercise.template_version = in_two_languages(world.manager)
    exercise.save()
    return make_reading(exercise, world.inspector)


@pytest.fixture
def signed_in(reading: Reading, page: "Page", live_server: Any) -> "Page":
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("[name=email]", reading.reader.email)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main button[type=submit]"))
    return page


def at(reading: Reading, server: Any, rest: str) -> str:
    return f"{server.url}/inspections/{reading.exercise.inspection.reference}/reading/{reading.pk}/{rest}"


def test_what_was_just_typed_stands_in_the_other_language(
    signed_in: "Page", reading: Reading, live_server: Any, assert_accessible: "Callable[[Page], None]"
) -> None:
    # given a page in English with an answer typed this moment
    page = signed_in
    page.goto(at(reading, live_server, "page/plan/"))
    page.wait_for_selector("[data-reading-ready]:is([data-reading-ready=yes], [data-reading-ready=kept])")
    page.get_by_label("How many days?").fill("7")
    # when the other language is chosen
    follow(page.get_by_role("button", name="Gàidhlig"))
    # then the questions are in it, with the answer, and the server has the answer
    field = page.get_by_label("Cia mheud latha?")
    expect(field).to_have_value("7")
    assert field.evaluate("field => field.closest('[lang]').lang") == "gd"
    assert_accessible(page)
    expect(page.locator(EVERYTHING_SENT).first).to_be_attached()
    assert replayed(reading).values == {"plan/days": "7"}
    assert Reading.objects.get(pk=reading.pk).language == GD


def test_without_a_connection_the_whole_record_is_there_in_both(
    signed_in: "Page", reading: Reading, live_server: Any, assert_accessible: "Callable[[Page], None]"
) -> None:
    # given the whole record, kept on the laptop, and a connection that goes
    page = signed_in
    page.goto(at(reading, live_server, "offline/"))
    page.wait_for_selector("[data-reading-ready=kept]")
    other = page.get_by_role("link", name="Gàidhlig").get_attribute("href")
    page.wait_for_function(
        """async (address) => {
          for (const name of await caches.keys()) {
            if (await (await caches.open(name)).match(address)) return true;
          }
          return false;
        }""",
        arg=other,
    )
    page.context.set_offline(True)
    # when something is typed, and the record is opened in the other language
    page.get_by_label("Why?").fill("Because.")
    expect(page.locator("[data-saved][data-kept=here]").first).to_be_attached()
    page.get_by_role("link", name="Gàidhlig").click()
    page.wait_for_url(f"**{other}")
    # then it stands there, and goes on being changed there
    expect(page.get_by_label("Carson?")).to_have_value("Because.")
    page.get_by_label("Carson?").fill("Air sgàth.")
    assert_accessible(page)
    page.context.set_offline(False)
    page.wait_for_selector(EVERYTHING_SENT, state="attached")
    assert replayed(reading).values == {"more/why": "Air sgàth."}

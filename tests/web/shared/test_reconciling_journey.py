"""In a real browser: settling one difference leaves what was typed into another where it stands."""

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from speir.record_reading.models import Reading
from tests.browser import follow
from tests.factories import PASSWORD
from tests.record_reading.factories import make_exercise, make_pair, reading_world, take, whole

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def differing(transactional_db: None) -> Reading:
    """One of two readings of a record, which differ in two answers."""
    world = reading_world()
    first, second = make_pair(make_exercise(world), world.inspector, world.local_reader)
    take(first, whole())
    take(second, whole(held="not_recorded", days=None, quality="weak"))
    return first


@pytest.fixture
def opened(differing: Reading, page: "Page", live_server: Any) -> "Page":
    """Signed in, where the two are reconciled."""
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("[name=email]", differing.reader.email)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main button[type=submit]"))
    inspection = differing.exercise.inspection.reference
    page.goto(f"{live_server.url}/inspections/{inspection}/reading/{differing.pk}/reconcile/")
    return page


def test_what_stands_in_another_form_stays(opened: "Page") -> None:
    one, other = (
        opened.locator("form", has=opened.locator(f"input[name=address][value='{address}']"))
        for address in ("inquiry/held", "chronology/quality")
    )
    # given an answer and half a reason in one form, and a reason alone in another
    other.get_by_role("radio", name="Weak").press("Space")
    other.get_by_label("Why").fill("Long gaps between")
    one.get_by_label("Why").fill("The inquiry is told in the minutes.")
    # when the other one is refused, since its answer is missing, and then settled
    follow(one.get_by_role("button", name="Settle it"))
    expect(one.get_by_text("Choose the answer of the record.").first).to_be_visible()
    expect(other.get_by_label("Why")).to_have_value("Long gaps between")
    one.get_by_role("radio", name="Yes").press("Space")
    follow(one.get_by_role("button", name="Settle it"))
    expect(one).to_have_count(0)
    # then the first still says what was typed, and nothing of it is left elsewhere
    expect(other.get_by_label("Why")).to_have_value("Long gaps between")
    expect(other.get_by_role("radio", name="Weak")).to_be_checked()
    assert opened.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('others-stay'))") == []

"""A validated self-evaluation in the browser: method, choosing, what is uncertain, the published letter."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from speir.evaluations.choices import Position
from speir.frameworks.operations import import_shipped_frameworks
from speir.frameworks.queries import indicators_of
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.queries import phase as phase_at
from tests.factories import NOW
from tests.programmes.whole_life import Exercise

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from speir.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/programmes/community-justice/validated-self-evaluation/"
Check = Callable[["Page"], None]


@pytest.fixture
def made(own_files: Path, transactional_db: None) -> Exercise:
    """The exercise, just planned, in a partnership that spans three councils."""
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    import_shipped_programmes(by=SYSTEM, at=NOW)
    phase = phase_at("community-justice", "validated-self-evaluation")
    return Exercise(phase, "community_justice", "Strathtest", 3)


@pytest.fixture
def page_of(new_page: Callable[..., "Page"], live_server: Any) -> Callable[["Person"], "Page"]:
    """A page in which this person is signed in."""

    def open_page(person: "Person") -> "Page":
        client = Client()
        client.force_login(person)
        page = new_page(base_url=live_server.url)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        return page

    return open_page


def look(page: "Page", name: str, check: Check) -> None:
    """It is accessible and fits a narrow screen; a picture for people who ask for one."""
    check(page)
    for width in (1366, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if folder := os.environ.get("SPEIR_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.set_viewport_size({"width": 1366, "height": 900})


def test_from_the_method_to_the_published_letter(
    made: Exercise,
    page_of: Callable[["Person"], "Page"],
    new_page: Callable[..., "Page"],
    live_server: Any,
    assert_accessible: Check,
) -> None:
    manager = page_of(made.manager)
    manager.goto(f"{live_server.url}{HERE}")
    manager.get_by_role("link", name="Look at the method").click()
    expect(manager.get_by_text("Published letter without grades")).to_be_visible()
    look(manager, "method", assert_accessible)
    manager.goto(f"{live_server.url}{HERE}choosing/")
    manager.get_by_label("Partnership", exact=True).select_option("strathtest")
    manager.get_by_role("radio", name="It volunteered").press("Space")
    manager.get_by_label("Why", exact=True).fill("It asked to be supported.")
    manager.get_by_role("button", name="Choose", exact=True).click()
    expect(manager.locator("#chosen").get_by_text("It asked to be supported.")).to_be_visible()
    look(manager, "choosing", assert_accessible)
    manager.goto(f"{live_server.url}/programmes/import/")
    look(manager, "import", assert_accessible)

    made.notify()
    made.gather()
    first = indicators_of(made.phase.framework)[0]
    made.position(first, Position.UNCERTAINTY, days=20)
    made.judge()
    lead = page_of(made.lead)
    report = f"{live_server.url}/inspections/{made.inspection.reference}/report/"
    lead.goto(report)
    expect(lead.get_by_text("Nothing has been found yet.")).to_be_visible()
    expect(lead.get_by_text("The team is still uncertain about a Improving")).to_be_visible()
    made.position(first, Position.NO_SIGNIFICANT_CONCERN, days=22)
    made.find()
    lead.goto(report)
    lead.get_by_role("button", name="Start the letter").click()
    expect(lead.get_by_text("This letter says what we found").first).to_be_visible()
    expect(lead.get_by_text("We give no grades.").first).to_be_visible()
    look(lead, "letter", assert_accessible)

    made.publish()
    anybody = new_page()
    anybody.goto(f"{live_server.url}/reports/{made.inspection.reference}/")
    expect(anybody.get_by_text("This letter says what we found").first).to_be_visible()
    look(anybody, "published", assert_accessible)

"""From a draft to the next version in a real browser, also without a script and at 320 pixels."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from speir.consultations.models import Comment, Consultation
from tests.browser import follow
from tests.consultations import factories as consulting
from tests.engagement import factories as engaging
from tests.factories import World, make_framework, make_world

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., "Page"]
Check = Callable[["Page"], None]


@pytest.fixture
def world() -> World:
    """A partnership, a draft that nobody uses, and something planned."""
    made = make_world()
    make_framework(key="a-draft")
    engaging.heard(made)
    engaging.planned(made, is_public=True)
    return made


@pytest.fixture
def opened(world: World, new_page: OpenPage, live_server: Any) -> OpenPage:
    """Pages of somebody of that world; "" is a visitor."""

    def open_page(who: str, path: str, **more: Any) -> "Page":
        client = Client()
        if who:
            client.force_login(world.people[who])
        client.get(path)  # templates are read once, so that a busy machine is not taken for a broken page
        page = new_page(**more)
        if who:
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
            page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(live_server.url + path)
        return page

    return open_page


def test_from_a_draft_to_the_next_version_without_a_script(
    opened: OpenPage, world: World, assert_accessible: Check
) -> None:
    def accessible(who: str, page: "Page", width: int = 1366) -> None:
        """The same page with a script, which looks at it."""
        asked = urlsplit(page.url)
        assert_accessible(opened(who, f"{asked.path}?{asked.query}", width=width))

    today = timezone.localdate()
    analyst = opened("analyst", "/office/consultations/", javascript=False)
    analyst.get_by_label("Draft").select_option(label="Framework for tests, version 1")
    analyst.get_by_label("Title").fill("What should good look like?")
    analyst.get_by_label("What you ask people, and why").fill("We ask what you think.")
    analyst.get_by_label("Closing day").fill(f"{today:%d/%m/%Y}")
    analyst.get_by_label("Anybody may comment, without signing in").check(force=True)
    follow(analyst.get_by_role("button", name="Prepare it"))
    follow(analyst.get_by_role("link", name="What should good look like?"))
    office = analyst.url
    follow(analyst.get_by_role("button", name="Open it"))

    visitor = opened("", "/working-in-the-open/", javascript=False, width=320)
    follow(visitor.get_by_role("link", name="What should good look like?"))
    follow(visitor.get_by_role("link", name="1.1 Indicator 1.1"))
    accessible("", visitor, 320)
    visitor.get_by_label("In your own words").fill("Say who does it.")
    follow(visitor.get_by_role("button", name="Send"))
    expect(visitor.locator("#error-summary")).to_be_visible()
    assert visitor.get_by_label("In your own words").input_value() == "Say who does it.", "kept when refused"
    visitor.get_by_label("I propose a change").check(force=True)
    visitor.get_by_label("My words may be published").check(force=True)
    follow(visitor.get_by_role("button", name="Send"))
    assert visitor.get_by_text("Thank you. Your comment is kept.").is_visible()

    # The closing day is over.
    Consultation.objects.update(closes_on=today - timedelta(days=1))
    analyst.goto(office)
    analyst.get_by_label("1.1 Indicator 1.1: I propose a change").check(force=True)
    analyst.get_by_label("Or into a new group called").fill("Who does it")
    follow(analyst.get_by_role("button", name="Put them there"))
    follow(analyst.get_by_role("link", name="Who does it"))
    analyst.get_by_label("Accepted", exact=True).check(force=True)
    analyst.get_by_label("Reason").fill("It was not said.")
    follow(analyst.get_by_role("button", name="Record the decision"))
    analyst.get_by_label("Which words of the draft").select_option(value="1.1|title|")
    follow(analyst.get_by_role("button", name="Change these words"))
    assert analyst.get_by_label("It becomes").input_value() == "Indicator 1.1"
    analyst.get_by_label("It becomes").fill("Who does what")
    follow(analyst.get_by_role("button", name="Keep the change"))
    accessible("analyst", analyst)
    analyst.goto(f"{office}answer/")
    follow(analyst.get_by_role("button", name="Publish it"))
    analyst.get_by_label("Number of the next version").fill("2")
    follow(analyst.get_by_role("button", name="Make it"))
    assert analyst.get_by_role("cell", name="Who does it: accepted").is_visible()
    accessible("analyst", analyst)

    follow(visitor.get_by_role("link", name="The whole draft, and your privacy"))
    assert visitor.get_by_text("Framework for tests, version 2").is_visible()
    assert visitor.get_by_text("It was not said.").is_visible()
    accessible("", visitor, 320)


def test_a_partnership_comments_and_its_words_are_kept_as_they_are_typed(
    opened: OpenPage, world: World, assert_accessible: Check
) -> None:
    today = timezone.localdate()
    consultation = consulting.opened(world, closes_on=today + timedelta(days=9))
    path = f"/our-consultations/{consultation.pk}/1.1/"
    page, other = opened("coordinator", path), opened("coordinator", path)
    page.get_by_label("In your own words").fill("Half a thought")
    page.get_by_text("Saved on the server").first.wait_for()
    assert_accessible(page)
    page.reload()
    expect(page.get_by_label("In your own words")).to_have_value("Half a thought")
    for tab in (page, other):
        tab.get_by_label("It is unclear").check(force=True)
        tab.get_by_label("In your own words").fill("A whole thought.")
        tab.get_by_role("button", name="Send").click()
        tab.get_by_text("Thank you.").wait_for()
    assert Comment.objects.count() == 2, "two windows are two comments, and none is lost"


@pytest.mark.parametrize("width", [1366, 320])
def test_every_page_is_accessible(
    opened: OpenPage, world: World, assert_accessible: Check, width: int
) -> None:
    slug = world.phase.programme.slug
    page = opened("manager", f"/office/open/{slug}/", width=width)
    root = page.url.split("/office/")[0]
    assert_accessible(page)
    follow(page.get_by_role("link", name="Adult protection lead officers"))
    assert_accessible(page)
    page.goto(f"{root}/office/open/{slug}/")
    follow(page.get_by_role("link", name="Members of an advocacy group"))
    assert_accessible(page)
    follow(page.get_by_role("button", name="Make it public"))
    for path in ("/working-in-the-open/", f"/working-in-the-open/{slug}/", "/office/consultations/"):
        page.goto(root + path)
        assert_accessible(page)

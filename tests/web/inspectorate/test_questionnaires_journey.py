"""A methods analyst at work: a workbook with faults, one without, trying it out, publishing, retiring."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from playwright.sync_api import Locator, expect

from speir.people.choices import BodyKind, Role
from speir.questionnaires.models import TemplateVersion
from speir.questionnaires.shipped import SHIPPED
from tests.browser import follow
from tests.factories import make_body, make_person
from tests.questionnaires.workbooks import SURVEY, workbook

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVERY = SHIPPED / "every-kind-of-question.xlsx"
RECORD = SHIPPED / "asp-record-reading.xlsx"
OpenPage = Callable[..., "Page"]
Check = Callable[["Page"], None]


@pytest.fixture
def analyst_page(new_page: OpenPage, live_server: Any) -> OpenPage:
    """Pages of a signed-in methods analyst."""
    analyst = make_person(make_body("Scrutiny", BodyKind.SCRUTINY), "Ailsa Example", Role.METHODS_ANALYST)

    def open_page(**more: Any) -> "Page":
        client = Client()
        client.force_login(analyst)
        page = new_page(**more)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        page.goto(live_server.url + "/questionnaires/")
        return page

    return open_page


def look(page: "Page", name: str) -> None:
    """A picture, for people who ask for it."""
    if folder := os.environ.get("SPEIR_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def send(page: "Page", name: str, content: bytes, kind: str = "Record reading") -> None:
    """Choose a workbook and have it checked."""
    follow(page.get_by_role("link", name="Check a workbook"))
    page.get_by_role("radio", name=kind).press("Space")
    page.get_by_label("Workbook", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    follow(page.get_by_role("button", name="Check", exact=True))


def test_from_faults_to_a_published_version(analyst_page: OpenPage, assert_accessible: Check) -> None:
    page = analyst_page()
    bad = (*SURVEY, ("geopoint", "place", "Where?", "", "${nothing} = 1", "", "", ""))
    send(page, "bad.xlsx", workbook(survey=bad))
    expect(page.locator("#faults tbody tr").first).to_be_visible()
    assert_accessible(page)
    look(page, "faults")
    page.goto(page.url.replace("check/", ""))
    send(page, "small.xlsx", workbook())
    assert_accessible(page)
    look(page, "checked")
    follow(page.get_by_role("link", name="Logic report"))
    expect(page.get_by_role("rowheader", name="Was an initial inquiry made?")).to_be_visible()
    assert_accessible(page)
    look(page, "logic")
    page.go_back()
    if page.get_by_label("I have looked at").count():
        page.get_by_label("I have looked at").press("Space")
    follow(page.get_by_role("button", name="Publish version 1"))
    expect(page.get_by_role("heading", name="Small reading")).to_be_visible()
    expect(page.get_by_text("Out of all records where the question was asked").first).to_be_visible()
    assert_accessible(page)
    look(page, "version")
    page.get_by_label("Reason").fill("Replaced by another.")
    follow(page.get_by_role("button", name="Retire this template"))
    expect(page.get_by_role("button", name="Bring back")).to_be_visible()
    page.goto(page.url.split("templates/")[0])
    expect(page.get_by_text("Retired", exact=True)).to_be_visible()
    assert_accessible(page)
    look(page, "library")


@pytest.mark.parametrize(("width", "javascript"), [(1366, True), (320, False)])
def test_a_template_is_tried_out_and_nothing_is_kept(
    analyst_page: OpenPage, assert_accessible: Check, width: int, javascript: bool
) -> None:
    page = analyst_page(width=width, javascript=javascript)
    send(page, EVERY.name, EVERY.read_bytes(), "Survey")
    follow(page.get_by_role("link", name="Try it out"))
    expect(page.get_by_role("button", name="Check this page")).to_be_visible()
    expect(page.get_by_text("There is a problem")).to_have_count(0)
    follow(page.get_by_role("button", name="Check this page"))
    expect(page.get_by_role("link", name="Who held the first talk?")).to_be_visible()
    page.get_by_label("How many visits").fill("99")
    follow(page.get_by_role("button", name="Check this page"))
    expect(page.get_by_role("link", name="Enter a number from 0 to 50.")).to_be_visible()
    if javascript:
        assert_accessible(page)
    look(page, f"preview-faults-{width}")
    follow(page.get_by_role("button", name="Next page"))
    expect(page.get_by_label("Why was none made?")).to_be_hidden()
    page.get_by_role("group", name="Was an inquiry made?").get_by_role("radio", name="No", exact=True).press(
        "Space"
    )
    if not javascript:
        follow(page.get_by_role("button", name="Next page"))
        expect(page.get_by_text("Your answers bring up 1 more question on this page.")).to_be_visible()
    page.get_by_label("Why was none made?").fill("Nobody was there.")
    for name in ("words", "chosen", "plan", "evidence", "visit"):
        follow(page.locator(f"button[value='go {name}']"))
        if javascript:
            assert_accessible(page)
        look(page, f"preview-{name}-{width}")
    change = Locator.click if javascript else follow
    change(page.get_by_role("button", name="Add one Visit"))
    change(page.get_by_role("button", name="Remove Visit 1"))
    expect(page.get_by_role("button", name="Remove Visit 1")).to_have_count(0)
    follow(page.get_by_role("button", name="Fill with sample answers"))
    expect(page.get_by_text("1/1 answered").or_(page.get_by_text("2/2 answered")).first).to_be_visible()
    follow(page.get_by_role("button", name="Empty every page"))
    expect(page.get_by_text("0/7 answered")).to_have_count(2)
    assert not TemplateVersion.objects.exists()


@pytest.mark.parametrize("width", [1366, 683, 320])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_with_guidance_is_out_of_sight_until_it_applies(
    analyst_page: OpenPage, width: int, javascript: bool
) -> None:
    page = analyst_page(width=width, javascript=javascript)
    send(page, RECORD.name, RECORD.read_bytes(), "Record reading")
    follow(page.get_by_role("link", name="Try it out"))
    follow(page.locator("button[value='go chronology']"))
    quality = page.get_by_role("group", name="How good is the chronology?")
    expect(quality).to_be_hidden()
    is_there = page.get_by_role("group", name="Is there a chronology on the record?")
    if javascript:
        expect(page.locator("[data-trying-ready]")).to_be_attached()
    is_there.get_by_role("radio", name="Yes").press("Space")
    if not javascript:
        follow(page.get_by_role("button", name="Check this page"))
    expect(quality).to_be_visible()
    is_there.get_by_role("radio", name="No", exact=True).press("Space")
    if not javascript:
        follow(page.get_by_role("button", name="Check this page"))
    expect(quality).to_be_hidden()


@pytest.mark.parametrize("sheet", ["nonsense", "[]", '{"values": 3}', '{"values": {"no/such[a]": "1"}}'])
def test_a_broken_sheet_is_an_empty_one(analyst_page: OpenPage, sheet: str) -> None:
    page = analyst_page()
    send(page, "small.xlsx", workbook())
    follow(page.get_by_role("link", name="Try it out"))
    page.locator("[name=sheet]").evaluate("(field, words) => { field.value = words }", sheet)
    follow(page.get_by_role("button", name="Check this page"))
    expect(page.get_by_role("group", name="Was an initial inquiry made?")).to_be_visible()

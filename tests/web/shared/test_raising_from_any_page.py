"""Whoever raises a concern is back where they were, and nowhere outside Speir."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from speir.concerns.models import Concern
from speir.web.shared.concern_form import own_path
from tests.concerns.factories import with_a_senior_manager
from tests.factories import World

SENT = {"seen": "Nobody has visited for a week.", "worry": "There was no food.", "source_kind": "survey"}


@pytest.fixture
def world(db: object) -> World:
    return with_a_senior_manager()


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("http://testserver/my-work/?page=2#part", "/my-work/?page=2"),
        ("/my-work/", "/my-work/"),
        ("http://elsewhere.example/my-work/", ""),
        ("//elsewhere.example/my-work/", ""),
        ("javascript:alert(1)", ""),
        ("/sign-in/", ""),
        ("/words/", ""),
        ("/not-a-page/", ""),
        ("", ""),
    ],
)
def test_only_a_page_of_ours_is_gone_back_to(address: str, path: str) -> None:
    assert own_path(RequestFactory().get("/"), address) == path


def test_the_page_before_is_remembered_and_what_it_knew_is_filled_in(world: World) -> None:
    browser, home = Client(), reverse("inspection", args=[world.inspection.reference])
    browser.force_login(world.inspector)
    address = reverse("raise_concern", args=[world.inspection.reference])
    query = {"from": "meeting", "record": "NB-0042"}
    page = browser.get(address, query, headers={"Referer": f"http://testserver{home}"}).content.decode()
    assert f'value="{home}"' in page
    assert 'value="NB-0042"' in page
    assert '<option value="meeting" selected' in page
    sent = browser.post(address, {**SENT, "back": home})
    assert sent.headers["Location"] == home


def test_a_local_reader_raises_one_on_their_own_side(world: World) -> None:
    browser, reference = Client(), world.inspection.reference
    browser.force_login(world.local_reader)
    sent = browser.post(reverse("partnership_raise_concern", args=[reference]), SENT)
    assert sent.headers["Location"] == reverse("partnership_concerns", args=[reference])
    concern = Concern.objects.get()
    assert concern.raised_by == world.local_reader
    page = browser.get(reverse("partnership_concern", args=[reference, concern.pk])).content.decode()
    assert "Nobody has visited" in page
    assert "Acknowledge this concern" not in page


def test_the_box_to_tick_comes_only_when_something_looks_like_a_name(world: World) -> None:
    browser = Client()
    browser.force_login(world.inspector)
    address = reverse("raise_concern", args=[world.inspection.reference])
    assert "names nobody" not in browser.get(address).content.decode()
    named = {**SENT, "seen": "Mrs McInventit has not been seen for a week."}
    assert "names nobody" in browser.post(address, named).content.decode()
    browser.post(address, {**named, "is_checked": "on"})
    assert Concern.objects.count() == 1

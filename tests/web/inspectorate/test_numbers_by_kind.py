"""Screens show numbers of one kind of area at a time, and say of which kind a line is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from speir.indicators.choices import Collection
from speir.indicators.models import Observation
from speir.indicators.operations import hand_in_numbers, import_numbers
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from tests.factories import NOW, make_world
from tests.indicators.sheets import long_file
from tests.web.inspectorate.reading import page_of

pytestmark = pytest.mark.django_db
HEADS = ("Area", "Kind of area", "Indicator", "Period", "Value")
PAGE = reverse("indicator", args=["justice-social-work", "CPO"])


def bring_in(*rows: tuple[object, ...]) -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    content = long_file(*rows, heads=HEADS)
    import_numbers(collection=Collection.JUSTICE, content=content, name="x.csv", by=SYSTEM, at=NOW)


MIXED = (
    ("Fife", "Council", "CPO", "2023/24", 101),
    ("Angus", "Council", "CPO", "2023/24", 102),
    ("Fife", "HSCP", "CPO", "2023/24", 203),
    ("Fife", "NHS board", "CPO", "2023/24", 304),
)


def test_an_indicator_shows_the_collections_own_kind_and_offers_the_others(client: Client) -> None:
    bring_in(*MIXED)
    link = make_world().link
    words = page_of(client, link, PAGE)
    assert "101" in words
    assert "304" not in words
    assert "Kind of area" in words
    boards = page_of(client, link, f"{PAGE}?kind=health_board")
    assert "304" in boards
    assert "NHS Fife" in boards
    assert "101" not in boards
    assert "101" in page_of(client, link, f"{PAGE}?kind=moon")


def test_an_indicator_of_boards_alone_shows_them_and_asks_nothing(client: Client) -> None:
    bring_in(("Fife", "NHS board", "CPO", "2023/24", 304))
    words = page_of(client, make_world().link, PAGE)
    assert "NHS boards" in words
    assert "304" in words
    assert "Kind of area" not in words


def test_a_council_areas_page_tells_its_line_from_its_partnerships_and_leads_to_its_board(
    client: Client,
) -> None:
    bring_in(*MIXED)
    words = page_of(client, make_world().link, reverse("area_numbers", args=["fife"]))
    assert "101" in words
    assert "Of Fife (Health and social care partnership)." in words
    assert words.count('id="justice-social-work-cpo"') == 1
    assert words.count('id="justice-social-work-cpo-hscp"') == 1
    assert "304" not in words
    board = reverse("area_numbers", args=["health-board-nhs-fife"])
    assert board in words
    assert "304" in page_of(client, make_world().link, board)
    division = reverse("area_numbers", args=["police-division-fife"])
    assert f'<a href="{division}">Fife (Police division)</a>' in words


def test_a_kind_for_every_row_is_chosen_on_the_screen(client: Client) -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    analyst = make_world().people["analyst"]
    rows = long_file(("Fife", "CPO", "2023/24", 5), heads=("Area", "Indicator", "Period", "Value"))
    upload = SimpleUploadedFile("boards.csv", rows, content_type="text/csv")
    waiting = hand_in_numbers(collection=Collection.JUSTICE, upload=upload, by=analyst, at=NOW)
    client.force_login(analyst)
    address = reverse("numbers_file", args=[waiting.pk])
    chosen = {"area": "Area", "indicator": "Indicator", "period": "Period", "value": "Value"}
    looked = client.post(address, {**chosen, "fixed_kind": "health_board", "step": "look"})
    assert "NHS Fife (NHS board)" in looked.content.decode()
    client.post(address, {**chosen, "fixed_kind": "health_board", "step": "land"})
    assert Observation.objects.get().area.name == "NHS Fife"

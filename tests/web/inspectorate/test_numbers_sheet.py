"""The sheet and the row of the headings are found in a workbook, and can be chosen on the screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from speir.indicators.choices import Collection
from speir.indicators.models import KeptMapping, Observation
from speir.indicators.operations import hand_in_numbers
from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import load_reference_areas, register_fictional_area
from speir.people.models import Person
from speir.people.operations import SYSTEM
from tests.factories import NOW, make_world
from tests.indicators.sheets import long_file
from tests.indicators.test_headings import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(client: Client) -> str:
    load_reference_areas(by=SYSTEM, at=NOW)
    analyst = make_world().people["analyst"]
    upload = SimpleUploadedFile("published.xlsx", published())
    waiting = hand_in_numbers(collection=Collection.JUSTICE, upload=upload, by=analyst, at=NOW)
    client.force_login(analyst)
    return reverse("numbers_file", args=[waiting.pk])


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_table_below_its_title_in_a_later_sheet_is_read_at_once(client: Client, address: str) -> None:
    words = seen(client, address)
    assert "<strong>2 values</strong> would land" in words
    assert "<option selected>Table 1</option>" in words
    assert 'name="row" inputmode="numeric" value="4"' in words


def test_another_part_is_read_as_asked_and_says_what_is_wrong_with_it(client: Client, address: str) -> None:
    cover = seen(client, f"{address}?sheet=Cover&row=2")
    assert "<option selected>Cover</option>" in cover
    assert "Say what the columns mean, and look." in cover
    for wrong, told in (
        ("sheet=Moon&row=1", "no sheet “Moon”"),
        ("sheet=Cover&row=9", "row 9 has no headings"),
    ):
        words = seen(client, f"{address}?{wrong}")
        assert told in words
        assert "<option selected>Table 1</option>" in words


def test_it_lands_from_the_part_that_was_chosen_and_that_is_kept(client: Client, address: str) -> None:
    chosen = {"area": "Local authority", "indicator": "Measure code", "is_wide": "on", "step": "land"}
    landed = client.post(f"{address}?sheet=Table+1&row=4", chosen, follow=True).content.decode()
    assert "Imported 2 values of Justice social work, vintage 1; every one landed." in landed
    again = client.post(f"{address}?sheet=Table+1&row=4", chosen, follow=True).content.decode()
    assert (
        "This file was imported before (2 values of Justice social work, vintage 1); nothing changed."
        in again
    )
    assert Observation.objects.count() == 2
    assert KeptMapping.objects.get().mapping["header_row"] == 4
    assert "As they were kept with the last vintage." in seen(client, address)


def test_what_hinders_a_whole_file_is_told_before_it_is_to_land(client: Client, address: str) -> None:
    register_fictional_area(kind=AreaKind.COUNCIL, name="Ardnowhere", by=SYSTEM, at=NOW)
    rows = (("Fife", "CPO", "2023/24", 1), ("Ardnowhere", "CPO", "2023/24", 2))
    content = long_file(*rows, heads=("Area", "Indicator", "Year", "Value"))
    upload = SimpleUploadedFile("mixed.csv", content)
    analyst = Person.objects.get(pk=client.session["_auth_user_id"])
    waiting = hand_in_numbers(collection=Collection.JUSTICE, upload=upload, by=analyst, at=NOW)
    words = seen(client, reverse("numbers_file", args=[waiting.pk]))
    assert "This file mixes real areas with fictional ones." in words
    assert "nothing lands" in words
    assert "nothing lands" not in seen(client, address)

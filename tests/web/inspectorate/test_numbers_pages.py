"""Screens about numbers and signals: what they tell, at a fixed price, with small groups out of print."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.indicators.choices import Collection
from speir.indicators.models import KeptMapping, SignalDismissal, Vintage
from speir.indicators.operations import import_numbers
from speir.indicators.signal_queries import current_signals
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area, AreaLink
from speir.partnerships.operations import register_fictional_area
from speir.people.operations import SYSTEM
from speir.regulated_services.operations import import_services
from tests.factories import NOW, World
from tests.indicators import factories
from tests.indicators.sheets import long_file
from tests.regulated_services.datastore import file_of
from tests.web.inspectorate.reading import page_of


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Numbers have landed and were looked at."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return factories.landed()


def test_signals_stand_under_their_area_with_why(client: Client, world: World) -> None:
    words = page_of(client, world.link, reverse("signals"))
    assert "Ardbravo" in words
    assert "Serious incident notifications: none in 2025/26 Q4" in words
    assert "would be expected at the rate of the other 7 areas" in words
    assert "All areas" in words  # the definition that changed


def test_a_signal_says_its_method_and_is_dismissed_with_a_reason(client: Client, world: World) -> None:
    address = reverse("signal", args=[factories.signal().pk])
    words = page_of(client, world.link, address)
    assert "Poisson" in words
    client.force_login(world.link)
    short = client.post(address, {"reason": "No."})
    assert "Say in a sentence why" in short.content.decode()
    assert not SignalDismissal.objects.exists()
    assert client.post(address, {"reason": "Two were notified late; seen with them."}).status_code == 302
    listed = page_of(client, world.link, reverse("signals"))
    assert "Two were notified late" in listed
    assert listed.count("Serious incident notifications: none") == 1  # among the dismissed only
    again = client.post(address, {"reason": "Another long enough reason."})
    assert "dismissed this signal meanwhile" in again.content.decode()


def test_a_dismissed_signal_stays_dismissed_when_it_is_found_again(client: Client, world: World) -> None:
    client.force_login(world.link)
    client.post(reverse("signal", args=[factories.signal().pk]), {"reason": "Looked at with the area."})
    before = page_of(client, world.link, reverse("signals")).count("notifications: none")
    factories.look_for_signals(is_fictional=True, by=SYSTEM, at=NOW)
    assert page_of(client, world.link, reverse("signals")).count("notifications: none") == before == 1


def test_an_area_shows_a_line_for_each_indicator_and_the_same_figures(client: Client, world: World) -> None:
    words = page_of(client, world.link, reverse("area_numbers", args=["ardalpha"]))
    assert words.count("<svg viewBox") == 5
    assert "Show the figures of SIR" in words
    assert "not comparable" in words
    assert "limits from the 11 values before it" in words


def test_an_indicator_has_tiles_bars_a_funnel_and_a_table(client: Client, world: World) -> None:
    address = reverse("indicator", args=["justice-social-work", "CPO-DONE"])
    words = page_of(client, world.link, address)
    for told in ("speir_tiles", "Every area, highest first", "Against how many", "The figures", "Balbravo"):
        assert told in words
    earlier = page_of(client, world.link, address + "?period=2023/24 Q1")
    assert "2023/24 Q1. Higher is better." in earlier


def test_an_indicator_tells_every_signal_of_an_area(client: Client, world: World) -> None:
    every = current_signals(is_fictional=True)
    found = [each for each in every if each.indicator and each.indicator.code == "SIR"]
    areas = [each.area_id for each in found]
    assert len(set(areas)) < len(areas)  # one has two: none at all, and below its own limits
    words = page_of(client, world.link, reverse("indicator", args=["partnership-returns", "SIR"]))
    assert [each.title for each in found if each.title not in words] == []


def test_small_groups_are_not_printed(client: Client, world: World) -> None:
    rows = [
        (name, "LAC-STARTED", "2024/25", 3 if name == "Ardalpha" else 77, "", "", "")
        for name in factories.AREAS
    ]
    content = long_file(*rows)
    collection = Collection.LOOKED_AFTER
    import_numbers(
        collection=collection,
        content=content,
        name="x.csv",
        columns=factories.LONG_COLUMNS,
        by=SYSTEM,
        at=NOW,
    )
    words = page_of(client, world.link, reverse("indicator", args=[collection, "LAC-STARTED"]))
    assert "fewer than 5" in words
    assert "3 children" not in words
    assert "77 children" in words


def test_the_price_of_a_page_does_not_grow(client: Client, world: World) -> None:
    def price(address: str) -> int:
        client.force_login(world.link)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    pages = [
        reverse("area_numbers", args=["ardalpha"]),
        reverse("indicator", args=["partnership-returns", "SIR"]),
        reverse("signals"),
        reverse("numbers"),
        reverse("my_areas"),
        reverse("area", args=["ardalpha"]),
    ]
    before = [price(page) for page in pages]
    rows = [
        (name, "CPO", f"{year}/{year - 1999}", 77, "", "", "")
        for name in factories.AREAS
        for year in range(2005, 2024)
    ]
    import_numbers(
        collection=Collection.JUSTICE,
        content=long_file(*rows),
        name="y.csv",
        columns=factories.LONG_COLUMNS,
        by=SYSTEM,
        at=NOW,
    )
    factories.look_for_signals(is_fictional=True, by=SYSTEM, at=NOW)
    assert [price(page) for page in pages] == before


def test_a_file_is_looked_at_and_lands_with_its_columns(client: Client, world: World) -> None:
    analyst = world.people["analyst"]
    address = reverse("numbers_file", args=[factories.waiting().pk])
    words = page_of(client, analyst, address)
    assert "1 value" in words
    assert "Atlantis" in words
    vintages, mappings = Vintage.objects.count(), KeptMapping.objects.count()
    client.force_login(analyst)
    missing = client.post(address, {"area": "Local authority", "step": "look"}).content.decode()
    assert "Choose the column that holds the indicator." in missing
    looked = client.post(address, {**factories.COLUMNS, "step": "look"}).content.decode()
    assert "What would not land" in looked
    assert (Vintage.objects.count(), KeptMapping.objects.count()) == (vintages, mappings)
    assert client.post(address, {**factories.COLUMNS, "step": "land"}).status_code == 302
    assert (Vintage.objects.count(), KeptMapping.objects.count()) == (vintages + 1, mappings + 1)
    listed = page_of(
        client, world.link, reverse("vintage", args=[Vintage.objects.get(file_name="orders.csv").pk])
    )
    assert "Look for" in listed or "Mend it" in listed


def test_an_area_that_is_not_known_is_told_once_with_how_many_rows(client: Client, world: World) -> None:
    years = [f"{year}/{year + 1 - 2000:02}" for year in range(2001, 2024)]
    rows = [("Atlantis", "CPO", year, "4", "", "", "") for year in years]
    rows += [(factories.AREAS[0], "CPO", "2023/24", "5", "", "", "")]
    client.force_login(world.people["analyst"])
    given = factories.SimpleUploadedFile("many.csv", long_file(*rows), content_type="text/csv")
    sent = client.post(
        reverse("bring_in_numbers"), {"collection": "justice-social-work", "file": given}, follow=True
    )
    words = client.post(
        sent.redirect_chain[-1][0], {**factories.COLUMNS, "step": "look"}, follow=True
    ).content.decode()
    assert "23 values would not." in words
    assert words.count(">2, 3, 4 and 20 more <small>(23 rows)</small></td>") == 1


def test_a_share_given_by_its_counts_is_looked_at_as_it_would_land(client: Client, world: World) -> None:
    heads = ("Local authority", "Indicator", "Year", "Value", "Numerator", "Denominator")
    content = long_file((factories.AREAS[0], "CPO-DONE", "2023/24", "", "63", "90"), heads=heads)
    client.force_login(world.people["analyst"])
    given = factories.SimpleUploadedFile("counts.csv", content, content_type="text/csv")
    sent = client.post(
        reverse("bring_in_numbers"), {"collection": "justice-social-work", "file": given}, follow=True
    )
    columns = {**factories.COLUMNS, "numerator": "Numerator", "denominator": "Denominator"}
    words = client.post(sent.redirect_chain[-1][0], {**columns, "step": "look"}).content.decode()
    assert "70%" in words
    assert ">no value<" not in words


def test_regulated_services_stand_on_the_page_of_numbers(client: Client, world: World) -> None:
    area = register_fictional_area(kind=AreaKind.COUNCIL, name="Servicia", by=SYSTEM, at=NOW)
    address = reverse("area_numbers", args=[address_of(AreaKind.COUNCIL, area.name)])
    assert "No indicator about this area has landed yet." in page_of(client, world.link, address)
    import_services(
        content=file_of({"Council_Area_Name": "Servicia"}), name="x.csv", month="2026-06", by=SYSTEM, at=NOW
    )
    assert "June 2026: 1 active;" in page_of(client, world.link, address)


def test_a_file_that_cannot_be_read_is_refused_beside_its_field(client: Client, world: World) -> None:
    client.force_login(world.people["analyst"])
    empty = factories.SimpleUploadedFile("empty.csv", b"", content_type="text/csv")
    told = client.post(
        reverse("bring_in_numbers"), {"collection": "justice-social-work", "file": empty}
    ).content.decode()
    assert "empty.csv is empty" in told


def test_the_page_of_an_area_and_my_areas_show_its_signals(client: Client, world: World) -> None:
    words = page_of(client, world.link, reverse("area", args=["ardbravo"]))
    assert "Worth a look" in words
    assert "Serious incident notifications: none" in words
    assert reverse("area_numbers", args=["ardbravo"]) in words


def test_what_is_published_for_a_partnerships_area_is_drawn_there(client: Client, world: World) -> None:
    wide = register_fictional_area(kind=AreaKind.HSCP, name="Upper Ard", by=SYSTEM, at=NOW)
    where = address_of(wide.kind, wide.name)
    for name in ("Ardalpha", "Ardbravo"):
        child = Area.objects.get(kind=AreaKind.COUNCIL, name=name)
        AreaLink.objects.create(parent=wide, child=child, starts_on=NOW.date())
    wholly = page_of(client, world.link, reverse("area_numbers", args=[where]))
    assert "No indicator about Upper Ard itself" in wholly
    assert reverse("area_numbers", args=["ardbravo"]) in wholly
    content = long_file(
        *(("Upper Ard", "NI-16", f"20{year}/{year + 1}", year, "", "", "") for year in (22, 23))
    )
    import_numbers(collection=Collection.CORE_SUITE, content=content, name="x.csv", by=SYSTEM, at=NOW)
    drawn = page_of(client, world.link, reverse("area_numbers", args=[where]))
    assert drawn.count("<svg viewBox") == 1
    assert "2023/24" in drawn
    home = page_of(client, world.link, reverse("area", args=[where]))
    assert reverse("area_numbers", args=[where]) in home

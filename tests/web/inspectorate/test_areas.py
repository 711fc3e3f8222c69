"""Areas for inspectors."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.partnerships.choices import AreaKind
from speir.partnerships.models import PartnershipArea
from speir.partnerships.operations import load_reference_areas, register_fictional_area
from speir.people.operations import SYSTEM
from speir.web.inspectorate.areas import office_lines
from speir.web.shared.area_list import AreaLine
from tests.factories import NOW, World, make_world
from tests.web.inspectorate.reading import page_of, status_for


def place(world: World, name: str) -> str:
    """Put the world's partnership into a fictional council area; the address of its facts."""
    area = register_fictional_area(kind=AreaKind.COUNCIL, name=name, by=SYSTEM, at=NOW)
    PartnershipArea.objects.create(partnership=world.partnership, area=area)
    return reverse("area_facts", args=[name.lower()])


@pytest.fixture
def world(db: None) -> World:
    """An inspection just planned."""
    return make_world()


def test_an_area_counts_only_the_inspections_it_is_given(world: World) -> None:
    line = AreaLine("Strathtest", "", "strathtest", True, "", "", (), (world.partnership.pk,), "", None)
    links = {world.partnership.pk: world.link}
    (told,) = office_lines([line], links, [world.inspection])
    assert (told.inspections, told.link_inspectors) == (1, (world.link.full_name,))
    (alone,) = office_lines([line], {}, [])
    assert (alone.inspections, alone.link_inspectors) == (0, ())


def test_the_list_names_link_inspectors_and_what_is_fictional(client: Client, world: World) -> None:
    path = place(world, "Strathtest").removesuffix("facts/")
    words = page_of(client, world.inspector, reverse("areas"))
    assert path in words
    assert world.link.full_name in words
    assert "Fictional" in words


def test_the_page_of_an_area_leads_to_the_inspections_one_is_part_of(client: Client, world: World) -> None:
    words = page_of(client, world.inspector, place(world, "Strathtest"))
    assert reverse("inspection", args=[world.inspection.reference]) in words
    assert "Fictional partnership" in words
    assert f"<strong>{world.link.full_name}</strong>" in words


def test_an_inspector_outside_the_team_learns_nothing_of_the_inspection(client: Client, world: World) -> None:
    words = page_of(client, world.outsider, place(world, "Strathtest"))
    assert world.inspection.reference not in words
    assert "There is no inspection here that you are part of" in words


def test_an_old_code_leads_to_the_area_of_today(client: Client, world: World) -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    client.force_login(world.lead)
    fife = reverse("area", args=["fife"])
    assert client.get(reverse("areas"), {"area": "S12000015"})["Location"] == fife
    assert client.get(reverse("area", args=["S12000015"]))["Location"] == fife
    assert "Fife Council" in page_of(client, world.lead, f"{fife}facts/")
    assert client.get(f"{reverse('area', args=['S12000015'])}facts/")["Location"] == f"{fife}facts/"


def test_an_unknown_area_is_explained(client: Client, world: World) -> None:
    client.force_login(world.lead)
    words = client.get(reverse("areas"), {"area": "Atlantis"}).content.decode()
    assert "We do not know an area with the name or code “Atlantis”." in words
    assert 'value="Atlantis"' in words


def test_an_unknown_address_is_not_found(client: Client, world: World) -> None:
    for screen in ("area", "area_facts"):
        assert status_for(client, world.lead, reverse(screen, args=["atlantis"])) == 404


def test_without_areas_the_list_says_what_to_do(client: Client, world: World) -> None:
    assert "speir load-reference" in page_of(client, world.lead, reverse("areas"))


def test_the_partnerships_side_does_not_reach_the_inspectorates_areas(client: Client, world: World) -> None:
    path = place(world, "Strathtest")
    for address in (reverse("areas"), path):
        assert status_for(client, world.coordinator, address) == 404
        assert status_for(client, world.lead, address, "post") == 405


def test_more_areas_and_inspections_ask_no_more_of_the_database(client: Client, world: World) -> None:
    place(world, "Strathone")
    client.force_login(world.manager)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("areas"))
    for name in ("Strathtwo", "Strathsix"):
        place(make_world(), name)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("areas"))
    assert len(one) == len(three)


def test_the_list_leads_to_boards_and_police_divisions(client: Client, world: World) -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    words = page_of(client, world.inspector, reverse("areas"))
    for address in ("health-board-nhs-fife", "police-division-tayside"):
        assert f'href="{reverse("area", args=[address])}"' in words
        assert status_for(client, world.inspector, reverse("area", args=[address])) == 200

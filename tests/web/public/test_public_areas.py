"""Areas as anybody reads them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.national_overview.operations import import_published_file
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import PartnershipArea
from speir.partnerships.operations import (
    appoint_link_inspector,
    load_reference_areas,
    register_fictional_area,
)
from speir.partnerships.queries import partnership_by_slug, resolve_area
from speir.people.operations import SYSTEM
from tests.factories import NOW, make_world
from tests.reports.factories import published


@pytest.fixture
def scotland(db: None) -> None:
    """Every real area, and the published facts that ship with Speir."""
    load_reference_areas(by=SYSTEM, at=NOW)
    import_published_file(by=SYSTEM, at=NOW)


def words_of(client: Client, address: str) -> str:
    """The text of one area's page."""
    answer = client.get(reverse("public_area", args=[address]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_has_the_32_council_areas(client: Client, scotland: None) -> None:
    words = client.get(reverse("public_areas")).content.decode()
    assert "The 32 council areas of Scotland" in words
    for address in ("aberdeen-city", "na-h-eileanan-siar", "west-lothian"):
        assert reverse("public_area", args=[address]) in words


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("Fife", "fife"),
        ("  fIFE ", "fife"),
        ("S12000015", "fife"),
        ("Western Isles", "na-h-eileanan-siar"),
        ("Edinburgh", "city-of-edinburgh"),
        ("NHS Fife", "health-board-nhs-fife"),
        ("S08000031", "health-board-nhs-greater-glasgow-and-clyde"),
    ],
)
def test_an_area_is_found_by_any_name_or_code(
    client: Client, scotland: None, asked: str, address: str
) -> None:
    answer = client.get(reverse("public_areas"), {"area": asked})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("public_area", args=[address])
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Fyfe", "Did you mean “Fife”?"),
        ("S12999999", "S12999999"),
        ("", "Enter the name or the code of an area"),
        ("x" * 200, "No area has a name or code as long as this"),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_an_unknown_area_is_explained_and_what_was_typed_stays(
    client: Client, scotland: None, asked: str, told: str
) -> None:
    answer = client.get(reverse("public_areas"), {"area": asked})
    assert answer.status_code == 200
    words = answer.content.decode()
    assert "There is a problem" in words
    assert told in words
    assert "<script>" not in words


@pytest.mark.parametrize("address", ["S12000015", "S12000047", "FIFE", "fife "])
def test_another_spelling_leads_to_the_address_of_today(client: Client, scotland: None, address: str) -> None:
    answer = client.get(reverse("public_area", args=[address]))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("public_area", args=["fife"])


def test_an_unknown_address_is_not_found_and_nothing_can_be_sent(client: Client, scotland: None) -> None:
    assert client.get(reverse("public_area", args=["atlantis"])).status_code == 404
    assert client.post(reverse("public_area", args=["fife"])).status_code == 405
    assert client.post(reverse("public_areas")).status_code == 405


def test_an_area_says_where_it_lies_and_which_bodies_work_together(client: Client, scotland: None) -> None:
    words = words_of(client, "fife")
    for told in ("NHS Fife", "S08000029", "Fife Council", "Adult protection partnership", "S12000015"):
        assert told in words


def test_published_facts_have_their_sources_and_what_was_not_found_says_so(
    client: Client, scotland: None
) -> None:
    words = words_of(client, "east-dunbartonshire")
    for told in (
        "12 March 2024",
        "16 October 2023",
        "201 of about 250",
        "Effective with areas for improvement",
    ):
        assert told in words
    assert "https://www.eastdunbarton.gov.uk/technical-notes-2023-issue-182" in words
    assert "not found" in words  # the three questions of 2017/18


def test_an_inferred_date_is_labelled_and_no_more_precise_than_it_is_known(
    client: Client, scotland: None
) -> None:
    assert "2024 (inferred)" in words_of(client, "highland")


def test_an_area_without_published_results_says_what_that_means(client: Client, scotland: None) -> None:
    assert "We found no published result" in words_of(client, "fife")


def test_a_board_lists_its_council_areas(client: Client, scotland: None) -> None:
    words = words_of(client, "health-board-nhs-highland")
    assert reverse("public_area", args=["argyll-and-bute"]) in words


def test_a_link_inspector_is_never_named_in_public(client: Client, scotland: None) -> None:
    world = make_world()
    partnership = partnership_by_slug(_slug("Fife"))
    assert partnership is not None
    appoint_link_inspector(partnership=partnership, person=world.link, by=world.manager, at=NOW)
    for address in (reverse("public_areas"), reverse("public_area", args=["fife"])):
        assert world.link.full_name not in client.get(address).content.decode()


def test_an_inspection_that_is_not_published_leaves_no_trace_on_its_area(client: Client, db: None) -> None:
    world = make_world()
    place = register_fictional_area(kind=AreaKind.COUNCIL, name="Strathtest", by=SYSTEM, at=NOW)
    PartnershipArea.objects.create(partnership=world.partnership, area=place)
    words = words_of(client, "strathtest")
    assert "Fictional area" in words
    assert "Fictional partnership" in words
    assert world.inspection.reference not in words
    assert world.phase.name not in words


def test_a_report_published_here_stands_on_the_page_of_its_area(client: Client, db: None) -> None:
    world, publication = published()
    place = register_fictional_area(kind=AreaKind.COUNCIL, name="Strathtest", by=SYSTEM, at=NOW)
    PartnershipArea.objects.create(partnership=world.partnership, area=place)
    words = words_of(client, "strathtest")
    assert reverse("published_report", args=[publication.slug]) in words
    assert publication.content["report"]["conclusions"][0]["level_label"] in words
    assert "Report published here, 13 February 2027" in client.get(reverse("public_areas")).content.decode()


def test_every_area_of_scotland_has_a_page_of_its_own(client: Client, scotland: None) -> None:
    from speir.partnerships.area_names import address_of
    from speir.partnerships.models import Area

    areas = list(Area.objects.all())
    addresses = [address_of(area.kind, area.name) for area in areas]
    assert len(set(addresses)) == len(areas)
    for address in addresses:
        assert client.get(reverse("public_area", args=[address])).status_code == 200, address


def test_an_area_with_more_to_tell_asks_no_more_of_the_database(client: Client, scotland: None) -> None:
    asked = []
    for address in ("renfrewshire", "east-dunbartonshire", "city-of-edinburgh"):
        with CaptureQueriesContext(connection) as queries:
            words_of(client, address)
        asked.append(len(queries))
    assert len(set(asked)) == 1


def _slug(name: str) -> str:
    area = resolve_area(name)
    place = PartnershipArea.objects.filter(area=area, partnership__kind="adult_protection").get()
    return place.partnership.slug

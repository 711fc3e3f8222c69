"""What screens ask about areas: their addresses, codes and names, and who works together where."""

import pytest

from speir.partnerships import area_names, queries
from speir.partnerships.choices import AreaKind, PartnershipKind
from speir.partnerships.models import Area, AreaCode
from speir.people.choices import BodyKind


@pytest.mark.usefixtures("scotland")
def test_every_area_is_found_at_its_own_address_and_no_two_share_one() -> None:
    areas = list(Area.objects.all())
    addresses = {area_names.address_of(area.kind, area.name): area for area in areas}
    assert len(addresses) == len(areas)
    for address, area in addresses.items():
        assert queries.area_at(address) == area


@pytest.mark.usefixtures("scotland")
def test_every_code_is_an_address_too() -> None:
    for held in AreaCode.objects.select_related("area"):
        assert queries.area_at(held.code) == held.area


@pytest.mark.parametrize("address", ["", "nowhere", "S12000099", "hscp-", "hscp-nowhere"])
@pytest.mark.usefixtures("scotland")
def test_another_address_leads_nowhere(address: str) -> None:
    assert queries.area_at(address) is None


@pytest.mark.usefixtures("scotland")
def test_the_codes_of_an_area_start_with_todays_and_their_dates_are_indicative() -> None:
    codes = queries.codes_of(queries.resolve_area("Fife"))
    assert [
        (held.code, held.starts_on, held.ends_on, held.is_indicative, held.are_dates_indicative)
        for held in codes
    ] == [("S12000047", "2018", "", False, True), ("S12000015", "", "2018", True, True)]


@pytest.mark.usefixtures("scotland")
def test_an_area_answers_to_its_own_and_its_other_names() -> None:
    names = [name.name for name in queries.names_of(queries.resolve_area("S12000013"))]
    assert names == ["Comhairle nan Eilean Siar", "Eilean Siar", "Na h-Eileanan Siar", "Western Isles"]


@pytest.mark.usefixtures("scotland")
def test_both_kinds_of_partnership_work_in_a_council_area() -> None:
    stirling = queries.resolve_area("Stirling")
    assert [partnership.slug for partnership in queries.partnerships_in(stirling)] == [
        "clackmannanshire-and-stirling",
        "community-justice-stirling",
    ]


@pytest.mark.usefixtures("scotland")
def test_lists_are_asked_for_in_one_question_each(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        links = queries.links_by_area(AreaKind.COUNCIL)
        partnerships = queries.partnerships_by_area(PartnershipKind.ADULT_PROTECTION)
        bodies = queries.bodies_by_partnership(found.pk for here in partnerships.values() for found in here)
    assert {len(around) for around in links.values()} == {9}
    assert len(partnerships) == 32
    assert len(bodies) == 31
    assert all(BodyKind.COUNCIL in {body.kind for body in members} for members in bodies.values())

"""The reference areas: how many there are, how they lie in one another, and loading them twice."""

from collections import Counter

import pytest

from speir.foundations import audit
from speir.foundations.models import AuditEntry
from speir.partnerships import queries, scotland
from speir.partnerships.choices import AreaKind, LinkKind, PartnershipKind
from speir.partnerships.models import (
    Area,
    AreaCode,
    AreaLink,
    AreaName,
    Partnership,
    PartnershipArea,
    PartnershipMember,
    ReferenceLoad,
)
from speir.partnerships.operations import load_reference_areas
from speir.people.choices import BodyKind
from speir.people.models import Body
from speir.people.operations import SYSTEM
from tests.partnerships.factories import AT

COUNTS = {
    AreaKind.COUNCIL: 32,
    AreaKind.HSCP: 31,
    AreaKind.HEALTH_BOARD: 14,
    AreaKind.POLICE_DIVISION: 13,
    AreaKind.SHERIFFDOM: 6,
    AreaKind.MAPPA_REGION: 10,
    AreaKind.COMMUNITY_JUSTICE: 30,
    AreaKind.ALCOHOL_AND_DRUG: 30,
    AreaKind.ADULT_PROTECTION: 31,
    AreaKind.PROTECTION_COMMITTEE: 30,
}
TABLES = (Area, AreaName, AreaCode, AreaLink, Partnership, PartnershipArea, PartnershipMember, Body)


@pytest.mark.parametrize("kind", AreaKind)
@pytest.mark.usefixtures("scotland")
def test_there_are_as_many_areas_of_each_kind_as_in_scotland(kind: AreaKind) -> None:
    assert queries.areas_of_kind(kind).count() == COUNTS[kind]


@pytest.mark.usefixtures("scotland")
def test_every_council_area_lies_in_exactly_one_area_of_every_other_kind() -> None:
    links = AreaLink.objects.filter(ends_on=None).values_list("child__name", "parent__kind")
    seen = Counter(links)
    assert set(seen.values()) == {1}
    assert len(seen) == 32 * len(scotland.PARENTS)


@pytest.mark.usefixtures("scotland")
def test_every_area_that_is_not_a_council_holds_at_least_one_council() -> None:
    parents = set(AreaLink.objects.values_list("parent_id", flat=True))
    assert not Area.objects.exclude(kind=AreaKind.COUNCIL).exclude(pk__in=parents).exists()


@pytest.mark.usefixtures("scotland")
def test_a_council_area_is_within_its_board_and_only_principally_within_its_sheriffdom() -> None:
    links = {
        link.parent.kind: link for link in queries.areas_around(queries.resolve_area("East Dunbartonshire"))
    }
    assert links["health_board"].parent.name == "NHS Greater Glasgow and Clyde"
    assert links["health_board"].kind == LinkKind.WITHIN
    assert links["sheriffdom"].kind == LinkKind.PRINCIPALLY_WITHIN


@pytest.mark.usefixtures("scotland")
def test_argyll_and_bute_shares_a_police_division_but_not_a_board_with_west_dunbartonshire() -> None:
    argyll, west = (queries.resolve_area(name) for name in ("Argyll and Bute", "West Dunbartonshire"))
    division, board = AreaKind.POLICE_DIVISION, AreaKind.HEALTH_BOARD
    assert queries.area_around(argyll, division) == queries.area_around(west, division)
    assert queries.area_around(argyll, board) != queries.area_around(west, board)


@pytest.mark.usefixtures("scotland")
def test_membership_that_no_published_source_confirmed_is_marked_indicative() -> None:
    marked = AreaLink.objects.values_list("parent__kind", "is_indicative").distinct()
    assert set(marked) == {(column.kind.value, column.is_indicative) for column in scotland.PARENTS}
    assert {kind for kind, is_indicative in marked if not is_indicative} == {
        "hscp",
        "health_board",
        "police_division",
        "alcohol_and_drug",
    }


@pytest.mark.usefixtures("scotland")
def test_loading_again_changes_nothing() -> None:
    before = [list(table.objects.order_by("pk").values()) for table in (*TABLES, ReferenceLoad)]
    added = load_reference_areas(by=SYSTEM, at=AT)
    assert set(added.values()) == {0}
    assert [list(table.objects.order_by("pk").values()) for table in (*TABLES, ReferenceLoad)] == before


@pytest.mark.usefixtures("scotland")
def test_loading_is_audited_every_time() -> None:
    load_reference_areas(by=SYSTEM, at=AT)
    assert AuditEntry.objects.filter(what="Reference areas loaded").count() == 2
    assert audit.first_break() is None


@pytest.mark.usefixtures("scotland")
def test_a_council_that_moved_keeps_its_earlier_link_with_an_end() -> None:
    fife = queries.resolve_area("Fife", AreaKind.COUNCIL)
    tayside = queries.resolve_area("NHS Tayside", AreaKind.HEALTH_BOARD)
    link = AreaLink.objects.get(child=fife, parent__kind=AreaKind.HEALTH_BOARD)
    AreaLink.objects.filter(pk=link.pk).update(parent=tayside)
    assert load_reference_areas(by=SYSTEM, at=AT)["links"] == 1
    earlier, now = AreaLink.objects.filter(child=fife, parent__kind=AreaKind.HEALTH_BOARD).order_by("ends_on")
    assert {(link.parent.name, link.ends_on) for link in (earlier, now)} == {
        ("NHS Tayside", AT.date()),
        ("NHS Fife", None),
    }


@pytest.mark.usefixtures("scotland")
def test_an_adult_protection_partnership_is_a_group_of_bodies_and_never_a_council() -> None:
    protection = queries.partnerships(PartnershipKind.ADULT_PROTECTION)
    assert len(protection) == 31
    for partnership in protection:
        kinds = Counter(body.kind for body in queries.bodies_in(partnership))
        assert set(kinds) == {BodyKind.COUNCIL, BodyKind.HEALTH_BOARD, BodyKind.POLICE, BodyKind.HSCP}


@pytest.mark.usefixtures("scotland")
def test_clackmannanshire_and_stirling_is_one_partnership_of_two_councils() -> None:
    partnership = queries.partnership_by_slug("clackmannanshire-and-stirling")
    assert partnership is not None
    assert [area.name for area in queries.areas_of(partnership)] == ["Clackmannanshire", "Stirling"]
    assert [body.name for body in queries.bodies_in(partnership) if body.kind == BodyKind.COUNCIL] == [
        "Clackmannanshire Council",
        "Stirling Council",
    ]


@pytest.mark.usefixtures("scotland")
def test_the_three_ayrshire_councils_share_one_of_thirty_community_justice_partnerships() -> None:
    assert queries.partnerships(PartnershipKind.COMMUNITY_JUSTICE).count() == 30
    partnership = queries.partnership_by_slug("community-justice-ayrshire")
    assert partnership is not None
    assert [body.name for body in queries.bodies_in(partnership)] == [
        "East Ayrshire Council",
        "North Ayrshire Council",
        "South Ayrshire Council",
    ]


@pytest.mark.usefixtures("scotland")
def test_one_police_division_belongs_to_several_partnerships() -> None:
    division = Body.objects.get(name="Police Scotland, Highland and Islands Division")
    assert [partnership.slug for partnership in queries.partnerships_with(division)] == [
        "highland",
        "na-h-eileanan-siar",
        "orkney-islands",
        "shetland-islands",
    ]


@pytest.mark.usefixtures("scotland")
def test_no_real_area_body_or_partnership_is_fictional() -> None:
    assert not any(table.objects.filter(is_fictional=True).exists() for table in (Area, Body, Partnership))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("S12000013", "Comhairle nan Eilean Siar"),
        ("S12000017", "The Highland Council"),
        ("S12000020", "Moray Council"),
        ("S12000036", "The City of Edinburgh Council"),
        ("S12000033", "Aberdeen City Council"),
    ],
)
@pytest.mark.usefixtures("scotland")
def test_a_council_has_its_own_name(code: str, name: str) -> None:
    area = queries.resolve_area(code)
    partnership = queries.partnership_for_area(area, PartnershipKind.ADULT_PROTECTION)
    assert partnership is not None
    assert name in [body.name for body in queries.bodies_in(partnership)]

"""Committees on the page of an area, and the two forms that note them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.area_teams.choices import PostKind
from speir.area_teams.models import Committee, PostHolding
from speir.area_teams.operations import end_committee
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import AreaLink
from speir.partnerships.operations import register_fictional_area
from speir.people.operations import SYSTEM
from tests.area_teams.factories import area_of, known
from tests.area_teams.test_committees import committee, holds
from tests.factories import NOW, TODAY, World, make_world
from tests.web.inspectorate.reading import page_of


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """An area with a link inspector, on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return known()


def address(world: World, name: str = "area") -> str:
    return reverse(name, args=[address_of(AreaKind.COUNCIL, area_of(world).name)])


def test_who_convenes_what_is_vacant_and_what_nobody_noted(client: Client, world: World) -> None:
    noted = committee(world)
    holds(world, noted, name="")
    words = page_of(client, world.link, address(world))
    assert "Source: Its biennial report" in words
    assert "Adult support and protection. Since 1 April 2024." in words
    assert "Vacant" in words
    assert "Nobody has been noted" in words
    holds(world, noted, name="Una Craig", from_on=TODAY)
    words = page_of(client, world.link, address(world))
    assert "<strong>Una Craig</strong>" in words
    people = page_of(client, world.link, f"{address(world)}?show=people")
    for told in (
        "A committee began: Adult protection committee",
        "Convener, Adult protection committee: vacant",
        "Convener, Adult protection committee: Una Craig",
    ):
        assert told in people
    end_committee(committee=noted, until_on=TODAY, by=world.link, at=NOW)
    words = page_of(client, world.link, address(world))
    assert "A committee ended: Adult protection committee" in words
    assert "No committee has been noted yet." in words


def test_the_reference_data_tells_for_what_no_committee_is_noted(client: Client, world: World) -> None:
    area = area_of(world)
    for kind, name in ((AreaKind.PROTECTION_COMMITTEE, "Strath"), (AreaKind.COMMUNITY_JUSTICE, "Strathjust")):
        place = register_fictional_area(kind=kind, name=name, holds=[area], by=SYSTEM, at=NOW)
        AreaLink.objects.filter(parent=place).update(is_indicative=True)
    told = "Strath, protection committee area (not confirmed)"
    assert told in page_of(client, world.link, address(world))
    committee(world)
    words = page_of(client, world.link, address(world))
    assert told not in words
    assert "Strathjust, community justice partnership (not confirmed)" in words


def test_a_committee_of_two_councils_is_noted_on_the_page_of_one(client: Client, world: World) -> None:
    other = known(make_world("Elsewhere"))
    areas = [area_of(world), area_of(other)]
    place = register_fictional_area(
        kind=AreaKind.PROTECTION_COMMITTEE, name="Both", holds=areas, by=SYSTEM, at=NOW
    )
    client.force_login(world.link)
    names = ", ".join(sorted(each.name for each in areas))
    form = client.get(address(world, "area_team")).content.decode()
    assert f"Both (protection committee area): {names}" in form
    fields = {
        "what": "committee",
        "committee-name": "Joint committee",
        "committee-strands": ["adult_protection", "child_protection"],
        "committee-place": str(place.pk),
        "committee-began_on": "",
        "committee-source": "Told at its meeting",
    }
    short = client.post(address(world, "area_team"), {**fields, "committee-source": ""}).content.decode()
    assert "Say how you know" in short
    assert 'value="Joint committee"' in short
    sent = client.post(address(world, "area_team"), fields, follow=True).content.decode()
    assert "Noted: Joint committee." in sent
    assert "Works for Both." in page_of(client, other.link, address(other))
    noted = Committee.objects.get()
    post = {"what": "post", "post-post": f"convener:{noted.pk}", "post-name": "Una Craig"}
    sent = client.post(
        address(world, "area_team"), {**post, "post-from_on": f"{TODAY:%d/%m/%Y}"}, follow=True
    ).content.decode()
    assert "Convener, Joint committee: Una Craig, since" in sent
    gone = {"what": "ended", "ended-committee": str(noted.pk), "ended-until_on": f"{TODAY:%d/%m/%Y}"}
    sent = client.post(address(world, "area_team"), gone, follow=True).content.decode()
    assert "Joint committee ended on" in sent


def test_names_of_committees_and_their_people_are_internal(client: Client, world: World) -> None:
    holds(world, committee(world))
    for person in (None, world.coordinator):
        if person:
            client.force_login(person)
        public = client.get(address(world, "public_area"))
        assert public.status_code == 200
        for told in ("Una Craig", "Adult protection committee", "Its biennial report"):
            assert told not in public.content.decode()
    assert client.get(address(world)).status_code in (403, 404)


def test_three_committees_ask_no_more_than_one(client: Client, world: World) -> None:
    client.force_login(world.link)
    counted = []
    for number in range(3):
        noted = committee(world, name=f"Committee {number}")
        for post in (PostKind.CONVENER, PostKind.LEAD_OFFICER):
            holds(world, noted, post=post, from_on=date(2025, 1, 6) + timedelta(days=number))
        with CaptureQueriesContext(connection) as asked:
            for name in ("area", "area_team"):
                assert client.get(address(world, name)).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1] == counted[2]
    assert PostHolding.objects.count() == 6

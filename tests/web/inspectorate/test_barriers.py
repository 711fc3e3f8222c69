"""The life of a barrier or an enabler: noted, worked on, overcome or no longer there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.area_risks.choices import FactorKind, FactorStatus
from speir.area_risks.models import Factor
from speir.area_risks.operations import move_factor, note_factor
from speir.area_teams.choices import Tier
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, World
from tests.web.inspectorate.reading import page_of

TEXT = "Two systems that do not speak to each other."


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """An area with a link inspector, on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return known()


def address(world: World, name: str) -> str:
    return reverse(name, args=[address_of(AreaKind.COUNCIL, area_of(world).name)])


def noted(world: World, kind: FactorKind = FactorKind.BARRIER, tier: Tier = Tier.OWN_BODY) -> Factor:
    return note_factor(area=area_of(world), kind=kind, text=TEXT, tier=tier, by=world.link, at=NOW)


def test_its_page_offers_what_may_come_next_and_says_what_was_changed(client: Client, world: World) -> None:
    client.force_login(world.link)
    fields = {"what": "factor", "factor-kind": "barrier", "factor-text": TEXT, "factor-tier": "own_body"}
    assert "Barrier noted." in client.post(address(world, "area_risks"), fields, follow=True).content.decode()
    life = reverse("area_factor", args=[Factor.objects.get().pk])
    for to, words in (("worked_on", "Being worked on"), ("gone", "Overcome")):
        assert f'value="{to}">{words}' in page_of(client, world.link, life)
        given = {"what": "move", "move-to": to, "move-why": "A bridge is built."}
        done = client.post(life, given, follow=True).content.decode()
        assert f"Barrier: {words[0].lower()}{words[1:]}." in done
        assert f'value="{to}"' not in done
    listed = page_of(client, world.link, address(world, "area_risks"))
    assert "1 overcome or no longer there" in listed
    assert TEXT in listed


def test_an_enabler_is_no_longer_there(client: Client, world: World) -> None:
    made = noted(world, FactorKind.ENABLER)
    move_factor(factor=made, to=FactorStatus.GONE, why="They left.", by=world.link, at=NOW)
    assert "No longer there" in page_of(client, world.link, reverse("area_factor", args=[made.pk]))


def test_the_line_of_time_tells_its_life_to_whom_may_read_it(client: Client, world: World) -> None:
    made = noted(world, tier=Tier.TEAM)
    later = NOW + timedelta(minutes=1)
    move_factor(factor=made, to=FactorStatus.GONE, why="One system now.", by=world.link, at=later)
    told = page_of(client, world.link, address(world, "area"))
    for words in (f"Barrier noted: {TEXT}", f"Barrier overcome: {TEXT}", "One system now."):
        assert words in told
    assert TEXT not in page_of(client, world.outsider, address(world, "area"))


def test_three_ask_no_more_than_one(client: Client, world: World) -> None:
    client.force_login(world.link)
    counted = []
    for _ in range(3):
        gone = noted(world)
        move_factor(factor=gone, to=FactorStatus.GONE, why="One system now.", by=world.link, at=NOW)
        noted(world)
        with CaptureQueriesContext(connection) as asked:
            for name in ("area", "area_risks"):
                client.get(address(world, name))
        counted.append(len(asked))
    assert counted[0] == counted[1] == counted[2]

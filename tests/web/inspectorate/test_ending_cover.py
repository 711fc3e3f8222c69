"""Cover that is not needed any more is ended on the page of an area's team."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from speir.area_teams.choices import AreaRole
from speir.area_teams.models import AreaAppointment
from speir.area_teams.operations import arrange_cover
from speir.area_teams.queries import whom_to_tell
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World

NAME = "Cover that ends today"


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """An area with a link inspector, and somebody who covers for ten days from the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    world = known()
    days = {"from_on": TODAY, "last_on": TODAY + timedelta(days=9)}
    role, cover = AreaRole.LINK_INSPECTOR, world.outsider
    arrange_cover(area=area_of(world), role=role, person=cover, **days, by=world.link, at=NOW)
    return world


def page(world: World) -> str:
    return reverse("area_team", args=[address_of(AreaKind.COUNCIL, area_of(world).name)])


def test_it_is_ended_once_however_often_it_is_sent(client: Client, world: World) -> None:
    client.force_login(world.link)
    assert NAME in client.get(page(world)).content.decode()
    sent = {"what": "uncover", "uncover-cover": str(AreaAppointment.objects.get(is_cover=True).pk)}
    for _ in range(2):
        told = client.post(page(world), sent, follow=True).content.decode()
        assert f"{world.outsider.full_name} does not cover as link inspector any more." in told
    assert whom_to_tell(area_of(world), TODAY) == world.link
    assert NAME not in client.get(page(world)).content.decode()


def test_nothing_chosen_is_told(client: Client, world: World) -> None:
    client.force_login(world.link)
    told = client.post(page(world), {"what": "uncover", "uncover-cover": ""}).content.decode()
    assert "Choose the cover that ends." in told
    assert whom_to_tell(area_of(world), TODAY) == world.outsider


def test_who_may_not_arrange_cover_ends_none(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    sent = {"what": "uncover", "uncover-cover": str(AreaAppointment.objects.get(is_cover=True).pk)}
    client.post(page(world), sent)
    assert whom_to_tell(area_of(world), TODAY) == world.outsider

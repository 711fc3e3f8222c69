"""The page of an area: what is due, the team, the posts, and one line of time at a fixed price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.area_teams.choices import AreaRole, PostKind, Tier
from speir.area_teams.operations import appoint_to_area, note_post_holder
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from tests.area_monitoring.factories import note
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World, make_world
from tests.web.inspectorate.reading import page_of, status_for


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """An area with a link inspector, on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return known()


def page(world: World) -> str:
    """The address of the world's area."""
    return reverse("area", args=[address_of(AreaKind.COUNCIL, area_of(world).name)])


def test_the_page_tells_who_when_and_what(client: Client, world: World) -> None:
    area = area_of(world)
    appoint_to_area(area=area, role=AreaRole.ADULTS, person=world.lead, by=world.manager, at=NOW)
    note_post_holder(
        area=area, post=PostKind.SOCIAL_WORK, name="Una Craig", from_on=TODAY, by=world.link, at=NOW
    )
    note(world, next_step="Read the audit", next_due_on=TODAY - timedelta(days=3))
    words = page_of(client, world.link, page(world))
    for told in (
        "Relationship manager, adult services",
        "Una Craig",
        "Read the audit",
        "3 days late",
        "Waiting times for inquiries are falling.",
        "inspection begins",
    ):
        assert told in words


def test_a_partnership_and_a_council_area_show_the_same_notes(client: Client, world: World) -> None:
    note(world, result="Told once, shown twice.")
    assert "Told once, shown twice." in page_of(client, world.link, page(world))
    wide = reverse("partnership_area", args=[world.partnership.slug])
    assert "Told once, shown twice." in page_of(client, world.link, wide)
    assert status_for(client, world.link, reverse("partnership_area", args=["nowhere"])) == 404


def test_nobody_reads_notes_of_another_tier(client: Client, world: World) -> None:
    note(world, result="For the team alone.", tier=Tier.TEAM, next_step="Team step", next_due_on=TODAY)
    note(world, result="For every scrutiny body.", tier=Tier.SCRUTINY)
    for person in (world.outsider, world.inspector):
        words = page_of(client, person, page(world))
        assert "For every scrutiny body." in words
        assert "For the team alone." not in words
        assert "Team step" not in words
        # No inspection that they have no part in, either.
    assert "inspection begins" not in page_of(client, world.outsider, page(world))


def test_the_line_of_time_has_strands_and_pages(client: Client, world: World) -> None:
    for day in range(60):
        note(world, held_on=TODAY - timedelta(days=day), result=f"Contact number {day}.")
    words = page_of(client, world.link, page(world))
    assert "Contact number 0." in words
    assert "Contact number 59." not in words
    older = page_of(client, world.link, f"{page(world)}?before={TODAY - timedelta(days=39)}")
    assert "Contact number 59." in older
    people = page_of(client, world.link, f"{page(world)}?show=people")
    assert "Contact number 0." not in people
    assert "Link inspector:" in people


def test_twenty_years_ask_no_more_than_one(client: Client, world: World) -> None:
    note(world)
    client.force_login(world.link)
    with CaptureQueriesContext(connection) as one:
        client.get(page(world))
    for day in range(30, 930, 30):
        note(world, held_on=TODAY - timedelta(days=day))
    with CaptureQueriesContext(connection) as many:
        client.get(page(world))
    assert len(one) == len(many)


def test_my_areas_lists_mine_alone(client: Client, world: World) -> None:
    other = known(make_world("Elsewhere"))
    words = page_of(client, world.link, reverse("my_areas"))
    assert area_of(world).name in words
    assert area_of(other).name not in words
    assert "You are in the team of no area" in page_of(client, world.outsider, reverse("my_areas"))


def test_a_note_is_written_in_one_form(client: Client, world: World) -> None:
    client.force_login(world.link)
    fields = {
        "area": address_of(AreaKind.COUNCIL, area_of(world).name),
        "held_on": f"{TODAY:%d/%m/%Y}",
        "how": "meeting",
        "who_with": "Chief officer",
        "activity": "risks",
        "result": "The budget gap is larger than last year.",
        "tier": "team",
    }
    sent = client.post(reverse("write_note"), fields)
    assert sent["Location"] == page(world)
    assert "The budget gap is larger than last year." in page_of(client, world.link, page(world))
    again = client.post(reverse("write_note"), {**fields, "result": ""})
    assert "Say what came of the contact" in again.content.decode()

"""The page of an area: what is due, the team, the posts, and one line of time at a fixed price."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.operations import set_intensity
from speir.area_teams.choices import AreaRole, PostKind, Tier
from speir.area_teams.operations import appoint_to_area, note_post_holder
from speir.indicators.choices import Collection
from speir.indicators.operations import import_numbers
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import AreaLink
from speir.partnerships.operations import register_fictional_area
from speir.people.operations import SYSTEM
from speir.web.inspectorate import area_timeline
from speir.web.inspectorate.area_scope import read_by, scope_of_area
from tests.area_monitoring.factories import note
from tests.area_risks.factories import risk
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World, make_world
from tests.indicators.factories import AREAS, fictional_areas
from tests.indicators.sheets import long_file
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


def test_it_leads_to_the_pages_around_it_and_a_wider_page_to_the_council_areas_in_it(
    client: Client, world: World
) -> None:
    area = area_of(world)
    board = register_fictional_area(kind=AreaKind.HEALTH_BOARD, name="NHS Strath", by=SYSTEM, at=NOW)
    court = register_fictional_area(kind=AreaKind.SHERIFFDOM, name="Strathcourt", by=SYSTEM, at=NOW)
    for parent in (board, court):
        AreaLink.objects.create(child=area, parent=parent)
    words = page_of(client, world.link, page(world))
    wide = reverse("area", args=[address_of(AreaKind.HEALTH_BOARD, board.name)])
    assert f'<a href="{wide}">NHS Strath</a> <span class="speir_muted">NHS board</span>' in words
    assert reverse("partnership_area", args=[world.partnership.slug]) in words
    assert "Strathcourt" not in words
    assert f'<a href="{page(world)}">{area.name}</a>' in page_of(client, world.link, wide)


def test_numbers_about_the_area_stand_in_its_line_of_time(client: Client, world: World) -> None:
    fictional_areas()
    for name in (area_of(world).name, AREAS[0]):
        content = long_file((name, "CPO", "2023/24", "12", "", "", ""))
        import_numbers(collection=Collection.JUSTICE, content=content, name="x.csv", by=SYSTEM, at=NOW)
    words = page_of(client, world.link, f"{page(world)}?show=figures")
    assert "Numbers: Justice social work, vintage 1" in words
    assert "vintage 2" not in words
    assert "Numbers: " not in page_of(client, world.link, f"{page(world)}?show=people")


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


@pytest.mark.parametrize("on_one_day", [30, area_timeline.MOST_ASKED + 1])
def test_a_crowded_day_hides_nothing_older(client: Client, world: World, on_one_day: int) -> None:
    for number in range(on_one_day):
        note(world, result=f"Crowded {number}.")
    note(world, held_on=TODAY - timedelta(days=5), result="Of the week before.")
    words = page_of(client, world.link, page(world))
    assert words.count("Crowded ") == on_one_day
    older = f"{page(world)}?before={TODAY}"
    assert f'href="{older}#timeline"' in words
    assert "Of the week before." in page_of(client, world.link, older)


@pytest.mark.parametrize("most", [3, 25, 40, 200])
def test_every_entry_is_shown_once_whatever_a_source_gives_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(area_timeline, "SHOWN", min(20, most))
    monkeypatch.setattr(area_timeline, "MOST_ASKED", most)
    for number in range(90):
        note(world, held_on=TODAY - timedelta(days=number // 30), result=f"Contact {number}.")
    for number in range(40):
        risk(world, statement=f"Forecast {number}")
    scope = scope_of_area(address_of(AreaKind.COUNCIL, area_of(world).name))
    by, before = read_by(world.link, scope), TODAY + timedelta(days=1)
    entries: list[area_timeline.Entry] = []
    while before:
        page = area_timeline.timeline(scope, by, before)
        entries += page.entries
        before = page.older_before  # type: ignore[assignment]
    words = sorted(each.words.split(".")[0] for each in entries if each.words.startswith("Contact "))
    assert words == sorted(f"Contact {number}" for number in range(90))
    titles = [each.title for each in entries if each.title.startswith("Risk forecast: Forecast ")]
    assert len(titles) == len(set(titles)) == 40


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


@pytest.mark.parametrize("every", [1, 9])
def test_looking_no_further_back_than_needed_shows_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    for number in range(45):
        note(world, held_on=TODAY - timedelta(days=every * (number // 2)), result=f"Contact {number}.")
    risk(world)
    for back in (200, 100, 10, 0):
        since = TODAY - timedelta(days=back)
        note_post_holder(
            area=area_of(world), post=PostKind.CHIEF_OFFICER, name="Una", from_on=since, by=world.link, at=NOW
        )
    scope = scope_of_area(address_of(AreaKind.COUNCIL, area_of(world).name))
    by = read_by(world.link, scope)
    seen: list[list[area_timeline.Timeline]] = []
    for _ in range(2):
        shown, before = [], TODAY + timedelta(days=1)
        while True:
            shown.append(area_timeline.timeline(scope, by, before))
            if shown[-1].older_before is None:
                break
            before = shown[-1].older_before
        seen.append(shown)
        monkeypatch.setattr(area_timeline, "_oldest_needed", lambda found: area_timeline.EVER)
    assert seen[0] == seen[1]
    assert sum(len(each.entries) for each in seen[0]) > 50


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


def test_the_form_begins_with_how_the_area_is_followed_now(client: Client, world: World) -> None:
    address = reverse("area_team", kwargs={"address": address_of(AreaKind.COUNCIL, area_of(world).name)})
    set_intensity(area=area_of(world), intensity=Intensity.FORMAL, reason="Weak.", by=world.manager, at=NOW)
    words = page_of(client, world.link, address)
    assert re.search(r'value="formal" selected', words)

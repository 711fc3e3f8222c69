"""A feed of one's own dates, read by another program: secret, revocable, and it tells a provider nothing."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from speir.diaries.choices import Titles
from speir.diaries.models import DiaryDate, Feed
from speir.diaries.operations import end_feed, make_feed
from speir.foundations.models import AuditEntry
from speir.inspections.models import Milestone
from speir.inspections.operations import shift_timetable, stand_down
from speir.inspections.queries import team_of
from tests.factories import World, gathering, later, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return gathering(make_world())


def make(world: World, who: str = "lead", titles: Titles = Titles.NEUTRAL) -> str:
    return make_feed(titles=titles, by=world.people[who], at=later(days=9))


def fetch(client: Client, token: str) -> str:
    answer = client.get(reverse("feed", args=[token]))
    assert answer.status_code == 200
    return answer.content.decode()


def events(text: str) -> dict[str, Any]:
    """By UID, as the other program reads them."""
    return {event.uid.value: event for event in vobject.readOne(text).contents.get("vevent", [])}


def days(text: str) -> list[date]:
    return sorted(event.dtstart.value for event in events(text).values() if event.status.value != "CANCELLED")


def shift(world: World) -> None:
    shift_timetable(
        inspection=world.inspection,
        from_key="evidence_lodged",
        weeks=2,
        reason="Records came late.",
        by=world.support if "support" in world.people else world.lead,
        at=later(days=10),
    )


def test_every_milestone_is_a_whole_day_of_the_lead(client: Client, world: World) -> None:
    found = events(fetch(client, make(world)))
    due = set(Milestone.objects.filter(inspection=world.inspection).values_list("due_on", flat=True))
    assert due <= {event.dtstart.value for event in found.values()}
    for event in found.values():
        assert type(event.dtstart.value) is date
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert event.transp.value == "TRANSPARENT"


@pytest.mark.parametrize("titles", list(Titles))
def test_a_provider_learns_no_name(client: Client, world: World, titles: Titles) -> None:
    for who in ("lead", "inspector", "coordinator"):
        text = fetch(client, make(world, who, titles)).replace("\r\n ", "")
        names = {
            world.partnership.name,
            world.inspection.reference,
            *(each.full_name for each in world.people.values()),
            *(each.name for each in world.bodies.values()),
        }
        assert [name for name in names if name.lower() in text.lower()] == []
        assert "concern" not in text.lower()
    whats = {event.summary.value for event in events(text).values()}
    assert (whats == {"Speir: a date of yours"}) is (titles == Titles.NEUTRAL)


def test_a_move_keeps_the_uid_and_counts_up(client: Client, world: World) -> None:
    token = make(world)
    before = events(fetch(client, token))
    shift(world)
    after = events(fetch(client, token))
    assert set(before) == set(after)
    moved = {uid for uid in before if before[uid].dtstart.value != after[uid].dtstart.value}
    assert moved
    for uid in before:
        counted = int(after[uid].sequence.value) - int(before[uid].sequence.value)
        assert counted == (1 if uid in moved else 0)


def test_fetching_again_changes_nothing_and_says_so(client: Client, world: World) -> None:
    token = make(world)
    first = client.get(reverse("feed", args=[token]))
    entries = AuditEntry.objects.count()
    again = client.get(reverse("feed", args=[token]))
    assert again.content == first.content
    mark = {"If-None-Match": first["ETag"]}
    assert client.get(reverse("feed", args=[token]), headers=mark).status_code == 304
    assert AuditEntry.objects.count() == entries


def test_what_is_no_longer_due_is_cancelled(client: Client, world: World) -> None:
    token = make(world, "inspector")
    assert days(fetch(client, token))
    for member in team_of(world.inspection):
        if member.person_id == world.inspector.pk:
            stand_down(member=member, by=world.lead, at=later(days=10))
    after = events(fetch(client, token))
    assert {event.status.value for event in after.values()} == {"CANCELLED"}
    assert {int(event.sequence.value) for event in after.values()} == {1}


def _end(world: World) -> object:
    return end_feed(by=world.lead, at=later(days=10))


def _renew(world: World) -> object:
    return make(world)


def _leave(world: World) -> object:
    return type(world.lead).objects.filter(pk=world.lead.pk).update(is_active=False)


@pytest.mark.parametrize("ends", [_end, _renew, _leave])
def test_an_ended_address_answers_nothing(
    client: Client, world: World, ends: Callable[[World], object]
) -> None:
    token = make(world)
    assert days(fetch(client, token))
    ends(world)
    assert client.get(reverse("feed", args=[token])).status_code == 404


def test_the_address_is_kept_by_nobody(world: World) -> None:
    token = make(world)
    kept = [*Feed.objects.values_list("token_hash", flat=True), *map(str, AuditEntry.objects.values())]
    assert not [words for words in kept if token in words]
    assert len(token) >= 43


def test_a_new_address_keeps_the_dates_as_they_are(client: Client, world: World) -> None:
    before = set(events(fetch(client, make(world))))
    assert set(events(fetch(client, make(world)))) == before


def test_the_partnership_gets_its_own_days_and_publication_alone(client: Client, world: World) -> None:
    fetch(client, make(world, "coordinator", Titles.WHAT))
    whats = set(DiaryDate.objects.filter(person=world.coordinator).values_list("what", flat=True))
    consolidated = Milestone.objects.get(inspection=world.inspection, key="consolidated")
    published = Milestone.objects.get(inspection=world.inspection, key="published")
    assert published.title in whats
    assert consolidated.title not in whats


def test_a_date_leads_its_own_person_on_and_nobody_else(client: Client, world: World) -> None:
    fetch(client, make(world))
    address = reverse("diary_date", args=[DiaryDate.objects.filter(person=world.lead)[0].pk])
    client.force_login(world.lead)
    assert client.get(address)["Location"] == reverse("inspection", args=[world.inspection.reference])
    client.force_login(world.inspector)
    assert client.get(address).status_code == 404


def test_the_address_is_shown_once(client: Client, world: World) -> None:
    client.force_login(world.coordinator)
    made = client.post(reverse("my_calendar"), {"titles": "neutral"}).content.decode()
    address = made.split("/feeds/")[1].split(".ics")[0]
    assert days(fetch(client, address))
    assert "/feeds/" not in client.get(reverse("my_calendar")).content.decode()


def test_a_new_address_shows_as_much_as_the_old_one_unless_it_is_said_otherwise(
    client: Client, world: World
) -> None:
    chosen = re.compile(r'value="(\w+)"[^>]* checked')
    client.force_login(world.coordinator)
    assert chosen.findall(client.get(reverse("my_calendar")).content.decode()) == ["neutral"]
    made = client.post(reverse("my_calendar"), {"titles": "what"}).content.decode()
    assert chosen.findall(made) == ["what"]
    assert chosen.findall(client.get(reverse("my_calendar")).content.decode()) == ["what"]

"""The shared scrutiny calendar on screen, as a file, and in a plan of capacity."""

import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.capacity_plans.models import Scenario
from speir.partnerships.area_names import address_of
from speir.scrutiny_calendar.choices import Sharing
from speir.scrutiny_calendar.models import OtherScrutiny
from tests.area_teams.factories import area_of
from tests.factories import World
from tests.house import sent
from tests.scrutiny_calendar import calendars
from tests.scrutiny_calendar.factories import note, noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return noted()


def test_noting_one_by_hand(client: Client, world: World) -> None:
    client.force_login(world.link)
    page = client.post(reverse("scrutiny_calendar"), sent.scrutiny(world), follow=True).content.decode()
    assert "Audit (audit)" in page
    assert OtherScrutiny.objects.count() == 2


def test_bringing_in_says_what_was_not_taken(client: Client, world: World) -> None:
    client.force_login(world.link)
    content = calendars.calendar(calendars.event("a"), calendars.event("b", first=""))
    fields = sent.calendar_file(world) | {"file": SimpleUploadedFile("theirs.ics", content)}
    page = client.post(reverse("bring_scrutiny_in"), fields).content.decode()
    assert "no first day" in page
    assert OtherScrutiny.objects.filter(calendar="Theirs").count() == 1


def test_a_file_that_is_no_calendar_is_refused_beside_the_field(client: Client, world: World) -> None:
    client.force_login(world.link)
    fields = sent.calendar_file(world) | {"file": SimpleUploadedFile("theirs.ics", b"nothing")}
    assert "not an iCalendar file" in client.post(reverse("bring_scrutiny_in"), fields).content.decode()


def test_another_program_reads_what_is_given_out(client: Client, world: World) -> None:
    note(world, what="For us alone", sharing=Sharing.OWN_BODY)
    client.force_login(world.link)
    answer = client.get(reverse("scrutiny_calendar_file"))
    assert answer["Content-Type"].startswith("text/calendar")
    read = vobject.readOne(answer.content.decode())
    (event,) = read.vevent_list
    assert event.summary.value == "Another body: Audit of best value (fictional)"
    assert (event.dtstart.value.isoformat(), event.dtend.value.isoformat()) == ("2026-12-07", "2026-12-12")
    assert event.location.value == area_of(world).name


def test_the_area_says_who_else_is_at_work_there(client: Client, world: World) -> None:
    client.force_login(world.link)
    area = area_of(world)
    page = client.get(reverse("area", kwargs={"address": address_of(area.kind, area.name)}))
    assert "Audit of best value" in page.content.decode()


def test_a_plan_takes_it_in(client: Client, world: World) -> None:
    client.force_login(world.manager)
    address = reverse("make_capacity_plan", args=[world.phase.programme.slug, world.phase.slug])
    fields = {
        "name": "With the calendar",
        "start": "4 January 2027",
        "months": "12",
        "teams": "2",
        "partnerships": [world.partnership.slug],
        "stages": "On site; 2; 60; in the area",
        "gap": "4",
        "shared_scrutiny": "on",
        "running": f"{world.partnership.full_name}; Team 2; 11 January 2027",
    }
    client.post(address, fields)
    asked = Scenario.objects.get().asked
    assert [each["body"] for each in asked["other_scrutiny"]] == ["Another body"]
    assert asked["fixed"] == [
        {"inspection": world.partnership.name, "team": "Team 2", "starts_on": "2027-01-11"}
    ]
    Scenario.objects.all().delete()
    nowhere = fields | {"running": "Nowhere; Team 1; 11 January 2027"}
    assert "There is no partnership" in client.post(address, nowhere).content.decode()
    nobody = fields | {"running": f"{world.partnership.full_name}; Team 7; 11 January 2027"}
    assert "Not in this plan: Team 7" in client.post(address, nobody).content.decode()
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("who", ["link", "manager"])
def test_the_questions_asked_do_not_grow_with_the_entries(client: Client, world: World, who: str) -> None:
    client.force_login(world.people[who])

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("scrutiny_calendar"))
        return len(asked)

    once = questions()
    note(world)
    note(world)
    assert questions() == once

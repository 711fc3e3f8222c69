"""A large calendar is brought in while nobody waits: its page tells how far it is and what came of it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from speir.foundations.refusals import NotAllowed
from speir.foundations.under_way import hold
from speir.people.operations import SYSTEM
from speir.scrutiny_calendar.calendar_file_operations import (
    begin_calendar,
    hand_calendar_in,
    land_calendar,
)
from speir.scrutiny_calendar.calendar_files import MANY_EVENTS, MOST_EVENTS
from speir.scrutiny_calendar.calendar_operations import Calendar
from speir.scrutiny_calendar.choices import CalendarFileStatus, Firmness, ScrutinyKind, Sharing
from speir.scrutiny_calendar.models import CalendarFile, OtherScrutiny
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, World
from tests.scrutiny_calendar.factories import hand_in, many_events
from tests.web.inspectorate.reading import page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return known()


def land() -> str:
    heard = io.StringIO()
    call_command("land_calendars", stdout=heard, stderr=io.StringIO())
    return heard.getvalue()


def sent(content: bytes) -> dict[str, object]:
    return {
        "calendar": "Theirs",
        "body_name": "Another body",
        "kind": "visit",
        "firmness": "agreed",
        "sharing": "scrutiny",
        "file": SimpleUploadedFile("theirs.ics", content),
    }


def address(file: CalendarFile) -> str:
    return reverse("scrutiny_file", kwargs={"file": file.pk})


def test_a_large_file_waits_is_brought_in_and_its_page_says_what_came(client: Client, world: World) -> None:
    content = many_events(MANY_EVENTS + 1, area_of(world).name)
    client.force_login(world.manager)
    seen = client.post(reverse("bring_scrutiny_in"), sent(content), follow=True)
    assert "Waits to be brought in" in seen.content.decode()
    assert seen["Refresh"] == "3"
    assert not OtherScrutiny.objects.exists()
    assert "1001 new" in land()
    shown = page_of(client, world.manager, address(CalendarFile.objects.get()))
    assert "Brought in" in shown
    assert "What came of it" in shown
    assert "1001" in shown
    assert OtherScrutiny.objects.count() == MANY_EVENTS + 1
    assert land().strip() == "No calendar waits."


def test_a_smaller_file_is_brought_in_at_once(client: Client, world: World) -> None:
    client.force_login(world.manager)
    content = many_events(3, area_of(world).name)
    assert "What came of it" in client.post(reverse("bring_scrutiny_in"), sent(content)).content.decode()
    assert not CalendarFile.objects.exists()
    assert OtherScrutiny.objects.count() == 3


def test_while_it_is_brought_in_the_page_tells_how_far_and_that_it_was_interrupted(
    client: Client, world: World
) -> None:
    file = hand_in(world, many_events(3, area_of(world).name))
    begin_calendar(file=file, by=SYSTEM, at=NOW)
    with hold(file.pk) as tell:
        assert tell is not None
        tell(2)
        assert "2 of 3 events are done" in page_of(client, world.manager, address(file))
        assert land().strip() == "No calendar waits."
    assert "Interrupted; nothing of it was taken." in page_of(client, world.manager, address(file))
    assert "3 new" in land()


def test_what_cannot_be_read_is_told_on_the_page_and_holds_up_no_other(client: Client, world: World) -> None:
    bad = hand_in(world, b"BEGIN:VCALENDAR\r\nthis is no calendar\r\n")
    good = hand_in(world, many_events(3, area_of(world).name))
    land()
    shown = page_of(client, world.manager, address(bad))
    assert "Not brought in" in shown
    assert "Bring in another file" in shown
    good.refresh_from_db()
    assert good.status == CalendarFileStatus.LANDED


def test_more_events_than_are_taken_are_refused_on_the_page_with_the_count(
    client: Client, world: World
) -> None:
    client.force_login(world.manager)
    content = many_events(MOST_EVENTS + 1, area_of(world).name)
    seen = client.post(reverse("bring_scrutiny_in"), sent(content)).content.decode()
    assert "The file holds 5,001 events. At most 5,000 are taken at once." in seen
    assert 'value="Another body"' in seen
    wide = client.post(reverse("bring_scrutiny_in"), sent(content.decode().encode("utf-16")))
    assert "The file holds 5,001 events." in wide.content.decode()
    assert not CalendarFile.objects.exists()


def test_how_far_it_is_is_told_all_along_in_events_of_the_file(world: World) -> None:
    told: list[int] = []
    three_days = "RRULE:FREQ=DAILY;COUNT=3\r\nLOCATION:"
    content = many_events(400, area_of(world).name).replace(b"LOCATION:", three_days.encode())
    file = hand_in(world, content)
    begin_calendar(file=file, by=SYSTEM, at=NOW)
    brought = land_calendar(file=file, by=SYSTEM, at=NOW, tell=told.append)
    assert brought.new > file.events
    assert told == sorted(told)
    assert told[-1] == file.events == 400
    assert {50, 100, 150, 200} < set(told), "read, a hundred at a time"
    assert len({each for each in told if 200 < each < 400}) >= 2, "kept, bit by bit"


def test_its_page_says_what_it_is(client: Client, world: World) -> None:
    file = hand_in(world, many_events(3, area_of(world).name))
    assert "<h1>Bringing in the calendar “Theirs”</h1>" in page_of(client, world.manager, address(file))


@pytest.mark.parametrize("who", ["coordinator", "inspector"])
def test_others_may_not_hand_one_in(world: World, who: str) -> None:
    said = Calendar("Theirs", "Another body", ScrutinyKind.VISIT, Firmness.AGREED, Sharing.SCRUTINY)
    with pytest.raises(NotAllowed):
        hand_calendar_in(calendar=said, content=b"", areas=[], by=world.people[who], at=NOW)


def test_those_who_keep_no_calendar_do_not_open_its_page(client: Client, world: World) -> None:
    file = hand_in(world, many_events(3, area_of(world).name))
    assert status_for(client, world.people["inspector"], address(file)) in (403, 404)

"""Each side sees what moved and says that they know; the line in My work goes with it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.inspections.models import TimetableNotice
from speir.inspections.operations import shift_timetable
from speir.people.models import Person
from tests.factories import World, gathering, later, make_world

pytestmark = pytest.mark.django_db
LINE = "See what moved in the timetable"


@pytest.fixture
def world() -> World:
    world = gathering(make_world())
    move(world)
    return world


def move(world: World, days: float = 9) -> None:
    shift_timetable(
        inspection=world.inspection,
        from_key="evidence_lodged",
        weeks=2,
        reason="Records came late.",
        by=world.lead,
        at=later(days=days),
    )


def seen(client: Client, name: str, *args: str) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def open_notices(person: Person) -> int:
    return TimetableNotice.objects.filter(person=person, seen_at=None).count()


def up_to(page: str) -> str:
    return page.split('name="up_to" value="')[1].split('"')[0]


def test_an_inspector_reads_it_and_says_so(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    assert LINE in seen(client, "my_work")
    page = seen(client, "timetable_changed", world.inspection.reference)
    assert "2 weeks later" in page
    assert "Records came late." in page
    sent = client.post(
        reverse("timetable_changed", args=[world.inspection.reference]), {"up_to": up_to(page)}, follow=True
    )
    assert "you know the new days" in sent.content.decode()
    assert open_notices(world.inspector) == 0
    assert LINE not in seen(client, "my_work")


def test_the_coordinator_sees_their_own_days_and_publication_alone(client: Client, world: World) -> None:
    client.force_login(world.coordinator)
    assert LINE in seen(client, "partnership_home")
    page = seen(client, "partnership_timetable_changed", world.inspection.reference)
    assert "Published" in page
    assert "Consolidated" not in page
    address = reverse("partnership_timetable_changed", args=[world.inspection.reference])
    client.post(address, {"up_to": up_to(page)})
    assert open_notices(world.coordinator) == 0
    assert LINE not in seen(client, "partnership_home")


def test_what_moved_since_the_page_was_opened_still_waits(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    page = seen(client, "timetable_changed", world.inspection.reference)
    move(world, days=12)
    client.post(reverse("timetable_changed", args=[world.inspection.reference]), {"up_to": up_to(page)})
    assert open_notices(world.inspector) == 1


def test_a_moment_that_is_none_changes_nothing(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    address = reverse("timetable_changed", args=[world.inspection.reference])
    assert client.post(address, {"up_to": "yesterday"}).status_code == 200
    assert open_notices(world.inspector) == 1


def test_the_questions_asked_do_not_grow_with_the_changes(client: Client, world: World) -> None:
    client.force_login(world.inspector)

    def questions(name: str, *args: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            seen(client, name, *args)
        return len(asked)

    pages = (("timetable_changed", world.inspection.reference), ("my_work",))
    once = [questions(*page) for page in pages]
    move(world, 10)
    move(world, 11)
    assert [questions(*page) for page in pages] == once

"""What would move is seen before anything moves; then it moves and the page says what did."""

import pytest
from django.test import Client

from speir.inspections.models import Milestone, Pause
from tests.factories import World, gathering, make_world
from tests.web.inspectorate.reading import address, page_of

pytestmark = pytest.mark.django_db
SHIFT = {"shift-from_key": "evidence_lodged", "shift-weeks": "2", "shift-reason": "Records came late."}


@pytest.fixture
def world() -> World:
    return gathering(make_world())


def days(world: World) -> list[object]:
    return list(Milestone.objects.filter(inspection=world.inspection).values_list("key", "due_on"))


def test_looking_at_a_shift_moves_nothing_and_keeps_what_was_entered(client: Client, world: World) -> None:
    before = days(world)
    client.force_login(world.lead)
    seen = client.post(address("shift_timetable", world), {**SHIFT, "look": "shift"}).content.decode()
    assert "would move" in seen
    assert "Nothing has changed yet" in seen
    assert 'value="Records came late."' in seen
    assert "Published: from" in seen
    assert days(world) == before


def test_shifting_says_what_moved(client: Client, world: World) -> None:
    before = days(world)
    client.force_login(world.lead)
    seen = client.post(address("shift_timetable", world), SHIFT, follow=True).content.decode()
    assert "Records came late." in seen
    assert "Published: from" in seen
    assert days(world) != before


def test_looking_at_weeks_left_out_leaves_none_out(client: Client, world: World) -> None:
    client.force_login(world.lead)
    sent = {
        "first_day": "21 December 2026",
        "last_day": "1 January 2027",
        "reason": "Closure",
        "look": "pause",
    }
    seen = client.post(address("timetable", world), sent).content.decode()
    assert "8 milestones would move" in seen
    assert not Pause.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"shift-weeks": "many"}, "Enter a whole number of weeks."),
        ({"shift-weeks": "80", "look": "shift"}, "Enter 1 to 52 weeks."),
        ({"shift-from_key": ""}, "Choose the first that comes later."),
        ({"shift-reason": ""}, "Say why the rest comes later."),
    ],
)
def test_what_is_wrong_is_said(client: Client, world: World, wrong: dict[str, str], words: str) -> None:
    before = days(world)
    client.force_login(world.lead)
    assert words in client.post(address("shift_timetable", world), {**SHIFT, **wrong}).content.decode()
    assert days(world) == before


def test_who_may_not_sees_no_form(client: Client, world: World) -> None:
    assert "shift-weeks" not in page_of(client, world.inspector, address("timetable", world))

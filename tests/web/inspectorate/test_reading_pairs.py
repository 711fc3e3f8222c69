"""Who reads with whom, on the page where records are allocated: for those who arrange reading alone."""

import pytest
from django.test import Client

from speir.record_reading.choices import Connection, ReadingOrder, ReadingStatus
from speir.record_reading.models import Exercise, Reading
from speir.record_reading.operations import declare_and_open
from tests.factories import World, later
from tests.record_reading.factories import make_exercise, make_reading, make_records, reading_world

pytestmark = pytest.mark.django_db
CAPTION = "Who reads with whom"


@pytest.fixture
def world() -> World:
    return reading_world()


def read_together(world: World) -> tuple[Exercise, list[str]]:
    """Two records read by an inspector and a local reader, one by the inspector alone, one barred."""
    exercise = make_exercise(world)
    both, second, alone, barred = make_records(exercise.inspection, world.lead, 4)
    inspector, local = world.people["inspector"], world.people["local_reader"]
    for record in (both, second):
        make_reading(exercise, inspector, record=record, is_read_twice=True)
        make_reading(exercise, local, ReadingOrder.SECOND, record=record, is_read_twice=True)
    make_reading(exercise, inspector, record=alone)
    shut = make_reading(exercise, local, status=ReadingStatus.ALLOCATED, record=barred)
    declare_and_open(
        reading=shut, connection=Connection.KNOWS, says="They live next door.", by=local, at=later(days=10)
    )
    return exercise, [each.unit.reference for each in (both, second, alone, barred)]


def page(world: World, who: str) -> str:
    client = Client()
    client.force_login(world.people[who])
    return client.get(f"/inspections/{world.inspection.reference}/reading/").content.decode()


def row_of(html: str, world: World) -> str:
    table = html.split(CAPTION, 1)[1].split("</table>", 1)[0]
    return next(
        row for row in table.split("<tr>") if world.people["local_reader"].full_name in row and "<td" in row
    )


def test_the_lead_sees_the_pair_its_records_its_share_and_what_a_conflict_bars(world: World) -> None:
    _, (both, second, alone, barred) = read_together(world)
    row = row_of(page(world, "lead"), world)
    assert world.people["inspector"].full_name in row
    assert both in row
    assert second in row
    assert alone not in row
    assert "2 of 3" in row
    assert "2 of 2" in row
    assert f"{barred} ({world.people['local_reader'].full_name})" in row
    # The words of a declaration stand where they stood: a pair needs none.
    assert "They live next door." not in row


def test_no_answer_and_no_state_of_another_reading_is_told(world: World) -> None:
    read_together(world)
    before = row_of(page(world, "lead"), world)
    Reading.objects.filter(status=ReadingStatus.OPEN, order=ReadingOrder.SECOND).update(
        status=ReadingStatus.SUBMITTED, submitted_at=later(days=11)
    )
    assert row_of(page(world, "lead"), world) == before


@pytest.mark.parametrize(("who", "sees"), [("lead", True), ("support", True), ("inspector", False)])
def test_only_who_arranges_reading_sees_who_reads_with_whom(world: World, who: str, sees: bool) -> None:
    read_together(world)
    html = page(world, who)
    assert "handed in" in html
    assert (CAPTION in html) is sees


@pytest.mark.parametrize("who", ["local_reader", "coordinator", "outsider"])
def test_nobody_else_opens_the_page(world: World, who: str) -> None:
    read_together(world)
    client = Client()
    client.force_login(world.people[who])
    assert client.get(f"/inspections/{world.inspection.reference}/reading/").status_code in (302, 403, 404)


@pytest.mark.parametrize(("who", "sees"), [("lead", True), ("support", True), ("inspector", False)])
def test_the_words_of_a_declared_conflict_are_for_who_arranges_reading(
    world: World, who: str, sees: bool
) -> None:
    read_together(world)
    html = page(world, who)
    assert "handed in" in html
    assert ("They live next door." in html) is sees

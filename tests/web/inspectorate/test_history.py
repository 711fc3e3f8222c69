"""The history: the audit trail in words, for those who may read it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.foundations import audit
from speir.foundations.models import AuditEntry
from speir.inspections.queries import history_of
from speir.web.inspectorate.history import by_day
from tests.factories import World, evaluated_by_all, later, lodge, notified, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(notified)


def test_the_trail_is_read_newest_first(client: Client, world: World) -> None:
    seen = page_of(client, world.lead, address("history", world))
    assert seen.index("Notification letters sent to 3 people") < seen.index("Inspection planned")


def test_entries_are_grouped_under_their_day() -> None:
    def entry(hour: int, day: int) -> AuditEntry:
        at = datetime(2026, 11, day, hour, tzinfo=UTC)
        return AuditEntry(pk=hour, at=at, what=f"At {hour}", by_name="Somebody", hash="a" * 64)

    days = by_day([entry(12, 3), entry(9, 3), entry(8, 2)])
    assert [(day.day, [line.clock for line in day.entries]) for day in days] == [
        ("3 November 2026", ["12:00", "09:00"]),
        ("2 November 2026", ["08:00"]),
    ]


def test_what_somebody_concluded_does_not_stand_in_the_history(client: Client) -> None:
    world = world_at(evaluated_by_all)
    seen = page_of(client, world.lead, address("history", world))
    assert "Evaluation of 1 submitted" in seen
    assert "effective with areas for improvement" not in seen


def test_reaching_a_milestone_again_writes_nothing_more(world: World) -> None:
    for item in (*world.indicators(), *world.indicators()):
        lodge(world, item)
    reached = history_of(world.inspection).filter(what="Milestone reached: evidence lodged")
    assert reached.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("lead", 200),
        ("support", 200),
        ("manager", 200),
        ("inspector", 403),
        ("ci_signatory", 403),
        ("link", 403),
        ("outsider", 404),
        ("coordinator", 404),
    ],
)
def test_who_may_read_the_history(client: Client, world: World, who: str, status: int) -> None:
    assert status_for(client, getattr(world, who), address("history", world)) == status


def test_who_may_not_read_it_is_not_shown_the_way(client: Client, world: World) -> None:
    assert address("history", world) not in page_of(client, world.inspector, address("inspection", world))


def test_the_history_only_takes_reading(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("history", world), "post") == 405


@pytest.mark.parametrize("number", ["2", "99", "x", "0"])
def test_a_long_trail_is_split_and_any_page_number_is_answered(
    client: Client, world: World, number: str
) -> None:
    for turn in range(60):
        audit.record(
            f"Something {turn}",
            subject=world.inspection,
            by=world.lead,
            at=later(5),
            thread=world.inspection.pk,
        )
    seen = page_of(client, world.lead, f"{address('history', world)}?page={number}")
    assert 'aria-label="Pages"' in seen


def test_the_number_of_questions_does_not_grow_with_the_trail(client: Client, world: World) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address("history", world)).status_code == 200
        return len(asked)

    client.force_login(world.lead)
    before = questions()
    for day in (6, 7):
        audit.record(
            "Something", subject=world.inspection, by=world.lead, at=later(day), thread=world.inspection.pk
        )
    assert questions() == before

"""A document follows the milestone before it, and with it holds and shifts."""

from datetime import date

import pytest

from speir.document_packs.audience import is_for, may_read
from speir.document_packs.due_days import week_here
from speir.document_packs.queries import pack_of
from speir.inspections.operations import leave_weeks_out, shift_timetable
from speir.people.choices import Role
from tests.document_packs import factories as packs
from tests.factories import World, later

IN_METHOD = [("a", 1, 0), ("b", 3, 4), ("c", 6, 2)]


@pytest.mark.parametrize(
    ("week", "weekday", "here", "expected"),
    [
        (1, 0, {"a": 1, "b": 3, "c": 6}, 1),
        (3, 3, {"a": 1, "b": 9, "c": 12}, 3),  # before the milestone of its own week
        (3, 4, {"a": 1, "b": 9, "c": 12}, 9),
        (5, 0, {"a": 1, "b": 9, "c": 12}, 11),
        (7, 0, {"a": 1, "b": 3, "c": 9}, 10),
        (5, 0, {"a": 2}, 6),  # a milestone that this inspection does not have
        (2, 0, {}, 2),
    ],
)
def test_the_week_is_counted_from_the_milestone_before(
    week: int, weekday: int, here: dict[str, int], expected: int
) -> None:
    assert week_here(week, weekday, IN_METHOD, here) == expected


def days(world: World) -> dict[str, date]:
    return {line.document.key: line.due_on for line in pack_of(world.inspection)}


@pytest.mark.django_db
def test_holds_and_shifts_move_what_is_to_come() -> None:
    world = packs.told()
    before = days(world)
    assert before == {
        "briefing": date(2026, 11, 4),
        "coordinators-role": date(2026, 11, 10),
        "record-reading": date(2026, 11, 30),
        "staff-survey": date(2026, 12, 7),
    }
    leave_weeks_out(
        inspection=world.fresh(),
        first_day=date(2026, 11, 16),
        last_day=date(2026, 11, 20),
        reason="Holidays",
        by=world.lead,
        at=later(days=2),
    )
    assert days(world)["coordinators-role"] == date(2026, 11, 10)
    assert days(world)["record-reading"] == date(2026, 12, 7)
    shift_timetable(
        inspection=world.fresh(),
        from_key="documents_due",
        weeks=2,
        reason="Records late",
        by=world.lead,
        at=later(days=3),
    )
    assert days(world)["coordinators-role"] == date(2026, 11, 10)
    assert days(world)["record-reading"] == date(2026, 12, 21)


def test_whom_a_document_is_for() -> None:
    assert is_for("head", "council", ["head"], [])
    assert is_for("head", "council", ["head"], ["council"])
    assert not is_for("head", "police", ["head"], ["council"])
    assert not is_for("contributor", "council", ["head"], [])
    assert may_read({Role.COORDINATOR}, "council", ["head"], ["police"])
    assert not may_read({Role.CONTRIBUTOR}, "council", ["head"], [])
    assert may_read({Role.CONTRIBUTOR, Role.HEAD}, "police", ["head"], ["police"])

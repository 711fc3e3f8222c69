"""Leaving weeks out moves what may still move, says what moved, and never moves what has happened."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.foundations.working_weeks import Pause
from speir.inspections.models import Milestone
from speir.inspections.operations import leave_weeks_out, reach_milestone
from speir.inspections.queries import calendar_of
from speir.inspections.timetable import Slot, due, recompute
from tests.factories import NOW, TODAY, World, make_world

FESTIVE = (date(2026, 12, 21), date(2027, 1, 3))


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.django_db
def test_a_festive_pause_moves_everything_after_it_by_two_weeks(world: World) -> None:
    before = dict(Milestone.objects.filter(inspection=world.inspection).values_list("key", "due_on"))
    moved = leave_weeks_out(
        inspection=world.inspection,
        first_day=FESTIVE[0],
        last_day=FESTIVE[1],
        reason="Festive closure",
        by=world.lead,
        at=NOW,
    )
    after = dict(Milestone.objects.filter(inspection=world.inspection).values_list("key", "due_on"))
    assert {change.key for change in moved} == {key for key in before if before[key] > FESTIVE[0]}
    assert all(after[change.key] == before[change.key] + timedelta(weeks=2) for change in moved)
    assert world.fresh().publishes_on == after["published"]
    assert [week.reason for week in calendar_of(world.inspection) if week.number is None] == [
        "Festive closure",
        "Festive closure",
    ]


@pytest.mark.django_db
def test_what_has_been_reached_stays_where_it_was(world: World) -> None:
    reach_milestone(inspection=world.inspection, key="published", by=world.lead, at=NOW)
    moved = leave_weeks_out(
        inspection=world.inspection,
        first_day=FESTIVE[0],
        last_day=FESTIVE[1],
        reason="Festive closure",
        by=world.support,
        at=NOW,
    )
    assert "published" not in {change.key for change in moved}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "reason", "words"),
    [
        (FESTIVE[1], FESTIVE[0], "Festive", "before the first"),
        (FESTIVE[0], date(2029, 1, 3), "Festive", "longer than a year"),
        (FESTIVE[0], FESTIVE[1], " ", "Say why"),
    ],
)
def test_a_wrong_pause_is_refused(world: World, first: date, last: date, reason: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        leave_weeks_out(
            inspection=world.inspection,
            first_day=first,
            last_day=last,
            reason=reason,
            by=world.lead,
            at=NOW,
        )


@pytest.mark.django_db
def test_days_already_left_out_are_not_left_out_again(world: World) -> None:
    def leave_out(first: date, last: date) -> None:
        leave_weeks_out(
            inspection=world.inspection, first_day=first, last_day=last, reason="x", by=world.lead, at=NOW
        )

    leave_out(*FESTIVE)
    with pytest.raises(RuleBroken, match="already left out"):
        leave_out(FESTIVE[1], FESTIVE[1] + timedelta(days=10))


@pytest.mark.django_db
def test_an_inspector_does_not_change_the_timetable(world: World) -> None:
    with pytest.raises(NotAllowed):
        leave_weeks_out(
            inspection=world.inspection,
            first_day=FESTIVE[0],
            last_day=FESTIVE[1],
            reason="x",
            by=world.inspector,
            at=NOW,
        )


@given(
    offset=st.integers(0, 120),
    length=st.integers(0, 30),
    week=st.integers(1, 25),
    weekday=st.integers(0, 4),
)
def test_a_pause_never_brings_anything_forward(offset: int, length: int, week: int, weekday: int) -> None:
    first = TODAY + timedelta(days=offset)
    pause = Pause(first, first + timedelta(days=length), "x")
    slot = Slot("k", week, weekday, due_on=due(TODAY, [], Slot("k", week, weekday)))
    assert all(change.now > change.was for change in recompute(TODAY, [pause], [slot]))
    assert recompute(TODAY, [pause], [Slot("k", week, weekday, slot.due_on, may_move=False)]) == []

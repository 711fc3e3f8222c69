"""Milestones that happen outside Speir are marked by hand, with their day; the others never are."""

from datetime import date, timedelta

import pytest

from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.inspections.operations import mark_milestone
from speir.inspections.queries import milestone_of
from tests.factories import TODAY, World, later, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_discussion_that_was_held_is_marked_with_its_day(world: World) -> None:
    held_on = TODAY + timedelta(days=28)
    marked = mark_milestone(
        inspection=world.inspection, key="discussion_1", reached_on=held_on, by=world.support, at=later(30)
    )
    assert marked.reached_at is not None
    assert marked.reached_at.date() == held_on
    assert marked.reached_by == world.support


@pytest.mark.parametrize(
    ("key", "reached_on", "words"),
    [
        ("published", TODAY, "Do the step instead"),
        ("discussion_1", TODAY + timedelta(days=90), "not after today"),
        ("discussion_1", TODAY - timedelta(days=1), "not before the inspection started"),
        ("unknown", TODAY, "not in this timetable"),
    ],
)
def test_what_was_not_reached_is_not_marked(world: World, key: str, reached_on: date, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        mark_milestone(
            inspection=world.inspection, key=key, reached_on=reached_on, by=world.lead, at=later(30)
        )


def test_a_milestone_is_marked_once(world: World) -> None:
    given = {"inspection": world.inspection, "key": "discussion_1", "by": world.lead, "at": later(30)}
    mark_milestone(reached_on=TODAY, **given)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="reached already"):
        mark_milestone(reached_on=TODAY + timedelta(days=1), **given)  # type: ignore[arg-type]
    milestone = milestone_of(world.inspection, "discussion_1")
    assert milestone is not None
    assert milestone.reached_at is not None
    assert milestone.reached_at.date() == TODAY


def test_an_inspector_does_not_mark_milestones(world: World) -> None:
    with pytest.raises(NotAllowed):
        mark_milestone(
            inspection=world.inspection, key="discussion_1", reached_on=TODAY, by=world.inspector, at=later(1)
        )

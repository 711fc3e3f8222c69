"""Turns as lines: urgency, names, and never more than the reader may know."""

from dataclasses import replace
from datetime import date

import pytest

from speir.improvement_plans import turns as plan_turns
from speir.improvement_plans.choices import PlanStatus
from speir.inspections.models import Milestone
from speir.inspections.queries import standing_of, team_of
from speir.inspections.turns import Turn
from speir.people.choices import Role, Side
from speir.people.standing import Standing
from speir.reports import turns as report_turns
from speir.reports.choices import ReportStatus
from speir.web.inspectorate import whose_turn
from speir.web.inspectorate.where import SCREENS, where
from speir.web.inspectorate.whose_turn import Holders, due_words, lines_of_others, turns_known_to
from tests.factories import World, evaluating, gathering, world_at

TODAY = date(2026, 12, 1)
NOBODY = Standing("x", Side.SCRUTINY, "y")


def a_turn(**fields: object) -> Turn:
    """A turn of the inspectors, changed as asked."""
    return replace(Turn("evaluate", "Evaluate 1", "Why.", frozenset({Role.INSPECTOR}), TODAY), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (None, ("", "grey")),
        (date(2026, 11, 30), ("1 day late", "bad")),
        (date(2026, 11, 25), ("6 days late", "bad")),
        (TODAY, ("due today", "warn")),
        (date(2026, 12, 2), ("due tomorrow", "warn")),
        (date(2026, 12, 8), ("due 8 December 2026", "warn")),
        (date(2026, 12, 9), ("due 9 December 2026", "grey")),
    ],
)
def test_when_something_is_due_is_said_in_words(due_on: date | None, words: tuple[str, str]) -> None:
    assert due_words(due_on, TODAY) == words


def test_the_same_thing_waiting_for_several_people_is_one_line() -> None:
    alike = [a_turn(person_id="1", why="A has not."), a_turn(person_id="2", why="B has not.")]
    lines = lines_of_others(alike, NOBODY, [], Holders([], None), TODAY)
    assert [(line.title, line.reason) for line in lines] == [("Evaluate 1", "Inspector (nobody appointed).")]


def test_what_waits_for_others_has_no_link() -> None:
    (line,) = lines_of_others([a_turn()], NOBODY, [], Holders([], None), TODAY)
    assert line.address == ""


def test_a_late_milestone_that_a_turn_explains_is_not_said_twice() -> None:
    late = Milestone(title="Evaluations due", due_on=TODAY, whose_turn=Role.INSPECTOR)
    tomorrow = date(2026, 12, 2)
    assert len(lines_of_others([a_turn()], NOBODY, [late], Holders([], None), tomorrow)) == 1
    other = a_turn(due_on=date(2026, 11, 1))
    assert len(lines_of_others([other], NOBODY, [late], Holders([], None), tomorrow)) == 2


def test_lines_stand_in_order_of_urgency() -> None:
    turns = [a_turn(title="C", due_on=None), a_turn(title="B", due_on=date(2027, 1, 1)), a_turn(title="A")]
    lines = lines_of_others(turns, NOBODY, [], Holders([], None), TODAY)
    assert [line.title for line in lines] == ["A", "B", "C"]


def _keys_of_reports_and_plans() -> set[str]:
    due = plan_turns.Waiting(TODAY, [("1", 1)], [("1", 1, TODAY)], 1, [("1", 1)])
    done = plan_turns.Waiting(TODAY)
    waiting = report_turns.Waiting(1, [("1", "Body")])
    turns = [report_turns.to_start({}, "report", is_graded=True)]
    turns += [turn for status in ReportStatus for turn in report_turns.turns_at(status, waiting)]
    turns += [
        turn for status in PlanStatus for each in (due, done) for turn in plan_turns.turns_at(status, each)
    ]
    return {turn.key for turn in turns}


def test_every_kind_of_turn_has_a_screen_on_which_it_is_done() -> None:
    assert _keys_of_reports_and_plans() <= set(SCREENS)


def test_a_turn_without_a_screen_leads_to_the_home_of_its_inspection() -> None:
    assert where(a_turn(key="unheard_of"), "ref") == "/inspections/ref/"


def test_a_turn_about_one_item_leads_to_that_item() -> None:
    turn = a_turn(subject_id="item-1")
    assert where(turn, "ref", {"item-1": "2"}).endswith("/evaluations/2/")


@pytest.fixture
def world() -> World:
    return world_at(evaluating)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "knows_who_has_not_submitted"),
    [
        ("lead", True),
        ("inspector", True),
        ("support", True),
        ("ci_signatory", True),
        ("manager", True),
        ("link", False),
        ("outsider", False),
        ("analyst", False),
        ("coordinator", False),
    ],
)
def test_turns_of_judging_are_known_to_those_who_may_read_judgements(
    world: World, who: str, knows_who_has_not_submitted: bool
) -> None:
    known = turns_known_to(standing_of(getattr(world, who), world.inspection), world.inspection)
    assert any(turn.key == "evaluate" for turn in known) is knows_who_has_not_submitted


@pytest.mark.django_db
def test_titles_of_documents_are_not_told_to_a_link_inspector() -> None:
    world = world_at(gathering)
    known = turns_known_to(standing_of(world.link, world.inspection), world.inspection)
    assert not any("Document 1" in turn.why for turn in known)


@pytest.mark.django_db
def test_whose_turn_is_said_by_role_and_name() -> None:
    world = world_at(gathering)
    standing = standing_of(world.lead, world.inspection)
    turns = turns_known_to(standing, world.inspection)
    lines = lines_of_others(turns, standing, [], Holders(team_of(world.inspection), world.link), TODAY)
    assert any("Contributor, Coordinator" in line.reason for line in lines)


@pytest.mark.django_db
def test_my_own_turn_has_the_address_at_which_it_is_done(world: World) -> None:
    standing = standing_of(world.inspector, world.inspection)
    turns = turns_known_to(standing, world.inspection)
    mine = whose_turn.my_lines(turns, standing, world.inspection, TODAY)
    prefix = f"/inspections/{world.inspection.reference}/evaluations"
    assert [line.address for line in mine] == [f"{prefix}/1/", f"{prefix}/2/"]


def test_more_than_three_names_are_counted() -> None:
    assert whose_turn.whose("Inspector", ["A", "B", "C", "D"]) == "Inspector: A, B, C and 1 more"

"""The footprint: stages, states and words from a timetable."""

from datetime import UTC, date, datetime, timedelta

import pytest

from speir.foundations.working_weeks import Pause, weeks
from speir.inspections.models import Milestone
from speir.web.inspectorate.footprint import footprint, progress_line, stages_of, state_of, words_of

START = date(2026, 11, 2)


def milestone(key: str, week: int, stage: str = "preparation", reached: date | None = None) -> Milestone:
    """A milestone on the Wednesday of a calendar week; nothing is saved."""
    return Milestone(
        key=key,
        title=key.capitalize(),
        stage_key=stage,
        stage_title=stage.capitalize(),
        week=week,
        weekday=2,
        position=week,
        due_on=START + timedelta(days=7 * (week - 1) + 2),
        whose_turn="lead_inspector",
        reached_at=datetime(reached.year, reached.month, reached.day, 12, tzinfo=UTC) if reached else None,
    )


TIMETABLE = [
    milestone("notified", 1, reached=date(2026, 11, 3)),
    milestone("documents", 4),
    milestone("evidence", 8, "gathering"),
    milestone("published", 12, "reporting"),
]


def test_stages_lie_end_to_end_from_the_first_week_to_the_last() -> None:
    drawn = footprint(TIMETABLE, list(weeks(START, [], 12)), date(2026, 12, 1), "Strathtest")
    spans = [(stage.title, stage.first_week, stage.last_week) for stage in drawn.stages]
    assert spans == [("Preparation", 0, 6), ("Gathering", 7, 10), ("Reporting", 11, 11)]


def test_a_stage_that_begins_with_the_next_keeps_one_week() -> None:
    same = [milestone("one", 1, "a"), milestone("two", 1, "b")]
    drawn = footprint(same, list(weeks(START, [], 1)), START, "Strathtest")
    assert [(s.first_week, s.last_week) for s in drawn.stages] == [(0, 0), (0, 0)]


def test_milestones_are_reached_late_next_or_ahead() -> None:
    drawn = footprint(TIMETABLE, list(weeks(START, [], 12)), date(2026, 12, 1), "Strathtest")
    assert [mark.state for mark in drawn.milestones] == ["done", "late", "next", "ahead"]


def test_a_paused_week_has_a_reason_and_no_number() -> None:
    closure = Pause(date(2026, 11, 9), date(2026, 11, 13), "Closed")
    drawn = footprint(TIMETABLE, list(weeks(START, [closure], 12)), START, "Strathtest")
    assert (drawn.weeks[1].number, drawn.weeks[1].reason) == (None, "Closed")


def test_today_outside_the_timetable_is_not_drawn() -> None:
    drawn = footprint(TIMETABLE, list(weeks(START, [], 12)), date(2026, 10, 1), "Strathtest")
    assert drawn.today_index is None


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 26), "1 day late"),
        (date(2026, 11, 30), "5 days late"),
        (date(2026, 11, 25), ""),
    ],
)
def test_a_late_milestone_says_by_how_many_days(today: date, words: str) -> None:
    assert words_of(TIMETABLE[1], today) == words


def test_a_milestone_reached_after_its_day_says_so() -> None:
    reached = milestone("documents", 1, reached=date(2026, 11, 6))
    assert words_of(reached, date(2027, 1, 1)) == "6 November 2026, 2 days after its day"


def test_the_day_itself_is_not_late() -> None:
    assert state_of(TIMETABLE[1], TIMETABLE[1].due_on, is_next=True) == "next"


def test_progress_in_one_line_says_what_is_late_and_next() -> None:
    line = progress_line(TIMETABLE, date(2026, 12, 1))
    assert line == "1 of 4 milestones; late: Documents; next: Evidence, 23 December 2026"


def test_progress_counts_further_late_ones() -> None:
    assert "late: Documents and 1 more" in progress_line(TIMETABLE, date(2027, 1, 5))


def test_an_empty_timetable_has_no_stages() -> None:
    assert stages_of([], []) == []

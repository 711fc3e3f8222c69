"""Where there is no plan, the limits that clash are told, and what was tried and would help."""

from dataclasses import replace
from datetime import date

from speir.scheduling.answering import answered
from speir.scheduling.problem import Days, Embargo, Inspection, Placement, Problem, Team, unnamed
from tests.scheduling.independent_check import broken
from tests.scheduling.test_every_limit_is_kept import SHORT, START


def reasons(problem: Problem) -> dict:
    told = answered(problem)
    assert told["status"] == "infeasible"
    assert told["inspections"] == []
    return told["reasons"]


def test_two_wishes_that_exclude_each_other_are_named_and_nothing_else_is():
    problem = unnamed(START, 3, 2, 12, stages=SHORT)
    late = Inspection("Late", "Late", not_before=date(2027, 6, 1), publish_by=date(2027, 6, 30))
    told = reasons(replace(problem, inspections=(*problem.inspections, late)))
    assert told["these_clash"] == [
        "Late is to be laid.",
        "Late may not start before 1 June 2027.",
        "Late must be published by 30 June 2027.",
    ]
    assert told["none_can_be_left_out"]
    assert "Let Late start earlier. With that alone there is a plan." in told["would_help"]
    assert "Let Late be published later. With that alone there is a plan." in told["would_help"]


def test_what_helps_does_help():
    problem = replace(
        unnamed(START, 1, 1, 3, stages=SHORT),
        embargoes=(Embargo(Days(START, date(2027, 4, 30), "election"), ("publication",)),),
    )
    told = reasons(problem)
    assert any(
        words.startswith("Embargo 4 January 2027 to 30 April 2027 (election)")
        for words in told["these_clash"]
    )
    assert "Give the plan 5 months instead of 3." in told["would_help"]
    longer = answered(replace(problem, months=5))
    assert longer["inspections"]
    assert broken(longer) == []


def test_too_little_time_says_how_many_fit():
    told = reasons(unnamed(START, 6, 1, 3, stages=SHORT))
    assert any("inspections are to be laid" in words for words in told["these_clash"])
    assert any("Team 1" in words for words in told["these_clash"])
    assert any(words.startswith("Lay fewer: ") for words in told["would_help"])
    assert any("months instead of 3" in words for words in told["would_help"])


def test_a_fixed_inspection_whose_team_is_away():
    problem = unnamed(START, 1, 1, 6, stages=SHORT)
    away = Team("Team 1", leave=(Days(date(2027, 2, 1), date(2027, 2, 28), "training"),))
    fixed = Placement("Inspection 1", "Team 1", date(2027, 2, 1))
    told = reasons(replace(problem, teams=(away,), fixed=(fixed,)))
    assert "Team 1 is away 1 February 2027 to 28 February 2027 (training)." in told["these_clash"]
    assert "Inspection 1 is fixed: Team 1, starting 1 February 2027." in told["these_clash"]
    assert any(words.startswith("Let Inspection 1 move.") for words in told["would_help"])

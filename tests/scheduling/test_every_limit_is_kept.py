"""The plan is checked against every limit by code that knows nothing of how it was made."""

import copy
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speir.scheduling.answering import answered
from speir.scheduling.inputs import inputs_of
from speir.scheduling.problem import (
    Area,
    Days,
    Embargo,
    Gaps,
    Inspection,
    Member,
    OtherScrutiny,
    Placement,
    Problem,
    Stage,
    Team,
    unnamed,
)
from speir.scheduling.reading import problem_from
from speir.scheduling.solving import planned
from speir.scheduling.writing import result_of
from tests.scheduling.independent_check import broken

START = date(2027, 1, 4)
SHORT = (
    Stage("preparation", "Preparation", 2, 20),
    Stage("on_site", "On site", 1, 60, is_in_area=True, needs_whole_weeks=True),
    Stage("report", "Report", 2, 30),
    Stage("publication", "Publication", 1, 10),
)


def days(first: date, length: int, reason: str = "away") -> Days:
    return Days(first, first + timedelta(days=length - 1), reason)


@pytest.fixture(scope="module")
def national():
    """26 inspections, two teams, 24 months."""
    began = time.process_time()
    told = answered(unnamed(START, 26, 2, 24))
    return told, time.process_time() - began


@pytest.mark.slow
def test_twenty_six_inspections_with_two_teams_in_twenty_four_months(national):
    told, seconds = national
    assert told["status"] in ("optimal", "feasible")
    assert len(told["inspections"]) == 26
    assert broken(told) == []
    assert told["bound"] <= told["objective"]
    assert seconds < 60, seconds


@pytest.mark.slow
def test_the_check_finds_a_plan_that_was_tampered_with(national):
    told, _ = national

    def spoilt(change):
        copied = copy.deepcopy(told)
        change(copied)
        return " ".join(broken(copied))

    def one_team(copied):
        for each in copied["inspections"]:
            each["team"] = "Team 1"

    def earlier(copied):
        first = copied["inspections"][0]
        first["weeks"] = [
            (date.fromisoformat(each) - timedelta(days=7)).isoformat() for each in first["weeks"]
        ]

    assert "% of 100%" in spoilt(one_team)
    assert "before the period" in spoilt(earlier)
    assert "exactly once" in spoilt(lambda copied: copied["inspections"].pop())
    assert "counted wrongly" in spoilt(
        lambda copied: copied["public_holidays"].extend(
            {"day": day, "name": "x"} for day in ("2027-01-05", "2027-01-06", "2027-01-07")
        )
    )


def whole_problem() -> Problem:
    """A problem with one of every limit."""
    return Problem(
        start=START,
        months=9,
        teams=(
            Team("North", ("care",), members=(Member("A", 40, ("health",), (days(date(2027, 5, 3), 14),)),)),
            Team("South", ("care", "health"), leave=(days(date(2027, 3, 1), 5, "training"),)),
        ),
        stages=SHORT,
        inspections=(
            Inspection("Ardmore", "Ardmore", ("Ardmore",), ("health",)),
            Inspection("Ardmore again", "Ardmore", ("Ardmore",)),
            Inspection(
                "Brae",
                "Brae",
                ("Brae",),
                not_before=date(2027, 2, 1),
                left_out=(days(date(2027, 5, 17), 12, "hold"),),
            ),
            Inspection("Corrie", "Corrie", ("Corrie", "Brae"), publish_by=date(2027, 6, 30)),
            Inspection("Dun", "Dun", ("Dun",), last_published_on=date(2027, 1, 15)),
        ),
        areas=(
            Area("Ardmore", (days(date(2027, 2, 15), 5, "school holidays"),)),
            Area("Brae", (days(date(2027, 3, 26), 17, "school holidays"),), (days(date(2027, 4, 19), 1),)),
            Area("Dun", works_on=(date(2027, 5, 3),)),
        ),
        embargoes=(Embargo(days(date(2027, 3, 22), 46, "election"), ("publication", "on_site")),),
        other_scrutiny=(OtherScrutiny("Brae", "Another inspectorate", days(date(2027, 2, 22), 5, "visit")),),
        fixed=(Placement("Brae", "North", date(2027, 5, 10)),),
        gaps=Gaps(8, 3),
    )


def test_every_kind_of_limit_at_once():
    problem = whole_problem()
    told = answered(problem)
    assert told["status"] == "optimal"
    assert broken(told) == []
    assert problem_from(told["inputs"]) == problem
    held = next(each for each in told["inspections"] if each["inspection"] == "Brae")
    assert [each["reason"] for each in held["left_out"]] == ["hold", "hold"]


@pytest.mark.parametrize("is_fixed", [True, False])
def test_what_is_fixed_keeps_a_week_with_a_public_holiday_and_nothing_else_takes_one(is_fixed):
    """On site in the week of Easter Monday: agreed long ago, or sought by whoever has no other week."""
    starts_on = date(2027, 3, 15)
    problem = Problem(
        start=START,
        months=9,
        teams=(Team("North"),),
        stages=SHORT,
        inspections=(
            Inspection(
                "Ardmore", "Ardmore", ("Ardmore",), not_before=starts_on, publish_by=date(2027, 4, 23)
            ),
        ),
        areas=(Area("Ardmore", (), (days(date(2027, 3, 29), 1),)),),
        fixed=(Placement("Ardmore", "North", starts_on),) if is_fixed else (),
        gaps=Gaps(8, 3),
    )
    told = answered(problem)
    assert told["status"] == ("optimal" if is_fixed else "infeasible")
    if is_fixed:
        assert broken(told) == []


def test_the_same_seed_gives_the_same_plan():
    assert answered(whole_problem()) == answered(whole_problem())


def test_after_a_slip_as_little_moves_as_can():
    problem = unnamed(START, 5, 1, 12, stages=SHORT)
    before = planned(problem)
    slipped = replace(
        problem,
        current=before.placements(),
        inspections=(
            replace(problem.inspections[0], not_before=START + timedelta(weeks=4)),
            *problem.inspections[1:],
        ),
    )
    after = planned(slipped)
    assert broken(result_of(slipped, after)) == []
    moved = [a.inspection for a, b in zip(after.layings, before.layings, strict=True) if a != b]
    assert moved == ["Inspection 1"]


stretches = st.builds(
    lambda week, length: days(START + timedelta(days=week * 7 + length % 3), length),
    st.integers(0, 40),
    st.integers(1, 20),
)
names = st.sampled_from(["Ardmore", "Brae", "Corrie"])
problems = st.builds(
    lambda inspections, teams, areas, embargoes, other, gaps: Problem(
        start=START,
        months=10,
        teams=tuple(replace(team, name=f"Team {number}") for number, team in enumerate(teams)),
        stages=SHORT,
        inspections=tuple(replace(each, name=f"No. {number}") for number, each in enumerate(inspections)),
        areas=tuple({area.name: area for area in areas}.values()),
        embargoes=tuple(embargoes),
        other_scrutiny=tuple(each for each in other if any(each.area in i.areas for i in inspections)),
        gaps=gaps,
    ),
    st.lists(
        st.builds(
            Inspection,
            st.just(""),
            names,
            st.lists(names, min_size=1, max_size=2, unique=True).map(tuple),
            st.sampled_from([(), ("health",)]),
            left_out=st.lists(stretches, max_size=1).map(tuple),
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(
        st.builds(
            Team,
            st.just(""),
            st.just(("care",)),
            st.lists(stretches, max_size=1).map(tuple),
            st.lists(
                st.builds(
                    Member,
                    st.sampled_from(["A", "B"]),
                    st.integers(10, 50),
                    st.just(("health",)),
                    st.lists(stretches, max_size=2).map(tuple),
                ),
                max_size=2,
                unique_by=lambda member: member.name,
            ).map(tuple),
        ),
        min_size=1,
        max_size=2,
    ),
    st.lists(st.builds(Area, names, st.lists(stretches, max_size=2).map(tuple)), max_size=3),
    st.lists(
        st.builds(Embargo, stretches, st.sampled_from([("publication",), ("on_site", "report")])), max_size=2
    ),
    st.lists(st.builds(OtherScrutiny, names, st.just("Other body"), stretches), max_size=2),
    st.builds(Gaps, st.integers(0, 8), st.integers(0, 4)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems)
def test_whatever_the_problem_a_plan_keeps_every_limit(problem):
    plan = planned(problem)
    assert plan.status in ("optimal", "feasible", "infeasible", "unknown")
    if plan.is_found:
        assert broken(result_of(problem, plan)) == []
    assert problem_from(inputs_of(problem)) == problem

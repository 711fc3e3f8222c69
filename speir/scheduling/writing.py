"""A plan and its problem as plain values, whole enough for anyone to check the plan without this code."""

from dataclasses import asdict
from datetime import date
from typing import Any

from speir.scheduling.calendars import WEEK, Weeks, losses
from speir.scheduling.explaining import Clash
from speir.scheduling.inputs import inputs_of, plain
from speir.scheduling.layings import Laying
from speir.scheduling.problem import WHOLE_TEAM, WORKING_DAYS_THAT_COUNT, Problem
from speir.scheduling.solving import FIRST_LOOK, IMPROVING, TAKING_TURNS, Plan

OBJECTIVE = (
    "The sum over all inspections of the number of the week of publication (0 is the first week); "
    "the least is best."
)
OBJECTIVE_AGAIN = (
    "The least disturbance of the current plan: 100 for each inspection that moves, 1 for each week it "
    "moves, 50 for another team; an inspection that has no place in the current plan counts the number of "
    "its week of publication."
)
RULES = (
    f"A week counts for an inspection when at least {WORKING_DAYS_THAT_COUNT} of Monday to Friday are "
    "neither a public holiday, nor a local or school holiday in any of its areas, nor left out of its own "
    "timetable.",
    "The counted weeks of an inspection follow its stages in order, starting in its first week.",
    f"In every week the shares of its stages add up to no more than {WHOLE_TEAM} percent of a team, less the "
    f"share of members who are away on {WORKING_DAYS_THAT_COUNT} or more days of that week.",
    "A stage that needs whole weeks has no public or local holiday in them.",
    "None of the stages that an embargo names has a week with an embargoed working day in it.",
    "So many whole weeks as “gaps” says lie between two inspections of one partnership (from publication to "
    "start), and in one area between the stages in the area, and between these and other scrutiny there.",
    "An inspection that needs skills has a team that holds them in every counted week.",
    "What is fixed stands where it is; everything is published by the Friday of a week in the period.",
)


def result_of(problem: Problem, plan: Plan, clash: Clash | None = None) -> dict[str, Any]:
    """Everything: status, plan, what each team does each week, reasons, and all the inputs."""
    weeks = Weeks(problem)
    period = {"first_monday": weeks.first_monday, "weeks": weeks.in_period, "ends_on": weeks.ends_on}
    return {
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "what_the_objective_is": OBJECTIVE_AGAIN if problem.current else OBJECTIVE,
        "solver": {
            "name": plan.solver,
            "seed": problem.seed,
            "search": "one worker; where that finds nothing, several ways in turn in a fixed order",
            "limits_of_work": {
                "first_looks": FIRST_LOOK,
                "taking_turns": TAKING_TURNS,
                "improving": IMPROVING,
            },
        },
        "period": plain(period),
        "inspections": [_laying(laying) for laying in plan.layings],
        "teams_by_week": loads(problem, plan),
        "reasons": None if clash is None else _reasons(clash),
        "rules": list(RULES),
        "public_holidays": [{"day": day.isoformat(), "name": name} for day, name in weeks.holidays.items()],
        "inputs": inputs_of(problem),
    }


def _laying(laying: Laying) -> dict[str, Any]:
    written: dict[str, Any] = plain(asdict(laying))
    written["left_out"] = [{"monday": monday, "reason": reason} for monday, reason in written["left_out"]]
    return written


def _reasons(clash: Clash) -> dict[str, Any]:
    return {
        "these_clash": list(clash.words),
        "none_can_be_left_out": clash.is_smallest,
        "would_help": [relief.words for relief in clash.reliefs],
    }


def loads(problem: Problem, plan: Plan) -> list[dict[str, Any]]:
    """For each team and week with work: how much of it is used, and how much there is."""
    weeks = Weeks(problem)
    stages = problem.stage_by_week()
    used: dict[tuple[str, date], int] = {}
    for laying in plan.layings:
        for monday, stage in zip(laying.weeks, stages, strict=True):
            used[laying.team, monday] = used.get((laying.team, monday), 0) + stage.share
    found = []
    for team in problem.teams:
        for monday in sorted(day for name, day in used if name == team.name):
            lost = sum(losses(team, weeks, (monday - weeks.first_monday) // WEEK).values())
            found.append(
                {
                    "team": team.name,
                    "monday": monday.isoformat(),
                    "used": used[team.name, monday],
                    "there_is": WHOLE_TEAM - lost,
                }
            )
    return found

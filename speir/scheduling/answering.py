"""A problem in, everything that is known about it out: the plan, or why there is none."""

from typing import Any

from speir.scheduling.presence import PlannerMissing, planner_is_installed
from speir.scheduling.problem import Problem


def answered(problem: Problem) -> dict[str, Any]:
    """The plan with all its inputs; where there is provably none, the limits that clash."""
    if not planner_is_installed():
        raise PlannerMissing
    # Only now: the solver is an extra, and takes a second to load.
    from speir.scheduling.explaining import explained
    from speir.scheduling.solving import INFEASIBLE, planned
    from speir.scheduling.writing import result_of

    plan = planned(problem)
    clash = explained(problem) if plan.status == INFEASIBLE else None
    return result_of(problem, plan, clash)

"""Searching for a plan: the same problem and seed give the same plan, whatever the machine is busy with."""

from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version

from ortools.sat.python import cp_model

from speir.scheduling.calendars import Weeks
from speir.scheduling.laying import Laid, Sheet, lay
from speir.scheduling.layings import Laying, StageDays
from speir.scheduling.options import Option
from speir.scheduling.problem import Placement, Problem

# How long to search, in the solver's own units, which count work and not seconds: a busy machine searches as
# far. One worker searches; only where it finds nothing do several ways take turns, again in a fixed order.
FIRST_LOOK, TAKING_TURNS, IMPROVING = 4.0, 10.0, 2.0
OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "optimal", "feasible", "infeasible", "unknown"
STATUS = {
    cp_model.OPTIMAL: OPTIMAL,
    cp_model.FEASIBLE: FEASIBLE,
    cp_model.INFEASIBLE: INFEASIBLE,
    cp_model.UNKNOWN: UNKNOWN,
}
FRIDAY = timedelta(days=4)


@dataclass(frozen=True)
class Plan:
    """What the search found. ``bound`` is what no plan can go below; they meet when nothing better exists."""

    status: str
    layings: tuple[Laying, ...] = ()
    objective: int | None = None
    bound: int | None = None
    solver: str = f"OR-Tools CP-SAT {version('ortools')}"

    @property
    def is_found(self) -> bool:
        """Whether there is a plan."""
        return self.status in (OPTIMAL, FEASIBLE)

    def placements(self) -> tuple[Placement, ...]:
        """The plan as places that another problem can start from."""
        return tuple(Placement(each.inspection, each.team, each.starts_on) for each in self.layings)


@dataclass(frozen=True)
class Found:
    """The answer of one search: its status, how often each option is taken, the objective and the bound."""

    status: str
    taken: dict[tuple[int, Option], int]
    objective: float = 0
    bound: float = 0


def searched(laid: Laid, seed: int, work: float, *, level: int = 1, takes_turns: bool = False) -> Found:
    """Search one model for so much work."""
    solver = cp_model.CpSolver()
    asked = solver.parameters
    asked.random_seed = seed
    asked.max_deterministic_time = work
    asked.num_workers = 2 if takes_turns else 1
    asked.interleave_search = takes_turns  # the answer then does not depend on the number of workers
    asked.linearization_level = level
    status = STATUS.get(solver.solve(laid.model), UNKNOWN)
    if status not in (OPTIMAL, FEASIBLE):
        return Found(status, {})
    taken = {key: solver.value(variable) for key, variable in laid.taken.items()}
    return Found(status, taken, solver.objective_value, solver.best_objective_bound)


def glanced(laid: Laid, seed: int, work: float) -> Found:
    """Some plan, or that there is none, or nothing, after a short look in two ways."""
    found = searched(laid, seed, work)
    return found if found.status != UNKNOWN else searched(laid, seed, work, level=2)


def any_plan(laid: Laid, seed: int) -> Found:
    """Some plan, or that there is none: the short looks first, then the long one."""
    found = glanced(laid, seed, FIRST_LOOK)
    return found if found.status != UNKNOWN else searched(laid, seed, TAKING_TURNS, takes_turns=True)


def planned(problem: Problem) -> Plan:
    """The best plan found for a problem, or that there is none, or that none was found."""
    sheet = Sheet(problem)
    laid = lay(sheet)
    found = any_plan(laid, problem.seed)
    if found.taken:
        found = _better(laid, found, problem.seed)
    return Plan(
        found.status,
        tuple(_layings(sheet, found)) if found.taken else (),
        round(found.objective) if found.taken else None,
        round(found.bound) if found.taken else None,
    )


def _better(laid: Laid, found: Found, seed: int) -> Found:
    """The same with the least cost: twice, since a better plan to start from helps the search."""
    laid.model.minimize(sum(option.cost * taken for (_, option), taken in laid.taken.items()))
    for level in (2, 1):
        laid.model.clear_hints()  # type: ignore[no-untyped-call]
        for key, variable in laid.taken.items():
            laid.model.add_hint(variable, found.taken[key])
        improved = searched(laid, seed, IMPROVING, level=level)
        if improved.taken:
            bound = max(improved.bound, found.bound if level == 1 else improved.bound)
            found = Found(improved.status, improved.taken, improved.objective, bound)
        if found.status == OPTIMAL:
            break
    return found


def _layings(sheet: Sheet, found: Found) -> list[Laying]:
    """Each inspection with its place; of those that are alike the first in the problem begins first."""
    places: dict[int, Option] = {}
    for number, group in enumerate(sheet.groups):
        options = [option for option in group.options for _ in range(found.taken.get((number, option), 0))]
        in_order = sorted(options, key=lambda option: (option.start, option.team))
        places.update(zip(group.members, in_order, strict=True))
    return [_laying(sheet.problem, sheet.weeks, index, places[index]) for index in sorted(places)]


def _laying(problem: Problem, weeks: Weeks, index: int, option: Option) -> Laying:
    inspection = problem.inspections[index]
    fixed = next((each for each in problem.fixed if each.inspection == inspection.name), None)
    taken = set(option.weeks)
    stages, position = [], 0
    for stage in problem.stages:
        own = option.weeks[position : position + stage.weeks]
        position += stage.weeks
        if own:
            first, last = weeks.monday(own[0]), weeks.monday(own[-1]) + FRIDAY
            stages.append(StageDays(stage.key, stage.title, first, last))
    starts_on = fixed.starts_on if fixed else max(weeks.monday(option.weeks[0]), problem.start)
    return Laying(
        inspection=inspection.name,
        partnership=inspection.partnership,
        team=problem.teams[option.team].name,
        starts_on=starts_on,
        publishes_by=weeks.monday(option.ends) + FRIDAY,
        weeks=tuple(weeks.monday(number) for number in option.weeks),
        left_out=tuple(
            (weeks.monday(number), weeks.why_left_out(inspection.areas, number, inspection.left_out))
            for number in range(option.start, option.ends)
            if number not in taken
        ),
        stages=tuple(stages),
    )

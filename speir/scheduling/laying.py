"""The model that the solver searches: which option each inspection takes, so that every limit holds."""

from collections.abc import Collection
from dataclasses import dataclass

from ortools.sat.python import cp_model

from speir.scheduling.calendars import Weeks, losses
from speir.scheduling.groups import Apart, Group, grouped
from speir.scheduling.options import Option, in_area
from speir.scheduling.problem import WHOLE_TEAM, Problem


class Sheet:
    """A problem worked out once: its weeks, groups and pairs; ``extra`` weeks lie beyond the period."""

    def __init__(self, problem: Problem, extra: int = 0) -> None:
        self.problem = problem
        self.weeks = Weeks(problem, extra)
        self.groups, self.apart = grouped(problem, self.weeks)
        self.stages = problem.stage_by_week()
        self.shares = [stage.share for stage in self.stages]


@dataclass
class Laid:
    """A model and the variables in it that say how often an option is taken."""

    model: cp_model.CpModel
    taken: dict[tuple[int, Option], cp_model.IntVar]


def lay(
    sheet: Sheet, off: Collection[str] = (), *, only: Collection[int] | None = None, all_placed: bool = True
) -> Laid:
    """The model with every limit but those that are ``off``; ``only`` some groups, or as many as fit."""
    laid = Laid(cp_model.CpModel(), {})
    groups = range(len(sheet.groups)) if only is None else sorted(only)
    for number in groups:
        _place(sheet, laid, number, off, all_placed)
    _keep_capacity(sheet, laid, off)
    for apart in sheet.apart:
        if apart.limit not in off and apart.first in groups and apart.second in groups:
            _keep_apart(sheet, laid, apart, all_placed)
    return laid


def _place(sheet: Sheet, laid: Laid, number: int, off: Collection[str], all_placed: bool) -> None:
    group = sheet.groups[number]
    # Of inspections that are alike, only so many can begin together as the busiest week lets in.
    at_once = group.size if off else min(group.size, max(WHOLE_TEAM // max(*sheet.shares, 1), 1))
    for option in group.options:
        if option.forbidden_by <= set(off):
            name = f"{number}:{option.team}:{option.start}"
            laid.taken[number, option] = laid.model.new_int_var(0, at_once, name)
    chosen = sum(_of(laid, number, group), start=laid.model.new_constant(0))
    if all_placed:
        laid.model.add(chosen == group.size)
    else:
        laid.model.add(chosen <= group.size)


def _of(laid: Laid, number: int, group: Group) -> list[cp_model.IntVar]:
    return [laid.taken[number, option] for option in group.options if (number, option) in laid.taken]


def _keep_capacity(sheet: Sheet, laid: Laid, off: Collection[str]) -> None:
    used: dict[tuple[int, int], list[tuple[cp_model.IntVar, int]]] = {}
    for (_, option), taken in laid.taken.items():
        for week, share in zip(option.weeks, sheet.shares, strict=True):
            used.setdefault((option.team, week), []).append((taken, share))
    for (index, week), terms in used.items():
        team = sheet.problem.teams[index]
        if f"capacity:{team.name}" not in off:
            lost = losses(team, sheet.weeks, week)
            left = WHOLE_TEAM - sum(lost[who] for who in lost if f"leave:{team.name}:{who}" not in off)
            laid.model.add(sum(taken * share for taken, share in terms) <= left)


def _keep_apart(sheet: Sheet, laid: Laid, apart: Apart, all_placed: bool) -> None:
    """Keep two inspections apart: whichever comes first, the other begins after it and the gap."""
    one = _spans(sheet, laid, apart.first, apart.limit)
    two = _spans(sheet, laid, apart.second, apart.limit)
    model = laid.model
    if not all_placed:
        for taken, (begins, ends) in one:
            for other, (other_begins, other_ends) in two:
                if other_begins <= ends + apart.gap and begins <= other_ends + apart.gap:
                    model.add(taken + other <= 1)
    elif one and two:
        is_first = model.new_bool_var("")
        model.add(_edge(two, 0) - _edge(one, 1) >= apart.gap + 1).only_enforce_if(is_first)
        model.add(_edge(one, 0) - _edge(two, 1) >= apart.gap + 1).only_enforce_if(~is_first)


Spans = list[tuple[cp_model.IntVar, tuple[int, int]]]


def _edge(spans: Spans, edge: int) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.weighted_sum([taken for taken, _ in spans], [span[edge] for _, span in spans])


def _spans(sheet: Sheet, laid: Laid, number: int, limit: str) -> Spans:
    """What each option takes for a gap: its whole footprint, or its weeks in the area."""
    found: Spans = []
    for option in sheet.groups[number].options:
        if (number, option) in laid.taken:
            whole = (option.start, option.ends)
            there = in_area(option.weeks, sheet.stages) if limit == "gap:area" else whole
            if there is not None:
                found.append((laid.taken[number, option], there))
    return found

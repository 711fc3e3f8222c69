"""Every place an inspection could take: a team and a first week, and which limits forbid it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from speir.scheduling.calendars import WEEK, Weeks, skills_present
from speir.scheduling.problem import Embargo, Inspection, Placement, Problem, Stage, Team

MOVED, OTHER_TEAM = 100, 50
FRIDAY = timedelta(days=4)


@dataclass(frozen=True)
class Option:
    """A place: team and first week, the counted weeks it takes, what forbids it, and its cost."""

    team: int
    start: int
    weeks: tuple[int, ...]
    forbidden_by: frozenset[str]
    cost: int

    @property
    def ends(self) -> int:
        """The week of publication."""
        return self.weeks[-1]


def footprint(inspection: Inspection, weeks: Weeks, start: int, length: int) -> tuple[int, ...]:
    """The counted weeks of an inspection from a first week; weeks that do not count are stepped over."""
    found: list[int] = []
    number = start
    while len(found) < length:
        if not weeks.why_left_out(inspection.areas, number, inspection.left_out):
            found.append(number)
        number += 1
        if number > start + 10 * length:  # a calendar on which hardly any week counts
            return ()
    return tuple(found)


def options_of(problem: Problem, weeks: Weeks, inspection: Inspection) -> list[Option]:
    """Every option of one inspection: those in the period and, where the weeks go on, beyond it."""
    fixed = next((placed for placed in problem.fixed if placed.inspection == inspection.name), None)
    current = next((placed for placed in problem.current if placed.inspection == inspection.name), None)
    kept = weeks.number(fixed.starts_on) if fixed else None
    starts = sorted({*range(weeks.last), *(() if kept is None else (kept,))})
    found = []
    for start in starts:
        if start != kept and weeks.why_left_out(inspection.areas, start, inspection.left_out):
            continue
        taken = footprint(inspection, weeks, start, problem.length)
        if not taken or (taken[-1] >= weeks.last and start != kept):
            continue
        calendar = set(_forbidden_by_days(problem, weeks, inspection, taken, start))
        if start != kept:
            calendar |= set(_broken_weeks(weeks, inspection, taken, problem.stage_by_week()))
        for index, team in enumerate(problem.teams):
            forbidden = calendar | set(_forbidden_by_team(problem, weeks, inspection, team, taken))
            if fixed and (start != kept or team.name != fixed.team):
                forbidden.add(f"fixed:{inspection.name}")
            cost = _cost(weeks, start, taken[-1], team, current)
            found.append(Option(index, start, taken, frozenset(forbidden), cost))
    return found


def _cost(weeks: Weeks, start: int, ends: int, team: Team, current: Placement | None) -> int:
    """Without a current plan the week of publication; with one, what moving away from it costs."""
    if current is None:
        return max(ends, 0)
    away = abs(start - weeks.number(current.starts_on))
    return (MOVED if away else 0) + away + (OTHER_TEAM if team.name != current.team else 0)


def _forbidden_by_days(
    problem: Problem, weeks: Weeks, inspection: Inspection, taken: tuple[int, ...], start: int
) -> Iterator[str]:
    name = inspection.name
    if taken[-1] >= weeks.in_period:
        yield "period"
    if inspection.not_before and max(weeks.monday(start), problem.start) < inspection.not_before:
        yield f"not_before:{name}"
    if inspection.publish_by and weeks.monday(taken[-1]) + FRIDAY > inspection.publish_by:
        yield f"publish_by:{name}"
    if inspection.last_published_on:
        earliest = inspection.last_published_on + problem.gaps.same_partnership * WEEK
        if weeks.monday(start) < earliest:
            yield "gap:partnership"
    stages = problem.stage_by_week()
    for number, embargo in enumerate(problem.embargoes, start=1):
        if _meets(embargo, weeks, inspection, taken, stages):
            yield f"embargo:{number}"
    yield from _meets_other_scrutiny(problem, weeks, inspection, taken, stages)


def _broken_weeks(
    weeks: Weeks, inspection: Inspection, taken: tuple[int, ...], stages: list[Stage]
) -> Iterator[str]:
    """Whole weeks are looked for where there is a choice; what is fixed was agreed with its broken weeks."""
    for number, stage in zip(taken, stages, strict=True):
        if stage.needs_whole_weeks and weeks.public_holiday_in(inspection.areas, number):
            yield f"whole:{stage.key}"


def _meets(
    embargo: Embargo, weeks: Weeks, inspection: Inspection, taken: tuple[int, ...], stages: list[Stage]
) -> bool:
    if embargo.areas and not set(embargo.areas) & set(inspection.areas):
        return False
    return any(
        stage.key in embargo.stages and any(embargo.days.holds(day) for day in weeks.days(number))
        for number, stage in zip(taken, stages, strict=True)
    )


def in_area(taken: tuple[int, ...], stages: list[Stage]) -> tuple[int, int] | None:
    """The first and the last week in which the inspection is in its area."""
    there = [number for number, stage in zip(taken, stages, strict=True) if stage.is_in_area]
    return (there[0], there[-1]) if there else None


def _meets_other_scrutiny(
    problem: Problem, weeks: Weeks, inspection: Inspection, taken: tuple[int, ...], stages: list[Stage]
) -> Iterator[str]:
    there = in_area(taken, stages)
    if there is None:
        return
    for number, other in enumerate(problem.other_scrutiny, start=1):
        if other.area in inspection.areas:
            first = weeks.number(other.days.first_day) - problem.gaps.same_area
            last = weeks.number(other.days.last_day) + problem.gaps.same_area
            if there[0] <= last and first <= there[1]:
                yield f"scrutiny:{number}"


def _forbidden_by_team(
    problem: Problem, weeks: Weeks, inspection: Inspection, team: Team, taken: tuple[int, ...]
) -> Iterator[str]:
    if inspection.skills:
        needed = set(inspection.skills)
        if any(not needed <= skills_present(team, weeks, number) for number in taken):
            yield f"skills:{inspection.name}"

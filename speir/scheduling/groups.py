"""Inspections that are alike are laid as a number of one sort: the search need not try every order."""

from dataclasses import dataclass
from itertools import combinations

from speir.scheduling.calendars import Weeks
from speir.scheduling.options import Option, options_of
from speir.scheduling.problem import Problem


@dataclass(frozen=True)
class Group:
    """Inspections with the very same options (by their place in the problem), and those options."""

    members: tuple[int, ...]
    options: tuple[Option, ...]

    @property
    def size(self) -> int:
        """How many inspections it holds."""
        return len(self.members)


@dataclass(frozen=True)
class Apart:
    """Two groups of one inspection that must lie apart, and why."""

    first: int
    second: int
    limit: str
    gap: int


def pairs_apart(problem: Problem) -> dict[tuple[int, int], list[str]]:
    """The pairs of inspections that a gap keeps apart, with its limits."""
    found: dict[tuple[int, int], list[str]] = {}
    for (a, one), (b, other) in combinations(enumerate(problem.inspections), 2):
        if one.partnership == other.partnership:
            found.setdefault((a, b), []).append("gap:partnership")
        if set(one.areas) & set(other.areas):
            found.setdefault((a, b), []).append("gap:area")
    return found


def grouped(problem: Problem, weeks: Weeks) -> tuple[list[Group], list[Apart]]:
    """The groups of a problem, and which of them must lie apart."""
    pairs = pairs_apart(problem)
    single = {index for pair in pairs for index in pair}
    members: dict[object, list[int]] = {}
    options: dict[object, tuple[Option, ...]] = {}
    for index, inspection in enumerate(problem.inspections):
        own = tuple(options_of(problem, weeks, inspection))
        like = (index,) if index in single else own
        members.setdefault(like, []).append(index)
        options[like] = own
    groups = [Group(tuple(members[like]), options[like]) for like in members]
    place = {index: number for number, group in enumerate(groups) for index in group.members}
    gaps = {"gap:partnership": problem.gaps.same_partnership, "gap:area": problem.gaps.same_area}
    apart = [Apart(place[a], place[b], limit, gaps[limit]) for (a, b), why in pairs.items() for limit in why]
    return groups, apart

"""Why there is no plan: the fewest limits that clash, and which relaxation would help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from speir.scheduling.laying import Sheet, lay
from speir.scheduling.limits import limits_of
from speir.scheduling.problem import Area, Problem
from speir.scheduling.solving import INFEASIBLE, glanced, searched

ONE_LOOK = 1.5
MOST_LOOKS = 40
EXTRA_WEEKS = 40
MOST_MONTHS_MORE = 12
PLACING = "place:"


@dataclass(frozen=True)
class Relief:
    """Something that would let a plan be made, tried out."""

    words: str


@dataclass(frozen=True)
class Clash:
    """Limits that cannot all hold; ``is_smallest`` when leaving any one out was shown to end the clash."""

    words: tuple[str, ...]
    is_smallest: bool
    reliefs: tuple[Relief, ...]


def explained(problem: Problem) -> Clash:
    """The clash in a problem that has no plan."""
    looking = _Looking(problem)
    core = looking.smallest()
    words = [looking.words[key] for key in core if not key.startswith(PLACING)]
    placed = [key for key in core if key.startswith(PLACING)]
    words = [looking.placing_words(placed), *words] if placed else words
    reliefs = [*_tried_limits(problem, looking, core), *_tried_calendars(problem), *_tried_sizes(problem)]
    return Clash(tuple(words), looking.was_sure, tuple(reliefs))


class _Looking:
    """Tries smaller and smaller sets of limits for one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.sheet = Sheet(problem, extra=EXTRA_WEEKS)
        self.limits = limits_of(problem)
        self.words = {key: limit.words for key, limit in self.limits.items()}
        self.was_sure = True
        self.looks = 0

    def placing_words(self, keys: Sequence[str]) -> str:
        """Which inspections are to be laid, in one sentence."""
        groups = [self.sheet.groups[int(key.removeprefix(PLACING))] for key in keys]
        names = [self.problem.inspections[index].name for group in groups for index in group.members]
        if len(names) == 1:
            return f"{names[0]} is to be laid."
        listed = f": {', '.join(names)}" if len(names) <= 6 else ""
        return f"{len(names)} inspections are to be laid{listed}."

    def clashes(self, keys: Sequence[str]) -> bool:
        """Whether these limits alone leave no plan; a search that ends without an answer counts as no."""
        if self.looks >= MOST_LOOKS:
            self.was_sure = False
            return False
        self.looks += 1
        off = set(self.limits) - set(keys)
        only = [int(key.removeprefix(PLACING)) for key in keys if key.startswith(PLACING)]
        found = searched(lay(self.sheet, off, only=only), self.problem.seed, ONE_LOOK, level=2)
        if found.status == INFEASIBLE:
            return True
        self.was_sure = self.was_sure and bool(found.taken or not only)
        return False

    def smallest(self) -> list[str]:
        """A set of limits that clash, none of which can be left out (found by halving)."""
        placing = [f"{PLACING}{number}" for number in range(len(self.sheet.groups))]
        everything = [*self.limits, *placing]
        if not self.clashes(everything):
            self.was_sure = False
            return everything
        return _narrowed(self.clashes, [], everything, is_new=False)


def _narrowed(
    clashes: Callable[[Sequence[str]], bool], kept: list[str], rest: list[str], *, is_new: bool
) -> list[str]:
    """The part of ``rest`` that clashes together with ``kept`` and cannot be made smaller."""
    if is_new and clashes(kept):
        return []
    if len(rest) == 1:
        return rest
    half = len(rest) // 2
    one, other = rest[:half], rest[half:]
    from_other = _narrowed(clashes, kept + one, other, is_new=bool(one))
    from_one = _narrowed(clashes, kept + from_other, one, is_new=bool(from_other))
    return from_one + from_other


def has_plan(problem: Problem) -> bool:
    """Whether a plan was found."""
    return bool(glanced(lay(Sheet(problem)), problem.seed, ONE_LOOK).taken)


def _tried_limits(problem: Problem, looking: _Looking, core: Sequence[str]) -> list[Relief]:
    """The limits of the clash that, left out alone, let a plan be made."""
    found = []
    for key in core:
        if key in looking.limits and key != "period" and not key.startswith("capacity:"):
            laid = lay(looking.sheet, {key})
            if glanced(laid, problem.seed, ONE_LOOK).taken:
                found.append(Relief(f"{looking.limits[key].relief} With that alone there is a plan."))
    return found


def _tried_calendars(problem: Problem) -> list[Relief]:
    if not any(area.school_holidays for area in problem.areas):
        return []
    open_all_year = tuple(Area(area.name, (), area.local_holidays, area.works_on) for area in problem.areas)
    if has_plan(replace(problem, areas=open_all_year)):
        return [Relief("Let school holiday weeks count. With that alone there is a plan.")]
    return []


def _tried_sizes(problem: Problem) -> list[Relief]:
    """Whether more months or one more team would help, and how many inspections fit as it is."""
    found = []
    if has_plan(replace(problem, months=problem.months + MOST_MONTHS_MORE)):
        too_few, enough = 0, MOST_MONTHS_MORE
        while enough - too_few > 1:
            middle = (too_few + enough) // 2
            if has_plan(replace(problem, months=problem.months + middle)):
                enough = middle
            else:
                too_few = middle
        found.append(Relief(f"Give the plan {problem.months + enough} months instead of {problem.months}."))
    more = replace(problem.teams[0], name="One more team", leave=(), members=())
    if has_plan(replace(problem, teams=(*problem.teams, more))):
        found.append(Relief("Add one team like the first, with nobody away."))
    sheet = Sheet(problem)
    laid = lay(sheet, all_placed=False)
    laid.model.maximize(sum(laid.taken.values()))
    fit = searched(laid, problem.seed, 2 * ONE_LOOK, level=2)
    if fit.taken:
        at_most = "and no more can" if round(fit.bound) == round(fit.objective) else "more were not found"
        found.append(
            Relief(f"Lay fewer: {round(fit.objective)} of the {len(problem.inspections)} fit; {at_most}.")
        )
    return found

"""What is to be planned: inspections, teams, calendars and everything that limits them. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

WHOLE_TEAM = 100
WORKING_DAYS_THAT_COUNT = 3


@dataclass(frozen=True)
class Days:
    """Days, both included, and what they are."""

    first_day: date
    last_day: date
    reason: str

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True)
class Stage:
    """A stretch of the footprint: counted weeks, and the share of one team it takes in each (percent)."""

    key: str
    title: str
    weeks: int
    share: int
    is_in_area: bool = False
    needs_whole_weeks: bool = False


@dataclass(frozen=True)
class Member:
    """Somebody in a team: the share of the team they are (percent), their skills and their leave."""

    name: str
    share: int
    skills: tuple[str, ...] = ()
    leave: tuple[Days, ...] = ()


@dataclass(frozen=True)
class Team:
    """A team; what it can do is 100 percent, less the shares of members who are away."""

    name: str
    skills: tuple[str, ...] = ()
    leave: tuple[Days, ...] = ()
    members: tuple[Member, ...] = ()


@dataclass(frozen=True)
class Area:
    """A council area and its own calendar; ``works_on`` are public holidays that are worked there."""

    name: str
    school_holidays: tuple[Days, ...] = ()
    local_holidays: tuple[Days, ...] = ()
    works_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class Inspection:
    """One inspection to be laid, in one partnership and the areas it works in.

    ``left_out`` are days that do not count for it alone, such as a hold of one that is running.
    """

    name: str
    partnership: str
    areas: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    not_before: date | None = None
    publish_by: date | None = None
    last_published_on: date | None = None
    left_out: tuple[Days, ...] = ()


@dataclass(frozen=True)
class Embargo:
    """Days on which some stages may not fall (an election), everywhere or in some areas."""

    days: Days
    stages: tuple[str, ...]
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class OtherScrutiny:
    """Another body's scrutiny in an area."""

    area: str
    body: str
    days: Days


@dataclass(frozen=True)
class Placement:
    """Where an inspection stands: its team and the day its first week begins."""

    inspection: str
    team: str
    starts_on: date


@dataclass(frozen=True)
class Gaps:
    """Weeks that must lie between: two inspections of one partnership; scrutiny in one area."""

    same_partnership: int = 26
    same_area: int = 4


@dataclass(frozen=True)
class Problem:
    """Everything a plan is made from. ``fixed`` is kept; ``current`` is disturbed as little as can be."""

    start: date
    months: int
    teams: tuple[Team, ...]
    stages: tuple[Stage, ...]
    inspections: tuple[Inspection, ...]
    areas: tuple[Area, ...] = ()
    embargoes: tuple[Embargo, ...] = ()
    other_scrutiny: tuple[OtherScrutiny, ...] = ()
    fixed: tuple[Placement, ...] = ()
    current: tuple[Placement, ...] = ()
    gaps: Gaps = field(default_factory=Gaps)
    seed: int = 1

    @property
    def length(self) -> int:
        """The counted weeks of the footprint."""
        return sum(stage.weeks for stage in self.stages)

    def stage_by_week(self) -> list[Stage]:
        """The stage of each counted week, in order."""
        return [stage for stage in self.stages for _ in range(stage.weeks)]


# Eighteen weeks and two teams at once are what was announced for the first phase of adult support and
# protection. Which stages these weeks held and how much of a team each took is not published: the stages and
# shares below are Speir's own assumption.
EIGHTEEN_WEEKS = (
    Stage("preparation", "Preparation", 5, 20),
    Stage("gather", "Gather and analyse", 4, 40),
    Stage("on_site", "On site", 2, 60, is_in_area=True, needs_whole_weeks=True),
    Stage("evaluate", "Evaluate", 2, 40),
    Stage("report", "Report", 4, 20),
    Stage("publication", "Publication", 1, 10),
)


def unnamed(
    start: date, inspections: int, teams: int, months: int, *, seed: int = 1, stages: Sequence[Stage] = ()
) -> Problem:
    """So many inspections and teams without names, with the footprint of eighteen weeks."""
    return Problem(
        start=start,
        months=months,
        teams=tuple(Team(f"Team {number}") for number in range(1, teams + 1)),
        stages=tuple(stages) or EIGHTEEN_WEEKS,
        inspections=tuple(
            Inspection(f"Inspection {number}", f"Partnership {number}")
            for number in range(1, inspections + 1)
        ),
        seed=seed,
    )

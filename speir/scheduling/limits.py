"""Everything that can stand in the way of a plan, each as one limit with its words."""

from dataclasses import dataclass
from datetime import date

from speir.scheduling.problem import Inspection, OtherScrutiny, Problem


@dataclass(frozen=True)
class Limit:
    """One limit: its identity, what it says, and what relaxing it would mean."""

    key: str
    words: str
    relief: str


def in_words(day: date) -> str:
    """A day as people read it."""
    return f"{day.day} {day:%B %Y}"


def span(first: date, last: date) -> str:
    """Two days as people read them."""
    return f"{in_words(first)} to {in_words(last)}"


def _months(number: int) -> str:
    return f"{number} month{'' if number == 1 else 's'}"


def limits_of(problem: Problem) -> dict[str, Limit]:
    """Every limit of a problem but the placing of its inspections, by key."""
    found = [
        Limit(
            "period",
            f"Everything is published within {_months(problem.months)} of {in_words(problem.start)}.",
            "Give the plan more months.",
        ),
        *(_capacity(team.name) for team in problem.teams),
        *_leave(problem),
        *_embargoes(problem),
        *(_scrutiny(number, each, problem) for number, each in enumerate(problem.other_scrutiny, start=1)),
        *(
            Limit(
                f"fixed:{placed.inspection}",
                f"{placed.inspection} is fixed: {placed.team}, starting {in_words(placed.starts_on)}.",
                f"Let {placed.inspection} move.",
            )
            for placed in problem.fixed
        ),
        *(limit for inspection in problem.inspections for limit in _of_inspection(inspection)),
        *_gaps(problem),
        *(
            Limit(
                f"whole:{stage.key}",
                f"{stage.title} needs whole weeks, without a public holiday.",
                f"Let {stage.title.lower()} fall in a week with a public holiday.",
            )
            for stage in problem.stages
            if stage.needs_whole_weeks
        ),
    ]
    return {limit.key: limit for limit in found}


def _capacity(team: str) -> Limit:
    words = f"{team} can give 100% of itself in any week."
    return Limit(f"capacity:{team}", words, f"Give {team} more people, or add a team.")


def _leave(problem: Problem) -> list[Limit]:
    found = []
    for team in problem.teams:
        for stretch in team.leave:
            when = span(stretch.first_day, stretch.last_day)
            words = f"{team.name} is away {when} ({stretch.reason})."
            found.append(Limit(f"leave:{team.name}:", words, f"Cover {team.name} on these days."))
        for member in team.members:
            if member.leave:
                when = "; ".join(span(each.first_day, each.last_day) for each in member.leave)
                words = f"{member.name} ({team.name}, {member.share}% of it) is away {when}."
                key = f"leave:{team.name}:{member.name}"
                found.append(Limit(key, words, f"Cover {member.name} on these days."))
    return found


def _embargoes(problem: Problem) -> list[Limit]:
    titles = {stage.key: stage.title.lower() for stage in problem.stages}
    found = []
    for number, embargo in enumerate(problem.embargoes, start=1):
        stages = ", ".join(titles[key] for key in embargo.stages)
        where = f" in {', '.join(embargo.areas)}" if embargo.areas else ""
        when = span(embargo.days.first_day, embargo.days.last_day)
        words = f"Embargo {when} ({embargo.days.reason}){where}: none of {stages}."
        found.append(Limit(f"embargo:{number}", words, "Shorten this embargo, or allow one of its stages."))
    return found


def _scrutiny(number: int, other: OtherScrutiny, problem: Problem) -> Limit:
    when = span(other.days.first_day, other.days.last_day)
    words = (
        f"{other.body} is in {other.area} {when} ({other.days.reason}); "
        f"{problem.gaps.same_area} weeks must lie between."
    )
    return Limit(f"scrutiny:{number}", words, f"Agree other days with {other.body}, or a shorter gap.")


def _of_inspection(inspection: Inspection) -> list[Limit]:
    name, found = inspection.name, []
    if inspection.not_before:
        words = f"{name} may not start before {in_words(inspection.not_before)}."
        found.append(Limit(f"not_before:{name}", words, f"Let {name} start earlier."))
    if inspection.publish_by:
        words = f"{name} must be published by {in_words(inspection.publish_by)}."
        found.append(Limit(f"publish_by:{name}", words, f"Let {name} be published later."))
    if inspection.skills:
        words = f"{name} needs a team with {', '.join(inspection.skills)} in every week."
        found.append(Limit(f"skills:{name}", words, f"Give a team the skills that {name} needs."))
    return found


def _gaps(problem: Problem) -> list[Limit]:
    gaps = problem.gaps
    return [
        Limit(
            "gap:partnership",
            f"At least {gaps.same_partnership} weeks lie between two inspections of one partnership.",
            "Allow a shorter gap between inspections of one partnership.",
        ),
        Limit(
            "gap:area",
            f"At least {gaps.same_area} weeks lie between two inspections in one area.",
            "Allow a shorter gap between inspections in one area.",
        ),
    ]

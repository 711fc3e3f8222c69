"""What a plan of capacity was told to keep, as its page shows it: teams, leave, embargoes, calendars."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from speir.web.inspectorate.scrutiny_calendar import days_of
from speir.web.shared.showing import count, day

WHOLE_TEAM = "the whole team"


@dataclass(frozen=True)
class TeamLine:
    """A team: what it can always do, and who in it may be away."""

    name: str
    skills: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class InspectionLine:
    """An inspection: where it is, what its team must be able to do, and what holds for it alone."""

    name: str
    areas: str
    skills: str
    limits: tuple[str, ...]


@dataclass(frozen=True)
class DaysLine:
    """A stretch of days: whose or where it is, and why."""

    whose: str
    days: str
    reason: str
    more: str = ""


@dataclass(frozen=True)
class StageLine:
    """A stage of every inspection."""

    title: str
    weeks: str
    share: str
    where: str


@dataclass(frozen=True)
class PlanInputs:
    """Everything that a plan was told to keep."""

    teams: tuple[TeamLine, ...]
    away: tuple[DaysLine, ...]
    inspections: tuple[InspectionLine, ...]
    embargoes: tuple[DaysLine, ...]
    holidays: tuple[DaysLine, ...]
    scrutiny: tuple[DaysLine, ...]
    stages: tuple[StageLine, ...]
    gaps: tuple[str, ...]


def plan_inputs(asked: Mapping[str, Any]) -> PlanInputs:
    """What was asked of the planner, in words; the same before there is an answer, and without a plan."""
    titles = {stage["key"]: stage["title"] for stage in asked["stages"]}
    return PlanInputs(
        teams=tuple(_team(team) for team in asked["teams"]),
        away=tuple(line for team in asked["teams"] for line in _away(team)),
        inspections=tuple(_inspection(each) for each in asked["inspections"]),
        embargoes=tuple(_embargo(each, titles) for each in asked["embargoes"]),
        holidays=tuple(line for area in asked["areas"] for line in _holidays(area)),
        scrutiny=tuple(_stretch(each, each["area"], each["body"]) for each in asked["other_scrutiny"]),
        stages=tuple(_stage(stage) for stage in asked["stages"]),
        gaps=_gaps(asked["gaps"]),
    )


def _team(team: Mapping[str, Any]) -> TeamLine:
    return TeamLine(team["name"], _named(team["skills"]), tuple(_member(each) for each in team["members"]))


def _member(member: Mapping[str, Any]) -> str:
    skills = f"; {_named(member['skills'])}" if member["skills"] else ""
    return f"{member['name']}: {member['share']}% of the team{skills}"


def _away(team: Mapping[str, Any]) -> Iterator[DaysLine]:
    for each in team["leave"]:
        yield _stretch(each, f"{team['name']}, {WHOLE_TEAM}")
    for member in team["members"]:
        for each in member["leave"]:
            yield _stretch(each, f"{team['name']}, {member['name']}")


def _inspection(each: Mapping[str, Any]) -> InspectionLine:
    limits = [
        f"{words} {day(date.fromisoformat(each[name]))}"
        for name, words in (
            ("not_before", "not before"),
            ("publish_by", "published by"),
            ("last_published_on", "last published on"),
        )
        if each.get(name)
    ]
    limits += [f"{days_of(*_both(out))} left out: {out['reason']}" for out in each.get("left_out", ())]
    return InspectionLine(each["name"], ", ".join(each["areas"]), _named(each["skills"]), tuple(limits))


def _embargo(each: Mapping[str, Any], titles: Mapping[str, str]) -> DaysLine:
    stages = ", ".join(titles.get(key, key) for key in each["stages"])
    return _stretch(each, ", ".join(each["areas"]) or "everywhere", stages)


def _holidays(area: Mapping[str, Any]) -> Iterator[DaysLine]:
    for kind, words in (("school_holidays", "school holidays"), ("local_holidays", "local holiday")):
        for each in area[kind]:
            yield _stretch(each, area["name"], words)
    for on in area["works_on"]:
        yield DaysLine(area["name"], day(date.fromisoformat(on)), "", "public holiday that is worked there")


def _stretch(each: Mapping[str, Any], whose: str, more: str = "") -> DaysLine:
    return DaysLine(whose, days_of(*_both(each)), each["reason"], more)


def _both(each: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(each["first_day"]), date.fromisoformat(each["last_day"])


def _stage(stage: Mapping[str, Any]) -> StageLine:
    where = "in the area" if stage["is_in_area"] else "elsewhere"
    whole = ", no public or local holiday in it" if stage["needs_whole_weeks"] else ""
    return StageLine(stage["title"], count(stage["weeks"], "week"), f"{stage['share']}%", f"{where}{whole}")


def _gaps(gaps: Mapping[str, int]) -> tuple[str, ...]:
    return (
        f"{count(gaps['same_area'], 'whole week')} between scrutiny in one area",
        f"{count(gaps['same_partnership'], 'whole week')} between two inspections of one partnership",
    )


def _named(words: Sequence[str]) -> str:
    return ", ".join(words)

"""A problem from a file or a form: every fault at once, each with its place and what to do."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from speir.scheduling.problem import (
    EIGHTEEN_WEEKS,
    WHOLE_TEAM,
    Area,
    Days,
    Embargo,
    Gaps,
    Inspection,
    Member,
    OtherScrutiny,
    Placement,
    Problem,
    Stage,
    Team,
)

T = TypeVar("T")
MOST_MONTHS, MOST_INSPECTIONS, MOST_TEAMS, MOST_WEEKS = 60, 120, 12, 60


class ProblemFaults(ValueError):
    """What has to be mended before anything can be planned."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class _Reader:
    """Reads values and gathers faults."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def fault(self, place: str, what: str) -> None:
        self.faults.append(f"{place}: {what}")

    def keys(self, given: object, place: str, known: set[str]) -> Mapping[str, Any]:
        """The given mapping; anything in it that is not known is a fault."""
        if not isinstance(given, Mapping):
            self.fault(place, "write names and values here, such as “name: Team 1”.")
            return {}
        for key in sorted(str(key) for key in given if key not in known):
            self.fault(place, f"“{key}” is not known here. Known are {', '.join(sorted(known))}.")
        return given

    def text(self, given: Mapping[str, Any], key: str, place: str, default: str | None = None) -> str:
        found = given.get(key, default)
        if isinstance(found, int) and not isinstance(found, bool):
            found = str(found)
        if not isinstance(found, str) or (not found.strip() and default is None):
            self.fault(place, f"“{key}” is missing or is not text.")
            return ""
        return found.strip()

    def number(
        self, given: Mapping[str, Any], key: str, place: str, least: int, most: int, default: int
    ) -> int:
        found = given.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
            self.fault(place, f"“{key}” must be a whole number from {least} to {most}, not “{found}”.")
            return default
        return found

    def day(self, given: Mapping[str, Any], key: str, place: str) -> date | None:
        found = given.get(key)
        if isinstance(found, str):
            try:
                found = date.fromisoformat(found)
            except ValueError:
                found = ""
        if found is not None and (not isinstance(found, date) or not 2000 <= found.year <= 2100):
            self.fault(place, f"“{key}” must be a day such as 2027-01-11, not “{given.get(key)}”.")
            return None
        return found

    def needed_day(self, given: Mapping[str, Any], key: str, place: str) -> date:
        before = len(self.faults)
        found = self.day(given, key, place)
        if found is None and len(self.faults) == before:
            self.fault(place, f"“{key}” is missing. Give a day such as 2027-01-11.")
        return found or date(2000, 1, 3)

    def words(self, given: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        found = given.get(key) or ()
        if not isinstance(found, list | tuple) or any(not isinstance(each, str) for each in found):
            self.fault(place, f"“{key}” must be a list of words.")
            return ()
        return tuple(found)

    def each(
        self, given: Mapping[str, Any], key: str, place: str, read: Callable[[Any, str], T]
    ) -> tuple[T, ...]:
        found = given.get(key) or ()
        if not isinstance(found, list | tuple):
            self.fault(f"{place}{key}", "must be a list.")
            return ()
        return tuple(read(each, f"{place}{key} {number}") for number, each in enumerate(found, start=1))

    def days(self, given: Any, place: str) -> Days:
        known = self.keys(given, place, {"first_day", "last_day", "reason"})
        return self.stretch(known, place)

    def stretch(self, known: Mapping[str, Any], place: str) -> Days:
        first = self.needed_day(known, "first_day", place)
        last = self.day(known, "last_day", place) or first
        if last < first:
            self.fault(place, "the last day is before the first.")
        return Days(first, last, self.text(known, "reason", place))


def problem_from(given: object) -> Problem:
    """The problem in a mapping (as read from YAML or JSON); raises ProblemFaults with every fault."""
    reader = _Reader()
    known = reader.keys(given, "The file", {each.name for each in fields(Problem)} | {"note"})
    problem = Problem(
        start=reader.needed_day(known, "start", "start"),
        months=reader.number(known, "months", "months", 1, MOST_MONTHS, 24),
        teams=reader.each(known, "teams", "", lambda each, place: _team(reader, each, place)),
        stages=reader.each(known, "stages", "", lambda each, place: _stage(reader, each, place))
        or EIGHTEEN_WEEKS,
        inspections=reader.each(
            known, "inspections", "", lambda each, place: _inspection(reader, each, place)
        ),
        areas=reader.each(known, "areas", "", lambda each, place: _area(reader, each, place)),
        embargoes=reader.each(known, "embargoes", "", lambda each, place: _embargo(reader, each, place)),
        other_scrutiny=reader.each(
            known, "other_scrutiny", "", lambda each, place: _scrutiny(reader, each, place)
        ),
        fixed=reader.each(known, "fixed", "", lambda each, place: _placement(reader, each, place)),
        current=reader.each(known, "current", "", lambda each, place: _placement(reader, each, place)),
        gaps=_gaps(reader, known.get("gaps") or {}),
        seed=reader.number(known, "seed", "seed", 0, 2**31 - 1, 1),
    )
    faults = [*reader.faults, *(faults_of(problem) if not reader.faults else ())]
    if faults:
        raise ProblemFaults(faults)
    return problem


def _team(reader: _Reader, given: Any, place: str) -> Team:
    known = reader.keys(given, place, {"name", "skills", "leave", "members"})
    return Team(
        reader.text(known, "name", place),
        reader.words(known, "skills", place),
        reader.each(known, "leave", f"{place} ", reader.days),
        reader.each(known, "members", f"{place} ", lambda each, where: _member(reader, each, where)),
    )


def _member(reader: _Reader, given: Any, place: str) -> Member:
    known = reader.keys(given, place, {"name", "share", "skills", "leave"})
    return Member(
        reader.text(known, "name", place),
        reader.number(known, "share", place, 1, 100, 20),
        reader.words(known, "skills", place),
        reader.each(known, "leave", f"{place} ", reader.days),
    )


def _stage(reader: _Reader, given: Any, place: str) -> Stage:
    names = {"key", "title", "weeks", "share", "is_in_area", "needs_whole_weeks"}
    known = reader.keys(given, place, names)
    key = reader.text(known, "key", place)
    return Stage(
        key,
        reader.text(known, "title", place, key),
        reader.number(known, "weeks", place, 1, MOST_WEEKS, 1),
        reader.number(known, "share", place, 0, 100, 20),
        bool(known.get("is_in_area", False)),
        bool(known.get("needs_whole_weeks", False)),
    )


def _inspection(reader: _Reader, given: Any, place: str) -> Inspection:
    known = reader.keys(given, place, {each.name for each in fields(Inspection)})
    name = reader.text(known, "name", place)
    return Inspection(
        name,
        reader.text(known, "partnership", place, name),
        reader.words(known, "areas", place),
        reader.words(known, "skills", place),
        reader.day(known, "not_before", place),
        reader.day(known, "publish_by", place),
        reader.day(known, "last_published_on", place),
        reader.each(known, "left_out", f"{place} ", reader.days),
    )


def _area(reader: _Reader, given: Any, place: str) -> Area:
    known = reader.keys(given, place, {each.name for each in fields(Area)})
    worked = [reader.needed_day({"works_on": day}, "works_on", place) for day in known.get("works_on") or ()]
    return Area(
        reader.text(known, "name", place),
        reader.each(known, "school_holidays", f"{place} ", reader.days),
        reader.each(known, "local_holidays", f"{place} ", reader.days),
        tuple(worked),
    )


def _embargo(reader: _Reader, given: Any, place: str) -> Embargo:
    known = reader.keys(given, place, {"first_day", "last_day", "reason", "stages", "areas"})
    stages, areas = reader.words(known, "stages", place), reader.words(known, "areas", place)
    return Embargo(reader.stretch(known, place), stages, areas)


def _scrutiny(reader: _Reader, given: Any, place: str) -> OtherScrutiny:
    known = reader.keys(given, place, {"first_day", "last_day", "reason", "area", "body"})
    area, body = reader.text(known, "area", place), reader.text(known, "body", place)
    return OtherScrutiny(area, body, reader.stretch(known, place))


def _placement(reader: _Reader, given: Any, place: str) -> Placement:
    known = reader.keys(given, place, {"inspection", "team", "starts_on"})
    return Placement(
        reader.text(known, "inspection", place),
        reader.text(known, "team", place),
        reader.needed_day(known, "starts_on", place),
    )


def _gaps(reader: _Reader, given: object) -> Gaps:
    known = reader.keys(given, "gaps", {"same_partnership", "same_area"})
    usual = Gaps()
    return Gaps(
        reader.number(known, "same_partnership", "gaps", 0, 520, usual.same_partnership),
        reader.number(known, "same_area", "gaps", 0, 520, usual.same_area),
    )


def faults_of(problem: Problem) -> list[str]:
    """What does not fit together in a problem whose values can be read."""
    return [*_of_sizes(problem), *_said_twice(problem), *_of_names(problem)]


def _of_sizes(problem: Problem) -> Iterator[str]:
    inspections, teams = len(problem.inspections), len(problem.teams)
    if not 1 <= inspections <= MOST_INSPECTIONS:
        yield f"inspections: give 1 to {MOST_INSPECTIONS}, not {inspections}."
    if not 1 <= teams <= MOST_TEAMS:
        yield f"teams: give 1 to {MOST_TEAMS}, not {teams}."
    if problem.length > MOST_WEEKS:
        yield f"stages: {problem.length} weeks together; at most {MOST_WEEKS} can be planned."
    for team in problem.teams:
        if sum(member.share for member in team.members) > WHOLE_TEAM:
            yield f"teams: the shares of the members of {team.name} add up to more than {WHOLE_TEAM}."


def _said_twice(problem: Problem) -> Iterator[str]:
    listed = {
        "inspections": [each.name for each in problem.inspections],
        "teams": [each.name for each in problem.teams],
        "stages": [each.key for each in problem.stages],
        "areas": [each.name for each in problem.areas],
        "fixed": [each.inspection for each in problem.fixed],
        "current": [each.inspection for each in problem.current],
    }
    for what, names in listed.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield f"{what}: “{name}” is there twice."


def _of_names(problem: Problem) -> Iterator[str]:
    inspections = {each.name for each in problem.inspections}
    teams, stages = {each.name for each in problem.teams}, [each.key for each in problem.stages]
    worked_in = {name for each in problem.inspections for name in each.areas}
    for placed in (*problem.fixed, *problem.current):
        if placed.inspection not in inspections:
            yield f"fixed, current: there is no inspection “{placed.inspection}”."
        if placed.team not in teams:
            yield f"fixed, current: there is no team “{placed.team}”."
    for embargo in problem.embargoes:
        if not embargo.stages or set(embargo.stages) - set(stages):
            named = ", ".join(embargo.stages) or "nothing"
            yield f"embargoes: name stages out of {', '.join(stages)}, not “{named}”."
    for name in sorted({other.area for other in problem.other_scrutiny} - worked_in):
        yield f"other_scrutiny: no inspection works in “{name}”, so this changes nothing. Check the name."

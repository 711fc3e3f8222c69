"""Weeks: which there are, which count for an inspection, and what a team can do in each."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import holidays

from speir.scheduling.problem import WHOLE_TEAM, WORKING_DAYS_THAT_COUNT, Area, Days, Problem, Team

WEEK = timedelta(days=7)
FRIDAY = timedelta(days=4)


def monday_of(day: date) -> date:
    """The Monday of the week that holds this day."""
    return day - timedelta(days=day.weekday())


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


@cache
def _scottish(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="SCT", years=year, language="en_GB"))


def public_holidays(first: date, last: date) -> dict[date, str]:
    """The public holidays of Scotland between two days, by day (from the library ``holidays``)."""
    found = {day: name for year in range(first.year, last.year + 1) for day, name in _scottish(year).items()}
    return {day: found[day] for day in sorted(found) if first <= day <= last}


class Weeks:
    """The weeks of a problem, numbered from 0 at its start; weeks before it have negative numbers."""

    def __init__(self, problem: Problem, extra: int = 0) -> None:
        self.first_monday = monday_of(problem.start)
        self.ends_on = months_later(problem.start, problem.months) - timedelta(days=1)
        # A week lies in the period when its Friday does.
        self.in_period = ((self.ends_on - FRIDAY) - self.first_monday).days // 7 + 1
        self.last = self.in_period + extra
        kept = [self.number(placed.starts_on) for placed in problem.fixed]
        self.earliest = min([0, *kept])
        self.holidays = public_holidays(
            self.monday(self.earliest), self.monday(self.last + 3 * problem.length)
        )
        self._areas = {area.name: area for area in problem.areas}

    def monday(self, number: int) -> date:
        """The Monday of that week."""
        return self.first_monday + number * WEEK

    def number(self, day: date) -> int:
        """The number of the week that holds this day."""
        return (monday_of(day) - self.first_monday).days // 7

    def days(self, number: int) -> list[date]:
        """Monday to Friday of that week."""
        return [self.monday(number) + timedelta(days=offset) for offset in range(5)]

    def days_off(self, areas: Iterable[str], number: int) -> dict[date, str]:
        """The working days of a week that are off in any of these areas, each with its reason."""
        off: dict[date, str] = {}
        chosen = [self._areas.get(name, Area(name)) for name in areas] or [Area("")]
        for area in chosen:
            own = (*area.school_holidays, *area.local_holidays)
            for day in self.days(number):
                if day in self.holidays and day not in area.works_on:
                    off.setdefault(day, self.holidays[day])
                for stretch in own:
                    if stretch.holds(day):
                        off.setdefault(day, f"{stretch.reason} ({area.name})")
        return off

    def public_holiday_in(self, areas: Iterable[str], number: int) -> str:
        """The public or local holiday that breaks a week in any of these areas, or nothing."""
        chosen = [self._areas.get(name, Area(name)) for name in areas] or [Area("")]
        for area in chosen:
            for day in self.days(number):
                if day in self.holidays and day not in area.works_on:
                    return self.holidays[day]
                for stretch in area.local_holidays:
                    if stretch.holds(day):
                        return stretch.reason
        return ""

    def why_left_out(self, areas: Iterable[str], number: int, own: Iterable[Days] = ()) -> str:
        """Why a week does not count in these areas or by an inspection's own days; nothing when it does."""
        off = self.days_off(areas, number)
        for stretch in own:
            for day in self.days(number):
                if stretch.holds(day):
                    off.setdefault(day, stretch.reason)
        return "; ".join(dict.fromkeys(off.values())) if 5 - len(off) < WORKING_DAYS_THAT_COUNT else ""

    def covered(self, stretch: Days, number: int) -> bool:
        """Whether most of a working week lies in these days, so that somebody on leave is away."""
        return sum(stretch.holds(day) for day in self.days(number)) >= WORKING_DAYS_THAT_COUNT


def losses(team: Team, weeks: Weeks, number: int) -> dict[str, int]:
    """Who is away that week and the share of the team that is lost; together never more than the team."""
    if any(weeks.covered(stretch, number) for stretch in team.leave):
        return {"": WHOLE_TEAM}
    left, lost = WHOLE_TEAM, {}
    for member in team.members:
        if any(weeks.covered(stretch, number) for stretch in member.leave):
            lost[member.name] = min(member.share, left)
            left -= lost[member.name]
    return lost


def skills_present(team: Team, weeks: Weeks, number: int) -> set[str]:
    """The skills a team has that week: its own, and those of members who are not away."""
    lost = losses(team, weeks, number)
    held = {skill for member in team.members if member.name not in lost for skill in member.skills}
    return held | set(team.skills)

"""Checks a printed plan against every limit, day by day, without anything of ``speir.scheduling``."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations


def day(written):
    return date.fromisoformat(written)


def stretch(each):
    first, last = day(each["first_day"]), day(each["last_day"])
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


def workdays(monday):
    return {monday + timedelta(days=number) for number in range(5)}


def broken(told):
    """Every limit that the plan breaks, in words; nothing when it keeps them all."""
    return _Checking(told).faults


class _Checking:
    def __init__(self, told):
        self.inputs = told["inputs"]
        self.plan = {each["inspection"]: each for each in told["inspections"]}
        self.asked = {each["name"]: each for each in self.inputs["inspections"]}
        self.public = {day(each["day"]) for each in told["public_holidays"]}
        self.stage_of_week = [stage for stage in self.inputs["stages"] for _ in range(stage["weeks"])]
        self.areas = {each["name"]: each for each in self.inputs["areas"]}
        self.faults = []
        if set(self.plan) != set(self.asked) or len(told["inspections"]) != len(self.asked):
            self.faults.append("not every inspection is laid exactly once")
            return
        for name in self.plan:
            self.weeks(name)
            self.days(name)
            self.skills(name)
        self.capacity()
        self.apart()
        self.fixed()

    def mondays(self, name):
        return [day(written) for written in self.plan[name]["weeks"]]

    def off(self, name, *, with_school):
        """The days that are not worked in the areas of an inspection."""
        found = set()
        for area in [self.areas.get(each, {}) for each in self.asked[name]["areas"]] or [{}]:
            found |= self.public - {day(each) for each in area.get("works_on", [])}
            for each in area.get("local_holidays", []):
                found |= stretch(each)
            for each in area.get("school_holidays", []) if with_school else []:
                found |= stretch(each)
        for each in self.asked[name].get("left_out", []) if with_school else []:
            found |= stretch(each)
        return found

    def weeks(self, name):
        mondays, off = self.mondays(name), self.off(name, with_school=True)
        is_fixed = any(each["inspection"] == name for each in self.inputs["fixed"])
        if len(mondays) != len(self.stage_of_week) or any(monday.weekday() for monday in mondays):
            self.faults.append(f"{name}: not a footprint")
        walking = mondays[0]
        while walking <= mondays[-1]:
            counts = len(workdays(walking) - off) >= 3
            if counts != (walking in mondays):
                self.faults.append(f"{name}: {walking} counted wrongly")
            walking += timedelta(days=7)
        last = day(self.inputs["start"]).replace(day=1)
        for _ in range(self.inputs["months"]):
            last = (last + timedelta(days=32)).replace(day=1)
        last = _same_day(last, day(self.inputs["start"]).day)
        if not is_fixed and mondays[0] + timedelta(days=4) < day(self.inputs["start"]):
            self.faults.append(f"{name}: begins before the period")
        if mondays[-1] + timedelta(days=4) >= last:
            self.faults.append(f"{name}: is published after the period")

    def days(self, name):
        asked, mondays = self.asked[name], self.mondays(name)
        if asked["not_before"] and day(self.plan[name]["starts_on"]) < day(asked["not_before"]):
            self.faults.append(f"{name}: starts too early")
        if asked["publish_by"] and mondays[-1] + timedelta(days=4) > day(asked["publish_by"]):
            self.faults.append(f"{name}: is published too late")
        if asked["last_published_on"]:
            weeks = self.inputs["gaps"]["same_partnership"]
            if mondays[0] < day(asked["last_published_on"]) + timedelta(weeks=weeks):
                self.faults.append(f"{name}: too soon after the last one")
        holidays = self.off(name, with_school=False)
        is_fixed = any(each["inspection"] == name for each in self.inputs["fixed"])
        for monday, stage in zip(mondays, self.stage_of_week, strict=True):
            if stage["needs_whole_weeks"] and workdays(monday) & holidays and not is_fixed:
                self.faults.append(f"{name}: {stage['key']} in a broken week, {monday}")
            for each in self.inputs["embargoes"]:
                there = not each["areas"] or set(each["areas"]) & set(asked["areas"])
                if there and stage["key"] in each["stages"] and workdays(monday) & stretch(each):
                    self.faults.append(f"{name}: {stage['key']} in an embargo, {monday}")

    def in_area(self, name):
        pairs = zip(self.mondays(name), self.stage_of_week, strict=True)
        return [monday for monday, stage in pairs if stage["is_in_area"]]

    def skills(self, name):
        team = next(each for each in self.inputs["teams"] if each["name"] == self.plan[name]["team"])
        for monday in self.mondays(name):
            held = set(team["skills"])
            for member in team["members"]:
                if not self.away(member, monday):
                    held |= set(member["skills"])
            if set(self.asked[name]["skills"]) - held:
                self.faults.append(f"{name}: lacks skills in {monday}")

    def away(self, somebody, monday):
        return any(len(workdays(monday) & stretch(each)) >= 3 for each in somebody["leave"])

    def capacity(self):
        used = defaultdict(int)
        for name, placed in self.plan.items():
            for monday, stage in zip(self.mondays(name), self.stage_of_week, strict=True):
                used[placed["team"], monday] += stage["share"]
        for (name, monday), share in used.items():
            team = next(each for each in self.inputs["teams"] if each["name"] == name)
            there = 0 if self.away(team, monday) else 100
            there -= sum(each["share"] for each in team["members"] if self.away(each, monday)) if there else 0
            if share > there:
                self.faults.append(f"{name}: {share}% of {there}% in {monday}")

    def apart(self):
        gaps = self.inputs["gaps"]
        for one, two in combinations(self.plan, 2):
            if self.asked[one]["partnership"] == self.asked[two]["partnership"]:
                self.far(one, self.mondays(one), two, self.mondays(two), gaps["same_partnership"])
            if set(self.asked[one]["areas"]) & set(self.asked[two]["areas"]):
                self.far(one, self.in_area(one), two, self.in_area(two), gaps["same_area"])
        for each in self.inputs["other_scrutiny"]:
            days = stretch(each)
            theirs = sorted({when - timedelta(days=when.weekday()) for when in days})
            for name, asked in self.asked.items():
                if each["area"] in asked["areas"]:
                    self.far(name, self.in_area(name), each["body"], theirs, gaps["same_area"])

    def far(self, one, first, two, second, gap):
        if first and second:
            between = max(second[0] - first[-1], first[0] - second[-1]).days // 7 - 1
            if between < gap:
                self.faults.append(f"{one} and {two}: {between} weeks between, not {gap}")

    def fixed(self):
        for each in self.inputs["fixed"]:
            placed = self.plan[each["inspection"]]
            if (placed["team"], placed["starts_on"]) != (each["team"], each["starts_on"]):
                self.faults.append(f"{each['inspection']}: is fixed and moved")


def _same_day(first_of_month, wanted):
    following = (first_of_month + timedelta(days=32)).replace(day=1)
    return min(first_of_month + timedelta(days=wanted - 1), following - timedelta(days=1))

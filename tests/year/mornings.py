"""Twenty link inspectors open their morning page, act on what it says and put it away.

They open it twice a week, or each working day with SPEIR_YEAR_DAILY=1, which takes longer.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from speir.area_monitoring.operations import dismiss_line, mark_seen
from speir.area_teams.queries import areas_looked_after, reader_of_areas
from speir.people.models import Person
from speir.web.inspectorate import area_due
from speir.web.inspectorate.morning import Changed, morning
from tests.year.life import Life, at, working_days
from tests.year.planted import AREAS, BEGINS

OPEN_ON = range(5) if os.environ.get("SPEIR_YEAR_DAILY") else (0, 3)  # Monday and Thursday


@dataclass(frozen=True)
class Shown:
    """One line that one inspector was shown on one day."""

    on: date
    person: Person
    line: Changed


@dataclass
class Lived:
    """Everything that was shown, and what was shown to whoever does not look after the area."""

    life: Life
    shown: list[Shown] = field(default_factory=list)
    late: dict[tuple[str, object], date] = field(default_factory=dict)
    elsewhere: list[Shown] = field(default_factory=list)
    again: list[Shown] = field(default_factory=list)
    away: set[tuple[object, str]] = field(default_factory=set)
    mornings: int = 0

    def first_shown(self, kind: str, words: str) -> dict[object, date]:
        """Who was shown a line of a kind with these words in its title, and when first."""
        found: dict[object, date] = {}
        for each in self.shown:
            if each.line.kind == kind and words in each.line.title:
                found.setdefault(each.person.pk, each.on)
        return found

    def by_kind(self) -> Counter[str]:
        """Signals shown, by kind; one that two people are shown counts twice."""
        return Counter(each.line.kind for each in self.shown if each.line.kind)


def live(life: Life) -> Lived:
    """The year, one working day after another."""
    lived, since = Lived(life), BEGINS - timedelta(days=1)
    for day in working_days():
        life.happen(day, since)
        since = day
        for person in life.links if day.weekday() in OPEN_ON else ():
            open_page(lived, person, day)
    return lived


def open_page(lived: Lived, person: Person, day: date) -> None:
    """Read every line; put away what asks for nothing more; say that one has seen the rest."""
    now = at(day, 9)
    areas = tuple(areas_looked_after(person, day))
    reader = reader_of_areas(person, day)
    names = {area.name for area in areas}
    lived.mornings += 1
    for line in morning(person, reader, areas, now).lines:
        shown = Shown(day, person, line)
        lived.shown.append(shown)
        where = line.title.split(":")[0]
        if where not in names and where in AREAS:
            lived.elsewhere.append(shown)
        if (person.pk, line.key) in lived.away:
            lived.again.append(shown)
        if line.kind and lived.life.chance.random() < 0.5:
            dismiss_line(line=line.key, by=person, at=now)
        lived.away.add((person.pk, line.key))
    if day.weekday() == 0:
        for due in area_due.due_in(area_due.known_of(areas, reader, day)):
            if due.due_on is not None and due.due_on < day:
                lived.late.setdefault((due.title, person.pk), day)
    mark_seen(up_to=now, by=person, at=now)

"""A year in 32 invented areas and 20 link inspectors: what was planted is shown, to the right ones, in time.

The seed is SPEIR_YEAR_SEED, or the one below. What was shown besides is counted and printed:

    pytest tests/year -s
"""

import os
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.expectations import contact_due
from speir.indicators.choices import SignalKind
from speir.indicators.models import Indicator
from tests.improvement_plans.factories import ACTION_DUE_ON
from tests.year import life as of_year
from tests.year import mornings, planted
from tests.year.mornings import Lived, Shown
from tests.year.planted import AREAS, Event

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEED = int(os.environ.get("SPEIR_YEAR_SEED", "20270401"))
# Working days from the day something can first be known to the morning it is shown: pages are opened twice a
# week. Numbers are looked at in the night they arrive; what only becomes late is looked for on Fridays here
# (each night in a real year), and what is due is read on Mondays.
WITHIN, WITHIN_WHEN_LATE = 3, 6
LATE = (SignalKind.LATE_RETURN.label, SignalKind.OVERDUE_ACTIONS.label, "contact")
WEEKS = 52


def place_of(event: Event) -> str:
    """The words with which its lines begin."""
    return AREAS[event.area] if event.area >= 0 else "All areas"


def working_days_between(first: date, last: date) -> int:
    """How many working days the last is after the first."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


def expected(lived: Lived, event: Event) -> set[object]:
    """Who looks after its area on its day, and whoever covers."""
    links = lived.life.links
    if event.area < 0:
        return {person.pk for person in links}
    held: set[object] = {links[event.area % of_year.LINKS].pk}
    if event.area == planted.HANDED_AREA and event.on >= of_year.HANDED_ON:
        held = {links[0].pk}
    place, first, last = of_year.COVER
    if event.area == place and first <= event.on <= last:
        held.add(links[12].pk)
    return held


@dataclass
class Told:
    """What of the lines is about which planted event."""

    lived: Lived
    events: list[Event]

    def __post_init__(self) -> None:
        self.names = dict(Indicator.objects.values_list("code", "name"))

    def is_about(self, event: Event, shown: Shown) -> bool:
        """Whether a line tells of a planted event."""
        line = shown.line
        if event.kind == "post":
            is_it = "chief social work officer, Somebody New" in line.title
        else:
            is_it = line.kind == event.kind and self.names.get(event.code, "") in line.title
        return is_it and line.title.startswith(f"{place_of(event)}:") and shown.on >= event.on

    def shown_to(self, event: Event) -> dict[object, date]:
        """Who was shown it, and when first."""
        if event.kind == "contact":
            title = f"Contact with {place_of(event)}"
            return {who: day for (what, who), day in self.lived.late.items() if what == title}
        found: dict[object, date] = {}
        for each in self.lived.shown:
            if self.is_about(event, each):
                found.setdefault(each.person.pk, each.on)
        return found

    def echoes(self, shown: Shown) -> bool:
        """Whether a signal is another sign of what was planted: that indicator and area, later."""
        return any(
            event.code and event.on <= shown.on and shown.line.title.startswith(f"{place_of(event)}: ")
            and self.names[event.code] in shown.line.title
            for event in self.events
        )  # fmt: skip

    def besides(self) -> tuple[int, int, Counter[str]]:
        """Signals shown that were planted, that echo what was planted, and all others by kind."""
        of_planted = echoes = 0
        others: Counter[str] = Counter()
        for each in self.lived.shown:
            if not each.line.kind:
                continue
            if any(self.is_about(event, each) for event in self.events):
                of_planted += 1
            elif self.echoes(each):
                echoes += 1
            else:
                others[each.line.kind] += 1
        return of_planted, echoes, others


@pytest.fixture
def told() -> Told:
    """The year, lived."""
    lived = mornings.live(of_year.begin(SEED))
    due_on = contact_due(Intensity.ROUTINE, of_year.UNMADE_SINCE, None)
    assert due_on is not None
    return Told(lived, planted.events(ACTION_DUE_ON, due_on, of_year.POSTS_ON))


def test_what_was_planted_is_shown_to_the_right_ones_in_time_and_to_nobody_else(told: Told) -> None:
    assert told.lived.mornings >= of_year.LINKS * 2 * WEEKS
    waits, problems = [], []
    for event in told.events:
        seen = told.shown_to(event)
        longest = max((working_days_between(event.on, day) for day in seen.values()), default=0)
        waits.append(longest)
        within = WITHIN_WHEN_LATE if event.kind in LATE else WITHIN
        if set(seen) != expected(told.lived, event) or longest > within:
            problems.append((event, seen))
    of_planted, echoes, others = told.besides()
    weeks = of_year.LINKS * WEEKS
    kinds = ", ".join(f"{kind.lower()} {many}" for kind, many in sorted(others.items()))
    print(  # noqa: T201
        f"Seed {SEED}: {len(told.events) - len(problems)} of {len(told.events)} planted events shown as they "
        f"should; the longest wait {max(waits)} working days. {told.lived.mornings} mornings, "
        f"{len(told.lived.shown)} lines. Signals: {of_planted} of what was planted, "
        f"{echoes} more about the same, {others.total()} others ({kinds}): "
        f"{others.total() / weeks:.3f} an inspector and week."
    )
    assert problems == []
    assert told.lived.elsewhere == []  # nobody was shown a line about an area of somebody else
    assert told.lived.again == []  # and nothing that was put away or seen came again unchanged
    assert all(each.line.why for each in told.lived.shown)
    assert all(each.line.method and each.line.rests_on for each in told.lived.shown if each.line.kind)
    # A ranking always has a worst quarter; the other kinds are what chance alone raises.
    by_chance = others.total() - others[SignalKind.WORST_QUARTER.label]
    assert by_chance / weeks <= 0.25
    assert others.total() / weeks <= 1

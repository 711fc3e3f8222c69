"""What happens on purpose in the year: where, when it can first be known, and who ought to be shown it."""

from dataclasses import dataclass
from datetime import date, timedelta

from speir.demo.invented_numbers import Planted, quarters
from speir.indicators.choices import SignalKind

ENDS = ("alpha", "bravo", "delta", "echo", "golf", "hotel", "kilo", "lima")
AREAS = tuple(f"{first}{last}" for first in ("Ard", "Bal", "Dun", "Kin") for last in ENDS)
HISTORY, QUARTERS = 16, 4
BEGINS, ENDS_ON = date(2027, 4, 1), date(2028, 3, 31)
# From January to March 2023: sixteen quarters that have arrived, then four whose returns arrive in the year.
PERIODS = tuple(quarters(2022, HISTORY + QUARTERS + 3)[3:])
ARRIVES_AFTER, DUE_AFTER = timedelta(days=45), timedelta(days=61)
QUARTER_ENDS = (date(2027, 3, 31), date(2027, 6, 30), date(2027, 9, 30), date(2027, 12, 31))
PLAN_AREA, UNMADE_AREA, HANDED_AREA, POST_AREAS = 24, 28, 31, (6, 31)
GRADE_AREA, GRADE_MONTH = 20, date(2027, 9, 1)
WORST = (9, "STAFF-VACANT", 17)


@dataclass(frozen=True)
class Event:
    """One planted thing: its kind, its area (-1: all), its indicator, and the day it can first be known."""

    kind: str
    area: int
    code: str
    on: date


IN_NUMBERS = (
    Planted(SignalKind.OUTSIDE_LIMITS, 7, "STAFF-VACANT", 16),
    Planted(SignalKind.ABSENCE, 5, "SIR", 17),
    Planted(SignalKind.OUTSIDE_FUNNEL, 3, "CPO-DONE", 17),
    Planted(SignalKind.LATE_RETURN, 13, "STAFF-VACANT", 18),
    Planted(SignalKind.BROKEN_TREND, -1, "LAC-AFTERCARE", 18),
    Planted(SignalKind.THREE_WORSE, 11, "ASP-TIME", 19),
    Planted(SignalKind.ABSENCE, 30, "SIR", 19),
)


def known_on(planted: Planted) -> date:
    """When the numbers of its quarter arrive, or the day after they were due."""
    is_late = planted.kind == SignalKind.LATE_RETURN
    return QUARTER_ENDS[planted.quarter - HISTORY] + (DUE_AFTER if is_late else ARRIVES_AFTER)


def services_arrive(month: date) -> date:
    """The file of a month comes on the tenth of the next."""
    return (month + timedelta(days=32)).replace(day=10)


def events(action_due_on: date, contact_due_on: date, posts_on: tuple[date, date]) -> list[Event]:
    """Everything that ought to be shown."""
    return [
        *(Event(each.kind.label, each.area, each.code, known_on(each)) for each in IN_NUMBERS),
        Event(SignalKind.WORST_QUARTER.label, WORST[0], WORST[1], QUARTER_ENDS[1] + ARRIVES_AFTER),
        Event(SignalKind.GRADE_FALLS.label, GRADE_AREA, "", services_arrive(GRADE_MONTH)),
        Event(SignalKind.OVERDUE_ACTIONS.label, PLAN_AREA, "", action_due_on + timedelta(days=1)),
        Event(SignalKind.REPEATED_FINDING.label, PLAN_AREA, "", BEGINS),
        *(Event("post", area, "", on) for area, on in zip(POST_AREAS, posts_on, strict=True)),
        Event("contact", UNMADE_AREA, "", contact_due_on + timedelta(days=1)),
    ]

"""The timetable: from indicative weeks to dates, and what moves when a pause is put in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from speir.foundations.working_weeks import Pause, day_in_week
from speir.people.choices import PARTNERSHIP_ROLES

DRAFT, CONCLUDED, PUBLICATION, FRIDAY = "draft", "area_concluded", "published", 4
# What an area of a national exercise has no day for: the report is national, and so are its days.
OF_THE_REPORT = frozenset({DRAFT, "signed_off", "factual_accuracy", "embargoed", PUBLICATION})
# These are reached by what people do in Speir; every other milestone happens elsewhere and is marked by hand.
REACHED_BY_ITS_STEP = frozenset(
    {
        "notified",
        "coordinator_named",
        "letters_acknowledged",
        "documents_requested",
        "documents_due",
        "evidence_lodged",
        "evaluations_due",
        "consolidated",
        CONCLUDED,
        *OF_THE_REPORT,
    }
)


def is_known_to_partnership(key: str, whose_turn: str) -> bool:
    """Whether the partnership reaches a milestone itself, or it is the publication of the report."""
    return whose_turn in PARTNERSHIP_ROLES or key == PUBLICATION


@dataclass(frozen=True)
class Slot:
    """A milestone's place: its key, its indicative week and weekday, and whether it may still move."""

    key: str
    week: int
    weekday: int
    due_on: date | None = None
    may_move: bool = True


@dataclass(frozen=True)
class Moved:
    """A milestone that a change of the calendar moved."""

    key: str
    was: date
    now: date


def due(start: date, pauses: Sequence[Pause], slot: Slot) -> date:
    """The day a slot falls on; in week 1 never before the start itself."""
    return max(day_in_week(start, pauses, slot.week, slot.weekday), start)


def later(slots: Sequence[Slot], from_key: str, weeks: int) -> list[Slot]:
    """The slots with everything that may still move so many weeks later, from one slot's week on."""
    from_week = next(slot.week for slot in slots if slot.key == from_key)
    return [
        replace(slot, week=slot.week + weeks) if slot.may_move and slot.week >= from_week else slot
        for slot in slots
    ]


def recompute(start: date, pauses: Sequence[Pause], slots: Sequence[Slot]) -> list[Moved]:
    """What moves under these pauses: only slots that may still move and whose date changes."""
    moved = []
    for slot in slots:
        if not slot.may_move or slot.due_on is None:
            continue
        now = due(start, pauses, slot)
        if now != slot.due_on:
            moved.append(Moved(slot.key, slot.due_on, now))
    return moved

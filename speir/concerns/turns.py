"""Whose turn a concern is, as lines that stand above everything else and that nobody can put away."""

from dataclasses import replace
from datetime import date

from speir.concerns.choices import ConcernStatus
from speir.inspections.turns import Turn
from speir.people.choices import Role

KEY, WITHOUT_WORDS = "concern", "urgent"
LEAD, SENIOR = frozenset({Role.LEAD_INSPECTOR}), frozenset({Role.SENIOR_MANAGER})

TURNS = {
    ConcernStatus.RAISED: Turn(
        KEY,
        "Decide about a concern for a person's safety",
        "The partnership is told only when you decide.",
        LEAD,
    ),
    ConcernStatus.PASSED: Turn(
        KEY, "Acknowledge a concern for a person's safety", "The inspection has passed it to you.", SENIOR
    ),
    ConcernStatus.ACKNOWLEDGED: Turn(
        KEY,
        "Say what was done about a concern",
        "You have acknowledged it; the inspection waits to hear.",
        SENIOR,
    ),
    ConcernStatus.ACTED: Turn(
        KEY, "Read what was done about a concern", "Then close it, or ask the partnership for more.", LEAD
    ),
}
TO_NAME = Turn(
    "name_senior_manager",
    "Name the senior manager who receives concerns",
    "Without one, no concern about a person's safety can reach you.",
    frozenset({Role.COORDINATOR}),
)
# Whoever must see to it once the time has run out, besides the one whose turn it is.
OVERDUE = {
    ConcernStatus.RAISED: (
        Turn(
            KEY,
            "A concern for a person's safety waits for the lead inspector",
            "Reach them, or decide in their place.",
            frozenset({Role.SERVICE_MANAGER}),
        ),
    ),
    ConcernStatus.PASSED: (
        Turn(
            KEY,
            "Telephone the partnership: a concern for a person's safety is not acknowledged",
            "Its named senior manager has been reminded every hour.",
            frozenset({Role.LEAD_INSPECTOR, Role.SERVICE_MANAGER}),
        ),
    ),
}
# The support officer is asked to fetch the lead and learns neither what waits nor how much of it.
FETCH_THE_LEAD = Turn(
    WITHOUT_WORDS,
    "Ask the lead inspector to sign in to Speir now",
    "Something that only they may see is past its time.",
    frozenset({Role.SUPPORT_OFFICER}),
    is_urgent=True,
    is_overdue=True,
    clock="overdue",
)


def turns_about(
    status: ConcernStatus, concern_id: str, due_on: date, clock: str, is_overdue: bool
) -> list[Turn]:
    """Every line about one concern: whose turn it is and, when overdue, who must see to it."""
    on_the_clock = status in OVERDUE
    shown = [TURNS[status], *(OVERDUE[status] if is_overdue else ())]
    lines = [
        replace(
            turn,
            subject_id=concern_id,
            is_urgent=True,
            is_overdue=is_overdue,
            clock=clock if on_the_clock else "",
            due_on=due_on if on_the_clock else None,
        )
        for turn in shown
    ]
    return [*lines, FETCH_THE_LEAD] if is_overdue else lines

"""Whose turn it is: one line per thing somebody should do next, with its reason and its day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from speir.people.choices import Role
from speir.people.standing import Standing

if TYPE_CHECKING:
    from speir.inspections.models import Letter


@dataclass(frozen=True)
class Turn:
    """Something that waits for somebody. ``key`` tells the screens which page it is done on.

    What ``is_urgent`` stands above everything else; ``clock`` then says by what hour, or since when overdue.
    """

    key: str
    title: str
    why: str
    roles: frozenset[Role]
    due_on: date | None = None
    person_id: str = ""
    body_id: str = ""
    subject_id: str = ""
    is_urgent: bool = False
    is_overdue: bool = False
    clock: str = ""

    def is_for(self, standing: Standing) -> bool:
        """Whether it waits for this person."""
        if self.person_id and self.person_id != standing.person_id:
            return False
        if self.body_id and self.body_id != standing.body_id:
            return False
        return bool(self.roles & standing.roles)

    def whose(self) -> str:
        """Whose turn it is, in words."""
        return " or ".join(sorted(role.label for role in self.roles)).capitalize()

    def days_late(self, today: date) -> int:
        """How many days it is late; 0 when it is not, or has no day."""
        return max((today - self.due_on).days, 0) if self.due_on else 0


def in_order(turns: list[Turn]) -> list[Turn]:
    """What is urgent first, then most pressing first; things without a day last."""
    return sorted(
        turns,
        key=lambda turn: (not turn.is_urgent, turn.due_on is None, turn.due_on or date.max, turn.title),
    )


def to_send_letters(starts_on: date, due_on: Mapping[str, date]) -> Turn:
    """The line before the heads of the partnership's bodies have been told."""
    return Turn(
        key="letters",
        title="Send the notification letters",
        why="The inspection is planned; the heads of the partnership's bodies have not been told.",
        roles=frozenset({Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER}),
        due_on=due_on.get("notified", starts_on),
    )


def to_acknowledge(letter: "Letter", due_on: Mapping[str, date]) -> Turn:
    """The line for a letter that its head has not acknowledged."""
    return Turn(
        key="acknowledge_letter",
        title=f"Acknowledge the notification letter ({letter.recipient.body.short_name})",
        why=f"{letter.recipient.full_name} has not acknowledged it yet.",
        roles=frozenset({Role.HEAD}),
        due_on=due_on.get("letters_acknowledged"),
        person_id=str(letter.recipient_id),
        subject_id=str(letter.pk),
    )

"""Whose turn it is: one line per thing somebody should do next, with its reason and its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from speir.foundations.uk_time import uk_day
from speir.people.choices import Role
from speir.people.standing import Standing
from speir.programmes.letter_fields import NOTIFICATION

if TYPE_CHECKING:
    from speir.inspections.models import Letter


# A letter other than the first, and a reminder of any, is given a week.
ANSWERED_WITHIN = timedelta(days=7)


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
    """The line for a letter that whoever got it has not acknowledged."""
    is_first = letter.key == NOTIFICATION
    what = "the notification letter" if is_first else f"the letter “{letter.subject}”"
    return Turn(
        key="acknowledge_letter",
        title=f"Acknowledge {what} ({letter.recipient.body.short_name})",
        why=f"{letter.recipient.full_name} has not acknowledged it yet.",
        roles=frozenset({Role.HEAD, Role.OPERATIONAL_LEAD}),
        due_on=due_on.get("letters_acknowledged") if is_first else uk_day(letter.sent_at) + ANSWERED_WITHIN,
        person_id=str(letter.recipient_id),
        subject_id=str(letter.pk),
    )


def to_know_of_changes(person_id: str, role: Role, changes: int) -> Turn:
    """The line for somebody who has not said yet that they know of changes of the timetable."""
    times = "" if changes == 1 else f" {changes} times"
    return Turn(
        key="timetable_changed",
        title="See what moved in the timetable",
        why=f"The timetable has changed{times}. Say that you know the new days.",
        roles=frozenset({role}),
        person_id=person_id,
    )


def is_to_be_chased(letter: "Letter", due_on: date | None, today: date) -> bool:
    """Whether a letter waits past its day, and nobody has reminded of it within the last week."""
    if due_on is None or due_on >= today:
        return False
    return letter.reminded_at is None or uk_day(letter.reminded_at) + ANSWERED_WITHIN <= today


def to_chase(letters: Sequence["Letter"]) -> list[Turn]:
    """The line for letters that have waited too long; none when there are none."""
    if not letters:
        return []
    names = ", ".join(sorted({letter.recipient.full_name for letter in letters}))
    number = "1 letter that is" if len(letters) == 1 else f"{len(letters)} letters that are"
    return [
        Turn(
            key="letters",
            title=f"Chase {number} not acknowledged",
            why=f"Waiting for {names}.",
            roles=frozenset({Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER}),
        )
    ]

"""Whose turn it is: one line per thing somebody should do next, with its reason and its day."""

from dataclasses import dataclass
from datetime import date

from speir.people.choices import Role
from speir.people.standing import Standing


@dataclass(frozen=True)
class Turn:
    """Something that waits for somebody. ``key`` tells the screens which page it is done on."""

    key: str
    title: str
    why: str
    roles: frozenset[Role]
    due_on: date | None = None
    person_id: str = ""
    body_id: str = ""
    subject_id: str = ""

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
    """Most pressing first; things without a day last."""
    return sorted(turns, key=lambda turn: (turn.due_on is None, turn.due_on or date.max, turn.title))

"""What differs between two plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from speir.scheduling.layings import Laying


@dataclass(frozen=True)
class Difference:
    """An inspection that stands elsewhere in the second plan, or in only one of the two (None)."""

    inspection: str
    before: Laying | None
    after: Laying | None

    @property
    def weeks_later(self) -> int | None:
        """How many calendar weeks later it starts (earlier: below 0)."""
        if self.before is None or self.after is None:
            return None
        return round((self.after.starts_on - self.before.starts_on).days / 7)

    @property
    def changes_team(self) -> bool:
        """Whether another team does it."""
        return bool(self.before and self.after and self.before.team != self.after.team)


@dataclass(frozen=True)
class Comparison:
    """Two plans side by side."""

    differences: tuple[Difference, ...]
    unchanged: int
    last_before: date | None
    last_after: date | None


def compared(before: Sequence[Laying], after: Sequence[Laying]) -> Comparison:
    """What moved from one plan to the other, in the order of the second."""
    old = {laying.inspection: laying for laying in before}
    new = {laying.inspection: laying for laying in after}
    names = [*new, *(name for name in old if name not in new)]
    differences = tuple(
        Difference(name, old.get(name), new.get(name))
        for name in names
        if _place(old, name) != _place(new, name)
    )
    return Comparison(
        differences,
        len(names) - len(differences),
        max((laying.publishes_by for laying in before), default=None),
        max((laying.publishes_by for laying in after), default=None),
    )


def _place(plan: dict[str, Laying], name: str) -> tuple[str, date, date] | None:
    laying = plan.get(name)
    return (laying.team, laying.starts_on, laying.publishes_by) if laying else None

"""What changed in a council's services between two months. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class GradedService:
    """A service with what is compared; ``key`` is "" when it cannot be known again."""

    key: str
    name: str
    kind: str
    min_grade: int | None
    reported_change: str
    graded_on: date | None


@dataclass(frozen=True)
class GradeChange:
    """One service's minimum grade, before and after; ``before`` is None when only the change was told."""

    graded: GradedService
    before: int | None
    after: int

    @property
    def is_fall(self) -> bool:
        """Whether it got lower."""
        if self.before is None:
            return self.graded.reported_change.lower() == "decline"
        return self.after < self.before


def grade_changes(
    before: Iterable[GradedService], after: Iterable[GradedService], since: date | None = None
) -> list[GradeChange]:
    """Changes between two months, and those that the datastore itself reports of services we cannot follow.

    ``since`` leaves out reported changes that were published before that day; falls come first.
    """
    earlier = {each.key: each for each in before if each.key}
    changes = []
    for each in after:
        if each.min_grade is None:
            continue
        known = earlier.get(each.key) if each.key else None
        if known is not None:
            if known.min_grade is not None and known.min_grade != each.min_grade:
                changes.append(GradeChange(each, known.min_grade, each.min_grade))
        elif each.reported_change.lower() in ("decline", "improve") and _is_new(each, since):
            changes.append(GradeChange(each, None, each.min_grade))
    return sorted(changes, key=lambda change: (not change.is_fall, change.after, change.graded.name))


def _is_new(each: GradedService, since: date | None) -> bool:
    return since is None or (each.graded_on is not None and each.graded_on > since)

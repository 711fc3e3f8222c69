"""How far one area has come, from its claims and the answers to them; and what is overdue."""

from collections.abc import Sequence
from datetime import date, timedelta

from speir.improvement_plans.choices import AreaProgress, Verdict

# Six weeks is verified for the programme of services for children only; here it is an adjustable default.
USUAL_WEEKS_TO_WRITE = 6


def area_progress(verdicts: Sequence[Verdict | None]) -> AreaProgress:
    """The progress of an area from the verdicts on its claims, oldest first; None is still waiting."""
    if not verdicts:
        return AreaProgress.OPEN
    newest = verdicts[-1]
    if newest is None:
        return AreaProgress.CLAIMED
    return AreaProgress.VERIFIED if newest == Verdict.VERIFIED else AreaProgress.NOT_YET


def usual_due_day(published_on: date) -> date:
    """The day by which a plan is usually due."""
    return published_on + timedelta(weeks=USUAL_WEEKS_TO_WRITE)


def days_overdue(due_on: date, today: date, is_done: bool) -> int:
    """How many days an action is overdue; 0 when it is done or not yet due."""
    return 0 if is_done else max((today - due_on).days, 0)

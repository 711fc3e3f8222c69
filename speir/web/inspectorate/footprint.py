"""The footprint of an inspection: its timetable as a picture."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from speir.foundations.uk_time import uk_day
from speir.web.design_system.timeline import Mark, Stage, State, Timeline, Week, week_index
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.foundations.working_weeks import CountedWeek
    from speir.inspections.models import Milestone


def footprint(
    milestones: Sequence["Milestone"],
    calendar: Sequence["CountedWeek"],
    today: date,
    partnership: str,
    *,
    is_over: bool = False,
) -> Timeline:
    """The picture of a timetable: stages, weeks, milestones with their state, and today.

    ``is_over`` is for an inspection that is closed: what was never marked there is neither next nor late.
    """
    weeks = [Week(week.number, week.monday, week.reason) for week in calendar]
    return Timeline(
        stages=stages_of(milestones, weeks),
        weeks=weeks,
        milestones=marks_of(milestones, weeks, today, is_over=is_over),
        today_index=week_index(weeks, today),
        note=f"Working weeks of the inspection of {partnership}; weeks that do not count have no number.",
    )


def marks_of(
    milestones: Sequence["Milestone"], weeks: Sequence[Week], today: date, *, is_over: bool
) -> list[Mark]:
    """Each milestone in its week, with its state."""
    ahead = [m for m in milestones if m.reached_at is None and m.due_on >= today and not is_over]
    coming = ahead[0].pk if ahead else None
    by = date.min if is_over else today
    return [
        Mark(m.title, m.due_on, position, state_of(m, by, m.pk == coming), words_of(m, by))
        for m in milestones
        if (position := week_index(weeks, m.due_on)) is not None
    ]


def stages_of(milestones: Sequence["Milestone"], weeks: Sequence[Week]) -> list[Stage]:
    """Each stage from the week of its first milestone until the next stage begins."""
    starts: dict[str, tuple[str, int]] = {}
    for milestone in milestones:
        if milestone.stage_key not in starts:
            position = week_index(weeks, milestone.due_on) or 0
            starts[milestone.stage_key] = (milestone.stage_title, int(position))
    begun = sorted(starts.values(), key=lambda stage: stage[1])
    stages = []
    for order, (title, start) in enumerate(begun):
        first = 0 if order == 0 else start
        last = begun[order + 1][1] - 1 if order + 1 < len(begun) else len(weeks) - 1
        stages.append(Stage(title, first, max(first, last)))
    return stages


def state_of(milestone: "Milestone", today: date, is_next: bool) -> State:
    """Whether a milestone is reached, late, the next one, or further ahead."""
    if milestone.reached_at is not None:
        return "done"
    if milestone.due_on < today:
        return "late"
    return "next" if is_next else "ahead"


def words_of(milestone: "Milestone", today: date) -> str:
    """When a milestone was reached, or how late it is."""
    if milestone.reached_at is not None:
        by = f", {milestone.reached_by.full_name}" if milestone.reached_by else ""
        after = (uk_day(milestone.reached_at) - milestone.due_on).days
        late = f", {count(after, 'day')} after its day" if after > 0 else ""
        return f"{day(milestone.reached_at)}{by}{late}"
    if milestone.due_on < today:
        return f"{count((today - milestone.due_on).days, 'day')} late"
    return ""


def progress_line(milestones: Sequence["Milestone"], today: date, *, is_over: bool = False) -> str:
    """A timetable in one line: how many milestones are reached; until it is over, what is late and next."""
    reached = sum(m.reached_at is not None for m in milestones)
    parts = [f"{reached} of {len(milestones)} milestones"]
    if is_over:
        return parts[0]
    late = [m for m in milestones if m.reached_at is None and m.due_on < today]
    if late:
        parts.append(f"late: {late[0].title}" + (f" and {len(late) - 1} more" if late[1:] else ""))
    coming = next((m for m in milestones if m.reached_at is None and m.due_on >= today), None)
    if coming:
        parts.append(f"next: {coming.title}, {day(coming.due_on)}")
    return "; ".join(parts)

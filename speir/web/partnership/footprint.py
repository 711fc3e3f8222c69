"""The timetable as the partnership may see it: its own milestones and publication, nobody else's."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from speir.inspections.timetable import PUBLICATION, is_known_to_partnership
from speir.web.design_system.timeline import Mark, Stage, State, Timeline, Week, week_index
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.foundations.working_weeks import CountedWeek
    from speir.inspections.models import Milestone


def is_ours(milestone: "Milestone") -> bool:
    """Whether the partnership reaches this milestone itself, or it is the publication of the report."""
    return is_known_to_partnership(milestone.key, milestone.whose_turn)


def our_footprint(
    milestones: Sequence["Milestone"], calendar: Sequence["CountedWeek"], today: date
) -> Timeline:
    """The picture: the stages everybody works through, the partnership's own milestones, and today."""
    weeks = [Week(week.number, week.monday, week.reason) for week in calendar]
    ours = [milestone for milestone in milestones if is_ours(milestone)]
    publication = ", and publication," if any(m.key == PUBLICATION for m in ours) else ""
    coming = next((m.pk for m in ours if m.reached_at is None and m.due_on >= today), None)
    return Timeline(
        stages=_stages(milestones, weeks),
        weeks=weeks,
        milestones=[
            Mark(m.title, m.due_on, position, state_of(m, today, m.pk == coming), words_of(m, today))
            for m in ours
            if (position := week_index(weeks, m.due_on)) is not None
        ],
        today_index=week_index(weeks, today),
        note=f"Working weeks of the inspection. Only what the partnership does{publication} is shown.",
    )


def _stages(milestones: Sequence["Milestone"], weeks: Sequence[Week]) -> list[Stage]:
    """Each stage from the week of its first milestone until the next stage begins."""
    first: dict[str, tuple[int, str]] = {}
    for milestone in milestones:
        first.setdefault(
            milestone.stage_key, (int(week_index(weeks, milestone.due_on) or 0), milestone.stage_title)
        )
    begun = sorted(first.values(), key=lambda stage: stage[0])
    ends = [start - 1 for start, _ in begun[1:]] + [len(weeks) - 1]
    return [
        Stage(title, 0 if order == 0 else start, max(start, end))
        for order, ((start, title), end) in enumerate(zip(begun, ends, strict=True))
    ]


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
        return f"reached {day(milestone.reached_at)}"
    late = (today - milestone.due_on).days
    return f"{count(late, 'day')} late" if late > 0 else ""

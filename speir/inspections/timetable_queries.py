"""Questions about what changed in timetables, and who knows of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from speir.foundations.audit import entries_of
from speir.foundations.working_weeks import CountedWeek, weeks
from speir.foundations.working_weeks import Pause as CalendarPause
from speir.inspections.choices import ChangeKind, InspectionStatus
from speir.inspections.models import (
    Inspection,
    Milestone,
    Pause,
    TeamMember,
    TimetableChange,
    TimetableNotice,
)
from speir.inspections.queries import slots_of
from speir.inspections.timetable import (
    CONCLUDED,
    DRAFT,
    FRIDAY,
    OF_THE_REPORT,
    Moved,
    Slot,
    due,
    is_known_to_partnership,
    recompute,
)
from speir.inspections.turns import Turn, to_know_of_changes
from speir.people.choices import Role
from speir.people.models import Person
from speir.programmes.models import Phase
from speir.programmes.queries import milestones_of as phase_milestones
from speir.programmes.queries import stages_of as phase_stages


@dataclass(frozen=True)
class Move:
    """One milestone that moved: what it is, the day before and the day after."""

    key: str
    title: str
    was: date
    now: date


@dataclass(frozen=True)
class PutBack:
    """Days that count again: for what they were left out, why they count, and what moved."""

    first_day: date
    last_day: date
    left_out_for: str
    reason: str
    by: str
    at: datetime
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class MethodChanged:
    """What the method's timetable has now that one laid before has not, and the other way round, by title."""

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    in_another_week: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.in_another_week)


@dataclass(frozen=True)
class Change:
    """One hold or shift: what, why, who, when, and what it moved."""

    kind: ChangeKind
    reason: str
    by: str
    at: datetime
    moves: tuple[Move, ...]


def changes_to_acknowledge(person: Person, inspection: Inspection) -> list[Change]:
    """The changes of which this person has not said that they know, oldest first."""
    waiting = TimetableNotice.objects.filter(change__inspection=inspection, person=person, seen_at=None)
    return [_change(notice.change) for notice in waiting.select_related("change__made_by")]


def as_the_partnership_may_see(changes: list[Change], milestones: list[Milestone]) -> list[Change]:
    """The same changes with what the partnership does itself, and publication, and nothing else."""
    known = {each.key for each in milestones if is_known_to_partnership(each.key, each.whose_turn)}
    ours = [(each, tuple(move for move in each.moves if move.key in known)) for each in changes]
    return [Change(each.kind, each.reason, each.by, each.at, moves) for each, moves in ours if moves]


def who_knows(inspection: Inspection) -> list[TimetableNotice]:
    """Everybody who was asked to know of the latest change, with when they said that they do."""
    latest = TimetableChange.objects.filter(inspection=inspection).last()
    notices = TimetableNotice.objects.filter(change=latest) if latest else TimetableNotice.objects.none()
    return list(notices.select_related("person__body"))


def pauses_of_several(inspections: Sequence[Inspection]) -> dict[UUID, list[CalendarPause]]:
    """The days whose weeks do not count in each of several inspections, in one question."""
    found: dict[UUID, list[CalendarPause]] = {inspection.pk: [] for inspection in inspections}
    for pause in Pause.objects.filter(inspection__in=list(found)):
        found[pause.inspection_id].append(pause.as_calendar())
    return found


def left_out_from(inspection: Inspection, first_day: date) -> Pause | None:
    """The days that are left out from this one on."""
    return Pause.objects.filter(inspection=inspection, first_day=first_day).first()


def would_move_back(inspection: Inspection, first_day: date) -> list[Moved]:
    """What would move if the days left out from this one on counted again; nothing is changed."""
    others = Pause.objects.filter(inspection=inspection).exclude(first_day=first_day)
    slots = slots_of(Milestone.objects.filter(inspection=inspection))
    return recompute(inspection.starts_on, [each.as_calendar() for each in others], slots)


def put_back_in(inspection: Inspection) -> list[PutBack]:
    """Days that were put back, the first first; from the audit trail."""
    entries = entries_of(inspection.pk).filter(operation="inspections.put_weeks_back")
    return [
        PutBack(
            date.fromisoformat(each.details["first_day"]),
            date.fromisoformat(each.details["last_day"]),
            each.details["left_out_for"],
            each.details["reason"],
            each.by_name,
            each.at,
            tuple(Moved(key, _day(was), _day(now)) for key, was, now in each.details["moved"]),
        )
        for each in entries
        if "first_day" in each.details
    ]


def lay_timetable(
    phase: Phase, starts_on: date, left_out: Sequence[CalendarPause], *, is_area: bool
) -> list[Milestone]:
    """The milestones of a phase on their days, unsaved; an area of a national exercise has no report."""
    laid = [
        Milestone(
            key=planned.key,
            title=planned.title,
            stage_key=planned.stage.key,
            stage_title=planned.stage.title,
            week=planned.week,
            weekday=planned.weekday,
            position=planned.position,
            whose_turn=planned.whose_turn,
        )
        for planned in phase_milestones(phase)
    ]
    laid = _ending_in_the_area(phase, laid) if is_area else laid
    for milestone in laid:
        slot = Slot(milestone.key, milestone.week, milestone.weekday)
        milestone.due_on = due(starts_on, left_out, slot)
    return laid


def _ending_in_the_area(phase: Phase, laid: list[Milestone]) -> list[Milestone]:
    """The same without the report: instead, the work in the area is concluded before that is drafted."""
    draft = next((each for each in laid if each.key == DRAFT), None)
    if draft is None:
        return laid
    kept = [each for each in laid if (each.week, each.weekday) < (draft.week, draft.weekday)]
    kept = [each for each in kept if each.key not in OF_THE_REPORT]
    stages = phase_stages(phase)
    at = next(number for number, stage in enumerate(stages) if stage.key == draft.stage_key)
    stage = stages[max(0, at - 1)]
    return [
        *kept,
        Milestone(
            key=CONCLUDED,
            title="Work in this area concluded",
            stage_key=stage.key,
            stage_title=stage.title,
            week=max([1, draft.week - 1, *(each.week for each in kept)]),
            weekday=FRIDAY,
            position=draft.position,
            whose_turn=Role.LEAD_INSPECTOR,
        ),
    ]


def method_changed(
    inspection: Inspection, milestones: Sequence[Milestone], *, is_shifted: bool
) -> MethodChanged:
    """How the method's timetable differs from the one that was laid; a shifted one has its own weeks."""
    laid = lay_timetable(inspection.phase, inspection.starts_on, (), is_area=inspection.is_area)
    ours = {each.key: each for each in milestones}
    now = {each.key for each in laid}
    return MethodChanged(
        added=tuple(each.title for each in laid if each.key not in ours),
        dropped=tuple(each.title for each in milestones if each.key not in now),
        in_another_week=tuple(
            f"{each.title} (week {each.week})"
            for each in laid
            if not is_shifted and each.key in ours and ours[each.key].week != each.week
        ),
    )


def changed_days_of(inspections: Sequence[Inspection]) -> dict[UUID, tuple[int, datetime | None]]:
    """How often each timetable was changed, and when last, in one question."""
    found: dict[UUID, tuple[int, datetime | None]] = {inspection.pk: (0, None) for inspection in inspections}
    changes = TimetableChange.objects.filter(inspection__in=list(found)).order_by("made_at")
    for inspection_id, made_at in changes.values_list("inspection_id", "made_at"):
        found[inspection_id] = (found[inspection_id][0] + 1, made_at)
    return found


def counted_weeks(
    inspection: Inspection, milestones: Sequence[Milestone], pauses: Sequence[CalendarPause]
) -> list[CountedWeek]:
    """Every calendar week of a timetable that has been asked for already; asks nothing itself."""
    return list(weeks(inspection.starts_on, pauses, max((each.week for each in milestones), default=1)))


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """Who has not said yet that they know of changes, in each of several inspections, in one question."""
    found: dict[UUID, list[Turn]] = {inspection.pk: [] for inspection in inspections}
    going_on = [each for each in inspections if each.status != InspectionStatus.CLOSED]
    here = TeamMember.objects.filter(
        inspection=OuterRef("change__inspection"), person=OuterRef("person"), until_on=None
    )
    notices = TimetableNotice.objects.filter(Exists(here), change__inspection__in=going_on, seen_at=None)
    waits = notices.values_list("change__inspection_id", "person_id", "role")
    for (inspection_id, person_id, role), changes in Counter(waits).items():
        found[inspection_id].append(to_know_of_changes(str(person_id), Role(role), changes))
    return found


def turns(inspection: Inspection) -> list[Turn]:
    """Who has not said yet that they know of changes."""
    return turns_of([inspection])[inspection.pk]


def _change(change: TimetableChange) -> Change:
    return Change(
        ChangeKind(change.kind),
        change.reason,
        change.made_by.full_name,
        change.made_at,
        tuple(_move(each) for each in change.moved),
    )


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _move(written: list[Any]) -> Move:
    key, title, was, now = written
    return Move(key, title, date.fromisoformat(was), date.fromisoformat(now))

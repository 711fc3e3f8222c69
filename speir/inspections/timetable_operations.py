"""Putting days back into the timetable, and saying that one knows of a change of it."""

from datetime import date, datetime

from speir.foundations import audit
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.inspections import permissions, queries, rules, timetable
from speir.inspections.choices import ChangeKind
from speir.inspections.models import Inspection, Pause, TimetableNotice
from speir.inspections.timetable_queries import would_move_back
from speir.inspections.within import date_again, note_change, tell_of_timetable
from speir.people.models import Person


@operation
def put_weeks_back(
    *, inspection: Inspection, first_day: date, reason: str, by: Person, at: datetime, once: str = ""
) -> list[timetable.Moved]:
    """Let days that were left out count again, named by the first of them. Returns what moved."""
    permissions.may_change_timetable.check(queries.standing_of(by, inspection))
    Inspection.objects.select_for_update().get(pk=inspection.pk)  # the same days are put back once
    pauses = Pause.objects.filter(inspection=inspection, first_day=first_day)
    rules.days_are_left_out.check(pauses.exists())
    foreseen = would_move_back(inspection, first_day)
    check_all(
        rules.putting_back_has_a_reason.reason(reason),
        rules.nothing_moves_to_a_day_that_is_over.reason([each.now for each in foreseen], uk_day(at)),
    )
    left_out = pauses.get()
    pauses.delete()
    moved = date_again(inspection)
    note_change(inspection, ChangeKind.BACK, reason, moved, by, at)
    tell_of_timetable(inspection, moved, by, at)
    audit.record(
        f"Days put back into the timetable: {reason.strip()}"[:300],
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={
            "first_day": str(left_out.first_day),
            "last_day": str(left_out.last_day),
            "left_out_for": left_out.reason,
            "reason": reason.strip(),
            "moved": [[change.key, str(change.was), str(change.now)] for change in moved],
        },
    )
    return moved


@operation
def acknowledge_timetable(*, inspection: Inspection, up_to: datetime, by: Person, at: datetime) -> int:
    """Say that one knows of every change up to a moment; saying it again changes nothing."""
    permissions.may_acknowledge_timetable.check(queries.standing_of(by, inspection))
    waiting = TimetableNotice.objects.filter(
        change__inspection=inspection, change__made_at__lte=up_to, person=by, seen_at=None
    )
    seen = waiting.update(seen_at=at)
    audit.record(
        "Change of the timetable acknowledged",
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"changes": seen},
    )
    return seen

"""Changes to an inspection: planning, team, timetable, letters."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils.text import slugify

from speir.foundations import audit
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.foundations.working_weeks import Pause as CalendarPause
from speir.frameworks.operations import mark_used as mark_framework_used
from speir.inspections import letter_queries, permissions, queries, rules, timetable, within
from speir.inspections.choices import ChangeKind, InspectionStatus
from speir.inspections.lifecycle import INSPECTION
from speir.inspections.models import Inspection, Letter, Milestone, Pause, TeamMember
from speir.inspections.timetable_queries import lay_timetable
from speir.inspections.within import date_again, note_change, tell_of_timetable
from speir.inspections.within import tell as tell  # what higher parts write to people with
from speir.partnerships.models import Partnership
from speir.people.choices import Role, Side
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.programmes.letter_fields import NOTIFICATION
from speir.programmes.models import Phase
from speir.programmes.operations import mark_used as mark_phase_used
from speir.programmes.rules import method_looks_at_this_kind


@operation
def plan_inspection(
    *,
    phase: Phase,
    partnership: Partnership,
    starts_on: date,
    lead_inspector: Person,
    reason_chosen: str,
    by: Person,
    at: datetime,
    left_out: Sequence[CalendarPause] = (),
    once: str = "",
) -> Inspection:
    """Plan an inspection: its timetable is laid from the phase's indicative weeks, its lead is appointed.

    ``left_out`` are days whose weeks do not count from the beginning, such as the area's school holidays.
    """
    permissions.may_plan_inspection.check(standing_everywhere(by))
    # The lock makes a second planning at the same moment see the first.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    under_way = Inspection.objects.filter(phase=phase, partnership=partnership).exclude(
        status=InspectionStatus.CLOSED
    )
    is_area = Inspection(phase=phase, partnership=partnership).is_area
    laid = lay_timetable(phase, starts_on, left_out, is_area=is_area)
    check_all(
        rules.phase_has_a_timetable.reason(len(laid)),
        method_looks_at_this_kind.reason(partnership.kind, phase.looks_at),
        rules.progress_is_reviewed_on_its_plan.reason(phase.kind),
        rules.inspection_starts_today_or_later.reason(starts_on, uk_day(at)),
        rules.inspection_starts_on_a_working_day.reason(starts_on),
        rules.reason_is_given.reason(reason_chosen),
        rules.partnership_has_no_open_inspection.reason(list(under_way.values_list("reference", flat=True))),
        rules.lead_inspector_is_a_strategic_inspector.reason(standing_everywhere(lead_inspector).roles),
    )
    inspection = Inspection.objects.create(
        reference=_reference(phase, partnership, starts_on),
        phase=phase,
        partnership=partnership,
        starts_on=starts_on,
        publishes_on=max(milestone.due_on for milestone in laid),
        reason_chosen=reason_chosen.strip(),
    )
    for milestone in laid:
        milestone.inspection = inspection
    Milestone.objects.bulk_create(laid)
    Pause.objects.bulk_create(Pause(inspection=inspection, **vars(each)) for each in left_out)
    TeamMember.objects.create(
        inspection=inspection, person=lead_inspector, role=Role.LEAD_INSPECTOR, from_on=uk_day(at)
    )
    audit.record(
        "Inspection planned",
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"left_out": [[str(each.first_day), str(each.last_day), each.reason] for each in left_out]},
    )
    _mark_method_used(phase, by, at)
    return inspection


def _mark_method_used(phase: Phase, by: Person, at: datetime) -> None:
    mark_phase_used(phase=phase, by=by, at=at)
    for framework in (phase.framework, phase.progress_framework):
        if framework is not None:
            mark_framework_used(framework=framework, by=by, at=at)


def _reference(phase: Phase, partnership: Partnership, starts_on: date) -> str:
    stem = slugify(f"{partnership.slug}-{phase.kind.replace('_', '-')}-{starts_on.year}")[:70]
    taken = set(Inspection.objects.filter(reference__startswith=stem).values_list("reference", flat=True))
    return next(
        name for name in (stem, *(f"{stem}-{number}" for number in range(2, 100))) if name not in taken
    )


@operation
def appoint(
    *, inspection: Inspection, person: Person, role: Role, by: Person, at: datetime, once: str = ""
) -> TeamMember:
    """Give somebody a role in the inspection; giving it again changes nothing."""
    names = role == Role.SENIOR_MANAGER  # the coordinator, too, names that one
    may = permissions.may_name_senior_manager if names else permissions.may_build_team
    may.check(queries.standing_of(by, inspection))
    side = person.body.side
    bodies = (
        queries.scrutiny_bodies(inspection)
        if side == Side.SCRUTINY
        else queries.partnership_bodies(inspection)
    )
    held = TeamMember.objects.filter(inspection=inspection, until_on=None)
    already = held.filter(person=person, role=role).first()
    if already is None:
        other_lead = held.filter(role=Role.LEAD_INSPECTOR).exists()
        check_all(
            rules.nobody_appoints_themselves.reason(str(person.pk), str(by.pk)),
            rules.role_fits_the_side.reason(role, side),
            rules.person_belongs_to_a_body_taking_part.reason(
                str(person.body_id), [str(body.pk) for body in bodies]
            ),
            rules.there_is_no_other_lead_inspector.reason(role, other_lead),
        )
        already = TeamMember.objects.create(
            inspection=inspection, person=person, role=role, from_on=uk_day(at)
        )
    if role == Role.COORDINATOR:
        reach_milestone(inspection=inspection, key="coordinator_named", by=by, at=at)
    audit.record(
        f"{person.full_name} appointed: {role.label}",
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"person": str(person.pk), "role": role.value},
    )
    return already


@operation
def stand_down(*, member: TeamMember, by: Person, at: datetime) -> None:
    """End somebody's role in the inspection from today; what they did stays theirs."""
    permissions.may_build_team.check(queries.standing_of(by, member.inspection))
    TeamMember.objects.filter(pk=member.pk, until_on=None).update(until_on=uk_day(at))
    audit.record(
        f"{member.person.full_name} stood down: {Role.label_of(member.role)}",
        subject=member.inspection,
        by=by,
        at=at,
        thread=member.inspection_id,
    )


@operation
def leave_weeks_out(
    *,
    inspection: Inspection,
    first_day: date,
    last_day: date,
    reason: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> list[timetable.Moved]:
    """Leave days out of the timetable; everything that may still move is dated again. Returns what moved."""
    permissions.may_change_timetable.check(queries.standing_of(by, inspection))
    Inspection.objects.select_for_update().get(pk=inspection.pk)  # the same days are left out once
    others = [(pause.first_day, pause.last_day) for pause in queries.pauses_of(inspection)]
    check_all(
        rules.pause_ends_after_it_begins.reason(first_day, last_day),
        rules.pause_is_at_most_a_year.reason(first_day, last_day),
        rules.pause_does_not_overlap.reason(first_day, last_day, others),
        rules.pause_has_a_reason.reason(reason),
    )
    Pause.objects.create(inspection=inspection, first_day=first_day, last_day=last_day, reason=reason.strip())
    moved = date_again(inspection)
    note_change(inspection, ChangeKind.HOLD, reason, moved, by, at)
    tell_of_timetable(inspection, moved, by, at)
    audit.record(
        f"Weeks left out of the timetable: {reason.strip()}",
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={
            "first_day": str(first_day),
            "last_day": str(last_day),
            "moved": [[change.key, str(change.was), str(change.now)] for change in moved],
        },
    )
    return moved


@operation
def shift_timetable(
    *,
    inspection: Inspection,
    from_key: str,
    weeks: int,
    reason: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> list[timetable.Moved]:
    """Let what is still to come, from one milestone on, come so many weeks later. Returns what moved."""
    permissions.may_change_timetable.check(queries.standing_of(by, inspection))
    Inspection.objects.select_for_update().get(pk=inspection.pk)  # one shift after the other
    milestones = {milestone.key: milestone for milestone in queries.milestones_of(inspection)}
    slots = queries.slots_of(milestones.values())
    is_waiting = any(slot.key == from_key and slot.may_move for slot in slots)
    check_all(
        rules.shift_begins_at_a_waiting_milestone.reason(is_waiting),
        rules.shift_is_at_most_a_year.reason(weeks),
        rules.shift_has_a_reason.reason(reason),
    )
    for slot in timetable.later(slots, from_key, weeks):
        milestones[slot.key].week = slot.week
    Milestone.objects.bulk_update(milestones.values(), ["week"])
    moved = date_again(inspection)
    note_change(inspection, ChangeKind.SHIFT, reason, moved, by, at)
    tell_of_timetable(inspection, moved, by, at)
    audit.record(
        f"Timetable shifted by {weeks} weeks: {reason.strip()}"[:300],
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={
            "reason": reason.strip(),
            "from": from_key,
            "weeks": weeks,
            "moved": [[change.key, str(change.was), str(change.now)] for change in moved],
        },
    )
    return moved


@operation
def send_notification_letters(*, inspection: Inspection, by: Person, at: datetime, once: str = "") -> int:
    """Send the letter to the heads and the operational leads; the inspection is then notified."""
    permissions.may_notify.check(queries.standing_of(by, inspection))
    without = queries.bodies_without_head(inspection)
    rules.every_body_has_a_head.check([body.name for body in without])
    move(inspection, INSPECTION, "notify", by=by, at=at)
    people = within.send(inspection, letter_queries.templates_of(inspection)[0], by=by, at=at)
    tell(
        inspection,
        people,
        key="letter",
        subject="A letter about a joint inspection waits for you in Speir",
        body="Please sign in to Speir, read the letter and acknowledge it.",
        at=at,
    )
    audit.record(
        f"Notification letters sent to {len(people)} people",
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"to": [person.full_name for person in people]},
    )
    reach_milestone(inspection=inspection, key="notified", by=by, at=at)
    return len(people)


@operation
def acknowledge_letter(*, letter: Letter, by: Person, at: datetime) -> None:
    """Acknowledge one's own letter; acknowledging again changes nothing."""
    inspection = letter.inspection
    permissions.may_acknowledge_letter.check(queries.standing_of(by, inspection))
    rules.letter_is_ones_own.check(str(letter.recipient_id), str(by.pk))
    Letter.objects.filter(pk=letter.pk, received_at=None).update(received_at=at, received_by=by)
    audit.record(
        f"Letter acknowledged for {by.body.name}", subject=letter, by=by, at=at, thread=inspection.pk
    )
    if not Letter.objects.filter(inspection=inspection, key=NOTIFICATION, received_at=None).exists():
        reach_milestone(inspection=inspection, key="letters_acknowledged", by=by, at=at)


def reach_milestone(*, inspection: Inspection, key: str, by: Person, at: datetime) -> None:
    """Mark a milestone reached, once; called inside the operation that reaches it and has checked who may."""
    reached = Milestone.objects.filter(inspection=inspection, key=key, reached_at=None).update(
        reached_at=at, reached_by=by
    )
    if reached:
        what = f"Milestone reached: {key.replace('_', ' ')}"
        audit.record(what, subject=inspection, by=by, at=at, thread=inspection.pk)


@operation
def mark_milestone(
    *, inspection: Inspection, key: str, reached_on: date, by: Person, at: datetime, once: str = ""
) -> Milestone:
    """Say on what day something that happens outside Speir, such as a discussion, was reached."""
    permissions.may_mark_milestone.check(queries.standing_of(by, inspection))
    milestone = queries.milestone_of(inspection, key)
    is_waiting = milestone is not None and milestone.reached_at is None
    check_all(
        rules.milestone_is_marked_by_hand.reason(key, timetable.REACHED_BY_ITS_STEP),
        rules.milestone_is_not_reached_yet.reason(is_waiting),
        rules.milestone_was_reached_by_today.reason(reached_on, inspection.starts_on, uk_day(at)),
    )
    assert milestone is not None  # noqa: S101 (a rule above has refused None)
    moment = datetime.combine(reached_on, time(12), tzinfo=at.tzinfo)
    reach_milestone(inspection=inspection, key=key, by=by, at=min(moment, at))
    milestone.refresh_from_db()
    return milestone


@operation
def advance(*, inspection: Inspection, step: str, by: Person, at: datetime, why: str = "") -> None:
    """Move the inspection along; called by what completes a stage, which has checked the permission."""
    move(inspection, INSPECTION, step, by=by, at=at, why=why)
    audit.record(
        f"Inspection moved: {step.replace('_', ' ')}",
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
    )

"""What sending letters and changing a timetable do within one transaction."""

from collections.abc import Sequence
from datetime import datetime

from speir.foundations import outbox
from speir.foundations.refusals import Reason, RuleBroken
from speir.inspections import letter_queries, queries, rules, timetable
from speir.inspections.choices import ChangeKind
from speir.inspections.letter_queries import Template
from speir.inspections.models import Inspection, Letter, Milestone, TimetableChange, TimetableNotice
from speir.people.choices import PARTNERSHIP_ROLES
from speir.people.models import Person
from speir.programmes.letter_fields import FIELDS


def send(inspection: Inspection, template: Template, *, by: Person, at: datetime) -> list[Person]:
    """Send one letter of the method to everybody who gets it and has not had it; returns them."""
    drafts = letter_queries.drafts_of(inspection, template)
    rules.somebody_gets_the_letter.check(len(drafts))
    missing = letter_queries.missing_fields(drafts)
    if rules.every_field_is_filled.reason(missing):
        named = "; ".join(f"{name} ({FIELDS[name]})" for name in missing)
        raise RuleBroken(Reason(f"{rules.every_field_is_filled.message} Missing: {named}."))
    for draft in drafts:
        Letter.objects.create(
            inspection=inspection,
            key=template.key,
            recipient=draft.recipient,
            subject=draft.subject,
            text=draft.text,
            is_indicative=template.is_indicative,
            sent_at=at,
            sent_by=by,
        )
    return [draft.recipient for draft in drafts]


def note_change(
    inspection: Inspection,
    kind: ChangeKind,
    reason: str,
    moved: Sequence[timetable.Moved],
    by: Person,
    at: datetime,
) -> None:
    """Keep what moved, and ask those who must know of it to say that they do; nothing when nothing moved."""
    if not moved:
        return
    milestones = {milestone.key: milestone for milestone in queries.milestones_of(inspection)}
    change = TimetableChange.objects.create(
        inspection=inspection,
        kind=kind,
        reason=reason.strip(),
        moved=[[m.key, milestones[m.key].title, str(m.was), str(m.now)] for m in moved],
        made_at=at,
        made_by=by,
    )
    ours = {
        key for key, each in milestones.items() if timetable.is_known_to_partnership(key, each.whose_turn)
    }
    moves_ours = any(each.key in ours for each in moved)
    people = {
        member.person_id: member.role
        for member in queries.who_must_know_of_changes(inspection)
        if member.person_id != by.pk and (moves_ours or member.role not in PARTNERSHIP_ROLES)
    }
    TimetableNotice.objects.bulk_create(
        TimetableNotice(change=change, person_id=person, role=role) for person, role in people.items()
    )


def tell(
    inspection: Inspection, people: list[Person], *, key: str, subject: str, body: str, at: datetime
) -> None:
    """Put one e-mail to each person in the outbox; it names the partnership and no judgement."""
    for person in people:
        if not person.is_active:  # they have left, and may not sign in
            continue
        outbox.put(
            key=f"{key}:{inspection.pk}:{person.pk}",
            to=person.email,
            subject=subject,
            body=f"{inspection.partnership.full_name}\n\n{body}\n",
            at=at,
        )


def tell_of_timetable(inspection: Inspection, moved: list[timetable.Moved], by: Person, at: datetime) -> None:
    """Write to those concerned, unless nothing moved."""
    if moved:
        tell(
            inspection,
            [person for person in queries.people_of_the_timetable(inspection) if person.pk != by.pk],
            key=f"timetable:{at:%Y%m%d%H%M%S%f}",
            subject="The timetable of an inspection has changed",
            body="Days in the timetable have moved. Please sign in to Speir to see the new days and what of "
            "yours is due when.",
            at=at,
        )


def date_again(inspection: Inspection) -> list[timetable.Moved]:
    """Give everything that may still move its day under the weeks that count now; returns what moved."""
    milestones = {milestone.key: milestone for milestone in queries.milestones_of(inspection)}
    slots = queries.slots_of(milestones.values())
    pauses = [pause.as_calendar() for pause in queries.pauses_of(inspection)]
    moved = timetable.recompute(inspection.starts_on, pauses, slots)
    for change in moved:
        milestones[change.key].due_on = change.now
    Milestone.objects.bulk_update([milestones[change.key] for change in moved], ["due_on"])
    inspection.publishes_on = max(milestone.due_on for milestone in milestones.values())
    inspection.save(update_fields=["publishes_on"])
    return moved

"""Questions that screens and higher parts ask about inspections."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from speir.foundations import audit
from speir.foundations.models import AuditEntry
from speir.foundations.working_weeks import CountedWeek, weeks
from speir.foundations.working_weeks import Pause as CalendarPause
from speir.frameworks.queries import items_found_about
from speir.inspections.choices import InspectionStatus
from speir.inspections.letters import in_words, letter_text, usual_letter
from speir.inspections.models import Inspection, Letter, Milestone, Pause, TeamMember
from speir.inspections.timetable import REACHED_BY_ITS_STEP, Moved, Slot, later, recompute
from speir.inspections.turns import Turn, to_acknowledge, to_send_letters
from speir.partnerships.models import LinkAppointment
from speir.partnerships.queries import bodies_in, partnership_ids_linked_to
from speir.people.choices import JUDGING_ROLES, PARTNERSHIP_ROLES, Role
from speir.people.models import Body, Person
from speir.people.queries import standing_everywhere
from speir.people.standing import Standing
from speir.programmes.choices import PhaseKind
from speir.programmes.queries import bodies_of, signing_bodies_by_phase


class NotVisible(Http404):
    """There is nothing here for this person; asking was written to the audit trail."""


def standing_of(person: Person, inspection: Inspection) -> Standing:
    """Who somebody is towards one inspection: roles held everywhere, in its team, and as link inspector."""
    everywhere = standing_everywhere(person)
    held = TeamMember.objects.filter(inspection=inspection, person=person, until_on=None)
    roles = everywhere.roles | {Role(role) for role in held.values_list("role", flat=True)}
    if LinkAppointment.objects.filter(
        partnership=inspection.partnership_id, person=person, until_on=None
    ).exists():
        roles |= {Role.LINK_INSPECTOR}
    # A support officer in general is not the support officer of this inspection.
    if Role.SUPPORT_OFFICER in everywhere.roles and not held.filter(role=Role.SUPPORT_OFFICER).exists():
        roles -= {Role.SUPPORT_OFFICER}
    return Standing(everywhere.person_id, everywhere.side, everywhere.body_id, frozenset(roles))


def standings_of(person: Person, inspections: Sequence[Inspection]) -> dict[UUID, Standing]:
    """What ``standing_of`` says for each of several inspections, in a fixed number of questions."""
    everywhere = standing_everywhere(person)
    held: dict[UUID, set[Role]] = {inspection.pk: set() for inspection in inspections}
    members = TeamMember.objects.filter(inspection__in=list(held), person=person, until_on=None)
    for inspection_id, role in members.values_list("inspection_id", "role"):
        held[inspection_id].add(Role(role))
    linked = partnership_ids_linked_to(person)
    for inspection in inspections:
        if inspection.partnership_id in linked:
            held[inspection.pk].add(Role.LINK_INSPECTOR)
    general = everywhere.roles - {Role.SUPPORT_OFFICER}  # as in standing_of
    return {pk: replace(everywhere, roles=general | roles) for pk, roles in held.items()}


def visible_to(person: Person) -> QuerySet[Inspection]:
    """The inspections this person may know of."""
    return Inspection.objects.visible_to(standing_everywhere(person)).with_names()


def inspection_for(person: Person, reference: str) -> Inspection:
    """The inspection of that reference; raises NotVisible, audited, when this person may not know of it."""
    found = visible_to(person).filter(reference=reference).first()
    if found is None:
        hidden = Inspection.objects.filter(reference=reference).first()
        if hidden is not None:
            audit.record(
                "Refused: tried to open an inspection without being part of it",
                subject=hidden,
                by=person,
                at=timezone.now(),
                thread=hidden.pk,
            )
        raise NotVisible
    return found


def team_of(inspection: Inspection) -> list[TeamMember]:
    """Everybody with a role in the inspection now, both sides, with their bodies."""
    return teams_of([inspection])[inspection.pk]


def teams_of(inspections: Sequence[Inspection]) -> dict[UUID, list[TeamMember]]:
    """The team of each of several inspections, in one question."""
    found: dict[UUID, list[TeamMember]] = {inspection.pk: [] for inspection in inspections}
    held = TeamMember.objects.filter(inspection__in=list(found), until_on=None)
    for member in held.select_related("person__body"):
        found[member.inspection_id].append(member)
    return found


def judging_team(inspection: Inspection) -> list[Person]:
    """The people who each evaluate alone, by name."""
    return judging_teams_of([inspection])[inspection.pk]


def judging_teams_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Person]]:
    """Who evaluates alone in each of several inspections, by name, in one question."""
    judging = {
        pk: {member.person for member in team if member.role in JUDGING_ROLES}
        for pk, team in teams_of(inspections).items()
    }
    return {pk: sorted(people, key=lambda person: person.full_name) for pk, people in judging.items()}


def lead_of(inspection: Inspection) -> Person | None:
    """The lead inspector."""
    return next((m.person for m in team_of(inspection) if m.role == Role.LEAD_INSPECTOR), None)


def signing_bodies(inspection: Inspection) -> list[Body]:
    """The scrutiny bodies whose sign-off the report needs, the leading one first."""
    return signing_bodies_by_phase([inspection.phase_id])[inspection.phase_id]


def scrutiny_bodies(inspection: Inspection) -> list[Body]:
    """The scrutiny bodies that take part, whether or not they sign, the leading one first."""
    return bodies_of(inspection.phase)


def signing_bodies_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Body]]:
    """The bodies whose sign-off each of several reports needs, in one question."""
    bodies = signing_bodies_by_phase({inspection.phase_id for inspection in inspections})
    return {inspection.pk: bodies[inspection.phase_id] for inspection in inspections}


def partnership_bodies(inspection: Inspection) -> list[Body]:
    """The bodies of the inspected partnership."""
    return bodies_in(inspection.partnership)


def heads_of(inspection: Inspection) -> list[Person]:
    """The heads who receive the letters."""
    return [member.person for member in team_of(inspection) if member.role == Role.HEAD]


def bodies_without_head(inspection: Inspection) -> list[Body]:
    """Bodies of the partnership that would get no letter."""
    covered = {head.body_id for head in heads_of(inspection)}
    return [body for body in partnership_bodies(inspection) if body.pk not in covered]


def partnership_people(inspection: Inspection) -> list[Person]:
    """Everybody on the partnership's side of the inspection."""
    return [member.person for member in team_of(inspection) if member.role in PARTNERSHIP_ROLES]


def milestones_of(inspection: Inspection) -> list[Milestone]:
    """The timetable, in order of date."""
    return list(Milestone.objects.filter(inspection=inspection).select_related("reached_by"))


def timetables_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Milestone]]:
    """The timetable of each of several inspections, in one question."""
    found: dict[UUID, list[Milestone]] = {inspection.pk: [] for inspection in inspections}
    for milestone in Milestone.objects.filter(inspection__in=list(found)):
        found[milestone.inspection_id].append(milestone)
    return found


def due_days_of(inspections: Sequence[Inspection]) -> dict[UUID, dict[str, date]]:
    """The day of each milestone of several inspections, by its key, in one question."""
    found: dict[UUID, dict[str, date]] = {inspection.pk: {} for inspection in inspections}
    days = Milestone.objects.filter(inspection__in=list(found))
    for inspection_id, key, due_on in days.values_list("inspection_id", "key", "due_on"):
        found[inspection_id][key] = due_on
    return found


def leads_of(inspections: Sequence[Inspection]) -> dict[UUID, Person]:
    """The lead inspector of each of several inspections, in one question."""
    held = TeamMember.objects.filter(
        inspection__in=list(inspections), role=Role.LEAD_INSPECTOR, until_on=None
    ).select_related("person__body")
    return {member.inspection_id: member.person for member in held}


def milestone_of(inspection: Inspection, key: str) -> Milestone | None:
    """One milestone of the timetable."""
    return Milestone.objects.filter(inspection=inspection, key=key).first()


def pauses_of(inspection: Inspection) -> list[Pause]:
    """The days whose weeks do not count."""
    return list(Pause.objects.filter(inspection=inspection))


def calendar_of(inspection: Inspection) -> list[CountedWeek]:
    """Every calendar week from start to publication, with its number or why it does not count."""
    pauses: list[CalendarPause] = [pause.as_calendar() for pause in pauses_of(inspection)]
    last = max((milestone.week for milestone in milestones_of(inspection)), default=1)
    return list(weeks(inspection.starts_on, pauses, last))


def history_of(inspection: Inspection) -> QuerySet[AuditEntry]:
    """The audit trail of an inspection, newest first."""
    return audit.entries_of(inspection.pk).order_by("-pk")


def moved_by_pauses(inspection: Inspection) -> dict[date, list[Moved]]:
    """What each pause moved when it was put in, by its first day; from the audit trail."""
    entries = audit.entries_of(inspection.pk).filter(operation="inspections.leave_weeks_out")
    return {
        date.fromisoformat(details["first_day"]): _moved_in(details)
        for details in entries.values_list("details", flat=True)
        if "first_day" in details
    }


def slots_of(milestones: Iterable[Milestone]) -> list[Slot]:
    """The milestones as the timetable counts with them."""
    return [
        Slot(m.key, m.week, m.weekday, m.due_on, may_move=m.reached_at is None and not m.is_fixed)
        for m in milestones
    ]


def would_move_by_pause(inspection: Inspection, first_day: date, last_day: date) -> list[Moved]:
    """What would move if these days were left out; nothing is changed."""
    pauses = [each.as_calendar() for each in pauses_of(inspection)]
    slots = slots_of(milestones_of(inspection))
    return recompute(inspection.starts_on, [*pauses, CalendarPause(first_day, last_day, "")], slots)


def would_move_by_shift(inspection: Inspection, from_key: str, weeks: int) -> list[Moved]:
    """What would move if the rest came so many weeks later; nothing is changed."""
    pauses = [each.as_calendar() for each in pauses_of(inspection)]
    slots = later(slots_of(milestones_of(inspection)), from_key, weeks)
    return recompute(inspection.starts_on, pauses, slots)


def shifts_of(inspection: Inspection) -> list[tuple[str, list[Moved]]]:
    """Each shift of the timetable with its reason and what it moved; from the audit trail."""
    entries = audit.entries_of(inspection.pk).filter(operation="inspections.shift_timetable")
    return [
        (details["reason"], _moved_in(details))
        for details in entries.values_list("details", flat=True)
        if "reason" in details
    ]


def _moved_in(details: dict[str, Any]) -> list[Moved]:
    return [
        Moved(key, date.fromisoformat(was), date.fromisoformat(now)) for key, was, now in details["moved"]
    ]


def people_of_the_timetable(inspection: Inspection) -> list[Person]:
    """Whom a change of the timetable concerns: the team, and the partnership once it has been notified."""
    roles = {Role.LEAD_INSPECTOR, Role.INSPECTOR, Role.SUPPORT_OFFICER, Role.SIGNATORY}
    if inspection.status != InspectionStatus.PLANNED:
        roles |= {Role.COORDINATOR, Role.CONTRIBUTOR, Role.HEAD, Role.LOCAL_READER}
    people = {member.person.pk: member.person for member in team_of(inspection) if member.role in roles}
    return sorted(people.values(), key=lambda person: person.full_name)


def letters_to_send(inspection: Inspection) -> list[tuple[Person, str]]:
    """Each head who would get a letter now, with its text."""
    lead = lead_of(inspection)
    questions = [item.title.lower() for item in items_found_about(inspection.phase.framework)]
    bodies = [body.name for body in scrutiny_bodies(inspection)]
    return [
        (
            head,
            letter_text(
                inspection.phase.letter or usual_letter(inspection.phase.kind, len(bodies)),
                recipient=head.full_name,
                post=head.post_title or "Head",
                body=head.body.name,
                title=PhaseKind.label_of(inspection.phase.kind),
                partnership=inspection.partnership.full_name,
                bodies=in_words(bodies),
                starts_on=_day(inspection.starts_on),
                publishes_on=_day(inspection.publishes_on),
                questions=in_words(questions),
                lead=lead.full_name if lead else "",
            ),
        )
        for head in heads_of(inspection)
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def letters_of(inspection: Inspection) -> list[Letter]:
    """The notification letters with their receipts."""
    return list(
        Letter.objects.filter(inspection=inspection).select_related(
            "recipient__body", "sent_by", "received_by"
        )
    )


def letter_for(person: Person, inspection: Inspection) -> Letter | None:
    """The letter addressed to this person."""
    return (
        Letter.objects.filter(inspection=inspection, recipient=person)
        .select_related("recipient__body", "sent_by")
        .first()
    )


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of the letters of each of several inspections, in two questions."""
    due = due_days_of(inspections)
    found: dict[UUID, list[Turn]] = {
        inspection.pk: [to_send_letters(inspection.starts_on, due[inspection.pk])]
        if inspection.status == InspectionStatus.PLANNED
        else []
        for inspection in inspections
    }
    told = [inspection for inspection in inspections if inspection.status != InspectionStatus.PLANNED]
    waiting = Letter.objects.filter(inspection__in=told, received_at=None)
    for letter in waiting.select_related("recipient__body"):
        found[letter.inspection_id].append(to_acknowledge(letter, due[letter.inspection_id]))
    return found


def turns(inspection: Inspection) -> list[Turn]:
    """What waits for somebody because of the letters."""
    return turns_of([inspection])[inspection.pk]


def milestones_to_mark(inspection: Inspection) -> list[Milestone]:
    """Milestones not reached yet that happen outside Speir, so that somebody marks them by hand."""
    waiting = [milestone for milestone in milestones_of(inspection) if milestone.reached_at is None]
    return [milestone for milestone in waiting if milestone.key not in REACHED_BY_ITS_STEP]


def late_milestones(inspection: Inspection, today: date) -> list[Milestone]:
    """Milestones whose day has passed without being reached."""
    return [m for m in milestones_of(inspection) if m.reached_at is None and m.due_on < today]

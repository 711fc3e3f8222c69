"""Questions that screens and higher parts ask about inspections."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from django.db.models import QuerySet, Value
from django.http import Http404
from django.utils import timezone

from speir.foundations import audit
from speir.foundations.models import AuditEntry
from speir.foundations.uk_clock import uk_today
from speir.foundations.working_weeks import CountedWeek, weeks
from speir.foundations.working_weeks import Pause as CalendarPause
from speir.inspections.choices import InspectionStatus
from speir.inspections.models import Inspection, Letter, Milestone, Pause, TeamMember
from speir.inspections.permissions import TELLS_THAT_THEY_KNOW, is_known_to
from speir.inspections.timetable import REACHED_BY_ITS_STEP, Moved, Slot, later, recompute
from speir.inspections.turns import Turn, is_to_be_chased, to_acknowledge, to_chase, to_send_letters
from speir.partnerships.models import LinkAppointment, Partnership
from speir.partnerships.queries import bodies_in, partnership_ids_linked_to
from speir.people.choices import JUDGING_ROLES, PARTNERSHIP_ROLES, Role
from speir.people.models import Body, Person
from speir.people.queries import standing_everywhere, standing_rows, standing_with
from speir.people.standing import Standing
from speir.programmes.models import Programme
from speir.programmes.queries import bodies_of, signing_bodies_by_phase


class NotVisible(Http404):
    """There is nothing here for this person; asking was written to the audit trail."""


def standing_of(person: Person, inspection: Inspection) -> Standing:
    """Who somebody is towards one inspection: roles held everywhere, in its team, and as link inspector."""
    return _standing(standing_everywhere(person), *_held(person, inspection))


def _held(person: Person, inspection: Inspection) -> tuple[frozenset[Role], bool]:
    """The roles that somebody holds in the team, and whether they are the partnership's link inspector."""
    team = TeamMember.objects.filter(inspection=inspection, person=person, until_on=None).order_by()
    linked = LinkAppointment.objects.filter(partnership=inspection.partnership_id, person=person)
    roles = frozenset(Role(role) for role in team.values_list("role", flat=True))
    return roles, linked.filter(until_on=None).exists()


def _standing(everywhere: Standing, in_team: frozenset[Role], is_linked: bool) -> Standing:
    # A support officer in general is not the support officer of this inspection.
    roles = (everywhere.roles - {Role.SUPPORT_OFFICER}) | in_team
    return replace(everywhere, roles=roles | {Role.LINK_INSPECTOR} if is_linked else roles)


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
    return visible_with(standing_everywhere(person))


def visible_with(standing: Standing) -> QuerySet[Inspection]:
    """The inspections that somebody of this standing everywhere may know of."""
    return Inspection.objects.visible_to(standing).with_names()


def begun_before(
    standing: Standing, partnership_ids: Collection[UUID], before: date, limit: int
) -> list[Inspection]:
    """The newest inspections of these partnerships that begin before a day and may be known of, by name."""
    found = visible_with(standing).filter(partnership__in=partnership_ids, starts_on__lt=before)
    names = ("phase__name", "phase__programme__name", "partnership__name")
    listed = found.select_related(None).select_related("partnership", "phase__programme")
    return list(listed.only("reference", "starts_on", *names).order_by("-starts_on")[:limit])


def going_on_with(person: Person, partnerships: Iterable[Partnership]) -> list[Inspection]:
    """The inspections of these partnerships that this person may know of, and that are not closed."""
    found = visible_to(person).filter(partnership__in=[each.pk for each in partnerships])
    return list(found.exclude(status=InspectionStatus.CLOSED).order_by("-starts_on"))


def going_on_in(person: Person, programme: Programme) -> list[Inspection]:
    """The inspections of a programme that this person may know of, and that are not closed."""
    found = visible_to(person).filter(phase__programme=programme.pk)
    return list(found.exclude(status=InspectionStatus.CLOSED).order_by("partnership__name", "-starts_on"))


def inspection_for(person: Person, reference: str) -> Inspection:
    """The inspection of that reference; raises NotVisible, audited, when this person may not know of it."""
    found = visible_to(person).filter(reference=reference).first()
    if found is None:
        _refuse(person, Inspection.objects.filter(reference=reference).first())
    return found


def inspection_and_standing(person: Person, reference: str) -> tuple[Inspection, Standing]:
    """What ``inspection_for`` and ``standing_of`` say, in fewer questions, with the partnership alone."""
    found = Inspection.objects.filter(reference=reference).select_related("partnership").first()
    if found is None:
        raise NotVisible
    everywhere, held = _standing_in_one_question(person, found)
    if not is_known_to(everywhere, *held, found.status):
        _refuse(person, found)
    return found, _standing(everywhere, *held)


def _standing_in_one_question(
    person: Person, inspection: Inspection
) -> tuple[Standing, tuple[frozenset[Role], bool]]:
    """What ``standing_everywhere`` and ``_held`` say: each row tells where the role is held."""
    told = standing_rows(person).union(
        TeamMember.objects.filter(inspection=inspection, person=person, until_on=None)
        .order_by()
        .values_list(Value("team"), "role"),
        LinkAppointment.objects.filter(partnership=inspection.partnership_id, person=person, until_on=None)
        .order_by()
        .values_list(Value("link"), Value(str(Role.LINK_INSPECTOR))),
    )
    held: dict[str, set[Role]] = {"everywhere": set(), "team": set(), "link": set()}
    for where, role in told:
        held[where].add(Role(role))
    everywhere = standing_with(person, held["everywhere"])
    return everywhere, (frozenset(held["team"]), bool(held["link"]))


def _refuse(person: Person, hidden: Inspection | None) -> NoReturn:
    if hidden is not None:
        audit.record(
            "Refused: tried to open an inspection without being part of it",
            subject=hidden,
            by=person,
            at=timezone.now(),
            thread=hidden.pk,
        )
    raise NotVisible


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
    for milestone in Milestone.objects.filter(inspection__in=list(found)).select_related("reached_by"):
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
        roles |= {Role.COORDINATOR, Role.CONTRIBUTOR, Role.HEAD, Role.LOCAL_READER, Role.OPERATIONAL_LEAD}
    people = {member.person.pk: member.person for member in team_of(inspection) if member.role in roles}
    return sorted(people.values(), key=lambda person: person.full_name)


def who_must_know_of_changes(inspection: Inspection) -> list[TeamMember]:
    """Who says that they know of a change: the team, and the coordinator once the partnership is told."""
    roles = set(TELLS_THAT_THEY_KNOW)
    if inspection.status == InspectionStatus.PLANNED:
        roles -= {Role.COORDINATOR}
    return [member for member in team_of(inspection) if member.role in roles]


def letters_of(inspection: Inspection) -> list[Letter]:
    """The notification letters with their receipts."""
    return list(
        Letter.objects.filter(inspection=inspection).select_related(
            "recipient__body", "sent_by", "received_by"
        )
    )


def letters_for(person: Person, inspection: Inspection) -> list[Letter]:
    """The letters addressed to this person, newest first."""
    own = Letter.objects.filter(inspection=inspection, recipient=person)
    return list(own.select_related("recipient__body", "sent_by", "inspection").order_by("-sent_at"))


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of the letters of each of several inspections, in two questions."""
    due = due_days_of(inspections)
    found: dict[UUID, list[Turn]] = {
        inspection.pk: [to_send_letters(inspection.starts_on, due[inspection.pk])]
        if inspection.status == InspectionStatus.PLANNED
        else []
        for inspection in inspections
    }
    # Nobody is asked to acknowledge a letter of an inspection that is over.
    nobody_to_ask = (InspectionStatus.PLANNED, InspectionStatus.CLOSED)
    told = [inspection for inspection in inspections if inspection.status not in nobody_to_ask]
    waiting = Letter.objects.filter(inspection__in=told, received_at=None)
    late: dict[UUID, list[Letter]] = {one.pk: [] for one in told}
    today = uk_today()
    for letter in waiting.select_related("recipient__body"):
        turn = to_acknowledge(letter, due[letter.inspection_id])
        found[letter.inspection_id].append(turn)
        if is_to_be_chased(letter, turn.due_on, today):
            late[letter.inspection_id].append(letter)
    for pk, letters in late.items():
        found[pk] += to_chase(letters)
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

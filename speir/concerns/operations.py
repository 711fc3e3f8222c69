"""Raising a concern, deciding on it, acknowledging it, saying what was done, closing it, reminding of it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from speir.concerns import permissions, reminders, rules, same_day
from speir.concerns.choices import ConcernSource
from speir.concerns.lifecycle import CONCERN
from speir.concerns.models import Answer, Concern, Reminder
from speir.concerns.queries import holders, is_overdue, senior_managers, theme_choices
from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.identifiers import CERTAIN, likely_identifiers
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason
from speir.foundations.rules import check_all
from speir.inspections.choices import InspectionStatus
from speir.inspections.models import Inspection
from speir.inspections.operations import tell
from speir.inspections.queries import standing_of
from speir.people.choices import Role
from speir.people.models import Person
from speir.people.queries import people_with_role


@operation
def raise_concern(
    *,
    inspection: Inspection,
    source_kind: ConcernSource,
    seen: str,
    worry: str,
    by: Person,
    at: datetime,
    source_reference: str = "",
    is_immediate: bool = False,
    is_checked: bool = False,
    once: str = "",
) -> Concern:
    """Raise a concern about a person's safety; the lead inspector is told at once."""
    permissions.may_raise_concern.check(standing_of(by, inspection))
    check_all(
        rules.says_what_was_seen.reason(seen),
        rules.says_why_it_worries.reason(worry),
        *_identifiers((seen, worry, source_reference), is_checked),
    )
    concern = Concern.objects.create(
        inspection=inspection,
        source_kind=source_kind,
        source_reference=source_reference.strip(),
        seen=seen.strip(),
        worry=worry.strip(),
        is_immediate=is_immediate,
        raised_by=by,
        raised_at=at,
        due_at=_due_by(at, is_immediate),
    )
    _record("Concern raised", concern, by, at)
    _remind(concern, at)
    return concern


@operation
def pass_on_concern(
    *, concern: Concern, reason: str, by: Person, at: datetime, is_checked: bool = False
) -> None:
    """Pass a concern to the partnership's named senior manager, who acknowledges it the same day."""
    inspection = concern.inspection
    _check_may_decide(concern, by, at)
    check_all(
        rules.decision_has_a_reason.reason(reason),
        rules.partnership_knows_of_the_inspection.reason(inspection.status == InspectionStatus.PLANNED),
        rules.senior_manager_is_named.reason([one.full_name for one in senior_managers(inspection)]),
        *_identifiers((reason,), is_checked),
    )
    move(concern, CONCERN, "pass_on", by=by, at=at, why=reason.strip())
    due_at = _due_by(at, concern.is_immediate)
    _keep(concern, decided_by=by, decided_at=at, reason=reason.strip(), passed_at=at, due_at=due_at)
    _record("Concern passed to the partnership", concern, by, at)
    _remind(concern, at)


@operation
def hold_back_concern(
    *, concern: Concern, reason: str, by: Person, at: datetime, is_checked: bool = False
) -> None:
    """Decide that a concern need not go to the partnership, with the reason; whoever raised it reads why."""
    _check_may_decide(concern, by, at)
    check_all(rules.decision_has_a_reason.reason(reason), *_identifiers((reason,), is_checked))
    move(concern, CONCERN, "not_pass_on", by=by, at=at, why=reason.strip())
    _keep(concern, decided_by=by, decided_at=at, reason=reason.strip())
    _record("Concern not passed on", concern, by, at)


@operation
def acknowledge_concern(*, concern: Concern, by: Person, at: datetime) -> None:
    """Acknowledge for the partnership that a concern has arrived and is being acted on."""
    permissions.may_answer_concern.check(standing_of(by, concern.inspection))
    move(concern, CONCERN, "acknowledge", by=by, at=at)
    _keep(concern, acknowledged_by=by, acknowledged_at=at)
    _record("Concern acknowledged by the partnership", concern, by, at)
    _remember(concern, at)


@operation
def say_what_was_done(
    *,
    concern: Concern,
    what_was_done: str,
    local_reference: str,
    by: Person,
    at: datetime,
    is_checked: bool = False,
) -> None:
    """Say for the partnership what was done, and where it is recorded in its own system."""
    permissions.may_answer_concern.check(standing_of(by, concern.inspection))
    check_all(
        rules.says_what_was_done.reason(what_was_done),
        rules.referral_is_recorded.reason(local_reference),
        *_identifiers((what_was_done, local_reference), is_checked),
    )
    move(concern, CONCERN, "say_what_was_done", by=by, at=at)
    Answer.objects.create(
        concern=concern,
        what_was_done=what_was_done.strip(),
        local_reference=local_reference.strip(),
        answered_by=by,
        answered_at=at,
    )
    _record("The partnership has said what was done", concern, by, at)
    _remind(concern, at, mark=f"+{at:%H%M}")


@operation
def ask_for_more(*, concern: Concern, more: str, by: Person, at: datetime, is_checked: bool = False) -> None:
    """Ask the partnership for more before a concern can be closed."""
    permissions.may_close_concern.check(standing_of(by, concern.inspection))
    check_all(rules.says_what_is_missing.reason(more), *_identifiers((more,), is_checked))
    move(concern, CONCERN, "ask_for_more", by=by, at=at, why=more.strip())
    _record("The partnership was asked for more", concern, by, at)
    _remind(concern, at, mark=f"+{at:%H%M}")


@operation
def close_concern(*, concern: Concern, theme: str, by: Person, at: datetime) -> None:
    """Close a concern after reading what was done, saying what it was about for the national count."""
    permissions.may_close_concern.check(standing_of(by, concern.inspection))
    rules.theme_is_of_the_list.check(theme, [key for key, _ in theme_choices()])
    move(concern, CONCERN, "close", by=by, at=at)
    _keep(concern, theme=theme, closed_by=by, closed_at=at)
    _record("Concern closed", concern, by, at)


@operation
def remind_of_concern(*, concern: Concern, by: Actor, at: datetime) -> None:
    """Remind those whose turn it is, once in an hour or a day, until it is dealt with; nobody can stop it."""
    # A second round at the same moment is refused by the slot that the first has filled.
    Reminder.objects.create(concern=concern, slot=same_day.slot(concern.status, at), sent_at=at)
    _remind(concern, at)
    _record("Reminded", concern, by, at)


def _check_may_decide(concern: Concern, by: Person, at: datetime) -> None:
    standing = standing_of(by, concern.inspection)
    permissions.may_decide_on_concern.check(standing)
    rules.lead_decides_first.check(standing.has(Role.LEAD_INSPECTOR), is_overdue(concern, at))


def _identifiers(texts: Sequence[str], is_checked: bool) -> tuple[Reason | None, ...]:
    found = [one for text in texts for one in likely_identifiers(text)]
    return (
        rules.holds_no_number_of_a_person.reason(any(one.kind in CERTAIN for one in found)),
        rules.names_nobody.reason(bool(found), is_checked),
    )


def _due_by(at: datetime, is_immediate: bool) -> datetime:
    return same_day.due_by(at, is_immediate, settings.SPEIR_CONCERN_HOURS)


def _keep(concern: Concern, **fields: object) -> None:
    Concern.objects.filter(pk=concern.pk).update(**fields)
    for name, value in fields.items():
        setattr(concern, name, value)


def _record(what: str, concern: Concern, by: Actor, at: datetime) -> None:
    # The thread is the concern: in the history of the inspection more people read than may know of it.
    audit.record(what, subject=concern, by=by, at=at, thread=concern.pk)


def _remember(concern: Concern, at: datetime) -> str:
    slot = same_day.slot(concern.status, at)
    Reminder.objects.get_or_create(concern=concern, slot=slot, defaults={"sent_at": at})
    return slot


def _remind(concern: Concern, at: datetime, mark: str = "") -> None:
    """Tell whose turn it is; ``mark`` tells a second telling of the same day from the first."""
    inspection = concern.inspection
    slot = _remember(concern, at)
    by_role = {role: holders(inspection, role) for role in reminders.ROLES_HERE}
    by_role[Role.SERVICE_MANAGER] = people_with_role(Role.SERVICE_MANAGER)
    for message in reminders.messages(concern.status, concern.is_immediate, is_overdue(concern, at)):
        people = [person for role in message.roles for person in by_role[role]]
        tell(
            inspection,
            people or by_role[Role.SERVICE_MANAGER],
            key=f"concern:{concern.pk}:{slot}{mark}",
            subject=reminders.SUBJECT,
            body=message.body,
            at=at,
        )

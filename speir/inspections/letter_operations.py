"""Letters after the first: sending them, and reminding of those that are not acknowledged."""

from datetime import datetime

from speir.foundations import audit
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.inspections import letter_queries, permissions, queries, rules, within
from speir.inspections.letter_queries import Template
from speir.inspections.models import Inspection, Letter
from speir.inspections.operations import tell
from speir.people.models import Person


@operation
def send_letters(
    *, inspection: Inspection, template: Template, by: Person, at: datetime, once: str = ""
) -> int:
    """Send one letter of the method to each of its recipients who has not had it yet."""
    permissions.may_notify.check(queries.standing_of(by, inspection))
    Inspection.objects.select_for_update().get(pk=inspection.pk)  # nobody gets the same letter twice
    check_all(
        rules.notification_has_gone.reason(inspection.status),
        rules.letters_go_while_it_runs.reason(inspection.status),
    )
    people = within.send(inspection, template, by=by, at=at)
    tell(
        inspection,
        people,
        key=f"letter:{template.key}",
        subject="A letter waits for you in Speir",
        body="Please sign in to Speir, read the letter and acknowledge it.",
        at=at,
    )
    audit.record(
        f"Letter sent to {len(people)}: {template.title}",
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"to": [person.full_name for person in people], "letter": template.key},
    )
    return len(people)


@operation
def remind_of_letters(*, inspection: Inspection, key: str, by: Person, at: datetime, once: str = "") -> int:
    """Remind everybody who has not acknowledged a letter; at most one e-mail a day to each."""
    permissions.may_notify.check(queries.standing_of(by, inspection))
    waiting = [letter for letter in letter_queries.letters_with(inspection, key) if not letter.received_at]
    rules.a_letter_is_not_acknowledged.check(len(waiting))
    Letter.objects.filter(pk__in=[letter.pk for letter in waiting]).update(reminded_at=at)
    people = [letter.recipient for letter in waiting]
    tell(
        inspection,
        people,
        key=f"letter-reminder:{key}:{uk_day(at)}",
        subject="A letter in Speir waits for you",
        body="It has not been acknowledged yet. Please sign in to Speir, read it and acknowledge it.",
        at=at,
    )
    audit.record(
        f"{len(people)} reminded of a letter",
        subject=inspection,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"to": [person.full_name for person in people], "letter": key},
    )
    return len(people)

"""Changes to good practice."""

from datetime import date, datetime

from django.conf import settings

from speir.foundations import audit, outbox
from speir.foundations.audit import Actor
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.good_practice import permissions, queries, rules
from speir.good_practice.choices import PracticeStatus, Topic, UptakeKind
from speir.good_practice.lifecycle import PRACTICE
from speir.good_practice.models import Mailing, Practice, PracticeCheck, Subscription, Uptake
from speir.partnerships.models import Partnership
from speir.people.choices import Side
from speir.people.models import Person
from speir.people.queries import standing_everywhere


@operation
def write_practice(
    *,
    partnership: Partnership,
    topic: Topic,
    title: str,
    what: str,
    evidence: str,
    conditions: str,
    replaced: str,
    contact: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> Practice:
    """Write down something that works somewhere; a colleague checks it before others see it."""
    permissions.may_write_practice.check(standing_everywhere(by))
    told = {
        "title": title,
        "what": what,
        "evidence": evidence,
        "conditions": conditions,
        "replaced": replaced,
        "contact": contact,
    }
    rules.practice_is_told_whole.check(told)
    practice = Practice.objects.create(
        partnership=partnership,
        topic=topic,
        written_by=by,
        written_at=at,
        **{name: words.strip() for name, words in told.items()},
    )
    audit.record("Good practice written down", subject=practice, by=by, at=at)
    return practice


@operation
def check_practice(
    *, practice: Practice, seen: str, expires_on: date, by: Person, at: datetime, once: str = ""
) -> PracticeCheck:
    """Check a practice that somebody else wrote down: which evidence was seen, and until when it holds."""
    permissions.may_check_practice.check(standing_everywhere(by))
    check_all(
        rules.somebody_else_checks.reason(practice.written_by_id == by.pk),
        rules.check_names_what_was_seen.reason(seen),
        rules.warranty_ends_within_three_years.reason(expires_on, uk_day(at)),
    )
    step = "check" if practice.status == PracticeStatus.WRITTEN else "check_again"
    move(practice, PRACTICE, step, by=by, at=at)
    check = PracticeCheck.objects.create(
        practice=practice, seen=seen.strip(), checked_by=by, checked_at=at, expires_on=expires_on
    )
    Practice.objects.filter(pk=practice.pk).update(expires_on=expires_on)
    practice.expires_on = expires_on
    audit.record("Good practice checked", subject=practice, by=by, at=at)
    return check


@operation
def agree_to_publish(*, practice: Practice, agreed_by: str, by: Person, at: datetime) -> None:
    """Record that the partnership agrees to a practice being public, and who agreed."""
    permissions.may_check_practice.check(standing_everywhere(by))
    check_all(
        rules.practice_holds_now.reason(practice.is_current(uk_day(at))),
        rules.agreement_names_who_agreed.reason(agreed_by),
    )
    Practice.objects.filter(pk=practice.pk).update(agreed_by=agreed_by.strip(), agreed_at=at)
    audit.record("The partnership agrees to publish a practice", subject=practice, by=by, at=at)


@operation
def withdraw_practice(*, practice: Practice, why: str, by: Person, at: datetime) -> None:
    """Take a practice back, with the reason; nobody outside reads it any more."""
    permissions.may_write_practice.check(standing_everywhere(by))
    rules.withdrawal_has_a_reason.check(why)
    move(practice, PRACTICE, "withdraw", by=by, at=at, why=why.strip())
    audit.record("Good practice withdrawn", subject=practice, by=by, at=at)


@operation
def record_uptake(
    *,
    practice: Practice,
    kind: UptakeKind,
    result: str,
    by: Person,
    at: datetime,
    partnership: Partnership | None = None,
    once: str = "",
) -> Uptake:
    """Record what one's own partnership made of a practice from elsewhere, and with what result.

    Which partnership is said by whoever belongs to more than one, as an NHS board may.
    """
    permissions.may_record_uptake.check(standing_everywhere(by))
    own, elsewhere = queries.own_partnerships(by), queries.partnerships_elsewhere(by, practice)
    meant = [each for each in elsewhere if partnership is None or each.pk == partnership.pk]
    check_all(
        rules.practice_holds_now.reason(practice.is_current(uk_day(at))),
        rules.uptake_says_the_result.reason(result),
        rules.belongs_to_a_partnership.reason(bool(own)),
        rules.others_record_what_they_made_of_it.reason(bool(elsewhere) or not own),
        rules.uptake_names_the_partnership.reason(len(meant) == 1 or not elsewhere),
    )
    uptake = Uptake.objects.create(
        practice=practice,
        partnership=meant[0],
        kind=kind,
        result=result.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    audit.record(f"Good practice elsewhere: {kind.label}", subject=practice, by=by, at=at)
    return uptake


@operation
def choose_topics(*, topics: set[Topic], by: Person, at: datetime) -> None:
    """Say of which topics one wants to read in the newsletter."""
    held = Subscription.objects.filter(person=by, ended_at=None)
    held.exclude(topic__in=topics).update(ended_at=at)
    for topic in topics:
        Subscription.objects.get_or_create(person=by, topic=topic, ended_at=None, defaults={"since_at": at})
    audit.record("Topics of the newsletter chosen", subject=by, by=by, at=at)


@operation
def send_newsletter(*, by: Actor, at: datetime) -> int:
    """Put one e-mail to each reader with new practices on their topics; nothing goes to anybody twice."""
    waiting = queries.still_to_mail(uk_day(at))
    for person, practices in waiting.items():
        outbox.put(
            key=f"newsletter:{person.pk}:{at:%Y%m%d%H%M%S}",
            to=person.email,
            subject="Good practice, newly checked",
            body=_letter(practices, person),
            at=at,
        )
        Mailing.objects.bulk_create(
            Mailing(practice=practice, person=person, mailed_at=at) for practice in practices
        )
        audit.record("Newsletter put in the outbox", subject=person, by=by, at=at)
    if not waiting:
        audit.record("No newsletter: nothing new for anybody", subject=Mailing(), by=by, at=at)
    return len(waiting)


def _letter(practices: list[Practice], person: Person) -> str:
    is_ours = person.body.side == Side.SCRUTINY
    place = "office/good-practice" if is_ours else "practice-elsewhere"
    lines = [
        f"{practice.title} ({queries.topic_words(practice.topic)}, {_named(practice.partnership)})\n"
        f"{settings.SPEIR_PUBLIC_URL}/{place}/{practice.pk}/\n"
        for practice in practices
    ]
    leaving = (
        "You chose these topics in Speir. To choose others, or none, so that no newsletter comes any more:\n"
        f"{settings.SPEIR_PUBLIC_URL}/{place}/#topics\n"
    )
    return "\n".join([*lines, leaving])


def _named(partnership: Partnership) -> str:
    return partnership.full_name + (" (fictional)" if partnership.is_fictional else "")

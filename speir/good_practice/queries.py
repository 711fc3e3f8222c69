"""Questions about good practice."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from speir.good_practice.choices import PracticeStatus, Topic
from speir.good_practice.models import Mailing, Practice, PracticeCheck, Subscription, Uptake
from speir.partnerships.models import Partnership
from speir.partnerships.queries import partnerships_with
from speir.people.models import Person


@dataclass(frozen=True)
class Reach:
    """How far a practice came: readers it was mailed to, and partnerships that recorded something."""

    mailed: int
    partnerships: int


def _all() -> QuerySet[Practice]:
    return Practice.objects.select_related("partnership", "written_by__body")


def practices() -> list[Practice]:
    """Every practice that is not withdrawn, newest first; for scrutiny bodies."""
    return list(_all().exclude(status=PracticeStatus.WITHDRAWN))


def current_practices(today: date, *, is_public: bool = False) -> list[Practice]:
    """What is checked and has not expired; with ``is_public`` only what its partnership agreed to publish."""
    found = _all().filter(status=PracticeStatus.CHECKED, expires_on__gte=today)
    return list(found.exclude(agreed_at=None) if is_public else found)


def practice(practice_id: UUID) -> Practice | None:
    """One practice, for scrutiny bodies."""
    return _all().filter(pk=practice_id).first()


def current_practice(practice_id: UUID, today: date, *, is_public: bool = False) -> Practice | None:
    """One practice that is checked and has not expired; with ``is_public`` only when it is published."""
    found = practice(practice_id)
    if found is None or not found.is_current(today) or (is_public and found.agreed_at is None):
        return None
    return found


def checks_of(practice: Practice) -> list[PracticeCheck]:
    """Every check, first to last."""
    return list(PracticeCheck.objects.filter(practice=practice).select_related("checked_by__body"))


def uptakes_of(practice: Practice) -> list[Uptake]:
    """What other partnerships made of it, first to last."""
    return list(Uptake.objects.filter(practice=practice).select_related("partnership"))


def reach_of(practice: Practice) -> Reach:
    """How far one practice came."""
    uptakes = Uptake.objects.filter(practice=practice)
    partnerships = uptakes.aggregate(number=Count("partnership", distinct=True))["number"]
    return Reach(Mailing.objects.filter(practice=practice).count(), partnerships)


def own_partnerships(person: Person) -> list[Partnership]:
    """The partnerships to which somebody's body belongs."""
    return partnerships_with(person.body)


def partnerships_elsewhere(person: Person, practice: Practice) -> list[Partnership]:
    """Somebody's partnerships that may record what they made of a practice: not the one it comes from."""
    return [each for each in own_partnerships(person) if each.pk != practice.partnership_id]


def topics_of(person: Person) -> set[str]:
    """The topics that somebody reads of."""
    held = Subscription.objects.filter(person=person, ended_at=None)
    return set(held.values_list("topic", flat=True))


def still_to_mail(today: date) -> dict[Person, list[Practice]]:
    """For each reader, the current practices on their topics that have not been mailed to them."""
    current = current_practices(today)
    mailed = set(Mailing.objects.filter(practice__in=current).values_list("practice_id", "person_id"))
    readers = Subscription.objects.filter(ended_at=None, person__is_active=True)
    found: dict[Person, list[Practice]] = defaultdict(list)
    for subscription in readers.select_related("person__body").order_by("person__email", "topic"):
        for each in current:
            is_wanted = each.topic == subscription.topic
            if is_wanted and (each.pk, subscription.person_id) not in mailed:
                found[subscription.person].append(each)
    return dict(found)


def topic_words(topic: str) -> str:
    """The words for a topic."""
    return Topic.label_of(topic)

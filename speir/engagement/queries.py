"""Questions about how programmes speak with people."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from speir.engagement.choices import EngagementStatus
from speir.engagement.models import Engagement, EngagementDone, Involvement, Strategy
from speir.people.choices import STANDING_ROLES
from speir.people.models import Person
from speir.people.queries import people_with_role
from speir.programmes.models import Programme


def strategy_of(programme: Programme) -> Strategy | None:
    """What the programme wants to achieve, when it is written down."""
    return Strategy.objects.filter(programme=programme).select_related("saved_by").first()


def engagements_of(programme: Programme, *, is_public: bool = False) -> list[Engagement]:
    """Everything planned in a programme, by day; only what is public when asked."""
    found = Engagement.objects.filter(programme=programme).select_related("responsible", "programme")
    return list(found.filter(is_public=True) if is_public else found)


def engagement(engagement_id: UUID) -> Engagement | None:
    """One planned engagement."""
    found = Engagement.objects.filter(pk=engagement_id)
    return found.select_related("responsible", "programme").first()


def done_in(engagements: Sequence[Engagement]) -> dict[UUID, list[EngagementDone]]:
    """What was done of each, first to last."""
    done: dict[UUID, list[EngagementDone]] = defaultdict(list)
    for each in EngagementDone.objects.filter(engagement__in=list(engagements)).select_related("recorded_by"):
        done[each.engagement_id].append(each)
    return dict(done)


def late_for(person: Person, today: date) -> list[Engagement]:
    """What this person is responsible for and should have done before today."""
    return _late(today, responsible=person)


def late_of_others(person: Person, today: date) -> list[Engagement]:
    """What others should have done before today, for somebody who looks after programmes."""
    return [each for each in _late(today) if each.responsible_id != person.pk]


def _late(today: date, **which: object) -> list[Engagement]:
    planned = Engagement.objects.filter(status=EngagementStatus.PLANNED, planned_on__lt=today)
    return list(planned.filter(**which).select_related("programme", "responsible"))


def numbers_late(programmes: Collection[Programme], today: date) -> dict[UUID, int]:
    """How many engagements are late in each programme."""
    late: dict[UUID, int] = defaultdict(int)
    wanted = {programme.pk for programme in programmes}
    for each in _late(today):
        if each.programme_id in wanted:
            late[each.programme_id] += 1
    return dict(late)


def who_can_be_responsible() -> list[Person]:
    """People of scrutiny bodies who hold a role everywhere, by name."""
    found = {person.pk: person for role in STANDING_ROLES for person in people_with_role(role)}
    return sorted(found.values(), key=lambda person: person.full_name)


def programme_ids_in_public() -> set[UUID]:
    """The programmes of which anything is public: aims, something planned, or who was involved."""
    shown = (
        Strategy.objects.filter(is_public=True),
        Engagement.objects.filter(is_public=True),
        Involvement.objects.exclude(published_at=None),
    )
    return {pk for found in shown for pk in found.values_list("programme_id", flat=True)}

"""Questions about consultations: which there are, who is asked, what was said."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from speir.consultations.choices import ConsultationStatus, SpeaksAs
from speir.consultations.models import Comment, Consultation, Invitation
from speir.foundations.uk_time import uk_day
from speir.frameworks.models import Framework, FrameworkItem, Illustration, ScaleLevel
from speir.frameworks.queries import items_of
from speir.people.choices import BodyKind
from speir.people.models import Body, Person
from speir.programmes.models import Programme
from speir.programmes.queries import frameworks_that_phases_name

HOUR = timedelta(hours=1)
_WITH = ("framework", "programme", "prepared_by", "next_framework")


def consultations() -> list[Consultation]:
    """Every consultation, the newest first."""
    return list(Consultation.objects.select_related(*_WITH))


def consultations_of(programmes: Collection[Programme]) -> list[Consultation]:
    """The consultations of some programmes."""
    return list(Consultation.objects.filter(programme__in=list(programmes)).select_related(*_WITH))


def consultation(consultation_id: UUID) -> Consultation | None:
    """One consultation."""
    return Consultation.objects.filter(pk=consultation_id).select_related(*_WITH).first()


def public_consultations() -> list[Consultation]:
    """What anybody may read: public consultations that have opened."""
    shown = Consultation.objects.filter(is_public=True).exclude(status=ConsultationStatus.PREPARED)
    return list(shown.select_related(*_WITH))


def public_consultation(consultation_id: UUID) -> Consultation | None:
    """One that anybody may read."""
    return next((each for each in public_consultations() if each.pk == consultation_id), None)


def consultations_for(person: Person) -> list[Consultation]:
    """What somebody of a partnership may read: to which their body is invited, and what is public."""
    invited = Invitation.objects.filter(body=person.body_id).values("consultation")
    shown = Consultation.objects.filter(Q(is_public=True) | Q(pk__in=invited))
    return list(shown.exclude(status=ConsultationStatus.PREPARED).select_related(*_WITH))


def consultation_for(person: Person, consultation_id: UUID) -> Consultation | None:
    """One that somebody of a partnership may read."""
    return next((each for each in consultations_for(person) if each.pk == consultation_id), None)


def is_invited(consultation: Consultation, person: Person) -> bool:
    """Whether somebody's body is invited."""
    return Invitation.objects.filter(consultation=consultation, body=person.body_id).exists()


def invitations_of(consultation: Consultation) -> list[Invitation]:
    """The bodies that are invited, by name."""
    return list(Invitation.objects.filter(consultation=consultation).select_related("body"))


def bodies_to_invite(consultation: Consultation) -> list[Body]:
    """The bodies of partnerships that are not invited yet, by name."""
    invited = Invitation.objects.filter(consultation=consultation).values("body")
    return list(Body.objects.exclude(kind=BodyKind.SCRUTINY).exclude(pk__in=invited).order_by("name"))


def drafts_to_consult_on() -> list[Framework]:
    """Versions that people can be consulted on: no inspection uses them and no programme names them."""
    taken = Consultation.objects.values("framework")
    named = frameworks_that_phases_name()
    unused = Framework.objects.filter(used_at=None).exclude(pk__in=taken)
    return [each for each in unused if each.pk not in named]


def comments_of(consultation: Consultation) -> list[Comment]:
    """Everything that was said, in the order in which it came."""
    found = Comment.objects.filter(consultation=consultation)
    return list(found.select_related("item", "said_by__body"))


def own_comments(consultation: Consultation, person: Person) -> list[Comment]:
    """What somebody said themselves."""
    return [each for each in comments_of(consultation) if each.said_by_id == person.pk]


def comment_of(consultation: Consultation, comment_id: str) -> Comment | None:
    """One comment of this consultation."""
    return next((each for each in comments_of(consultation) if str(each.pk) == comment_id), None)


def numbers_of_comments(consultations: Sequence[Consultation]) -> dict[UUID, int]:
    """How many comments each has."""
    counted = Comment.objects.filter(consultation__in=list(consultations)).order_by()
    return dict(counted.values_list("consultation").annotate(n=Count("pk")))


def by_who_speaks(comments: Sequence[Comment]) -> list[tuple[SpeaksAs, int]]:
    """How many comments came from each sort of people, as they said themselves."""
    return [(each, sum(c.speaks_as == each for c in comments)) for each in SpeaksAs]


def sent_lately(sender_mark: str, at: datetime) -> int:
    """How many comments came from one place in the hour before a moment."""
    if not sender_mark:
        return 0
    return Comment.objects.filter(sender_mark=sender_mark, received_at__gt=at - HOUR).count()


def draft_items(consultation: Consultation) -> list[FrameworkItem]:
    """The key areas and indicators of the draft, in its order."""
    return items_of(consultation.framework)


def draft_item(consultation: Consultation, number: str) -> FrameworkItem | None:
    """One of them."""
    return next((each for each in draft_items(consultation) if each.number == number), None)


def levels_to_illustrate(item: FrameworkItem) -> list[tuple[str, str]]:
    """The levels of an item's scale that an illustration can be about, with their labels, best first."""
    if item.scale_id is None:
        keys = Illustration.objects.filter(item=item).values_list("level_key", flat=True)
        return [(key, key.replace("_", " ").capitalize()) for key in keys]
    return [(level.key, level.label) for level in ScaleLevel.objects.filter(scale=item.scale_id)]


def waits_for_decisions(today: date) -> list[Consultation]:
    """Consultations whose closing day is over and that are not answered yet."""
    still_open = Consultation.objects.filter(status=ConsultationStatus.OPEN, closes_on__lt=today)
    return list(still_open.select_related(*_WITH))


def is_taking_comments(consultation: Consultation, at: datetime) -> bool:
    """Whether it takes comments at this moment."""
    return consultation.takes_comments(uk_day(at))

"""Captured words: what someone typed, kept as it was typed until it becomes part of a governed record."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from speir.foundations.audit import Actor
from speir.foundations.models import CapturedWords, SettledWords
from speir.foundations.refusals import Reason, RuleBroken

LONGEST = 200_000
OTHER_WORDS = "The server has other words under the same mark. Change something, and they are sent again."


@dataclass(frozen=True)
class TypedAt:
    """Where something was typed, as its author saw it: the page, its heading and what the field is called."""

    page: str = ""
    page_title: str = ""
    asked: str = ""


NOWHERE = TypedAt()


def capture(
    *,
    event_id: uuid.UUID,
    field_key: str,
    text: str,
    typed_at: datetime,
    by: Actor,
    typing_id: uuid.UUID | None = None,
    after_id: uuid.UUID | None = None,
    where: TypedAt = NOWHERE,
) -> datetime:
    """Keep one change and say when it was kept; the same event sent again is kept once.

    ``typing_id`` is one field on one opened page, and ``after_id`` the event that page began from.

    Not an operation: words are private to their author and change no governed record.
    """
    if len(text) > LONGEST:
        raise RuleBroken(
            Reason(f"This is longer than {LONGEST:,} characters. Shorten it, or attach it as a document.")
        )
    kept, _ = CapturedWords.objects.get_or_create(
        event_id=event_id,
        defaults={
            "by_id": str(by.pk),
            "field_key": field_key[:200],
            "text": text,
            "typed_at": typed_at,
            "saved_at": timezone.now(),
            "typing_id": typing_id,
            "after_id": after_id,
            "page": where.page[:300],
            "page_title": where.page_title[:200],
            "asked": where.asked[:200],
        },
    )
    # What is acknowledged must be what is kept, so a mark used for other words is refused.
    if (kept.by_id, kept.field_key, kept.text) != (str(by.pk), field_key[:200], text):
        raise RuleBroken(Reason(OTHER_WORDS))
    return kept.saved_at


def latest(field_key: str, *, by: Actor) -> CapturedWords | None:
    """The newest words this person has in this field, if any."""
    return (
        CapturedWords.objects.filter(by_id=str(by.pk), field_key=field_key).order_by("typed_at", "pk").last()
    )


def not_settled(field: str, *, by: Actor) -> list[CapturedWords]:
    """What this person typed into a field, in any version of its record, and nothing came of; newest first.

    The last words of each opened page, unless they were sent, put aside, or stood in the field when
    another page was opened and typed in: then they live on there.
    """
    mine = CapturedWords.objects.filter(by_id=str(by.pk), field_key__startswith=f"{field}@")
    return list(_open(mine, by))


def all_not_settled(*, by: Actor, most: int) -> list[CapturedWords]:
    """The same in whatever field, also in one that is asked no more; the newest ``most``."""
    mine = CapturedWords.objects.filter(by_id=str(by.pk))
    return list(_open(mine, by).exclude(text="")[:most])


def _open(mine: QuerySet[CapturedWords], by: Actor) -> QuerySet[CapturedWords]:
    last = mine.filter(typing_id__isnull=False).values("typing_id").annotate(last=Max("pk")).values("last")
    went_on = CapturedWords.objects.filter(by_id=str(by.pk), after_id=OuterRef("event_id"))
    settled = SettledWords.objects.filter(by_id=str(by.pk)).filter(
        Q(event_id=OuterRef("event_id")) | Q(typing_id=OuterRef("typing_id"), at__gte=OuterRef("saved_at"))
    )
    open_words = CapturedWords.objects.filter(pk__in=last).exclude(Exists(went_on)).exclude(Exists(settled))
    return open_words.order_by("-typed_at", "-pk")


def settle(event_id: uuid.UUID, *, by: Actor, typing_id: uuid.UUID | None = None) -> None:
    """Words of this person need not be shown again; with ``typing_id`` all that its page kept until now.

    It says nothing of anybody else's words, whatever identity is given. Done twice, it counts once.
    """
    SettledWords.objects.get_or_create(
        by_id=str(by.pk), event_id=event_id, defaults={"typing_id": typing_id, "at": timezone.now()}
    )

"""Captured words: what someone typed, kept as it was typed until it becomes part of a governed record."""

import uuid
from datetime import datetime

from django.utils import timezone

from speir.foundations.audit import Actor
from speir.foundations.models import CapturedWords
from speir.foundations.refusals import Reason, RuleBroken

LONGEST = 200_000
OTHER_WORDS = "The server has other words under the same mark. Change something, and they are sent again."


def capture(*, event_id: uuid.UUID, field_key: str, text: str, typed_at: datetime, by: Actor) -> datetime:
    """Keep one change and say when it was kept; the same event sent again is kept once.

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

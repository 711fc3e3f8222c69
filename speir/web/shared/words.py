"""Captured words: taking what the browser sends as somebody types, and giving it back to a form."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone

from speir.foundations import words
from speir.foundations.refusals import Reason, Refused, RuleBroken
from speir.web.shared import typed_beside
from speir.web.shared.screens import CHANGE, public_screen
from speir.web.shared.showing import HERE

if TYPE_CHECKING:
    from speir.people.models import Person

LONGEST_KEY = 200
NOT_UNDERSTOOD = "What the browser sent could not be understood. Load the page again."
SIGN_IN_AGAIN = "Sign in again: what you typed is kept on this computer."


@dataclass(frozen=True)
class Kept:
    """The words kept for one field against one version of its record."""

    field_key: str
    text: str | None
    typed_at: datetime | None
    event_id: uuid.UUID | None = None
    open_words: tuple[typed_beside.Typed, ...] = ()

    def beside(self, shown: object, stands_for: str) -> list[typed_beside.Typed]:
        """The person's other words for this field that are not in what it shows; see ``typed_beside``."""
        return typed_beside.not_in(str(shown or ""), stands_for, self.open_words)

    def or_else(self, recorded: str) -> str:
        """What the field should start with: the kept words, or else what the record says."""
        return recorded if self.text is None else self.text


def kept(key: str, *, version: object, by: "Person") -> Kept:
    """What this person last typed into a field since ``version`` of its record was saved.

    ``version`` must change whenever a sending of the form is accepted (a saved time, a number of items);
    words typed against an earlier version stay on file and never come back over newer content.
    """
    field_key = f"{key}@{version}"
    if len(field_key) > LONGEST_KEY:
        raise ValueError(f"the key of captured words is too long: {field_key}")
    found = words.latest(field_key, by=by)
    beside = typed_beside.open_words(key, field_key, by)
    if found is None:
        return Kept(field_key, None, None, None, beside)
    return Kept(field_key, found.text, found.typed_at, found.event_id, beside)


@dataclass(frozen=True)
class Event:
    """One change as the browser sent it."""

    event_id: uuid.UUID
    key: str
    text: str
    typed_at: datetime
    typing_id: uuid.UUID | None
    after_id: uuid.UUID | None
    where: words.TypedAt


@public_screen(methods=CHANGE)
def take_words(request: HttpRequest) -> HttpResponseBase:
    """Keep one change of one field; answers in JSON, also when signed out (401) or refused (400)."""
    if not request.user.is_authenticated:
        return JsonResponse({"reason": SIGN_IN_AGAIN}, status=401)
    try:
        event = _event(request.body, str(request.user.pk))
        saved_at = words.capture(
            event_id=event.event_id,
            field_key=event.key,
            text=event.text,
            # A computer whose clock runs ahead must not hide what is typed later.
            typed_at=min(event.typed_at, timezone.now()),
            by=request.user,
            typing_id=event.typing_id,
            after_id=event.after_id,
            where=event.where,
        )
    except Refused as refused:
        return JsonResponse({"reason": str(refused)}, status=400)
    except SomebodyElse:
        return JsonResponse({"reason": SIGN_IN_AGAIN}, status=401)
    return JsonResponse({"saved_at": saved_at.isoformat(), "clock": f"{saved_at.astimezone(HERE):%H:%M:%S}"})


class SomebodyElse(Exception):
    """The words were typed by another person than the one who is signed in now."""


def _event(body: bytes, person_id: str) -> Event:
    try:
        sent = json.loads(body)
        event = Event(
            event_id=uuid.UUID(sent["event_id"]),
            key=str(sent["key"]),
            # Half of a character (an emoji cut in two) is no text that a database takes.
            text=sent["text"].replace("\x00", "").encode(errors="replace").decode(),
            typed_at=datetime.fromisoformat(sent["typed_at"]),
            # A page that was opened before Speir was renewed sends neither.
            typing_id=uuid.UUID(sent["typing_id"]) if sent.get("typing_id") else None,
            after_id=uuid.UUID(sent["after_id"]) if sent.get("after_id") else None,
            where=words.TypedAt(*(_one_line(sent.get(name)) for name in ("page", "page_title", "asked"))),
        )
        event.typed_at.astimezone(UTC)  # a day outside every calendar fails here
        typed_by = sent["person"]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as fault:
        raise RuleBroken(Reason(NOT_UNDERSTOOD)) from fault
    key_is_good = 0 < len(event.key) <= LONGEST_KEY and event.key.isprintable()
    if event.typed_at.tzinfo is None or not key_is_good:
        raise RuleBroken(Reason(NOT_UNDERSTOOD))
    if typed_by != person_id:
        raise SomebodyElse
    return event


def _one_line(given: object) -> str:
    """A few words that a page says of itself; what is no text is nothing."""
    words_given = " ".join(given.split()) if isinstance(given, str) else ""
    return words_given.encode(errors="replace").decode() if words_given.isprintable() else ""

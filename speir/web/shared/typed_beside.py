"""Words typed into one field on several pages at once: what each field shows of the others, and until when.

Every textarea whose words are kept has a hidden field beside it (``kept-NAME``) that says which words it
stands for: the event, and in front of it the page's own typing once something was typed there. With a form
that is accepted those words are settled. How it can go wrong: docs/explanations/words-typed-in-two-tabs.md.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from speir.foundations import words
from speir.foundations.uk_time import uk_day
from speir.web.shared.showing import clock, moment

if TYPE_CHECKING:
    from speir.people.models import Person

SAYS_WHICH = "kept-"


@dataclass(frozen=True)
class Typed:
    """The last words of one opened page that nothing came of yet."""

    event_id: uuid.UUID
    typing_id: uuid.UUID | None
    text: str
    typed_at: datetime
    is_of_this_version: bool

    @property
    def summary(self) -> str:
        """Where and when they were typed."""
        is_today = uk_day(self.typed_at) == uk_day(timezone.now())
        when = clock(self.typed_at) if is_today else moment(self.typed_at)
        if self.is_of_this_version:
            return f"Also typed in another tab, {when}"
        return f"Typed before something newer was saved, and not sent, {when}"


def open_words(key: str, field_key: str, by: "Person") -> tuple[Typed, ...]:
    """Everything this person typed into a field that nothing came of yet, newest first."""
    return tuple(
        Typed(found.event_id, found.typing_id, found.text, found.typed_at, found.field_key == field_key)
        for found in words.not_settled(key, by=by)
    )


def not_in(shown: str, stands_for: str, found: Iterable[Typed]) -> list[Typed]:
    """Those that a field does not show already; ``stands_for`` is what its hidden field says."""
    typing_id, event_id = _parts(stands_for)
    return [
        typed
        for typed in found
        if _plain(typed.text) not in _plain(shown)
        and typed.event_id != event_id
        and (typing_id is None or typed.typing_id != typing_id)
    ]


def settle_what_was_sent(request: HttpRequest, answer: HttpResponseBase) -> None:
    """After a form was accepted, which always ends in a redirect, its words need not be shown again."""
    if request.method != "POST" or answer.status_code != HTTPStatus.FOUND:
        return
    for name, value in request.POST.items():
        typing_id, event_id = _parts(str(value)) if name.startswith(SAYS_WHICH) else (None, None)
        if event_id is not None and request.user.is_authenticated:
            words.settle(event_id, by=request.user, typing_id=typing_id)


def _parts(stands_for: str) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    typing_id, _, event_id = stands_for.rpartition(".")
    try:
        return uuid.UUID(typing_id) if typing_id else None, uuid.UUID(event_id)
    except ValueError:
        return None, None


def _plain(text: str) -> str:
    """Browsers send line ends of their own, and fields lose the spaces around their words."""
    return text.replace("\r\n", "\n").strip()

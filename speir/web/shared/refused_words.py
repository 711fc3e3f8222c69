"""Words of a form that was refused and stands on the page no more: kept, and said where, with no script.

Somebody else, or one's own other window, was first: the form is gone from the page that answers, or with it
the thing that it was about. What the answer does not show is kept among what was typed and not sent.
"""

import uuid
from html import unescape

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from speir.foundations import words
from speir.web.shared import unsent

REFUSED = "speir_was_refused"
NEWEST = 100


def note_refusal(request: HttpRequest) -> None:
    """An operation refused what this request asked for."""
    setattr(request, REFUSED, True)


def was_refused(request: HttpRequest, *shown: object) -> bool:
    """Whether it was refused, by an operation or by a form among what a page shows."""
    return getattr(request, REFUSED, False) or any(
        isinstance(each, forms.BaseForm) and each.is_bound and bool(each.errors) for each in shown
    )


def keep_unless_shown(request: HttpRequest, page: str, shown: str = "") -> SafeString | None:
    """Keep the words that ``shown`` lacks; what to tell their author, or None when nothing had to be kept.

    ``page`` is where they were typed.
    """
    person = request.user
    if request.method != "POST" or not person.is_authenticated or not unsent.is_from_page_of(request, person):
        return None
    there = _plain(unescape(shown))
    lost = [(label, text) for label, text in unsent.typed_in(request) if _plain(text) not in there]
    lost = [(label, text) for label, text in lost if len(text) <= words.LONGEST]
    kept = {_plain(each.text) for each in words.all_not_settled(by=person, most=NEWEST)} if lost else set()
    for label, text in lost:
        if _plain(text) not in kept:
            _keep(request, page, label, text)
    return _told() if lost else None


def keep_behind_redirect(request: HttpRequest, page: str) -> None:
    """The same for an answer that shows no form at all; the next page tells."""
    if told := keep_unless_shown(request, page):
        messages.error(request, told)


def _keep(request: HttpRequest, page: str, label: str, text: str) -> None:
    event = uuid.uuid4()
    words.capture(
        event_id=event,
        field_key=f"refused:{event}@1",
        text=text.replace("\x00", ""),
        typed_at=timezone.now(),
        by=request.user,  # type: ignore[arg-type]
        typing_id=uuid.uuid4(),
        where=words.TypedAt(page=page, asked=label),
    )


def _told() -> SafeString:
    return format_html(
        "Your words were not saved, and are not lost: they are kept for you under "
        '<a href="{}">what you typed and did not send</a>.',
        reverse("words_not_sent"),
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()

"""Everything somebody typed that nothing came of yet, on one page: also what is asked no more."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from speir.foundations import words
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, signed_in_screen
from speir.web.shared.showing import moment
from speir.web.shared.sides import frame_of, home_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speir.foundations.models import CapturedWords
    from speir.people.models import Person

MOST = 100


@dataclass(frozen=True)
class NotSent:
    """Words of one opened page: what they answer, where that was asked, and the words."""

    event_id: uuid.UUID
    asked: str
    page_title: str
    page: str
    typed: str
    text: str


@dataclass(frozen=True)
class NotSentPage:
    """One's own words that were not sent, newest first."""

    frame: str
    home: tuple[str, str]
    lines: tuple[NotSent, ...]
    there_are_more: bool
    most: int = MOST


def not_sent_page(found: "Sequence[CapturedWords]", reader: "Person") -> NotSentPage:
    """What the page prints, of one more than it shows, in the frame of the reader's side."""
    lines = tuple(_line(each) for each in found[:MOST])
    return NotSentPage(frame_of(reader), home_of(reader), lines, len(found) > MOST)


def _line(typed: "CapturedWords") -> NotSent:
    # The browser says where it was typed: a link leads to a page of Speir or is none.
    is_ours = typed.page.startswith("/") and url_has_allowed_host_and_scheme(typed.page, allowed_hosts=None)
    return NotSent(
        event_id=typed.event_id,
        asked=typed.asked or "What you typed",
        page_title=typed.page_title or "its page",
        page=typed.page if is_ours else "",
        typed=moment(typed.typed_at),
        text=typed.text,
    )


@signed_in_screen(methods=READ_AND_CHANGE)
def words_not_sent(request: SignedInRequest) -> HttpResponseBase:
    """Show one's own words that were not sent; a button puts one of them aside, and nobody else's."""
    if request.method == "POST":
        try:
            words.settle(uuid.UUID(request.POST.get("event", "")), by=request.user)
            messages.success(request, "The words are put aside. Nothing that you sent has changed.")
        except ValueError:
            messages.error(
                request, "It is not clear which words are meant. Press the button below them again."
            )
        return redirect("words_not_sent")
    found = words.all_not_settled(by=request.user, most=MOST + 1)
    return render_page(request, "shared/words_not_sent.html.jinja", not_sent_page(found, request.user))

"""Somebody's own dates as a feed: making its address, ending it, giving it out, leading on from a date."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.diaries.choices import Titles
from speir.diaries.dates import NEUTRAL
from speir.diaries.operations import bring_up_to_date, end_feed, make_feed
from speir.diaries.queries import diary_date_of, feed_at, feed_of, given_out, is_to_be_noted, what_changed
from speir.people.choices import Side
from speir.people.operations import SYSTEM
from speir.scrutiny_calendar.calendar_words import Written, written_calendar
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import (
    CHANGE,
    READ_AND_CHANGE,
    SignedInRequest,
    public_screen,
    signed_in_screen,
)
from speir.web.shared.showing import moment
from speir.web.shared.sides import frame_of, home_of

if TYPE_CHECKING:
    from speir.diaries.models import DiaryDate, Feed

INSPECTIONS = {Side.SCRUTINY: "inspection", Side.PARTNERSHIP: "partnership_inspection"}


class FeedForm(SpeirForm):
    """How much the feed says."""

    titles = forms.ChoiceField(
        label="What your calendar shows",
        choices=Titles.choices,
        initial=Titles.NEUTRAL,
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True)
class FeedPage:
    """Whether there is a feed, and its address just after it was made: never again."""

    frame: str
    home: tuple[str, str]
    address: str
    facts: tuple[tuple[str, str], ...]


@signed_in_screen(methods=READ_AND_CHANGE)
def my_calendar(request: SignedInRequest) -> HttpResponseBase:
    """Make one's feed or a new address for it; the address is shown once, in the answer to that form."""
    form = _form(feed_of(request.user), request.POST or None)
    tokens: list[str] = []
    if request.method == "POST" and form.is_valid():
        perform(
            request,
            form,
            lambda: tokens.append(
                make_feed(
                    titles=Titles(form.cleaned_data["titles"]),
                    by=request.user,
                    at=timezone.now(),
                    once=form.once_key,
                )
            ),
            done="Made. Copy the address now: it is not shown again.",
        )
    feed = feed_of(request.user)
    page = FeedPage(frame_of(request.user), home_of(request.user), _address(tokens), _facts(feed))
    return render_page(
        request,
        "shared/my_calendar.html.jinja",
        page,
        form=_form(feed) if tokens else form,
        button=ButtonForm(),
    )


@signed_in_screen(methods=CHANGE)
def end(request: SignedInRequest) -> HttpResponseBase:
    """End one's feed."""
    perform_button(
        request,
        lambda: end_feed(by=request.user, at=timezone.now()),
        done="Ended. Its address answers nothing from now on.",
    )
    return redirect("my_calendar")


@public_screen()
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The feed at its secret address; "not found" says nothing about why."""
    found = feed_at(token)
    if found is None:
        raise Http404
    at, changed = timezone.now(), what_changed(found)
    if changed or is_to_be_noted(found, at):
        bring_up_to_date(feed=found, found=changed, by=SYSTEM, at=at)
    dates = given_out(found.person, at)
    content = written_calendar("Speir: your dates", [_written(each, found.titles) for each in dates])
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    same = request.headers.get("If-None-Match") == mark
    answer = HttpResponse(
        b"" if same else content, "text/calendar; charset=utf-8", status=304 if same else 200
    )
    answer["ETag"] = mark
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@signed_in_screen()
def diary_date(request: SignedInRequest, identity: UUID) -> HttpResponseBase:
    """From a date in somebody's calendar to the inspection that it belongs to."""
    found = diary_date_of(request.user, identity)
    if found is None:
        raise Http404
    return redirect(INSPECTIONS[request.user.body.side], reference=found.inspection.reference)


def _form(feed: "Feed | None", sent: Any = None) -> FeedForm:
    """The form; for a new address of a feed it stands at what was chosen for the old one."""
    return FeedForm(sent, initial={"titles": feed.titles} if feed else {})


def _address(tokens: list[str]) -> str:
    return settings.SPEIR_PUBLIC_URL + reverse("feed", args=[tokens[0]]) if tokens else ""


def _facts(feed: "Feed | None") -> tuple[tuple[str, str], ...]:
    if feed is None:
        return ()
    return (
        ("Made", moment(feed.made_at)),
        ("Last fetched, to the hour", moment(feed.last_used_at) or "not yet"),
        ("Your calendar shows", Titles.label_of(feed.titles)),
    )


def _written(date: "DiaryDate", titles: str) -> Written:
    return Written(
        uid=f"{date.pk}@speir",
        first_day=date.falls_on,
        last_day=date.falls_on,
        what=f"Speir: {date.what}" if titles == Titles.WHAT else NEUTRAL,
        changed_at=date.changed_at,
        status="CANCELLED" if date.is_cancelled else "CONFIRMED",
        sequence=date.sequence,
        address=f"{settings.SPEIR_PUBLIC_URL}{reverse('diary_date', args=[date.pk])}",
    )


ADDRESSES = [
    path("my-calendar/", my_calendar, name="my_calendar"),
    path("my-calendar/end/", end, name="end_feed"),
    path("my-calendar/<uuid:identity>/", diary_date, name="diary_date"),
    path("feeds/<str:token>.ics", feed, name="feed"),
]

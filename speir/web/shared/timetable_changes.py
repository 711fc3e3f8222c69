"""What moved in a timetable, with the days before and after, and saying that one knows; for both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone

from speir.inspections.choices import ChangeKind
from speir.inspections.timetable_operations import acknowledge_timetable
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.screens import SignedInRequest
from speir.web.shared.showing import count, day, moment

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.inspections.timetable_queries import Change, Move


@dataclass(frozen=True)
class MoveLine:
    """One milestone that moved."""

    title: str
    before: str
    after: str
    by_how_much: str


@dataclass(frozen=True)
class ChangeShown:
    """One hold or shift with what it moved."""

    what: str
    reason: str
    who_and_when: str
    moves: tuple[MoveLine, ...]


class KnowForm(SpeirForm):
    """Says that one knows of what stood on the page, and of nothing that came later."""

    up_to = forms.DateTimeField(widget=forms.HiddenInput, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])


def changes_shown(changes: Sequence["Change"]) -> tuple[ChangeShown, ...]:
    """Changes as the page prints them."""
    return tuple(
        ChangeShown(
            ChangeKind.label_of(each.kind),
            each.reason,
            f"{each.by}, {moment(each.at)}",
            tuple(_line(move) for move in each.moves),
        )
        for each in changes
    )


def know_form(changes: Sequence["Change"]) -> KnowForm:
    """The button under these changes."""
    latest = max(each.at for each in changes)
    return KnowForm(initial={"up_to": latest.strftime("%Y-%m-%dT%H:%M:%S.%f%z")})


def said_to_know(request: SignedInRequest, inspection: "Inspection") -> bool:
    """Take the button; True when it counted."""
    form = KnowForm(request.POST)
    if not form.is_valid():
        return False
    up_to: datetime = form.cleaned_data["up_to"]
    return perform(
        request,
        form,
        lambda: acknowledge_timetable(inspection=inspection, up_to=up_to, by=request.user, at=timezone.now()),
        done="Noted. Whoever looks after the timetable sees that you know the new days.",
    )


def _line(move: "Move") -> MoveLine:
    days = (move.now - move.was).days
    weeks, rest = divmod(abs(days), 7)
    much = count(weeks, "week") if weeks and not rest else count(abs(days), "day")
    return MoveLine(move.title, day(move.was), day(move.now), f"{much} {'later' if days > 0 else 'earlier'}")

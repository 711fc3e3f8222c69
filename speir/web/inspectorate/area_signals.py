"""Signals by area: the reader's own areas first, each with why it is shown; dismissed with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.area_teams.queries import ids_looked_after
from speir.foundations.uk_clock import uk_today
from speir.indicators.operations import dismiss_signal
from speir.indicators.permissions import may_dismiss_signals, may_see_signals
from speir.indicators.signal_queries import current_signals, dismissal_of, dismissals, newest_run, signal_at
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.signal_lines import SignalLine, signal_line, signal_lines
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.indicators.models import SignalDismissal


class DismissForm(SpeirForm):
    """Why nothing more is needed."""

    reason = forms.CharField(
        label="Why nothing more is needed",
        help_text="A sentence; everybody who sees signals can read it.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say in a sentence why nothing more is needed."},
    )


@dataclass(frozen=True)
class AreaSignals:
    """The signals about one area ("" for all areas together)."""

    name: str
    address: str
    is_fictional: bool
    is_mine: bool
    lines: tuple[SignalLine, ...]


@dataclass(frozen=True)
class DismissedLine:
    """One dismissal."""

    title: str
    area: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SignalsPage:
    """Every signal that nobody dismissed, by area; ``looked_at`` is None before the first look."""

    looked_at: datetime | None
    areas: tuple[AreaSignals, ...]
    new: int
    dismissed: tuple[DismissedLine, ...]


@dataclass(frozen=True)
class SignalPage:
    """One signal, and why it was dismissed if it was."""

    line: SignalLine
    found_at: datetime
    dismissed: DismissedLine | None
    refused: str


def by_area(lines: Sequence[SignalLine], mine: frozenset[str]) -> tuple[AreaSignals, ...]:
    """Lines under their areas: the reader's own first, then by name; all areas together last."""
    found: dict[str, list[SignalLine]] = {}
    for line in lines:
        found.setdefault(line.area, []).append(line)
    areas = [
        AreaSignals(name, here[0].area_address, here[0].is_fictional, name in mine, tuple(here))
        for name, here in found.items()
    ]
    return tuple(sorted(areas, key=lambda each: (not each.name, not each.is_mine, each.name)))


def dismissed_line(dismissal: "SignalDismissal") -> DismissedLine:
    """One dismissal to print."""
    area = dismissal.signal.area
    return DismissedLine(
        dismissal.signal.title,
        area.name if area else "",
        dismissal.reason,
        dismissal.dismissed_by.full_name,
        dismissal.dismissed_at,
    )


@inspectorate_screen()
def signals(request: SignedInRequest) -> HttpResponseBase:
    """What is worth a look, by area, with why."""
    may_see_signals.check(standing_everywhere(request.user))
    found = [*current_signals(is_fictional=False), *current_signals(is_fictional=True)]
    mine = ids_looked_after(request.user, uk_today())
    runs = [run for run in (newest_run(is_fictional=False), newest_run(is_fictional=True)) if run]
    names = frozenset(each.area.name for each in found if each.area and each.area_id in mine)
    page = SignalsPage(
        looked_at=max((run.run_at for run in runs), default=None),
        areas=by_area(signal_lines(found), names),
        new=sum(each.is_new for each in found),
        dismissed=tuple(
            dismissed_line(each)
            for each in [*dismissals(is_fictional=False), *dismissals(is_fictional=True)][:50]
        ),
    )
    return render_page(request, "inspectorate/signals.html.jinja", page)


@inspectorate_screen(methods=READ_AND_CHANGE)
def signal(request: SignedInRequest, signal: UUID) -> HttpResponseBase:
    """One signal with its reason and method; it is dismissed here."""
    may_see_signals.check(standing_everywhere(request.user))
    found = signal_at(signal)
    if found is None:
        raise Http404
    form = DismissForm(request.POST or None)
    if form.is_valid() and perform(
        request,
        form,
        lambda: dismiss_signal(
            signal=found,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The signal is dismissed. Seen again, it stays so; a new period is a new signal.",
    ):
        return redirect("signals")
    held = dismissal_of(found)
    page = SignalPage(
        line=signal_line(found),
        found_at=found.run.run_at,
        dismissed=dismissed_line(held) if held else None,
        refused=may_dismiss_signals.reason_refused(standing_everywhere(request.user)) or "",
    )
    return render_page(request, "inspectorate/signal.html.jinja", page, form=form)


ADDRESSES = [
    path("office/signals/", signals, name="signals"),
    path("office/signals/<uuid:signal>/", signal, name="signal"),
]

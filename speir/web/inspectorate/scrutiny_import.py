"""Bringing another body's calendar in from an iCalendar file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.under_way import done_of, is_held
from speir.people.queries import standing_everywhere
from speir.scrutiny_calendar.calendar_file_operations import hand_calendar_in
from speir.scrutiny_calendar.calendar_files import is_large
from speir.scrutiny_calendar.calendar_operations import Calendar, bring_calendar_in
from speir.scrutiny_calendar.choices import CalendarFileStatus, Firmness, ScrutinyKind, Sharing
from speir.scrutiny_calendar.permissions import may_keep_scrutiny_calendar
from speir.scrutiny_calendar.queries import calendar_file, council_areas
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.scrutiny_calendar import area_words
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.partnerships.models import Area
    from speir.scrutiny_calendar.calendar_operations import BroughtIn
    from speir.scrutiny_calendar.models import CalendarFile

LARGEST = 5_000_000
LOOKS_AGAIN = "3"  # seconds
KINDS = {CalendarFileStatus.LANDED: "ok", CalendarFileStatus.NOT_LANDED: "bad"}


class BringInForm(SpeirForm):
    """A file, and what it does not say of its events."""

    calendar = forms.CharField(
        label="Name of the calendar",
        max_length=80,
        help_text="Use the same name when you bring it in again: what changed is then seen.",
        error_messages={"required": "Give the calendar a name."},
    )
    body_name = forms.CharField(
        label="Whose scrutiny it holds", max_length=120, error_messages={"required": "Name the body."}
    )
    file = forms.FileField(
        label="The calendar, as a file (.ics)", error_messages={"required": "Choose the file."}
    )
    kind = forms.ChoiceField(label="Kind", choices=ScrutinyKind.choices)
    firmness = forms.ChoiceField(
        label="How sure the days are",
        choices=Firmness.choices,
        help_text="Events that the file calls tentative are tentative.",
    )
    sharing = forms.ChoiceField(label="Who may read of it", choices=Sharing.choices)
    areas = forms.MultipleChoiceField(
        label="Council areas of all its events",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Leave all unticked to take the area from the place or the title of each event.",
    )

    def clean_file(self) -> bytes:
        """The bytes of a file that is not too large."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError("This file is larger than 5 MB. Export a shorter stretch of days.")
        content: bytes = given.read()
        return content


@dataclass(frozen=True)
class BringInPage:
    """What came of it, once it was done; None before."""

    brought: "BroughtIn | None"


@inspectorate_screen(methods=READ_AND_CHANGE)
def bring_in(request: SignedInRequest) -> HttpResponseBase:
    """Bring a calendar in; the page says what came of it."""
    may_keep_scrutiny_calendar.check(standing_everywhere(request.user))
    areas = {str(area.pk): area for area in council_areas()}
    form = BringInForm(request.POST or None, request.FILES or None)
    set_choices(form, "areas", [(pk, area_words(area)) for pk, area in areas.items()])
    came: list[BroughtIn] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if is_large(given["file"]):
            handed: list[CalendarFile] = []
            if perform(
                request,
                form,
                lambda: handed.append(_hand_in(request, form, areas)),
                done="The calendar is taken, and is brought in now.",
            ):
                return (
                    redirect("scrutiny_file", file=handed[0].pk) if handed else redirect("scrutiny_calendar")
                )
        else:
            came = _at_once(request, form, areas)
    page = BringInPage(came[0] if came else None)
    return render_page(request, "inspectorate/bring_scrutiny_in.html.jinja", page, form=form)


def _at_once(request: SignedInRequest, form: BringInForm, areas: "Mapping[str, Area]") -> "list[BroughtIn]":
    """What came of bringing it in while the page is waited for; nothing when it was refused."""
    came: list[BroughtIn] = []
    given = form.cleaned_data
    perform(
        request,
        form,
        lambda: came.append(
            bring_calendar_in(
                calendar=_calendar(given),
                content=given["file"],
                areas=[areas[pk] for pk in given["areas"]],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            )
        ),
        done="Brought in.",
    )
    return came


def _hand_in(request: SignedInRequest, form: BringInForm, areas: "Mapping[str, Area]") -> "CalendarFile":
    given = form.cleaned_data
    return hand_calendar_in(
        calendar=_calendar(given),
        content=given["file"],
        areas=[areas[pk] for pk in given["areas"]],
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


@dataclass(frozen=True)
class CalendarFilePage:
    """A calendar that was handed in: where it is, how far, and what came of it."""

    file: "CalendarFile"
    status: str
    tag: str
    how_far: str


@inspectorate_screen()
def handed_in(request: SignedInRequest, file: UUID) -> HttpResponseBase:
    """Where a handed-in calendar is; the page looks again while it is brought in."""
    may_keep_scrutiny_calendar.check(standing_everywhere(request.user))
    found = calendar_file(file)
    if found is None or found.handed_in_by.body_id != request.user.body_id:
        raise Http404
    status = CalendarFileStatus(found.status)
    page = CalendarFilePage(found, status.label, KINDS.get(status, "info"), _how_far(found, status))
    shown = render_page(request, "inspectorate/scrutiny_file.html.jinja", page)
    if found.is_to_land:
        shown["Refresh"] = LOOKS_AGAIN  # without a script, the page looks again by itself
    return shown


def _how_far(found: "CalendarFile", status: CalendarFileStatus) -> str:
    if status != CalendarFileStatus.LANDING:
        return ""
    if not is_held(found.pk):
        return "Interrupted; nothing of it was taken."
    return f"{done_of(found.pk):,} of {found.events:,} events are done; they count when all are."


def _calendar(given: dict[str, str]) -> Calendar:
    return Calendar(
        given["calendar"],
        given["body_name"],
        ScrutinyKind(given["kind"]),
        Firmness(given["firmness"]),
        Sharing(given["sharing"]),
    )


ADDRESSES = [
    path("office/scrutiny/bring-in/", bring_in, name="bring_scrutiny_in"),
    path("office/scrutiny/files/<uuid:file>/", handed_in, name="scrutiny_file"),
]

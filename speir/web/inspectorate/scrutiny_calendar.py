"""The shared scrutiny calendar: other bodies' scrutiny by area, noted, taken out, given out as iCalendar."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.people.queries import standing_everywhere
from speir.scrutiny_calendar.calendar_words import Written, written_calendar
from speir.scrutiny_calendar.choices import Firmness, ScrutinyKind, Sharing
from speir.scrutiny_calendar.operations import note_scrutiny, take_scrutiny_out
from speir.scrutiny_calendar.permissions import may_keep_scrutiny_calendar
from speir.scrutiny_calendar.queries import council_areas, entries_page, entry_for, to_be_shared
from speir.scrutiny_calendar.within import Noted
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.scrutiny_ours import Ours, ours_to_be_shared, written
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.partnerships.models import Area
    from speir.people.models import Person
    from speir.scrutiny_calendar.queries import Entry

BACK, AHEAD = timedelta(days=31), timedelta(days=1096)
ON_A_PAGE = 50
KINDS = {Firmness.AGREED: "ok", Firmness.LIKELY: "info", Firmness.TENTATIVE: "grey"}


class NoteForm(SpeirForm):
    """One stretch of another body's scrutiny."""

    body_name = forms.CharField(
        label="Body", max_length=120, error_messages={"required": "Name the body that does it."}
    )
    kind = forms.ChoiceField(label="Kind", choices=ScrutinyKind.choices)
    what = forms.CharField(
        label="What it is",
        max_length=200,
        error_messages={"required": "Say what it is, such as “audit of best value”."},
    )
    first_day = DayField(label="First day", error_messages={"required": "Enter the first day."})
    last_day = DayField(label="Last day", error_messages={"required": "Enter the last day."})
    areas = forms.MultipleChoiceField(
        label="Council areas",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one council area."},
    )
    firmness = forms.ChoiceField(label="How sure the days are", choices=Firmness.choices)
    source = forms.CharField(
        label="Who told you, or where it is published",
        max_length=300,
        error_messages={"required": "Say who told you, or where it is published."},
    )
    sharing = forms.ChoiceField(label="Who may read of it", choices=Sharing.choices)


class OutForm(SpeirForm):
    """Why an entry is taken out."""

    reason = forms.CharField(
        label="Why it is taken out", max_length=300, error_messages={"required": "Say why it is taken out."}
    )


@dataclass(frozen=True)
class EntryLine:
    """One entry in a list."""

    identity: str
    what: str
    body: str
    days: str
    areas: str
    firmness: str
    firmness_kind: str
    is_fictional: bool
    is_gone: bool
    source: str
    is_own: bool
    is_only_ours: bool


@dataclass(frozen=True)
class OwnLine:
    """One of our inspections that other bodies may know of."""

    what: str
    body: str
    days: str
    areas: str
    is_fictional: bool


@dataclass(frozen=True)
class ScrutinyPage:
    """What stands in the calendar, and why the reader may not change it ("" when they may)."""

    entries: tuple[EntryLine, ...]
    ours: tuple[OwnLine, ...]
    refused: str
    begins: str
    ends: str
    number: int
    last: int
    total: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def scrutiny_calendar(request: SignedInRequest) -> HttpResponseBase:
    """See the calendar, and note an entry."""
    areas = {str(area.pk): area for area in council_areas()}
    form = NoteForm(request.POST or None)
    set_choices(form, "areas", [(pk, area_words(area)) for pk, area in areas.items()])
    if request.method == "POST":
        may_keep_scrutiny_calendar.check(standing_everywhere(request.user))
        if form.is_valid() and perform(
            request,
            form,
            lambda: note_scrutiny(
                noted=noted_of(form.cleaned_data),
                areas=[areas[pk] for pk in form.cleaned_data["areas"]],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done="Noted. Plans of capacity can take it into account from now on.",
        ):
            return redirect("scrutiny_calendar")
    page = scrutiny_page(request, uk_today())
    return render_page(request, "inspectorate/scrutiny_calendar.html.jinja", page, form=form)


@inspectorate_screen(methods=READ_AND_CHANGE)
def take_out(request: SignedInRequest, identity: UUID) -> HttpResponseBase:
    """Take one entry out, with the reason."""
    entry = entry_for(request.user, identity)
    if entry is None:
        raise Http404
    form = OutForm(request.POST or None)
    if request.method == "POST":
        may_keep_scrutiny_calendar.check(standing_everywhere(request.user))
        if form.is_valid() and perform(
            request,
            form,
            lambda: take_scrutiny_out(
                scrutiny=entry.scrutiny,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done="Taken out. It and the reason are kept in the audit trail.",
        ):
            return redirect("scrutiny_calendar")
    line = entry_line(entry, request.user)
    return render_page(request, "inspectorate/take_scrutiny_out.html.jinja", line, form=form)


@inspectorate_screen()
def as_icalendar(request: SignedInRequest) -> HttpResponseBase:
    """The calendar as a file for other scrutiny bodies: shared entries alone, and none that is gone."""
    today = uk_today()
    entries = to_be_shared(request.user, today - BACK, today + AHEAD)
    events = [_written(each) for each in entries]
    events += written(ours_to_be_shared(request.user, today - BACK, today + AHEAD))
    content = written_calendar("Scrutiny in Scotland's council areas", events)
    answer = HttpResponse(content, "text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="scrutiny.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def noted_of(given: dict[str, Any]) -> Noted:
    """An entry from a form filled in well."""
    return Noted(
        given["body_name"],
        ScrutinyKind(given["kind"]),
        given["what"],
        given["first_day"],
        given["last_day"],
        Firmness(given["firmness"]),
        given["source"],
        Sharing(given["sharing"]),
    )


def scrutiny_page(request: SignedInRequest, today: date) -> ScrutinyPage:
    """Everything from a month ago on."""
    standing = standing_everywhere(request.user)
    wanted = request.GET.get("page", "1")
    found = entries_page(standing, today - BACK, today + AHEAD, wanted, ON_A_PAGE)
    return ScrutinyPage(
        tuple(entry_line(each, request.user) for each in found.entries),
        tuple(_own_line(each) for each in ours_to_be_shared(request.user, today - BACK, today + AHEAD)),
        may_keep_scrutiny_calendar.reason_refused(standing) or "",
        day(today - BACK),
        day(today + AHEAD),
        found.number,
        found.last,
        count(found.total, "entry", "entries"),
    )


def _own_line(ours: Ours) -> OwnLine:
    one = ours.inspection
    return OwnLine(
        ours.what, ours.body, days_of(one.starts_on, one.publishes_on), ours.areas, one.is_fictional
    )


def entry_line(entry: "Entry", person: "Person") -> EntryLine:
    """One entry as lists print it."""
    scrutiny = entry.scrutiny
    return EntryLine(
        identity=str(scrutiny.pk),
        what=f"{scrutiny.what} ({ScrutinyKind.label_of(scrutiny.kind).lower()})",
        body=scrutiny.body_name,
        days=days_of(scrutiny.first_day, scrutiny.last_day),
        areas=", ".join(area.name for area in entry.areas),
        firmness=Firmness.label_of(scrutiny.firmness),
        firmness_kind=KINDS[Firmness(scrutiny.firmness)],
        is_fictional=entry.is_fictional,
        is_gone=scrutiny.gone_at is not None,
        source=scrutiny.source,
        is_own=scrutiny.kept_by_body_id == person.body_id,
        is_only_ours=scrutiny.sharing == Sharing.OWN_BODY,
    )


def days_of(first: date, last: date) -> str:
    """One day, or a first and a last day."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def area_words(area: "Area") -> str:
    """An area's name, saying so when it is made up."""
    return f"{area.name} (fictional)" if area.is_fictional else area.name


def _written(entry: "Entry") -> Written:
    scrutiny = entry.scrutiny
    host = settings.SPEIR_PUBLIC_URL.partition("://")[2].partition("/")[0]
    label = " (fictional)" if entry.is_fictional else ""
    return Written(
        uid=f"scrutiny-{scrutiny.pk}@{host}",
        first_day=scrutiny.first_day,
        last_day=scrutiny.last_day,
        what=f"{scrutiny.body_name}: {scrutiny.what}{label}",
        changed_at=scrutiny.changed_at,
        where=", ".join(area.name for area in entry.areas),
        status="TENTATIVE" if scrutiny.firmness == Firmness.TENTATIVE else "CONFIRMED",
    )


ADDRESSES = [
    path("office/scrutiny/", scrutiny_calendar, name="scrutiny_calendar"),
    path("office/scrutiny.ics", as_icalendar, name="scrutiny_calendar_file"),
    path("office/scrutiny/<uuid:identity>/take-out/", take_out, name="take_scrutiny_out"),
]

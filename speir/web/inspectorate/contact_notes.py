"""Contact notes: writing one in two minutes, and reading one with what follows from it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_monitoring.choices import Activity, ContactKind
from speir.area_monitoring.operations import finish_step, record_contact
from speir.area_monitoring.permissions import may_record_contact
from speir.area_monitoring.queries import indicators_touched, note_seen, step_seen, steps_of
from speir.area_teams.choices import Tier
from speir.area_teams.queries import areas_looked_after, reader_of_areas, standing_in
from speir.foundations.uk_clock import uk_today
from speir.indicators.queries import collection_label, indicators_of
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import areas_of_kind
from speir.people.choices import Role
from speir.people.queries import standing_everywhere
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.area_scope import place_address, refused, share_address
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.raise_from_meeting import RaiseAddresses, raise_in_area
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day, moment

if TYPE_CHECKING:
    from speir.area_monitoring.models import ContactNote, NextStep
    from speir.indicators.models import Indicator
    from speir.partnerships.models import Area
    from speir.people.models import Person

AREA_MISSING = {"required": "Choose the area."}


class NoteForm(SpeirForm):
    """One contact; two minutes on a phone."""

    area = forms.ChoiceField(label="Area", error_messages=AREA_MISSING)
    held_on = DayField(label="When", error_messages={"required": "Enter the day of the contact."})
    how = forms.ChoiceField(
        label="How", choices=ContactKind.choices(), error_messages={"required": "Choose how."}
    )
    who_with = forms.CharField(
        label="Who with",
        max_length=300,
        help_text="Posts are enough, such as chief social work officer.",
        error_messages={"required": "Say who you were in contact with: posts are enough."},
    )
    activity = forms.ChoiceField(
        label="What it was about",
        choices=Activity.choices(),
        error_messages={"required": "Choose what it was about."},
    )
    purpose = forms.CharField(label="Purpose", max_length=300, required=False)
    result = forms.CharField(
        label="What came of it",
        widget=forms.Textarea,
        error_messages={"required": "Say what came of the contact, in a sentence or two."},
    )
    touched = forms.MultipleChoiceField(
        label="Indicators touched", widget=forms.CheckboxSelectMultiple, required=False
    )
    # Not on the page any more: a note that was typed before the list was there still arrives whole.
    indicators = forms.CharField(max_length=300, required=False)
    next_step = forms.CharField(label="Next step", max_length=300, required=False)
    next_due_on = DayField(label="Next step due by", required=False)
    tier = forms.ChoiceField(
        label="Who may read this",
        choices=Tier.choices(),
        initial=Tier.OWN_BODY.value,
        error_messages={"required": "Choose who may read this."},
    )


def areas_to_write_about(person: "Person") -> "dict[str, Area]":
    """The areas somebody may write about, by address: those they look after; a service manager, every one."""
    manages = standing_everywhere(person).has(Role.SERVICE_MANAGER, Role.SUPPORT_OFFICER)
    own = areas_looked_after(person, uk_today())
    others = list(areas_of_kind(AreaKind.COUNCIL)) if manages else []
    return {address_of(area.kind, area.name): area for area in [*own, *others]}


def note_form(areas: "dict[str, Area]", given: object = None, **options: Any) -> NoteForm:
    """The form with the areas that may be chosen."""
    form = NoteForm(given, **options)  # type: ignore[arg-type]
    named = [
        (address, area.name + (" (fictional)" if area.is_fictional else ""))
        for address, area in areas.items()
    ]
    set_choices(form, "area", named if len(named) == 1 else [("", "Choose"), *named])
    set_choices(form, "touched", [(str(one.pk), indicator_words(one)) for one in indicators_of()])
    return form


def indicator_words(indicator: "Indicator") -> str:
    """An indicator in a list of all collections."""
    return f"{indicator.code}: {indicator.name} ({collection_label(indicator.collection)})"


def keep_note(area: "Area", given: dict[str, Any], by: "Person", once: str) -> "ContactNote":
    """Record what a well-filled form says."""
    return record_contact(
        area=area,
        activity=Activity(given["activity"]),
        how=ContactKind(given["how"]),
        who_with=given["who_with"],
        held_on=given["held_on"],
        purpose=given["purpose"],
        result=given["result"],
        indicators=given["indicators"],
        touched=[one for one in indicators_of() if str(one.pk) in given["touched"]],
        next_step=given["next_step"],
        next_due_on=given["next_due_on"],
        tier=Tier(given["tier"]),
        by=by,
        at=timezone.now(),
        once=once,
    )


@dataclass(frozen=True)
class WriteNotePage:
    """What the page prints around the form."""

    refused: str
    today: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def write_note(request: SignedInRequest) -> HttpResponseBase:
    """Write down a contact; opened on a phone beforehand, the page also works without a connection."""
    areas = areas_to_write_about(request.user)
    wanted = {"area": request.GET.get("area", ""), "purpose": request.GET.get("purpose", "")[:300]}
    form = note_form(areas, request.POST or None, initial={**wanted, "held_on": uk_today()})
    if request.method == "POST":
        may_record_contact.check(standing_in(request.user, areas.values(), uk_today()))
        if form.is_valid():
            area = areas[form.cleaned_data["area"]]
            if perform(
                request,
                form,
                lambda: keep_note(area, form.cleaned_data, request.user, form.once_key),
                done="Contact recorded.",
            ):
                return redirect(place_address(area))
    standing = standing_in(request.user, areas.values(), uk_today())
    page = WriteNotePage(refused(standing, may_record_contact), day(uk_today()))
    return render_page(request, "inspectorate/write_note.html.jinja", page, form=form)


@dataclass(frozen=True)
class StepLine:
    """One next step: how it stands, and its identity while it is open."""

    text: str
    stands: str
    open_id: str


@dataclass(frozen=True)
class NotePage:
    """One contact note as somebody may read it."""

    heading: str
    area: str
    area_address: str
    is_fictional: bool
    facts: tuple[tuple[str, str], ...]
    result: str
    touched: tuple[tuple[str, str], ...]
    steps: tuple[StepLine, ...]
    finish_refused: str
    share_address: str
    raise_addresses: RaiseAddresses


def note_page(note: "ContactNote", finish_refused: str, raise_at: RaiseAddresses = ()) -> NotePage:
    """The page of one note."""
    facts = (
        ("When", day(note.held_on)),
        ("How", ContactKind.label_of(note.how)),
        ("Who with", note.who_with),
        ("Purpose", note.purpose),
        ("Indicators, in words", note.indicators),
        ("Written by", f"{note.written_by.full_name}, {moment(note.written_at)}"),
        ("Who may read this", Tier.label_of(note.tier)),
    )
    return NotePage(
        heading=Activity.label_of(note.activity),
        area=note.area.name,
        area_address=place_address(note.area),
        is_fictional=note.area.is_fictional,
        facts=tuple(fact for fact in facts if fact[1]),
        result=note.result,
        touched=tuple(
            (indicator_words(one), reverse("indicator", args=[one.collection, one.code]))
            for one in indicators_touched(note)
        ),
        steps=tuple(_step(step) for step in steps_of(note)),
        finish_refused=finish_refused,
        share_address=share_address(note),
        raise_addresses=raise_at,
    )


def _step(step: "NextStep") -> StepLine:
    if step.done_at and step.done_by:
        return StepLine(step.text, f"done {day(step.done_at)}, {step.done_by.full_name}", "")
    return StepLine(step.text, f"due {day(step.due_on)}", str(step.pk))


@inspectorate_screen()
def contact_note(request: SignedInRequest, note_id: UUID) -> HttpResponseBase:
    """One contact note; whoever may not read it finds nothing here."""
    today = uk_today()
    note = note_seen(reader_of_areas(request.user, today), note_id)
    if note is None:
        raise Http404
    standing = standing_in(request.user, [note.area], today)
    raise_at = raise_in_area(request.user, note.area)
    page = note_page(note, refused(standing, may_record_contact), raise_at)
    return render_page(request, "inspectorate/contact_note.html.jinja", page, button=ButtonForm())


@inspectorate_screen(methods=CHANGE)
def finish_next_step(request: SignedInRequest, step_id: UUID) -> HttpResponseBase:
    """Say that a next step is done."""
    step = step_seen(reader_of_areas(request.user, uk_today()), step_id)
    if step is None:
        raise Http404
    perform_button(request, lambda: finish_step(step=step, by=request.user, at=timezone.now()), done="Done.")
    return redirect("contact_note", note_id=step.note_id)


ADDRESSES = [
    path("office/notes/new/", write_note, name="write_note"),
    path("office/notes/<uuid:note_id>/", contact_note, name="contact_note"),
    path("office/notes/steps/<uuid:step_id>/done/", finish_next_step, name="finish_next_step"),
]

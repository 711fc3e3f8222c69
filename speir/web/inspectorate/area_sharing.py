"""What of an area is open to other scrutiny bodies: by its tier, or shared by hand, with whom and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_monitoring.choices import Activity
from speir.area_monitoring.queries import notes_before
from speir.area_risks.choices import FactorKind
from speir.area_risks.queries import factors_in, risks_raised
from speir.area_teams.choices import FOR_ALL_SCRUTINY, SharedKind, Tier
from speir.area_teams.operations import share_with_body
from speir.area_teams.permissions import may_see_area_team, may_share_with_body
from speir.area_teams.queries import reader_of_areas, shared_in, standing_in
from speir.area_teams.rules import sharing_has_a_reason
from speir.foundations.uk_clock import uk_today
from speir.foundations.uk_time import uk_day
from speir.partnerships.area_names import address_of
from speir.people.queries import scrutiny_bodies
from speir.web.inspectorate.area_scope import council_area_or_404, place_address, refused
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.forms import SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day
from speir.web.shared.small_forms import Given, Kind, SmallForms

if TYPE_CHECKING:
    from speir.area_monitoring.models import ContactNote
    from speir.area_risks.models import AreaRisk, Factor
    from speir.area_teams.models import WrittenAboutArea
    from speir.area_teams.tiers import AreaReader
    from speir.partnerships.models import Area
    from speir.people.models import Body, Person

NEWEST = 100
EVER = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Thing:
    """One thing that was written about the area and that the reader may read."""

    row: "WrittenAboutArea"
    kind: SharedKind
    words: str
    on: date
    address: str

    @property
    def is_open_to_all(self) -> bool:
        """Whether its tier opens it to every scrutiny body."""
        return self.row.tier in FOR_ALL_SCRUTINY


@dataclass(frozen=True)
class OpenLine:
    """Something that other bodies may read, and by what."""

    kind: str
    words: str
    address: str
    when: str
    by_what: tuple[str, ...]


@dataclass(frozen=True)
class SharingPage:
    """What the page prints; ``may_not`` is "" for somebody who may share."""

    name: str
    address: str
    is_fictional: bool
    lines: tuple[OpenLine, ...]
    may_not: str
    has_something_to_share: bool


class ShareForm(SpeirForm):
    """One thing, one body, one reason."""

    thing = forms.ChoiceField(label="What", error_messages={"required": "Choose what to share."})
    body = forms.ChoiceField(label="With which body", error_messages={"required": "Choose the body."})
    why = forms.CharField(
        label="Why they need it", max_length=500, error_messages={"required": sharing_has_a_reason.message}
    )


def things_in(area: "Area", reader: "AreaReader") -> list[Thing]:
    """The newest notes and risks, and every barrier and enabler, that somebody may read here."""
    tomorrow, now = uk_today() + timedelta(days=1), timezone.now() + timedelta(minutes=1)
    notes = notes_before([area], reader, tomorrow, NEWEST)
    risks = risks_raised([area], reader, EVER, now, NEWEST, with_writers=True)
    for each in (*notes, *risks):
        each.area = area  # at hand, so that nobody asks for it once more for each
    found = [_note(each) for each in notes] + [_risk(each) for each in risks]
    found += [_factor(each) for each in factors_in([area], reader)]
    return sorted(found, key=lambda each: each.on, reverse=True)


def _note(note: "ContactNote") -> Thing:
    words = f"{Activity.label_of(note.activity)}: {note.purpose or note.who_with}"
    address = reverse("contact_note", kwargs={"note_id": note.pk})
    return Thing(note, SharedKind.CONTACT, words, note.held_on, address)


def _risk(risk: "AreaRisk") -> Thing:
    address = reverse("area_risk", kwargs={"risk_id": risk.pk})
    return Thing(risk, SharedKind.RISK, risk.statement, uk_day(risk.written_at), address)


def _factor(factor: "Factor") -> Thing:
    words = f"{FactorKind.label_of(factor.kind)}: {factor.text}"
    address = reverse("area_factor", kwargs={"factor_id": factor.pk})
    return Thing(factor, SharedKind.FACTOR, words, uk_day(factor.written_at), address)


def sharing_page(area: "Area", things: Sequence[Thing], may_not: str, may_share: bool) -> SharingPage:
    """What is open beyond the body that wrote it, as far as the reader may read it."""
    by_hand: dict[object, list[str]] = {}
    for each in shared_in([area], [thing.row.pk for thing in things]):
        words = f"{each.body.name}, shared by {each.shared_by.full_name} on {day(each.shared_at)}: {each.why}"
        by_hand.setdefault(each.thing_id, []).append(words)
    return SharingPage(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        lines=tuple(
            OpenLine(each.kind.label, each.words, each.address, day(each.on), _by_what(each, by_hand))
            for each in things
            if each.is_open_to_all or each.row.pk in by_hand
        ),
        may_not=may_not,
        has_something_to_share=may_share,
    )


def _by_what(thing: Thing, by_hand: dict[object, list[str]]) -> tuple[str, ...]:
    if thing.is_open_to_all:
        return (Tier.label_of(thing.row.tier),)
    return tuple(by_hand[thing.row.pk])


def to_share(things: Sequence[Thing], person: "Person") -> dict[str, Thing]:
    """What somebody may share by hand: written for their own body."""
    return {
        str(thing.row.pk): thing
        for thing in things
        if thing.row.tier == Tier.OWN_BODY and thing.row.written_by.body_id == person.body_id
    }


def share_form(
    things: dict[str, Thing], bodies: dict[str, "Body"], chosen: str, *given: Any, **options: Any
) -> ShareForm:
    """The form with what may be shared, and with whom."""
    form = ShareForm(*given, **{"initial": {"thing": chosen}, **options})
    named = [(pk, f"{day(each.on)}, {each.kind.label}: {each.words[:120]}") for pk, each in things.items()]
    set_choices(form, "thing", [("", "Choose"), *named])
    set_choices(form, "body", [("", "Choose"), *((pk, each.name) for pk, each in bodies.items())])
    return form


SHARED = "Shared. They can read it now."


def sharing(
    own: dict[str, Thing],
    bodies: dict[str, "Body"],
    by: "Person",
    chosen: str = "",
    occasion_id: UUID | None = None,
) -> Kind:
    """The small form with which one thing is shared."""

    def share(given: Given) -> object:
        thing = own[given["thing"]]
        return share_with_body(
            thing=thing.row,
            kind=thing.kind,
            words=thing.words,
            body=bodies[given["body"]],
            why=given["why"],
            occasion_id=occasion_id,
            by=by,
            at=timezone.now(),
        )

    return (lambda *given, **options: share_form(own, bodies, chosen, *given, **options)), share, SHARED


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_sharing(request: SignedInRequest, address: str) -> HttpResponseBase:
    """What other scrutiny bodies may read of an area, and sharing one more thing."""
    area, today, by = council_area_or_404(address), uk_today(), request.user
    standing = standing_in(by, [area], today)
    may_see_area_team.check(standing)
    things = things_in(area, reader_of_areas(by, today))
    own = to_share(things, by)
    bodies = {str(one.pk): one for one in scrutiny_bodies() if one.pk != by.body_id}
    sent = SmallForms(request, {"share": sharing(own, bodies, by, request.GET.get("thing", ""))})
    if sent.is_done:
        return redirect("area_sharing", address=address_of(area.kind, area.name))
    page = sharing_page(area, things, refused(standing, may_share_with_body), bool(own))
    return render_page(
        request, "inspectorate/area_sharing.html.jinja", page, form=sent.failed, forms=sent.shown
    )


ADDRESSES = [path("office/areas/<str:address>/shared/", area_sharing, name="area_sharing")]

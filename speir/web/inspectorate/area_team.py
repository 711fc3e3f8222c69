"""Looking after an area's team, posts and intensity: four small forms on one page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.operations import set_intensity
from speir.area_monitoring.permissions import may_set_intensity, may_write_briefing
from speir.area_teams.choices import AreaRole, PostKind
from speir.area_teams.operations import appoint_to_area, arrange_cover, note_post_holder
from speir.area_teams.permissions import (
    may_appoint_to_area,
    may_arrange_cover,
    may_note_post_holder,
    may_see_area_team,
)
from speir.area_teams.queries import standing_in
from speir.foundations.uk_clock import uk_today
from speir.partnerships.area_names import address_of
from speir.people.queries import people_of_bodies, scrutiny_bodies
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.area_scope import council_area_or_404, place_address, refused
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.partnerships.models import Area
    from speir.people.models import Person
    from speir.people.standing import Standing

CHOOSE_ROLE = {"required": "Choose the role."}
CHOOSE_PERSON = {"required": "Choose the person."}


class AppointForm(SpeirForm):
    """Who is in the team from today."""

    role = forms.ChoiceField(label="Role", choices=AreaRole.choices(), error_messages=CHOOSE_ROLE)
    person = forms.ChoiceField(label="Person", error_messages=CHOOSE_PERSON)


class CoverForm(AppointForm):
    """Who covers, and when."""

    from_on = DayField(label="First day")
    last_on = DayField(label="Last day")


class PostForm(SpeirForm):
    """Who holds a post."""

    post = forms.ChoiceField(
        label="Post", choices=PostKind.choices(), error_messages={"required": "Choose the post."}
    )
    name = forms.CharField(
        label="Who holds it", max_length=200, required=False, help_text="Leave it empty when it is vacant."
    )
    from_on = DayField(label="Since")


class IntensityForm(SpeirForm):
    """How closely the area is followed."""

    intensity = forms.ChoiceField(
        label="From today", choices=Intensity.choices(), error_messages={"required": "Choose how closely."}
    )
    reason = forms.CharField(
        label="Why",
        max_length=1000,
        error_messages={"required": "Say why, for whoever comes after."},
    )


@dataclass(frozen=True)
class AreaTeamPage:
    """The page around the forms; each ``…_refused`` is "" when the reader may."""

    name: str
    address: str
    is_fictional: bool
    handover_address: str
    appoint_refused: str
    cover_refused: str
    post_refused: str
    intensity_refused: str


Given = dict[str, Any]
Change = Callable[["Area", Given, "Person", dict[str, "Person"]], object]


def _appoint(area: "Area", given: Given, by: "Person", people: dict[str, "Person"]) -> object:
    role, person = AreaRole(given["role"]), people[given["person"]]
    return appoint_to_area(area=area, role=role, person=person, by=by, at=timezone.now())


def _cover(area: "Area", given: Given, by: "Person", people: dict[str, "Person"]) -> object:
    return arrange_cover(
        area=area,
        role=AreaRole(given["role"]),
        person=people[given["person"]],
        from_on=given["from_on"],
        last_on=given["last_on"],
        by=by,
        at=timezone.now(),
    )


def _note_post(area: "Area", given: Given, by: "Person", people: dict[str, "Person"]) -> object:
    return note_post_holder(
        area=area,
        post=PostKind(given["post"]),
        name=given["name"],
        from_on=given["from_on"],
        by=by,
        at=timezone.now(),
    )


def _follow(area: "Area", given: Given, by: "Person", people: dict[str, "Person"]) -> object:
    return set_intensity(
        area=area,
        intensity=Intensity(given["intensity"]),
        reason=given["reason"],
        by=by,
        at=timezone.now(),
        once=str(given.get("once") or ""),
    )


FORMS: dict[str, tuple[type[SpeirForm], Change]] = {
    "follow": (IntensityForm, _follow),
    "post": (PostForm, _note_post),
    "cover": (CoverForm, _cover),
    "appoint": (AppointForm, _appoint),
}


def area_team_page(area: "Area", standing: "Standing") -> AreaTeamPage:
    """The page around the forms."""
    return AreaTeamPage(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        handover_address=_handover(area) if not refused(standing, may_write_briefing) else "",
        appoint_refused=refused(standing, may_appoint_to_area),
        cover_refused=refused(standing, may_arrange_cover),
        post_refused=refused(standing, may_note_post_holder),
        intensity_refused=refused(standing, may_set_intensity),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_team(request: SignedInRequest, address: str) -> HttpResponseBase:
    """The team, the posts and the intensity of one council area."""
    area = council_area_or_404(address)
    standing = standing_in(request.user, [area], uk_today())
    may_see_area_team.check(standing)
    people = {str(one.pk): one for one in people_of_bodies([body.pk for body in scrutiny_bodies()])}
    shown = {key: _offer(kind(prefix=key), people) for key, (kind, _) in FORMS.items()}
    failed = None
    sent = request.POST.get("what", "")
    if request.method == "POST" and sent in FORMS:
        kind, change = FORMS[sent]
        failed = shown[sent] = _offer(kind(request.POST, prefix=sent), people)
        if failed.is_valid() and perform(
            request, failed, lambda: change(area, failed.cleaned_data, request.user, people)
        ):
            return redirect(place_address(area))
    page = area_team_page(area, standing)
    return render_page(request, "inspectorate/area_team.html.jinja", page, form=failed, forms=shown)


def _handover(area: "Area") -> str:
    return reverse("area_handover", kwargs={"address": address_of(area.kind, area.name)})


def _offer(form: SpeirForm, people: dict[str, "Person"]) -> SpeirForm:
    if "person" in form.fields:
        named = [(pk, f"{one.full_name}, {one.body.short_name}") for pk, one in people.items()]
        set_choices(form, "person", [("", "Choose"), *named])
    return form


ADDRESSES = [path("office/areas/<str:address>/team/", area_team, name="area_team")]

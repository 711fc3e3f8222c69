"""Looking after an area's team, posts, committees and intensity: small forms on one page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.operations import set_intensity
from speir.area_monitoring.permissions import may_set_intensity, may_start_handover, may_write_briefing
from speir.area_monitoring.queries import how_followed
from speir.area_teams.choices import AreaRole, PostKind
from speir.area_teams.operations import (
    appoint_to_area,
    arrange_cover,
    end_committee,
    end_cover,
    note_post_holder,
)
from speir.area_teams.permissions import (
    may_appoint_to_area,
    may_arrange_cover,
    may_note_committee,
    may_note_post_holder,
    may_see_area_team,
)
from speir.area_teams.queries import committees_now, cover_arranged, standing_in
from speir.foundations.uk_clock import uk_today
from speir.partnerships.area_names import address_of
from speir.people.queries import people_of_bodies, scrutiny_bodies
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.area_committees import (
    CommitteeForm,
    EndForm,
    keep_committee,
    places_for,
    posts_for,
)
from speir.web.inspectorate.area_scope import council_area_or_404, place_address, refused
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day, lower

if TYPE_CHECKING:
    from speir.area_teams.models import AreaAppointment, Committee
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


class EndCoverForm(SpeirForm):
    """Cover that is not needed any more."""

    cover = forms.ChoiceField(label="Cover", error_messages={"required": "Choose the cover that ends."})


class PostForm(SpeirForm):
    """Who holds a post."""

    post = forms.ChoiceField(label="Post", error_messages={"required": "Choose the post."})
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
    may_begin_handover: bool
    appoint_refused: str
    cover_refused: str
    post_refused: str
    committee_refused: str
    has_committees: bool
    has_cover: bool
    intensity_refused: str


Given = dict[str, Any]


@dataclass(frozen=True)
class Chosen:
    """What the forms offer: people of scrutiny bodies, committees that meet here, cover not over yet."""

    area: "Area"
    people: "dict[str, Person]"
    committees: "dict[str, Committee]"
    cover: "dict[str, AreaAppointment]"


# Makes the change and says in a sentence what was changed.
Change = Callable[[Chosen, Given, "Person"], str]


def _appoint(chosen: Chosen, given: Given, by: "Person") -> str:
    role, person = AreaRole(given["role"]), chosen.people[given["person"]]
    appoint_to_area(area=chosen.area, role=role, person=person, by=by, at=timezone.now())
    return f"In the team around {chosen.area.name} from today: {person.full_name}, {lower(role.label)}."


def _cover(chosen: Chosen, given: Given, by: "Person") -> str:
    role, person = AreaRole(given["role"]), chosen.people[given["person"]]
    days = {"from_on": given["from_on"], "last_on": given["last_on"]}
    arrange_cover(area=chosen.area, role=role, person=person, **days, by=by, at=timezone.now())
    when = f"from {day(given['from_on'])} to {day(given['last_on'])}"
    return f"{person.full_name} covers as {lower(role.label)} {when}."


def _end_cover(chosen: Chosen, given: Given, by: "Person") -> str:
    ended = chosen.cover[given["cover"]]
    end_cover(cover=ended, by=by, at=timezone.now())
    return f"{ended.person.full_name} does not cover as {lower(AreaRole.label_of(ended.role))} any more."


def _note_post(chosen: Chosen, given: Given, by: "Person") -> str:
    post, _, committee = given["post"].partition(":")
    held = note_post_holder(
        area=chosen.area,
        post=PostKind(post),
        committee=chosen.committees[committee] if committee else None,
        name=given["name"],
        from_on=given["from_on"],
        by=by,
        at=timezone.now(),
    )
    return f"{held.words}: {held.name or 'vacant'}, since {day(held.from_on)}."


def _follow(chosen: Chosen, given: Given, by: "Person") -> str:
    how = Intensity(given["intensity"])
    once = str(given.get("once") or "")
    set_intensity(
        area=chosen.area, intensity=how, reason=given["reason"], by=by, at=timezone.now(), once=once
    )
    return f"How closely {chosen.area.name} is followed: {lower(how.label)}."


def _note_committee(chosen: Chosen, given: Given, by: "Person") -> str:
    return f"Noted: {keep_committee(chosen.area, given, by).name}."


def _end_committee(chosen: Chosen, given: Given, by: "Person") -> str:
    ended = chosen.committees[given["committee"]]
    end_committee(committee=ended, until_on=given["until_on"], by=by, at=timezone.now())
    return f"{ended.name} ended on {day(given['until_on'])}, and with it the posts in it."


FORMS: dict[str, tuple[type[SpeirForm], Change]] = {
    "follow": (IntensityForm, _follow),
    "post": (PostForm, _note_post),
    "committee": (CommitteeForm, _note_committee),
    "ended": (EndForm, _end_committee),
    "cover": (CoverForm, _cover),
    "uncover": (EndCoverForm, _end_cover),
    "appoint": (AppointForm, _appoint),
}


def area_team_page(chosen: Chosen, standing: "Standing") -> AreaTeamPage:
    """The page around the forms."""
    area = chosen.area
    return AreaTeamPage(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        handover_address=_handover(area) if not refused(standing, may_write_briefing) else "",
        may_begin_handover=not refused(standing, may_start_handover),
        appoint_refused=refused(standing, may_appoint_to_area),
        cover_refused=refused(standing, may_arrange_cover),
        post_refused=refused(standing, may_note_post_holder),
        committee_refused=refused(standing, may_note_committee),
        has_committees=bool(chosen.committees),
        has_cover=bool(_not_over(chosen.cover)),
        intensity_refused=refused(standing, may_set_intensity),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_team(request: SignedInRequest, address: str) -> HttpResponseBase:
    """The team, the posts and the intensity of one council area."""
    area = council_area_or_404(address)
    standing = standing_in(request.user, [area], uk_today())
    may_see_area_team.check(standing)
    chosen = _to_choose_from(area)
    shown = {key: _offer(kind(prefix=key), chosen) for key, (kind, _) in FORMS.items()}
    shown["follow"].initial["intensity"] = how_followed([area])[area.pk].intensity
    failed = None
    sent = request.POST.get("what", "")
    if request.method == "POST" and sent in FORMS:
        kind, change = FORMS[sent]
        failed = shown[sent] = _offer(kind(request.POST, prefix=sent), chosen)
        if failed.is_valid() and perform(
            request, failed, lambda: change(chosen, failed.cleaned_data, request.user), done=str
        ):
            return redirect(place_address(area))
    page = area_team_page(chosen, standing)
    return render_page(request, "inspectorate/area_team.html.jinja", page, form=failed, forms=shown)


def _handover(area: "Area") -> str:
    return reverse("area_handover", kwargs={"address": address_of(area.kind, area.name)})


def _to_choose_from(area: "Area") -> Chosen:
    people = people_of_bodies([body.pk for body in scrutiny_bodies()])
    committees = committees_now([area])
    # What ended today too: a form that is sent again then finds what it ended.
    cover = cover_arranged(area, uk_today())
    return Chosen(
        area,
        {str(one.pk): one for one in people},
        {str(one.pk): one for one in committees},
        {str(one.pk): one for one in cover},
    )


def _not_over(cover: "dict[str, AreaAppointment]") -> "dict[str, AreaAppointment]":
    today = uk_today()
    return {pk: one for pk, one in cover.items() if one.until_on and one.until_on > today}


def _cover_in_words(cover: "AreaAppointment") -> str:
    last = cover.until_on and cover.until_on - timedelta(days=1)
    when = f"{day(cover.from_on)} to {day(last)}" if last and last >= cover.from_on else "ended"
    return f"{cover.person.full_name}, {lower(AreaRole.label_of(cover.role))}, {when}"


def _offer(form: SpeirForm, chosen: Chosen) -> SpeirForm:
    if "person" in form.fields:
        named = [(pk, f"{one.full_name}, {one.body.short_name}") for pk, one in chosen.people.items()]
        set_choices(form, "person", [("", "Choose"), *named])
    if "post" in form.fields:
        set_choices(form, "post", posts_for(chosen.committees.values()))
    if "place" in form.fields:
        set_choices(form, "place", [(pk, words) for pk, (words, _) in places_for(chosen.area).items()])
    if "committee" in form.fields:
        _set_short(form, "committee", [(pk, one.name) for pk, one in chosen.committees.items()])
    if "cover" in form.fields:
        shown = chosen.cover if form.is_bound else _not_over(chosen.cover)
        _set_short(form, "cover", [(pk, _cover_in_words(one)) for pk, one in shown.items()])
    return form


def _set_short(form: SpeirForm, name: str, listed: list[tuple[str, str]]) -> None:
    """Choices of which the only one, if there is one, is chosen already."""
    set_choices(form, name, listed if len(listed) == 1 else [("", "Choose"), *listed])


ADDRESSES = [path("office/areas/<str:address>/team/", area_team, name="area_team")]

"""The team of an inspection, on both sides: who is who, appointing and standing down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.inspections.operations import appoint, stand_down
from speir.inspections.permissions import may_build_team
from speir.inspections.queries import (
    inspection_for,
    partnership_bodies,
    scrutiny_bodies,
    signing_bodies,
    standing_of,
    team_of,
)
from speir.partnerships.queries import link_inspector_of
from speir.people.choices import PARTNERSHIP_ROLES, TEAM_ROLES, Role
from speir.people.queries import people_of_bodies
from speir.people.standing import Standing
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.inspections.models import Inspection, TeamMember
    from speir.people.models import Body, Person

ORDER = [role.value for role in Role]
# The link inspector belongs to the partnership's area, not to one inspection, and is appointed there.
SCRUTINY_ROLES = tuple(role for role in TEAM_ROLES if role != Role.LINK_INSPECTOR)


class AppointForm(SpeirForm):
    """Who, and as what."""

    person = forms.ChoiceField(
        label="Person",
        help_text="People of the bodies that take part.",
        error_messages={"required": "Choose the person."},
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[
            ("", "Choose"),
            ("Scrutiny bodies", [(role.value, role.label) for role in SCRUTINY_ROLES]),
            ("Partnership", [(role.value, role.label) for role in PARTNERSHIP_ROLES]),
        ],
        error_messages={"required": "Choose the role."},
    )

    def offer(self, people: Sequence["Person"]) -> "AppointForm":
        """Fill the list of people, grouped by body."""
        by_body: dict[str, list[tuple[str, str]]] = {}
        for person in people:
            post = f", {person.post_title}" if person.post_title else ""
            by_body.setdefault(person.body.name, []).append((str(person.pk), person.full_name + post))
        set_choices(self, "person", [("", "Choose"), *by_body.items()])
        return self


@dataclass(frozen=True)
class MemberLine:
    """One role that somebody holds."""

    name: str
    post: str
    body: str
    role: str
    since: str
    stand_down_address: str


@dataclass(frozen=True)
class TeamPage:
    """Both sides of the team; ``refused`` says why the reader may not change it."""

    header: InspectionHeader
    scrutiny: list[MemberLine]
    partnership: list[MemberLine]
    link_inspector: str
    missing: tuple[str, ...]
    refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def team(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """See the team, and appoint somebody."""
    inspection = inspection_for(request.user, reference)
    bodies = [*scrutiny_bodies(inspection), *partnership_bodies(inspection)]
    people = people_of_bodies([body.pk for body in bodies])
    form = AppointForm(request.POST or None).offer(people)
    if request.method == "POST" and form.is_valid():
        chosen = next(person for person in people if str(person.pk) == form.cleaned_data["person"])
        if perform(
            request,
            form,
            lambda: appoint(
                inspection=inspection,
                person=chosen,
                role=Role(form.cleaned_data["role"]),
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done=f"{chosen.full_name} appointed.",
        ):
            return redirect("team", reference=reference)
    page = team_page(inspection, standing_of(request.user, inspection))
    return render_page(request, "inspectorate/team.html.jinja", page, form=form, button=ButtonForm())


@inspectorate_screen(methods=CHANGE)
def stand_member_down(request: SignedInRequest, reference: str, member: UUID) -> HttpResponseBase:
    """End somebody's role."""
    inspection = inspection_for(request.user, reference)
    held = next((each for each in team_of(inspection) if each.pk == member), None)
    if held is None:
        raise Http404
    perform_button(
        request,
        lambda: stand_down(member=held, by=request.user, at=timezone.now()),
        done=f"{held.person.full_name} stood down: {Role.label_of(held.role)}.",
    )
    return redirect("team", reference=reference)


def team_page(inspection: "Inspection", standing: Standing) -> TeamPage:
    """The team as this person sees it."""
    members = sorted(team_of(inspection), key=lambda member: ORDER.index(member.role))
    link = link_inspector_of(inspection.partnership)
    refused = may_build_team.reason_refused(standing) or ""
    lines = [(member, _line(member, inspection.reference)) for member in members]
    return TeamPage(
        header=inspection_header(inspection, standing, here="team"),
        scrutiny=[line for member, line in lines if not member.is_partnership_side],
        partnership=[line for member, line in lines if member.is_partnership_side],
        link_inspector=f"{link.full_name}, {link.body.name}" if link else "",
        missing=missing_roles(members, signing_bodies(inspection), partnership_bodies(inspection)),
        refused=refused,
    )


def _line(member: "TeamMember", reference: str) -> MemberLine:
    return MemberLine(
        name=member.person.full_name,
        post=member.person.post_title,
        body=member.person.body.name,
        role=Role.label_of(member.role),
        since=day(member.from_on),
        stand_down_address=reverse("stand_down", kwargs={"reference": reference, "member": member.pk}),
    )


def missing_roles(
    members: Sequence["TeamMember"], signing: Sequence["Body"], inspected: Sequence["Body"]
) -> tuple[str, ...]:
    """What the team lacks before the inspection can run to its end."""
    held = {(member.role, member.person.body_id) for member in members}
    roles = {role for role, _ in held}
    lacks = [
        f"There is no {role.label.lower()}."
        for role in (Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER, Role.COORDINATOR)
        if role not in roles
    ]
    lacks += [f"{b.name} has no signatory." for b in signing if (Role.SIGNATORY, b.pk) not in held]
    lacks += [f"{b.name} has no head to write to." for b in inspected if (Role.HEAD, b.pk) not in held]
    return tuple(lacks)


ADDRESSES = [
    path("inspections/<slug:reference>/team/", team, name="team"),
    path("inspections/<slug:reference>/team/<uuid:member>/stand-down/", stand_member_down, name="stand_down"),
]

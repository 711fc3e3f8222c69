"""Naming the partnership's senior manager who receives concerns about people's safety."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.concerns.queries import senior_managers
from speir.inspections.operations import appoint
from speir.inspections.permissions import may_name_senior_manager
from speir.inspections.queries import partnership_bodies
from speir.people.choices import Role
from speir.people.queries import people_of_bodies
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.people.models import Person


class NameForm(SpeirForm):
    """Who receives concerns."""

    person = forms.ChoiceField(
        label="Senior manager",
        help_text="Somebody who can act at once, and who has the list of whom the references stand for.",
        error_messages={"required": "Choose the senior manager."},
    )

    def __init__(self, *args: Any, people: Sequence["Person"], **options: Any) -> None:
        super().__init__(*args, **options)
        self._people = {str(person.pk): person for person in people}
        shown = [
            (key, f"{one.full_name}, {one.post_title or one.body.name}") for key, one in self._people.items()
        ]
        self.fields["person"].choices = [("", "Choose"), *shown]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> "Person":
        """The person who was chosen."""
        return self._people[self.cleaned_data["person"]]


@dataclass(frozen=True)
class NamingPage:
    """Who is named already."""

    header: InspectionHeader
    named: tuple[str, ...]


@partnership_screen(methods=READ_AND_CHANGE)
def name_senior_manager(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Name the senior manager; a second one may be named, for when the first is away."""
    inspection, standing = open_inspection(request, reference, may_name_senior_manager)
    people = people_of_bodies([body.pk for body in partnership_bodies(inspection)])
    form = NameForm(request.POST or None, people=people)
    if form.is_valid() and perform(
        request,
        form,
        lambda: appoint(
            inspection=inspection,
            person=form.chosen,
            role=Role.SENIOR_MANAGER,
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"{form.chosen.full_name} now receives concerns about people's safety.",
    ):
        return redirect("partnership_inspection", reference=reference)
    header = inspection_header(inspection, standing, heading="Name the senior manager for concerns")
    page = NamingPage(header, tuple(person.full_name for person in senior_managers(inspection)))
    return render_page(request, "partnership/name_senior_manager.html.jinja", page, form=form)


ADDRESSES = [
    path(
        "partnership/<slug:reference>/senior-manager/",
        name_senior_manager,
        name="partnership_name_senior_manager",
    )
]

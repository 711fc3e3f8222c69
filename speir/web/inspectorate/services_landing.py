"""Bringing in a month of regulated services: hand the file in; it lands in the background; see what came."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.under_way import done_of, is_held
from speir.people.queries import standing_everywhere
from speir.regulated_services.choices import FileStatus
from speir.regulated_services.operations import hand_in_services
from speir.regulated_services.permissions import may_import_services
from speir.regulated_services.queries import rows_not_taken, services_file
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.regulated_services.models import RowNotTaken, ServicesFile

LOOKS_AGAIN = "3"  # seconds
MOST_LISTED = 500
KINDS = {FileStatus.LANDED: "ok", FileStatus.NOT_LANDED: "bad"}


class ServicesFileForm(SpeirForm):
    """A month's file, and the month where its name does not say it."""

    file = forms.FileField(
        label="File",
        help_text="The datastore's monthly CSV file. Its rows are kept without names of managers and "
        "childminders, telephone numbers and e-mail addresses; the file itself is not kept.",
        allow_empty_file=True,
        error_messages={"required": "Choose the datastore's file."},
    )
    month = forms.CharField(
        label="Month",
        help_text="Such as 2024-06. Leave it empty when the name of the file says it.",
        max_length=7,
        required=False,
    )


@dataclass(frozen=True)
class ServicesFilePage:
    """A file that was handed in: where it is, and what came of it; ``tag`` is the colour of its status."""

    file: "ServicesFile"
    status: str
    tag: str
    is_under_way: bool
    how_far: str
    not_taken: "tuple[RowNotTaken, ...]"


@inspectorate_screen(methods=READ_AND_CHANGE)
def bring_in_services(request: SignedInRequest) -> HttpResponseBase:
    """Hand a month's file in; it lands in the background."""
    may_import_services.check(standing_everywhere(request.user))
    form = ServicesFileForm(request.POST or None, request.FILES or None)
    made: list[ServicesFile] = []
    if form.is_valid() and perform(
        request, form, lambda: made.append(_hand_in(request, form)), done="The file is taken and lands now."
    ):
        return redirect("services_file", file=made[0].pk) if made else redirect("numbers")
    return render_page(request, "inspectorate/bring_in_services.html.jinja", None, form=form)


def _hand_in(request: SignedInRequest, form: ServicesFileForm) -> Any:
    return hand_in_services(
        upload=form.cleaned_data["file"],
        month=form.cleaned_data["month"],
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


@inspectorate_screen()
def services_file_shown(request: SignedInRequest, file: UUID) -> HttpResponseBase:
    """Where a handed-in file is; the page looks again while it lands."""
    may_import_services.check(standing_everywhere(request.user))
    found = services_file(file)
    if found is None:
        raise Http404
    page = file_page(found)
    shown = render_page(request, "inspectorate/services_file.html.jinja", page)
    if page.is_under_way:
        shown["Refresh"] = LOOKS_AGAIN  # without a script, the page looks again by itself
    return shown


def file_page(found: "ServicesFile") -> ServicesFilePage:
    """What the page of a file prints."""
    status = FileStatus(found.status)
    return ServicesFilePage(
        file=found,
        status=status.label,
        tag=KINDS.get(status, "info"),
        is_under_way=found.is_to_land,
        how_far=_how_far(found, status),
        not_taken=tuple(rows_not_taken(found.snapshot)[:MOST_LISTED]) if found.snapshot else (),
    )


def _how_far(found: "ServicesFile", status: FileStatus) -> str:
    """How many rows have landed so far, or that it was interrupted; nothing counts before all have."""
    if status != FileStatus.LANDING:
        return ""
    if not is_held(found.pk):
        return "Interrupted; nothing of it landed. It begins again by itself within a quarter of an hour."
    return f"{done_of(found.pk):,} of {found.rows:,} rows are in; they count when all are."


ADDRESSES = [
    path("office/numbers/regulated-services/bring-in/", bring_in_services, name="bring_in_services"),
    path("office/numbers/regulated-services/files/<uuid:file>/", services_file_shown, name="services_file"),
]

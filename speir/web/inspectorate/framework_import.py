"""Importing a framework from a file: either the whole of it, or every fault in it and nothing saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.library_faults import Fault, LibraryFaults
from speir.foundations.refusals import Reason, RuleBroken
from speir.frameworks.operations import import_framework_file
from speir.frameworks.pages import FrameworkLine
from speir.frameworks.permissions import may_import_frameworks
from speir.frameworks.queries import library_page
from speir.frameworks.reading import LARGEST
from speir.people.queries import standing_everywhere
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import MEGABYTE, count, file_size

if TYPE_CHECKING:
    from speir.frameworks.models import Framework


MOST = f"{LARGEST // MEGABYTE} MB"


class FrameworkFileForm(SpeirForm):
    """One file."""

    file = forms.FileField(
        label="Framework file",
        help_text=f"YAML (.yaml) or Excel (.xlsx), at most {MOST}. Checked as a whole first.",
        allow_empty_file=True,
        error_messages={"required": "Choose the file that holds the framework."},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refused before it is read when it is far too large to be a framework."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(
                f"This file is {file_size(given.size or 0)}. A framework is at most {MOST}: "
                "check that it is the right file."
            )
        return given


@dataclass(frozen=True)
class FaultLine:
    """One fault as the table prints it."""

    sheet: str
    row: str
    column: str
    what: str
    to_do: str


@dataclass(frozen=True)
class ImportFrameworkPage:
    """The import page: the faults of the file just sent, if any, and workbooks to start from."""

    file: str
    is_excel: bool
    faults: tuple[FaultLine, ...]
    starting_points: tuple[FrameworkLine, ...]


def import_page(faults: Sequence[Fault], starting_points: Sequence[FrameworkLine]) -> ImportFrameworkPage:
    """What the import page prints."""
    place = faults[0].place if faults else None
    return ImportFrameworkPage(
        file=place.file if place else "",
        is_excel=place.is_excel if place else False,
        faults=tuple(
            FaultLine(
                sheet=fault.place.sheet,
                row=str(fault.place.row or ""),
                column=fault.place.column,
                what=fault.what,
                to_do=fault.to_do,
            )
            for fault in faults
        ),
        starting_points=tuple(starting_points),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def import_framework(request: SignedInRequest) -> HttpResponseBase:
    """Choose a file; after faults the same page lists them all."""
    may_import_frameworks.check(standing_everywhere(request.user))
    form = FrameworkFileForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    imported: list[Framework] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: imported.append(_take_in(request, form.cleaned_data["file"], faults)),
            done="The framework is imported. Nothing in it can change once an inspection has used it.",
        )
    ):
        return redirect("framework", key=imported[0].key, version=imported[0].version)
    page = import_page(faults, library_page())
    return render_page(request, "inspectorate/import_framework.html.jinja", page, form=form)


def _take_in(request: SignedInRequest, file: Any, faults: list[Fault]) -> "Framework":
    """Import the file; the faults go to the table, and one sentence about them into the form."""
    try:
        return import_framework_file(path=file, name=file.name, by=request.user, at=timezone.now())
    except LibraryFaults as refused:
        faults.extend(refused.faults)
        number = count(len(refused.faults), "fault")
        words = (
            f"{file.name} has {number}. Nothing was saved: mend what the table lists, then choose it again."
        )
        raise RuleBroken(Reason(words, "file")) from refused


ADDRESSES = [path("frameworks/import/", import_framework, name="import_framework")]

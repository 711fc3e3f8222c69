"""Importing a programme: check the file, look at what is in it, then keep it whole; or every fault in it."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.foundations.library_faults import Fault, LibraryFaults
from speir.foundations.refusals import Reason, RuleBroken
from speir.people.queries import standing_everywhere
from speir.programmes.choices import PhaseKind
from speir.programmes.excel_library import empty_workbook
from speir.programmes.operations import import_programme
from speir.programmes.permissions import may_import_programmes
from speir.programmes.queries import excel_of, faults_here, programme_of, programmes
from speir.programmes.reading import LARGEST, library_from
from speir.web.inspectorate.framework_import import FaultLine
from speir.web.inspectorate.frameworks import WORKBOOK
from speir.web.inspectorate.method_preview import MethodPreview, method_preview
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count

if TYPE_CHECKING:
    from speir.programmes.library import ProgrammeLibrary
    from speir.programmes.models import Programme


class ProgrammeFileForm(SpeirForm):
    """One file to check."""

    file = forms.FileField(
        label="Programme file",
        help_text="Excel (.xlsx) or YAML (.yaml), at most 1 MB. It is checked first; nothing is kept yet.",
        allow_empty_file=True,
        error_messages={"required": "Choose the file that holds the programme."},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refused before it is read when it is far too large to be a programme."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError("This file is larger than 1 MB. Check that it is the right file.")
        return given


class CheckedForm(SpeirForm):
    """The file that was looked at, sent back to be kept; it is checked again."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    content = forms.CharField(widget=forms.HiddenInput, max_length=2 * LARGEST)

    def clean_content(self) -> bytes:
        """The bytes of the file."""
        try:
            return base64.b64decode(self.cleaned_data["content"], validate=True)
        except binascii.Error as damaged:
            raise forms.ValidationError("The file was damaged on the way. Choose it again.") from damaged


@dataclass(frozen=True)
class PhasePreview:
    """One phase in the file, with its method."""

    name: str
    kind: str
    bodies: str
    method: MethodPreview


@dataclass(frozen=True)
class ImportProgrammePage:
    """The import page: the faults or the content of the file just sent, and workbooks to start from."""

    file: str
    is_excel: bool
    faults: tuple[FaultLine, ...]
    name: str
    summary: str
    phases: tuple[PhasePreview, ...]
    starting_points: tuple[tuple[str, str], ...]


def import_page(
    file: str, faults: Sequence[Fault], library: "ProgrammeLibrary | None", kept: Sequence["Programme"]
) -> ImportProgrammePage:
    """What the import page prints."""
    return ImportProgrammePage(
        file=file,
        is_excel=file.lower().endswith(".xlsx"),
        faults=tuple(
            FaultLine(f.place.sheet, str(f.place.row or ""), f.place.column, f.what, f.to_do) for f in faults
        ),
        name=library.name if library else "",
        summary=library.summary if library else "",
        phases=tuple(
            PhasePreview(
                phase.name,
                PhaseKind.label_of(phase.kind),
                ", ".join(body.name for body in phase.bodies),
                method_preview(phase),
            )
            for phase in (library.phases if library else ())
        ),
        starting_points=tuple((each.slug, each.name) for each in kept),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def import_programme_file(request: SignedInRequest) -> HttpResponseBase:
    """Choose a file and look at what is in it; from there it is kept."""
    may_import_programmes.check(standing_everywhere(request.user))
    if "content" in request.POST:
        return _keep(request)
    form = ProgrammeFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        return _look(request, given.name, given.read(), form)
    return _show(request, form)


def _look(request: SignedInRequest, name: str, content: bytes, form: SpeirForm) -> HttpResponseBase:
    try:
        library = _checked(content, name)
    except LibraryFaults as refused:
        return _show(request, _with_count(form, name, refused), name, refused.faults)
    words = base64.b64encode(content).decode()
    keep = CheckedForm(initial={"name": name, "content": words})
    return _show(request, form, name, library=library, keep=keep)


def _checked(content: bytes, name: str) -> "ProgrammeLibrary":
    """The programme in the file, checked also against the frameworks in Speir."""
    library = library_from(content, name)
    faults = faults_here(library)
    if faults:
        raise LibraryFaults(faults)
    return library


def _keep(request: SignedInRequest) -> HttpResponseBase:
    form = CheckedForm(request.POST)
    faults: list[Fault] = []
    if form.is_valid() and perform(
        request,
        form,
        lambda: _take_in(request, form, faults),
        done="The programme is imported. Its methods can change until an inspection rests on them.",
    ):
        return redirect("programmes")
    return _show(request, form, str(form.data.get("name", "")), faults)


def _take_in(request: SignedInRequest, form: SpeirForm, faults: list[Fault]) -> "Programme":
    """Keep the programme; the faults go to the table, and one sentence about them into the form."""
    name = form.cleaned_data["name"]
    try:
        library = _checked(form.cleaned_data["content"], name)
        return import_programme(library=library, by=request.user, at=timezone.now())
    except LibraryFaults as refused:
        faults.extend(refused.faults)
        raise RuleBroken(Reason(_counted(name, refused))) from refused


def _counted(name: str, refused: LibraryFaults) -> str:
    number = count(len(refused.faults), "fault")
    return f"{name} has {number}. Nothing was saved: mend what the table lists, then choose it again."


def _with_count(form: SpeirForm, name: str, refused: LibraryFaults) -> SpeirForm:
    form.add_error("file", _counted(name, refused))
    return form


def _show(
    request: SignedInRequest,
    form: SpeirForm,
    file: str = "",
    faults: Sequence[Fault] = (),
    library: "ProgrammeLibrary | None" = None,
    keep: SpeirForm | None = None,
) -> HttpResponseBase:
    page = import_page(file, faults, library, programmes())
    chooser = form if isinstance(form, ProgrammeFileForm) else ProgrammeFileForm()
    named: dict[str, Any] = {"form": form, "chooser": chooser, "keep": keep}
    return render_page(request, "inspectorate/import_programme.html.jinja", page, **named)


@inspectorate_screen()
def programme_template(request: SignedInRequest) -> HttpResponseBase:
    """An empty workbook for a new programme."""
    return _download(empty_workbook(), "programme-template")


@inspectorate_screen()
def programme_workbook(request: SignedInRequest, programme: str) -> HttpResponseBase:
    """One programme as an Excel workbook that can be edited and imported again."""
    found = programme_of(programme)
    if found is None:
        raise Http404
    return _download(excel_of(found), programme)


def _download(content: bytes, name: str) -> HttpResponse:
    given = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=WORKBOOK, headers=given)


ADDRESSES = [
    path("programmes/import/", import_programme_file, name="import_programme"),
    path("programmes/template/", programme_template, name="programme_template"),
    path("programmes/<slug:programme>/workbook/", programme_workbook, name="programme_workbook"),
]

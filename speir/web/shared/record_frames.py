"""Handing in a frame of records, as both sides do it: the form, its faults by cell, and the template."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone

from speir.foundations.library_faults import Fault, LibraryFaults
from speir.foundations.refusals import Reason, RuleBroken
from speir.record_samples.choices import Exclusion, Population
from speir.record_samples.frame_sheet import LARGEST, CellsToLookAt
from speir.record_samples.frame_workbook import COLUMN_WORDS, template
from speir.record_samples.operations import import_frame
from speir.record_samples.queries import FrameCount
from speir.web.shared.forms import SpeirForm
from speir.web.shared.screens import SignedInRequest
from speir.web.shared.showing import MEGABYTE, count, file_size

if TYPE_CHECKING:
    from speir.inspections.models import Inspection

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = tuple(COLUMN_WORDS.items())


class FrameFileForm(SpeirForm):
    """One workbook, and whether doubtful cells were looked at."""

    file = forms.FileField(
        label="Frame of records",
        help_text=f"Excel (.xlsx), at most {LARGEST // MEGABYTE} MB. It is checked as a whole and not kept.",
        allow_empty_file=True,
        error_messages={"required": "Choose the workbook that holds the frame."},
    )
    is_looked_at = forms.BooleanField(
        label="I have looked at every cell that may lead to a person, and none does", required=False
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refused before it is read when it is far too large to be a frame."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(
                f"This file is {file_size(given.size or 0)}. A frame is at most {LARGEST // MEGABYTE} MB: "
                "check that it is the right file."
            )
        return given


@dataclass
class Told:
    """What was wrong with the workbook just sent, by cell."""

    file: str = ""
    faults: list[Fault] = field(default_factory=list)
    to_look_at: list[Fault] = field(default_factory=list)


def take_in(request: SignedInRequest, form: FrameFileForm, inspection: "Inspection", told: Told) -> None:
    """Import the frame; faults go to the table, and one sentence about them into the form."""
    file = form.cleaned_data["file"]
    told.file = file.name
    try:
        import_frame(
            inspection=inspection,
            content=file.read(),
            file=file.name,
            is_looked_at=form.cleaned_data["is_looked_at"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        )
    except LibraryFaults as refused:
        told.faults = list(refused.faults)
        number = count(len(refused.faults), "fault")
        words = f"{file.name} has {number}. Nothing was saved: mend what is listed, then choose it again."
        raise RuleBroken(Reason(words, "file")) from refused
    except CellsToLookAt as held:
        told.to_look_at = list(held.cells)
        raise


@dataclass(frozen=True)
class CountLine:
    """One population of a frame as printed; ``excluded`` says in words what cannot be drawn and why."""

    words: str
    rows: int
    eligible: int
    excluded: tuple[str, ...]


def count_lines(counts: Sequence[FrameCount]) -> tuple[CountLine, ...]:
    """What a frame holds, by population."""
    return tuple(
        CountLine(
            Population(one.population).label,
            one.rows,
            one.eligible,
            tuple(f"{count(number, 'row')}: {Exclusion(why).label.lower()}" for why, number in one.excluded),
        )
        for one in counts
    )


def workbook_response(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved and not opened in the browser."""
    answer = HttpResponse(content, content_type=EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def template_response() -> HttpResponse:
    """The empty workbook."""
    return workbook_response(template(), "frame-of-records-template.xlsx")

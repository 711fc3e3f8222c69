"""Handing over several files at once: each stands alone, so that one bad file costs nobody the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages

from speir.foundations.file_kinds import ALLOWED_WORDS, MEGABYTE
from speir.foundations.refusals import AlreadyDone, Refused
from speir.web.design_system.fields import FilesField
from speir.web.shared.forms import ALREADY_SAVED, SpeirForm
from speir.web.shared.screens import SignedInRequest
from speir.web.shared.showing import count

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


def files_hint() -> str:
    """What may be sent, and how large."""
    return f"{ALLOWED_WORDS}. Up to {settings.SPEIR_LARGEST_UPLOAD // MEGABYTE} MB each."


class HandOverForm(SpeirForm):
    """One or more files for one requested document."""

    file = FilesField(label="Files")
    note = forms.CharField(
        label="Note to the inspectors",
        required=False,
        max_length=500,
        help_text="For example, which page to look at, or that a newer version is on its way.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"You can choose several at once. {files_hint()}"

    def begin_anew(self) -> None:
        """Give the form another identity: what it carried has been taken, what is sent next is new."""
        # A QueryDict gives one value by name, but a list when it is unpacked whole.
        sent = {name: self.data[name] for name in self.data}
        self.data = {**sent, self.add_prefix("once"): str(uuid4())}


class NotHeldForm(SpeirForm):
    """That a document does not exist, and why."""

    why = forms.CharField(
        label="Why it is not held, or what exists instead",
        widget=forms.Textarea,
        error_messages={"required": "Say why the document is not held, or what exists instead."},
    )


@dataclass(frozen=True)
class HandedOverNow:
    """What became of the files of one sending: names that were kept, and why others were not."""

    kept: tuple[str, ...]
    sent_before: int
    refused: tuple[str, ...]


def each_alone(
    uploads: Sequence["UploadedFile[bytes]"], hand_over_one: Callable[["UploadedFile[bytes]", int], object]
) -> HandedOverNow:
    """Hand over one file after the other; a refusal stops that file only."""
    kept: list[str] = []
    refused: dict[str, None] = {}
    sent_before = 0
    for number, upload in enumerate(uploads):
        name = upload.name or ""
        try:
            hand_over_one(upload, number)
        except AlreadyDone:
            sent_before += 1
        except Refused as refusal:
            refused |= {_about(name, reason.message): None for reason in refusal.reasons}
        else:
            kept.append(name)
    return HandedOverNow(tuple(kept), sent_before, tuple(refused))


def _about(name: str, message: str) -> str:
    return message if name in message else f"“{name}” was not taken. {message}"


def say_what_became(request: SignedInRequest, form: HandOverForm, became: HandedOverNow) -> bool:
    """Tell what was kept and what was not; True when nothing was refused."""
    if became.kept:
        these = f"{count(len(became.kept), 'file')} handed over"
        messages.success(request, f"{these}: {', '.join(became.kept)}.")
        form.begin_anew()
    if became.sent_before:
        messages.success(request, ALREADY_SAVED)
    for message in became.refused:
        form.add_error("file", message)
    return not became.refused

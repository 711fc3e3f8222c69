"""The way into a record: a declaration of conflicts before it opens, then straight to its pages."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from speir.record_reading.choices import Connection, ReadingStatus
from speir.record_reading.operations import declare_and_open
from speir.record_reading.queries import first_page_of
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.reading.frame import Frame, Side, frame, my_reading
from speir.web.shared.screens import SignedInRequest

DECLARED = "Declared."
BARRED = "Thank you for saying so. The record was not opened, and somebody else will read it."


class DeclareForm(SpeirForm):
    """What connects the reader with the record."""

    connection = forms.ChoiceField(
        label="Is there anything between you and this record?",
        choices=Connection.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether there is a conflict before the record opens."},
    )
    says = forms.CharField(
        label="If there is, what is it?",
        required=False,
        widget=forms.Textarea,
        help_text="A few words, without naming the adult. The lead inspector and support officer read it.",
    )


@dataclass(frozen=True)
class DeclarePage:
    """The declaration of one reader on one record."""

    frame: Frame
    record: str


def answer(request: SignedInRequest, side: Side, reference: str, reading_id: UUID) -> HttpResponseBase:
    """Declare before the first opening; afterwards this leads to the first page of the record."""
    reading = my_reading(request, reference, reading_id)
    if reading.status != ReadingStatus.ALLOCATED:
        key = first_page_of(reading, timezone.now())
        return redirect(side.address("reading_page", reference, reading.pk, key))
    form = DeclareForm(request.POST or None)
    if form.is_valid() and perform(
        request,
        form,
        lambda: declare_and_open(
            reading=reading,
            connection=Connection(form.cleaned_data["connection"]),
            says=form.cleaned_data["says"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=DECLARED if form.cleaned_data["connection"] == Connection.NONE else BARRED,
    ):
        if reading.status == ReadingStatus.BARRED:
            return redirect(side.address("my_records", reference))
        return redirect(side.address("reading", reference, reading.pk))
    heading = f"Record {reading.record_reference}"
    page = DeclarePage(
        frame(side, reading.exercise.inspection, heading, "Before it opens", ("my_records",)),
        reading.record_reference,
    )
    return render_page(request, "shared/reading/declare.html.jinja", page, form=form)

"""Where two readers of one record differ: both answers side by side, settled one by one with the reason."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from speir.inspections.queries import inspection_for, standing_of
from speir.record_reading.choices import ReadingStatus
from speir.record_reading.comparing import Compared
from speir.record_reading.outcome_operations import finish_reconciling, settle_difference
from speir.record_reading.outcome_queries import comparison_of
from speir.record_reading.permissions import may_reconcile
from speir.record_reading.queries import pair_of, reading_in
from speir.record_reading.visibility import may_see_answers
from speir.web.shared.forms import ALREADY_SAVED, ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.reading.addresses import files_at
from speir.web.shared.reading.frame import Frame, Side, frame
from speir.web.shared.reading.page import concern_address
from speir.web.shared.refused_words import note_refusal
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from speir.record_reading.models import Reading
    from speir.xforms.attached import Attached


# Stands for an answer that is left empty: a choice needs some value.
EMPTY = "-"


class SettleForm(SpeirForm):
    """The answer of the record, and why."""

    address = forms.CharField(widget=forms.HiddenInput)
    value = forms.ChoiceField(
        label="Answer of the record",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the answer of the record."},
    )
    why = forms.CharField(
        label="Why",
        widget=forms.TextInput,
        error_messages={"required": "Say why this is the answer."},
    )


@dataclass(frozen=True)
class Row:
    """One difference with both answers in words, and how it was settled, if it was."""

    compared: Compared
    form: SettleForm | None


SETTLED_ALREADY = (
    "This difference had been settled before your answer came, here or in another window. "
    "Nothing was changed; what was settled stands below."
)


@dataclass(frozen=True)
class FileLink:
    """An attached file under its name, and where it is read."""

    name: str
    address: str


@dataclass(frozen=True)
class ReconcilePage:
    """Every difference between the two readers of one record."""

    frame: Frame
    reading_id: str
    record: str
    readers: tuple[str, str]
    open_rows: tuple[Row, ...]
    settled: tuple[Compared, ...]
    alike: int
    words: tuple[tuple[str, str, str], ...]
    files: tuple[tuple[str, FileLink | None, FileLink | None], ...]
    is_reconciled: bool
    concern_address: str


def answer(request: SignedInRequest, side: Side, reference: str, reading_id: UUID) -> HttpResponseBase:
    """See the differences and settle one."""
    pair = _pair(request, reference, reading_id)
    comparison = comparison_of(pair, timezone.now())
    sent = request.POST.get("address", "")
    forms_of = {
        each.address: _form(request, each, sent, place) for place, each in enumerate(comparison.outstanding)
    }
    form = forms_of.get(sent)
    if request.method == "POST" and form is None:
        _tell_what_is_settled(request, comparison.settled)
    if (
        form is not None
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: settle_difference(
                reading=pair[0],
                address=sent,
                value="" if form.cleaned_data["value"] == EMPTY else form.cleaned_data["value"],
                why=form.cleaned_data["why"],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done="Settled. Both original answers stay on file.",
        )
    ):
        return redirect(side.address("reconcile", reference, reading_id))
    page = ReconcilePage(
        frame=frame(
            side,
            pair[0].exercise.inspection,
            f"Reconcile record {pair[0].record_reference}",
            " and ".join(each.reader.full_name for each in pair),
        ),
        reading_id=str(reading_id),
        record=pair[0].record_reference,
        readers=(pair[0].reader.full_name, pair[1].reader.full_name),
        open_rows=tuple(Row(each, forms_of[each.address]) for each in comparison.outstanding),
        settled=comparison.settled,
        alike=comparison.alike,
        words=comparison.words,
        files=tuple(
            (label, _link(pair[0], one), _link(pair[1], two)) for label, one, two in comparison.files
        ),
        is_reconciled=pair[0].status == ReadingStatus.RECONCILED,
        concern_address=concern_address(side, reference, pair[0].record_reference),
    )
    return render_page(request, "shared/reading/reconcile.html.jinja", page, form=form, finish=ButtonForm())


def finish(request: SignedInRequest, side: Side, reference: str, reading_id: UUID) -> HttpResponseBase:
    """Close the reconciliation."""
    pair = _pair(request, reference, reading_id)
    form = ButtonForm(request.POST)
    if form.is_valid():
        perform_button(
            request,
            lambda: finish_reconciling(
                reading=pair[0], by=request.user, at=timezone.now(), once=form.once_key
            ),
            done="Reconciled.",
        )
    return redirect(side.address("reconcile", reference, reading_id))


def _tell_what_is_settled(request: SignedInRequest, settled: "Sequence[Compared]") -> None:
    """Of a settlement of what is settled already: whether it is the same sent twice, or came too late."""
    sent, why = request.POST.get("address", ""), request.POST.get("why", "").strip()
    if any(each.address == sent and each.settled and each.settled.why == why for each in settled):
        messages.success(request, ALREADY_SAVED)
        return
    note_refusal(request)
    messages.error(request, SETTLED_ALREADY)


def _pair(request: SignedInRequest, reference: str, reading_id: UUID) -> "list[Reading]":
    """Both readings, when this person may see both; otherwise there is nothing here."""
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    may_reconcile.check(standing)
    reading = reading_in(inspection, reading_id)
    pair = pair_of(reading) if reading else []
    readers = {str(each.reader_id): each.status for each in pair}
    if len(pair) != 2 or not all(may_see_answers(standing, author, readers) for author in readers):
        raise Http404
    return pair


def _link(reading: "Reading", file: "Attached | None") -> FileLink | None:
    return FileLink(file.name, f"{files_at(reading.pk)}{file.identity}/") if file else None


def _form(request: SignedInRequest, each: Compared, sent: str, place: int) -> SettleForm:
    form = SettleForm(
        request.POST if sent == each.address else None,
        initial={"address": each.address},
        prefix=None,
        auto_id=f"id_{place}_%s",
    )
    form.fields["value"].choices = [(value or EMPTY, words) for value, words in each.options]  # type: ignore[attr-defined]
    return form

"""Answers that two devices gave differently: shown side by side, so that the reader picks one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from speir.record_reading.answering_operations import pick_answer
from speir.record_reading.choices import EventKind
from speir.record_reading.replay import Change
from speir.web.shared.forms import SpeirForm, perform_button
from speir.web.shared.reading.frame import Side, my_reading
from speir.web.shared.screens import SignedInRequest
from speir.xforms.attached import read_attached
from speir.xforms.session import Session, UnknownAddress


@dataclass(frozen=True)
class OneAnswer:
    """One of the answers that stand: what it says, where and when it was typed."""

    event_id: str
    says: str
    device: str
    typed_at: datetime


@dataclass(frozen=True)
class TwoAnswers:
    """One question that two devices answered differently."""

    address: str
    question: str
    answers: tuple[OneAnswer, ...]


class PickForm(SpeirForm):
    """Which of them counts."""

    address = forms.CharField(widget=forms.HiddenInput)
    event_id = forms.CharField(widget=forms.HiddenInput)


def two_answers(differing: Mapping[str, Sequence[Change]], session: Session) -> tuple[TwoAnswers, ...]:
    """Every difference in words."""
    return tuple(
        TwoAnswers(
            address=address,
            question=_label(session, address),
            answers=tuple(
                OneAnswer(each.event_id, _says(session, each), each.device_id[:8], each.typed_at)
                for each in changes
            ),
        )
        for address, changes in differing.items()
    )


def _label(session: Session, address: str) -> str:
    try:
        return session.label(address) or address
    except UnknownAddress:
        return address


def _says(session: Session, change: Change) -> str:
    if change.kind != EventKind.ANSWER:
        return "Taken out" if change.kind == EventKind.REMOVE_ITEM else "Added"
    if not change.value:
        return "Left empty"
    if (file := read_attached(change.value)) is not None:
        return file.name
    try:
        labels = {choice.value: choice.label for choice in session.choices(change.address)}
    except UnknownAddress:
        labels = {}
    if not labels:
        return change.value
    return ", ".join(labels.get(value, value) for value in change.value.split())


def pick(request: SignedInRequest, side: Side, reference: str, reading_id: UUID) -> HttpResponseBase:
    """Pick one answer; the page it stands on comes back."""
    reading = my_reading(request, reference, reading_id)
    form = PickForm(request.POST)
    if form.is_valid():
        perform_button(
            request,
            lambda: pick_answer(
                reading=reading,
                address=form.cleaned_data["address"],
                event_id=form.cleaned_data["event_id"],
                by=request.user,
                at=timezone.now(),
            ),
            done="Picked. The other answer stays on file.",
        )
    return redirect(side.address("reading", reference, reading.pk))

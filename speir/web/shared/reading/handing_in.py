"""Before handing in: what is missing, page by page, and what happens next."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from speir.record_reading.answering_operations import hand_in
from speir.record_reading.choices import TAKING_ANSWERS
from speir.record_reading.queries import replayed, session_for_reader
from speir.web.shared.forms import ButtonForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.questions.wording import told_of
from speir.web.shared.reading.frame import Frame, Side, frame, my_reading
from speir.web.shared.reading.page import Section, concern_address, sections
from speir.web.shared.screens import SignedInRequest

DONE = "Handed in. Thank you."


@dataclass(frozen=True)
class Missing:
    """One page with faults, and what they are."""

    section: Section
    faults: tuple[str, ...]


@dataclass(frozen=True)
class HandInPage:
    """What stands between a reading and handing it in."""

    frame: Frame
    reading_id: str
    missing: tuple[Missing, ...]
    differing: int
    may_answer: bool
    is_read_twice: bool
    concern_address: str


def answer(request: SignedInRequest, side: Side, reference: str, reading_id: UUID) -> HttpResponseBase:
    """Look over what is missing and hand the reading in."""
    reading = my_reading(request, reference, reading_id)
    if reading.opened_at is None:
        return redirect(side.address("reading", reference, reading.pk))
    form = ButtonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and perform(
        request,
        form,
        lambda: hand_in(reading=reading, by=request.user, at=timezone.now(), once=form.once_key),
        done=DONE,
    ):
        return redirect(side.address("my_records", reference))
    session = session_for_reader(reading, timezone.now())
    missing = [
        Missing(each, tuple(told_of(session.label(fault.address), fault.message) for fault in faults))
        for each in sections(side, reading, session, "")
        if (faults := session.faults(each.key))
    ]
    heading = f"Hand in record {reading.record_reference}"
    page = HandInPage(
        frame=frame(side, reading.exercise.inspection, heading, "Look it over", ("my_records",)),
        reading_id=str(reading.pk),
        missing=tuple(missing),
        differing=len(replayed(reading).differing),
        may_answer=reading.status in TAKING_ANSWERS,
        is_read_twice=reading.is_read_twice,
        concern_address=concern_address(side, reference, reading.record_reference),
    )
    return render_page(request, "shared/reading/hand_in.html.jinja", page, form=form)

"""My records to read: whose turn each is, and which comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase

from speir.foundations.uk_clock import uk_today
from speir.record_reading.choices import HANDED_IN, TAKING_ANSWERS, ReadingOrder, ReadingStatus
from speir.record_reading.queries import differing_pairs, readings_by
from speir.web.shared.pages import render_page
from speir.web.shared.reading.frame import Frame, Side, frame, open_as_reader
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from speir.record_reading.models import Reading

TAGS = {
    ReadingStatus.ALLOCATED: "grey",
    ReadingStatus.OPEN: "info",
    ReadingStatus.RETURNED: "warn",
    ReadingStatus.SUBMITTED: "ok",
    ReadingStatus.RECONCILED: "ok",
}


@dataclass(frozen=True)
class Line:
    """One record in the list; ``address`` is where its next step is, "" when there is none."""

    record: str
    about: str
    address: str
    step: str
    status: str
    tag: str
    due_on: date
    is_late: bool


@dataclass(frozen=True)
class MyRecordsPage:
    """Everything allocated to one reader: what waits for them first, then what is done."""

    frame: Frame
    waiting: tuple[Line, ...]
    done: tuple[Line, ...]
    handed_in: int
    total: int


def answer(request: SignedInRequest, side: Side, reference: str) -> HttpResponseBase:
    """The list of one reader's records."""
    inspection, _ = open_as_reader(request, reference)
    readings = readings_by(request.user, inspection)
    differing = differing_pairs(readings)
    lines = [line(side, reference, each, each.pk in differing, uk_today()) for each in readings]
    page = MyRecordsPage(
        frame=frame(side, inspection, "My records to read", inspection.partnership.full_name),
        waiting=tuple(each for each in in_turn(lines) if each.step),
        done=tuple(each for each in lines if not each.step),
        handed_in=sum(each.status in HANDED_IN for each in readings),
        total=len(readings),
    )
    return render_page(request, "shared/reading/my_records.html.jinja", page)


def line(side: Side, reference: str, reading: "Reading", is_differing: bool, today: date) -> Line:
    """One record with its next step."""
    name, step = next_step(reading.status, is_differing)
    status = ReadingStatus(reading.status)
    is_late = reading.status not in HANDED_IN and reading.exercise.due_on < today
    return Line(
        record=reading.record_reference,
        about=ReadingOrder.label_of(reading.order),
        address=side.address(name, reference, reading.pk) if name else "",
        step=step,
        status="To be reconciled" if is_differing else status.label,
        tag="warn" if is_differing else TAGS[status],
        due_on=reading.exercise.due_on,
        is_late=is_late,
    )


def next_step(status: str, is_differing: bool) -> tuple[str, str]:
    """Where the next step of a reading is and what it is called; two empty words when there is none."""
    if is_differing:
        return "reconcile", "Reconcile"
    if status == ReadingStatus.ALLOCATED:
        return "reading", "Declare and open"
    if status in TAKING_ANSWERS:
        return "reading", "Read on" if status == ReadingStatus.OPEN else "Look again"
    return "", ""


def in_turn(lines: Sequence[Line]) -> list[Line]:
    """What is begun before what is not, then by day and record."""
    order = ("Look again", "Reconcile", "Read on", "Declare and open", "")
    return sorted(lines, key=lambda each: (order.index(each.step), each.due_on, each.record))

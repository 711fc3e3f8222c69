"""A whole reading in one page that opens without a connection, and the worker that keeps it."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.record_reading.queries import session_of
from speir.web.shared.pages import render_page
from speir.web.shared.questions.asked import QuestionPage
from speir.web.shared.questions.shaping import question_page
from speir.web.shared.reading.frame import Frame, Side, frame, my_reading
from speir.web.shared.reading.page import Section, about, concern_address, sections
from speir.web.shared.reading.scripted import Scripted, scripted
from speir.web.shared.screens import READ, SignedInRequest, public_screen

if TYPE_CHECKING:
    from speir.record_reading.models import Reading


@dataclass(frozen=True)
class OfflinePage:
    """Every page of the template, with what the script needs."""

    frame: Frame
    sections: tuple[Section, ...]
    pages: tuple[QuestionPage, ...]
    online_address: str
    hand_in_address: str
    concern_address: str
    scripted: Scripted


def answer(request: SignedInRequest, side: Side, reference: str, reading_id: UUID) -> HttpResponseBase:
    """The whole reading; before it was opened and declared, the declaration."""
    reading = my_reading(request, reference, reading_id)
    if reading.opened_at is None:
        return redirect(side.address("reading", reference, reading.pk))
    return render_page(request, "shared/reading/offline.html.jinja", _page(side, reading))


def _page(side: Side, reading: "Reading") -> OfflinePage:
    session = session_of(reading, timezone.now())
    inspection = reading.exercise.inspection
    heading = f"Record {reading.record_reference}"
    return OfflinePage(
        frame=frame(side, inspection, heading, about(reading), ("my_records",)),
        # Every section, also one that does not apply yet: answers may bring it up.
        sections=sections(side, reading, session, "", everything=True),
        pages=tuple(question_page(session.page(page.key)) for page in session.form.pages),
        online_address=side.address("reading", inspection.reference, reading.pk),
        hand_in_address=side.address("reading_hand_in", inspection.reference, reading.pk),
        concern_address=concern_address(side, inspection.reference, reading.record_reference),
        scripted=scripted(reading),
    )


@public_screen(methods=READ)
def worker(request: HttpRequest) -> HttpResponseBase:
    """The script that keeps offline pages; at the top, since a worker reaches only what lies below it."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> bytes:
    found = finders.find("reading/reading-worker.js")
    if found is None:
        raise Http404
    with open(found, "rb") as script:  # noqa: PTH123 (finders give a path as text)
        return script.read()


ADDRESSES = [path("reading-worker.js", worker, name="reading_worker")]

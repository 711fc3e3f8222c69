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

from speir.record_reading.queries import arrivals_of, replayed, session_for_reader
from speir.web.shared.pages import render_page
from speir.web.shared.questions.asked import QuestionPage
from speir.web.shared.questions.shaping import question_page
from speir.web.shared.reading.addresses import files_at
from speir.web.shared.reading.frame import Frame, Side, frame, my_reading
from speir.web.shared.reading.languages import Languages, languages, numbered
from speir.web.shared.reading.page import Section, about, concern_address, sections
from speir.web.shared.reading.scripted import Scripted, scripted
from speir.web.shared.screens import READ, SignedInRequest, public_screen
from speir.web.shared.showing import clock

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
    saved_clock: str
    scripted: Scripted
    languages: Languages


def answer(
    request: SignedInRequest, side: Side, reference: str, reading_id: UUID, language: int = 0
) -> HttpResponseBase:
    """The whole reading; before it was opened and declared, the declaration.

    ``language`` is the place of a language in the template, 0 for the one that the reader chose.
    """
    reading = my_reading(request, reference, reading_id)
    if reading.opened_at is None:
        return redirect(side.address("reading", reference, reading.pk))
    chosen = numbered(reading, language)
    if language and chosen is None:
        raise Http404
    page = _page(side, reading, chosen.name if chosen else "")
    return render_page(request, "shared/reading/offline.html.jinja", page)


def _page(side: Side, reading: "Reading", language: str) -> OfflinePage:
    held = replayed(reading)
    session = session_for_reader(reading, timezone.now(), held, language)
    inspection = reading.exercise.inspection
    heading = f"Record {reading.record_reference}"
    return OfflinePage(
        frame=frame(side, inspection, heading, about(reading), ("my_records",)),
        # Every section, also one that does not apply yet: answers may bring it up.
        sections=sections(side, reading, session, "", everything=True),
        pages=tuple(
            question_page(session.page(page.key), files_at(reading.pk)) for page in session.form.pages
        ),
        online_address=side.address("reading", inspection.reference, reading.pk),
        hand_in_address=side.address("reading_hand_in", inspection.reference, reading.pk),
        concern_address=concern_address(side, inspection.reference, reading.record_reference),
        saved_clock=clock(arrivals_of(reading).last_at),
        scripted=scripted(reading, held, session.language),
        languages=languages(side, reading, session),
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

"""The reading page: sections left, questions in the middle with their guidance; works without a script."""

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode

from speir.record_reading.answering_operations import take_events
from speir.record_reading.choices import TAKING_ANSWERS, EventKind, ReadingOrder
from speir.record_reading.incoming import Taken
from speir.record_reading.operations import choose_language
from speir.record_reading.queries import arrivals_of, changes_of, session_for_reader, session_of
from speir.record_reading.replay import Change, Replayed, replay
from speir.web.shared.forms import perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.questions.answers import changed_answers, pressed
from speir.web.shared.questions.asked import QuestionPage
from speir.web.shared.questions.shaping import question_page
from speir.web.shared.reading.addresses import files_at
from speir.web.shared.reading.files import attach_chosen, sending_of
from speir.web.shared.reading.frame import Frame, Side, frame, my_reading, written_once
from speir.web.shared.reading.languages import Languages, languages
from speir.web.shared.reading.scripted import Scripted, scripted
from speir.web.shared.reading.two_devices import TwoAnswers, two_answers
from speir.web.shared.screens import SignedInRequest
from speir.web.shared.showing import clock
from speir.xforms.session import Session, UnknownAddress

if TYPE_CHECKING:
    from speir.record_reading.models import Reading

LATE = (
    "This reading was handed in before. What you sent is kept and marked late; it counts once the reading is "
    "given back."
)
NO_FILES: Mapping[str, str] = MappingProxyType({})
LANGUAGE_CHOSEN = "The questions are shown in the language you chose. Your answers are as they were."
MORE = "Your answers bring up more questions on this page."


@dataclass(frozen=True)
class Section:
    """One page of the template in the list, with how much of it is answered."""

    key: str
    title: str
    address: str
    answered: int
    asked: int
    is_here: bool
    is_done: bool


@dataclass(frozen=True)
class ReadingPage:
    """What the reading page prints."""

    frame: Frame
    reading_id: str
    sections: tuple[Section, ...]
    asked: QuestionPage
    next_title: str
    last: str
    sending: str
    saved_clock: str
    next_address: str
    scripted: Scripted
    may_answer: bool
    two_answers: tuple[TwoAnswers, ...]
    late: int
    returned_why: str
    concern_address: str
    languages: Languages


def answer(
    request: SignedInRequest, side: Side, reference: str, reading_id: UUID, page_key: str
) -> HttpResponseBase:
    """Show one page of a reading, or keep what was answered on it."""
    reading = my_reading(request, reference, reading_id)
    if reading.opened_at is None:
        return redirect(side.address("reading", reference, reading.pk))
    known = changes_of(reading)
    held = replay(known)
    if request.method == "POST":
        session = session_of(reading, timezone.now(), held=held)
        return _keep(request, side, reading, session, _page_of(reading, session, page_key), known)
    session = session_for_reader(reading, timezone.now(), held)
    asked = _page_of(reading, session, page_key, with_faults="check" in request.GET)
    return render_page(request, "shared/reading/page.html.jinja", _page(side, reading, session, held, asked))


def _page_of(
    reading: "Reading", session: Session, page_key: str, *, with_faults: bool = False
) -> QuestionPage:
    try:
        return question_page(session.page(page_key, with_faults=with_faults), files_at(reading.pk))
    except UnknownAddress:
        raise Http404 from None


def _page(
    side: Side, reading: "Reading", session: Session, held: Replayed, asked: QuestionPage
) -> ReadingPage:
    inspection, arrivals = reading.exercise.inspection, arrivals_of(reading)
    shown = sections(side, reading, session, asked.key)
    after = _after(shown)
    hand_in = side.address("reading_hand_in", inspection.reference, reading.pk)
    addresses = {question.address for question in asked.questions}
    return ReadingPage(
        frame=frame(side, inspection, f"Record {reading.record_reference}", about(reading), ("my_records",)),
        reading_id=str(reading.pk),
        sections=shown,
        asked=asked,
        next_title=after.title if after else "",
        # Of answers on this page, and of items, whose addresses end with their key.
        last=json.dumps({a: held.last[a] for a in held.last if a in addresses or a.endswith("]")}),
        sending=str(uuid.uuid4()),
        saved_clock=clock(arrivals.last_at),
        next_address=after.address if after else hand_in,
        scripted=scripted(reading, held, session.language),
        may_answer=reading.status in TAKING_ANSWERS,
        two_answers=two_answers(held.differing, session),
        late=arrivals.late,
        returned_why=reading.returned_why if reading.status == "returned" else "",
        concern_address=concern_address(side, inspection.reference, reading.record_reference),
        languages=languages(side, reading, session),
    )


def about(reading: "Reading") -> str:
    """What kind of record it is and which reading this is."""
    parts = [reading.population_label, f"locality {reading.locality}" if reading.locality else ""]
    is_double = reading.is_read_twice
    if reading.order == ReadingOrder.SECOND:
        parts.append("you are the second reader; neither sees the other’s answers until both are in")
    elif is_double:
        parts.append("you are the first reader; the second is blind to your answers until both are in")
    return " · ".join(filter(None, parts))


def sections(
    side: Side, reading: "Reading", session: Session, here: str, *, everything: bool = False
) -> tuple[Section, ...]:
    """The pages that apply, each with its counts; ``everything`` gives those that do not apply as well."""
    reference = reading.exercise.inspection.reference
    return tuple(
        Section(
            key=page.key,
            title=page.title,
            address=side.address("reading_page", reference, reading.pk, page.key),
            answered=page.answered,
            asked=page.asked,
            is_here=page.key == here,
            is_done=0 < page.asked == page.answered,
        )
        for page in session.pages()
        if page.is_relevant or everything
    )


def _after(shown: Sequence[Section]) -> Section | None:
    here = next((place for place, section in enumerate(shown) if section.is_here), len(shown))
    return shown[here + 1] if here + 1 < len(shown) else None


def concern_address(side: Side, reference: str, record: str) -> str:
    """Where a concern about the person of this record is raised."""
    address = written_once(side.raise_concern, reference)
    return f"{address}?{urlencode({'from': 'reading', 'record': record})}"


def _keep(
    request: SignedInRequest,
    side: Side,
    reading: "Reading",
    session: Session,
    asked: QuestionPage,
    known: Sequence[Change],
) -> HttpResponseBase:
    had = {cell.address for cell in session.told(asked.key)}
    chosen, refused = attach_chosen(request, reading, asked)
    events, button = page_events(request, asked, session, chosen), pressed(request.POST)
    reference = reading.exercise.inspection.reference
    here = side.address("reading_page", reference, reading.pk, asked.key)
    if button.what == "language" and not events:
        _choose_language(request, reading, button.address)
        return redirect(here)
    taken = take_events(reading=reading, events=events, by=request.user, at=timezone.now(), known=known)
    _say(request, reading, taken)
    for reason in refused:
        messages.error(request, reason)
    if button.what == "language":
        _choose_language(request, reading, button.address)
    if refused or button.what in ("add", "remove", "take_out", "language"):
        return redirect(here)
    if button.what == "later":
        return redirect(side.address("my_records", reference))
    session = session_of(reading, timezone.now(), held=taken.held)
    if _more_questions(had, session, asked.key):
        messages.info(request, MORE)
        return redirect(here)
    after = _after(sections(side, reading, session, asked.key))
    return redirect(after.address if after else side.address("reading_hand_in", reference, reading.pk))


def _choose_language(request: SignedInRequest, reading: "Reading", name: str) -> None:
    perform_button(
        request,
        lambda: choose_language(reading=reading, language=name, by=request.user, at=timezone.now()),
        done=LANGUAGE_CHOSEN,
    )


def _say(request: HttpRequest, reading: "Reading", taken: Taken) -> None:
    if reading.status not in TAKING_ANSWERS:
        messages.error(request, LATE)
    for refused in taken.refused:
        messages.error(request, refused["reason"])


def page_events(
    request: HttpRequest, asked: QuestionPage, session: Session, files: Mapping[str, str] = NO_FILES
) -> list[dict[str, object]]:
    """What a sent page changes, as events; the same sending gives the same events.

    ``files`` are the answers that tell of the files sent with it.
    """
    sending = str(sending_of(request))
    seen = _seen(request.POST.get("last", ""))
    changes: list[tuple[str, str, str | None]] = [
        (EventKind.ANSWER, address, value or None)
        for address, value in with_what_follows(
            {**changed_answers(request.POST, asked), **files, **_taken_out(request, asked)}, session
        ).items()
    ]
    button = pressed(request.POST)
    if button.what == "add":
        changes.append((EventKind.ADD_ITEM, button.address, sending[:8]))
    if button.what == "remove":
        repeat, _, key = button.address.removesuffix("]").rpartition("[")
        changes.append((EventKind.REMOVE_ITEM, repeat, key))
    return [
        {
            "event_id": str(uuid.uuid5(uuid.UUID(sending), f"{kind} {address} {value}")),
            "device_id": f"page-{sending}",
            "device_sequence": place,
            "kind": str(kind),
            "address": address,
            "value": value,
            "typed_at": timezone.now().isoformat(),
            "based_on": seen.get(address if kind == EventKind.ANSWER else f"{address}[{value}]"),
        }
        for place, (kind, address, value) in enumerate(changes, 1)
    ]


def with_what_follows(typed: Mapping[str, str], session: Session) -> dict[str, str]:
    """The answers, and those that the form sets because of them; what was typed itself stands."""
    followed: dict[str, str] = {}
    for address, value in typed.items():
        followed |= dict(session.answer(address, value))
    return {**followed, **typed}


def _taken_out(request: HttpRequest, asked: QuestionPage) -> dict[str, str]:
    """The file that is taken out: an answer that is no answer any more."""
    button, takes = pressed(request.POST), {each.address for each in asked.questions if each.kind == "file"}
    return {button.address: ""} if button.what == "take_out" and button.address in takes else {}


def _seen(text: str) -> Mapping[str, str]:
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in held.items()} if isinstance(held, dict) else {}


def _more_questions(had: Collection[str], after: Session, page: str) -> bool:
    return any(not cell.text and cell.address not in had for cell in after.told(page))

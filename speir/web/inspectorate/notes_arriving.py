"""Contact notes arriving from a device: each is taken once, or refused with its reasons; speaks JSON."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone

from speir.foundations.refusals import AlreadyDone, Refused
from speir.web.inspectorate.contact_notes import areas_to_write_about, keep_note, note_form
from speir.web.shared.screens import CHANGE, READ, SignedInRequest, inspectorate_screen, public_screen
from speir.web.shared.showing import HERE

if TYPE_CHECKING:
    from speir.partnerships.models import Area
    from speir.people.models import Person

MOST = 100
SIGN_IN_AGAIN = "Sign in again: your notes are kept on this device."
NOT_UNDERSTOOD = "What the browser sent could not be understood. Load the page again."


def _no(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)


def _sent(body: bytes) -> tuple[str, list[tuple[UUID, dict[str, Any]]]] | None:
    """Whose notes these are, and the notes; None when that is not to be understood."""
    try:
        sent = json.loads(body)
        return sent["person"], [(UUID(each["event_id"]), dict(each["value"])) for each in sent["events"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


@public_screen(methods=CHANGE)
def note_events(request: HttpRequest) -> HttpResponseBase:
    """Take notes that a device kept; a script is told to sign in again, not shown the way."""
    _ = request.body  # read whole before anybody looks for a form in it
    return _take_all(request) if request.user.is_authenticated else _no(SIGN_IN_AGAIN, 401)


@inspectorate_screen(methods=CHANGE)
def _take_all(request: SignedInRequest) -> HttpResponseBase:
    """What is acknowledged is recorded, each note exactly once."""
    sent = _sent(request.body)
    if sent is None:
        return _no(NOT_UNDERSTOOD, 400)
    typed_by, notes = sent
    if typed_by != str(request.user.pk):
        return _no(SIGN_IN_AGAIN, 401)
    areas = areas_to_write_about(request.user)
    taken = {str(note_id): _take(note_id, given, areas, request.user) for note_id, given in notes[:MOST]}
    now: datetime = timezone.now()
    return JsonResponse(
        {
            "acknowledged": [note_id for note_id, reason in taken.items() if not reason],
            "refused": [{"event_id": key, "reason": reason} for key, reason in taken.items() if reason],
            "clock": f"{now.astimezone(HERE):%H:%M}",
        }
    )


def _take(note_id: UUID, given: dict[str, Any], areas: "dict[str, Area]", by: "Person") -> str:
    """Why a note was not taken; "" when it is recorded, now or by an earlier sending."""
    form = note_form(areas, {**given, "once": str(note_id)})
    if not form.is_valid():
        return " ".join(str(words) for errors in form.errors.values() for words in errors)
    try:
        keep_note(areas[form.cleaned_data["area"]], form.cleaned_data, by, form.once_key)
    except AlreadyDone:
        return ""
    except Refused as refused:
        return " ".join(reason.message for reason in refused.reasons)
    return ""


@public_screen(methods=READ)
def note_state(request: HttpRequest) -> HttpResponseBase:
    """A form token for a page that was kept from another day."""
    return _give_token(request) if request.user.is_authenticated else _no(SIGN_IN_AGAIN, 401)


@inspectorate_screen(methods=READ)
def _give_token(request: SignedInRequest) -> HttpResponseBase:
    answer = JsonResponse({"csrf_token": get_token(request)})
    answer["Cache-Control"] = "no-store"
    return answer


ADDRESSES = [
    path("office/notes/arriving/", note_events, name="note_events"),
    path("office/notes/token/", note_state, name="note_state"),
]

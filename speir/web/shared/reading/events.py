"""Taking answers from a reader's device, and telling the device what the server holds; both speak JSON."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone

from speir.foundations.refusals import Refused
from speir.inspections.queries import NotVisible
from speir.record_reading.answering_operations import take_events
from speir.record_reading.incoming import Taken
from speir.record_reading.queries import last_saved_at, reading_for, replayed
from speir.web.shared.screens import CHANGE, READ, public_screen
from speir.web.shared.showing import HERE, clock

LARGEST_BATCH = 1000
NOT_UNDERSTOOD = "What the browser sent could not be understood. Load the page again."
SIGN_IN_AGAIN = "Sign in again: what you answered is kept on this computer."
NOT_YOURS = "This reading is not yours."


@dataclass(frozen=True)
class Sending:
    """What one sending holds: whose answers, and the events as they came."""

    person: str
    events: list[object]


@public_screen(methods=CHANGE)
def events(request: HttpRequest, reading_id: UUID) -> HttpResponseBase:
    """Keep a batch of events; what is acknowledged is on the disk, each exactly once."""
    if not request.user.is_authenticated:
        return no(SIGN_IN_AGAIN, 401)
    try:
        reading = reading_for(request.user, reading_id, timezone.now())
        sending = _sending(request)
        if sending is None:
            return no(NOT_UNDERSTOOD, 400)
        if sending.person != str(request.user.pk):
            return no(SIGN_IN_AGAIN, 401)
        taken = take_events(reading=reading, events=sending.events, by=request.user, at=timezone.now())
    except NotVisible:
        return no(NOT_YOURS, 404)
    except Refused as refused:
        return no(str(refused), 409)
    return JsonResponse(_told(taken))


@public_screen(methods=READ)
def state(request: HttpRequest, reading_id: UUID) -> HttpResponseBase:
    """What the server holds of a reading, and a form token for a page that was kept from yesterday."""
    if not request.user.is_authenticated:
        return no(SIGN_IN_AGAIN, 401)
    try:
        reading = reading_for(request.user, reading_id, timezone.now())
    except NotVisible:
        return no(NOT_YOURS, 404)
    held = replayed(reading)
    answer = JsonResponse(
        {
            "sheet": {"values": held.values, "items": held.items},
            "last": held.last,
            "differing": list(held.differing),
            "status": reading.status,
            "saved_clock": clock(last_saved_at(reading)),
            "version_sha256": reading.exercise.template_version.sha256,
            "csrf_token": get_token(request),
        }
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _sending(request: HttpRequest) -> Sending | None:
    try:
        sent = json.loads(request.body)
        found = Sending(person=sent["person"], events=sent["events"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(found.events, list) or len(found.events) > LARGEST_BATCH:
        return None
    return found


def _told(taken: Taken) -> dict[str, object]:
    now = timezone.now()
    return {
        "acknowledged": taken.acknowledged,
        "refused": taken.refused,
        "conflicts": taken.conflicts,
        "status": taken.status,
        "saved_at": now.isoformat(),
        "clock": f"{now.astimezone(HERE):%H:%M:%S}",
    }


def no(reason: str, status: int) -> JsonResponse:
    """A refusal that a device understands."""
    return JsonResponse({"reason": reason}, status=status)


ADDRESSES = [
    path("reading/<uuid:reading_id>/events/", events, name="reading_events"),
    path("reading/<uuid:reading_id>/state/", state, name="reading_state"),
]

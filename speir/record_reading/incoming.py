"""What a browser sends about an answer: understood, or refused with a reason; plain Python."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from speir.record_reading.choices import EventKind
from speir.record_reading.replay import Replayed

LONGEST_VALUE = 200_000
LARGEST_SEQUENCE = 2**53  # beyond this a browser cannot count
KEY = re.compile(r"[A-Za-z0-9_-]{1,36}")
_STEP = r"[^\W\d][\w.-]*(?:\[[A-Za-z0-9_-]{1,36}\])?"
ADDRESS = re.compile(rf"(?=.{{1,400}}\Z){_STEP}(?:/{_STEP})*")
OTHER_ANSWER = "The server holds another answer under the same identity. Answer again, and it is sent anew."
DEVICE = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Incoming:
    """One well-formed event, as it will be kept."""

    event_id: uuid.UUID
    device_id: str
    device_sequence: int
    kind: EventKind
    address: str
    value: str | None
    typed_at: datetime
    based_on: uuid.UUID | None


@dataclass(frozen=True)
class Unfit:
    """An event that cannot be kept: which, as far as it said so, and why."""

    event_id: str
    reason: str


@dataclass(frozen=True)
class Taken:
    """What became of the events that were sent: kept (now or before), or refused with a reason.

    ``held`` is what the reading amounts to with them.
    """

    acknowledged: list[str] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    status: str = ""
    held: Replayed = field(default_factory=Replayed)


def understand(sent: object) -> Incoming | Unfit:
    """One event as it was sent; never raises."""
    if not isinstance(sent, Mapping):
        return Unfit("", "This is not an event.")
    told = str(sent.get("event_id", ""))[:64]
    try:
        return _read(sent)
    except _Fault as fault:
        return Unfit(told, str(fault))


class _Fault(Exception):
    """One part of an event is not as it must be."""


def _read(sent: Mapping[str, object]) -> Incoming:
    kind = _kind(sent.get("kind"))
    address, value = sent.get("address") or "", _value(sent.get("value"))
    if not isinstance(address, str) or (kind != EventKind.SUBMIT and not ADDRESS.fullmatch(address)):
        raise _Fault("It does not say which question it answers.")
    if kind in (EventKind.ADD_ITEM, EventKind.REMOVE_ITEM) and not (value and KEY.fullmatch(value)):
        raise _Fault("It does not say which of several it adds or takes out.")
    return Incoming(
        event_id=_identity(sent.get("event_id")),
        device_id=_device(sent.get("device_id")),
        device_sequence=_sequence(sent.get("device_sequence")),
        kind=kind,
        address="" if kind == EventKind.SUBMIT else address,
        value=None if kind == EventKind.SUBMIT else value,
        typed_at=_moment(sent.get("typed_at")),
        based_on=None if sent.get("based_on") is None else _identity(sent.get("based_on")),
    )


def _kind(given: object) -> EventKind:
    try:
        return EventKind(str(given))
    except ValueError:
        raise _Fault("It does not say what it does.") from None


def _identity(given: object) -> uuid.UUID:
    try:
        return uuid.UUID(given if isinstance(given, str) else "")
    except ValueError:
        raise _Fault("It has no identity of its own.") from None


def _device(given: object) -> str:
    if not isinstance(given, str) or not DEVICE.fullmatch(given):
        raise _Fault("It does not say which device it comes from.")
    return given


def _sequence(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= LARGEST_SEQUENCE:
        raise _Fault("It does not say its place on its device.")
    return given


def _value(given: object) -> str | None:
    if given is None:
        return None
    if not isinstance(given, str):
        raise _Fault("Its answer is not text.")
    if len(given) > LONGEST_VALUE:
        raise _Fault(f"The answer is longer than {LONGEST_VALUE:,} characters.")
    # Half of a character (an emoji cut in two) is no text that a database takes.
    return given.replace("\x00", "").encode(errors="replace").decode() or None


def _moment(given: object) -> datetime:
    try:
        moment = datetime.fromisoformat(given if isinstance(given, str) else "")
        if moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC)  # a day outside every calendar fails here
    except (ValueError, OverflowError):
        raise _Fault("It does not say when it was typed.") from None

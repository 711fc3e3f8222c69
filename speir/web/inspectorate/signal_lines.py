"""Signals as lines to read: what, where, why, how it was found. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from speir.indicators.choices import SignalKind
from speir.partnerships.area_names import address_of, with_kind

if TYPE_CHECKING:
    from speir.indicators.models import FoundSignal


@dataclass(frozen=True)
class SignalLine:
    """One signal; ``area`` is "" when it is about all areas."""

    signal_id: UUID
    kind: str
    area: str
    area_address: str
    is_fictional: bool
    title: str
    reason: str
    method: str
    n: int
    is_new: bool


def signal_line(signal: "FoundSignal") -> SignalLine:
    """One signal to print."""
    area = signal.area
    return SignalLine(
        signal_id=signal.pk,
        kind=SignalKind.label_of(signal.kind),
        area=with_kind(area.name, area.kind) if area else "",
        area_address=address_of(area.kind, area.name) if area else "",
        is_fictional=area.is_fictional if area else False,
        title=signal.title,
        reason=signal.reason,
        method=signal.method,
        n=signal.n,
        is_new=signal.is_new,
    )


def signal_lines(signals: Iterable["FoundSignal"]) -> tuple[SignalLine, ...]:
    """Signals to print, in their order."""
    return tuple(signal_line(each) for each in signals)

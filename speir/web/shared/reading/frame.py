"""What the pages of a reader share on both sides: where they are, and the addresses of their own side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from speir.inspections.queries import inspection_for, standing_of
from speir.people.standing import Standing
from speir.record_reading.permissions import may_read_records
from speir.record_reading.queries import reading_for
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.record_reading.models import Reading


@dataclass(frozen=True)
class Side:
    """One side: the template around its pages, how the names of its addresses begin, its first page."""

    template: str
    prefix: str
    home: tuple[str, str]
    raise_concern: str

    def address(self, name: str, reference: str, *args: object) -> str:
        """The address of one of the reader's pages on this side."""
        return reverse(self.prefix + name, args=[reference, *args])


@dataclass(frozen=True)
class Frame:
    """What stands around a reader's page."""

    template: str
    reference: str
    heading: str
    sub: str
    is_fictional: bool
    trail: tuple[tuple[str, str], ...]
    to: Callable[..., str]


def frame(
    side: Side, inspection: "Inspection", heading: str, sub: str, crumbs: tuple[str, ...] = ()
) -> Frame:
    """The frame of one page; ``crumbs`` names the lists above it, "my_records" first."""
    reference = inspection.reference
    words, home = side.home
    trail = [
        (words, reverse(home)),
        (inspection.partnership.name, reverse(side.prefix + "inspection", args=[reference])),
    ]
    if "my_records" in crumbs:
        trail.append(("My records", side.address("my_records", reference)))
    return Frame(
        template=side.template,
        reference=reference,
        heading=heading,
        sub=sub,
        is_fictional=inspection.is_fictional,
        trail=tuple(trail),
        to=lambda name, *args: side.address(name, reference, *args),
    )


def open_as_reader(request: SignedInRequest, reference: str) -> tuple["Inspection", Standing]:
    """The inspection of somebody who reads records in it; 404 or 403 for everybody else."""
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    may_read_records.check(standing)
    return inspection, standing


def my_reading(request: SignedInRequest, reference: str, reading_id: UUID) -> "Reading":
    """One's own reading in an inspection; not found when it is somebody else's or of another inspection."""
    inspection, _ = open_as_reader(request, reference)
    reading = reading_for(request.user, reading_id, timezone.now())
    if reading.exercise.inspection_id != inspection.pk:
        raise Http404
    return reading

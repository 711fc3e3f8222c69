"""What the pages of a reader share on both sides: where they are, and the addresses of their own side."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import timezone

from speir.inspections.queries import inspection_and_standing
from speir.people.standing import Standing
from speir.record_reading.permissions import may_read_records
from speir.record_reading.queries import reading_within
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.record_reading.models import Reading


@lru_cache(maxsize=5000)
def address_of(name: str, args: tuple[object, ...], _prefix: str, urlconf: str | None) -> str:
    """An address, written once: a page has twenty, and they never change while the process runs."""
    return reverse(name, urlconf=urlconf, args=args)


def written_once(name: str, *args: object) -> str:
    """An address, by the name and the parts that ``reverse`` takes."""
    return address_of(name, args, get_script_prefix(), get_urlconf())


@dataclass(frozen=True)
class Side:
    """One side: the template around its pages, how the names of its addresses begin, its first page."""

    template: str
    prefix: str
    home: tuple[str, str]
    raise_concern: str

    def address(self, name: str, reference: str, *args: object) -> str:
        """The address of one of the reader's pages on this side."""
        return written_once(self.prefix + name, reference, *args)


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
        (words, written_once(home)),
        (inspection.partnership.name, side.address("inspection", reference)),
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
    inspection, standing = inspection_and_standing(request.user, reference)
    may_read_records.check(standing)
    return inspection, standing


def my_reading(request: SignedInRequest, reference: str, reading_id: UUID) -> "Reading":
    """One's own reading in an inspection; not found when it is somebody else's or of another inspection."""
    inspection, _ = open_as_reader(request, reference)
    return reading_within(inspection, request.user, reading_id, timezone.now())
